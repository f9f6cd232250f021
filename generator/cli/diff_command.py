"""`runbook diff`: what changed between git revisions, the working tree and releases."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.options import format_option, project_command
from generator.project.faults import CLEAN, INPUT_PROBLEM, InputFault

if TYPE_CHECKING:
    from generator.diff.diff_sources import DiffSide

MOST_PROBLEMS = 5
DIFFERENT = 1


@project_command
@click.argument("old", metavar="[A]", required=False)
@click.argument("new", metavar="[B]", required=False)
@format_option("text", "md", "json")
@click.option("--exit-code", is_flag=True, help="Exit with code 1 if the two sides differ or cannot be compared.")
def diff(root: Path, old: str | None = None, new: str | None = None, style: str = "text", *, exit_code: bool = False) -> int:
    """Show what changed from A to B: for each variant its owner, the entities and fields that differ, the reasons, and the pages and
    sheets that change.

    A and B are git revisions, files named runbook.json from a release, or folders that contain one. Without B, compare A with the
    working tree; without A, use the last commit. A...B shows what changed on B since it branched off A.

    \b
    runbook diff                             what is not committed yet
    runbook diff origin/main...HEAD --format md
    runbook diff site-2026-10/runbook.json site
    """
    from generator.diff.as_json import to_json
    from generator.diff.as_markdown import to_markdown
    from generator.diff.as_text import to_text
    from generator.diff.compare import compare_with_pages
    from generator.diff.diff_sources import sides
    from generator.project.progress import Progress
    from generator.report.diagnostics_report import wants_colour

    with Progress() as progress:
        progress.say("reading both sides")
        read = before, after = sides(root, old, new)
    for side in read:
        _report_problems(side)
    if after.broken and not after.snapshot:
        raise InputFault(f"every variant of {after.label} has errors, so nothing can be compared; {_way_out(after)}")
    left_out = {*before.broken, *after.broken}
    pair = ({name: data for name, data in side.snapshot.items() if name not in left_out} for side in read)
    found = compare_with_pages(*pair)
    if style == "json":
        sys.stdout.write(to_json(found, *read))
    elif style == "md":
        sys.stdout.write(to_markdown(found, *read))
    else:
        sys.stdout.write(to_text(found, *read, colour=wants_colour(sys.stdout)))
    if after.broken:
        return INPUT_PROBLEM
    return DIFFERENT if exit_code and (found or left_out) else CLEAN


def _report_problems(side: DiffSide) -> None:
    """Print the errors of one side, and which variants are left out."""
    from generator.diagnostics.diagnostic import some_of
    from generator.report.diagnostics_report import summary, to_text, wants_colour

    if side.problems:
        shown = [problem for problem in side.problems if problem.severity == "error"][:MOST_PROBLEMS]
        sys.stderr.write(to_text(shown, colour=wants_colour(sys.stderr)) + "\n")
    if side.problems and side.broken:
        left_out = f"these variants are not compared: {some_of(side.broken)}"
        sys.stderr.write(f"runbook: {side.label} has {summary(side.problems)}; {left_out}; {_way_out(side)}\n")


def _way_out(side: DiffSide) -> str:
    """Return what to do about the errors of a side."""
    if side.kind == "working tree":
        return "`runbook check` lists every problem; fix them and compare again"
    return "compare with a later revision, or with the runbook.json of a release from that time"
