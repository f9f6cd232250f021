"""`runbook diff`: what a change means, between git revisions, the working tree and releases."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.project.faults import CLEAN, EXIT_CODES, INPUT_PROBLEM, InputFault

if TYPE_CHECKING:
    from generator.diff.diff_sources import DiffSide

MOST_PROBLEMS = 5
DIFFERENT = 1


@click.command(epilog=EXIT_CODES)
@click.argument("old", metavar="[A]", required=False)
@click.argument("new", metavar="[B]", required=False)
@click.option("--format", "style", type=click.Choice(["text", "md", "json"]), default="text", show_default=True, help="How to print.")
@click.option("--exit-code", is_flag=True, help="Exit with 1 where the sides differ.")
@click.pass_obj
def diff(folder: Path | None, old: str | None, new: str | None, style: str, *, exit_code: bool) -> int:
    """Show what a change means: for each variant the entities and fields that differ, why, on which pages and sheets, and whose they are.

    A and B are git revisions, the runbook.json of a release, or a folder that holds one. Without B, A is compared with the
    working tree; without both, the last commit is. A...B is what B changes since it parted from A.

    \b
    runbook diff                             what is not committed yet
    runbook diff origin/main...HEAD --format md
    runbook diff site-2026-10/runbook.json site
    """
    from generator.diff.as_json import to_json
    from generator.diff.as_markdown import to_markdown
    from generator.diff.as_text import to_text
    from generator.diff.diff_sources import sides
    from generator.project.progress import Progress
    from generator.project.project_files import locate
    from generator.report.diagnostics_report import wants_colour
    from generator.site.compare_with_pages import compare_with_pages

    root = locate(folder)
    with Progress() as progress:
        progress.say("reading both sides")
        before, after = sides(root, old, new)
    for opened in (before, after):
        _tell_problems(opened)
    broken = {*before.broken, *after.broken}
    before, after = _without(before, broken), _without(after, broken)
    found = compare_with_pages(before.snapshot, after.snapshot)
    if style == "json":
        sys.stdout.write(to_json(found, before, after))
    elif style == "md":
        sys.stdout.write(to_markdown(found, before, after))
    else:
        sys.stdout.write(to_text(found, before, after, colour=wants_colour(sys.stdout, os.environ)))
    if broken:
        return INPUT_PROBLEM
    return DIFFERENT if exit_code and found else CLEAN


def _without(opened: DiffSide, broken: set[str]) -> DiffSide:
    """The side without what cannot be compared.

    Raises InputFault where nothing is left of it.
    """
    from generator.diff.diff_wording import side

    if opened.broken and not opened.snapshot:
        raise InputFault(f"no variant of {side(opened)} is without errors, so nothing can be compared. {_way_out(opened)}")
    return replace(opened, snapshot={name: data for name, data in opened.snapshot.items() if name not in broken})


def _tell_problems(opened: DiffSide) -> None:
    from generator.diagnostics.diagnostic import some_of
    from generator.diff.diff_wording import side
    from generator.report.diagnostics_report import summary, to_text, wants_colour

    if not opened.problems:
        return
    shown = [problem for problem in opened.problems if problem.severity == "error"][:MOST_PROBLEMS]
    sys.stderr.write(to_text(shown, colour=wants_colour(sys.stderr, os.environ)) + "\n")
    if opened.broken:
        told = f"{side(opened)} has {summary(opened.problems)}: left out of the comparison: {some_of(opened.broken)}"
        sys.stderr.write(f"runbook: {told}. {_way_out(opened)}\n")


def _way_out(opened: DiffSide) -> str:
    if opened.kind == "working tree":
        return "`runbook check` tells every problem; compare again once they are mended."
    return "Today's rules judge it: compare with a later revision, or with the runbook.json of a release of that time."
