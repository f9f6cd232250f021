"""`runbook check`: all problems of all layers and variants in one run."""

from __future__ import annotations

import os
import sys
from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.options import TODAY, VISIBILITY, files_command, format_option
from generator.project.faults import CLEAN, INPUT_PROBLEM, UsageFault, installed_version

if TYPE_CHECKING:
    from generator.checks.resolve import Problems
    from generator.model.entities import Visibility
    from generator.project.progress import Progress
    from generator.project.project_files import DataFiles


@files_command
@format_option("text", "json", "github", "sarif")
@click.option("--release", is_flag=True, help="Treat release-blocking warnings as errors, and compose and typeset the site.")
@click.option("--fix", is_flag=True, help="Correct the mistakes whose correction is certain, then list the remaining problems.")
@click.option("--diff", is_flag=True, help="Show what --fix would change, and write nothing.")
@click.option(
    "--ahead",
    type=click.IntRange(min=0),
    metavar="DAYS",
    help="List only the reviews, drills and waivers that end within DAYS days, or have ended.",
)
@TODAY
@VISIBILITY
def check(
    root: Path,
    style: str = "text",
    today: str | None = None,
    *,
    release: bool = False,
    fix: bool = False,
    diff: bool = False,
    ahead: int | None = None,
    visibility: Visibility | None = None,
    paths: Iterable[Path] = (),  # noqa: ARG001 - they say which projects to check
) -> int:
    """Check the data of all layers and variants, and list every error and every lint finding. With FILES, check the projects that they
    are in. With --ahead, exit with code 1 if something ends.

    \b
    runbook check
    runbook check ops/data/layers/base/base.yaml
    runbook check --release            what must be fixed before a release
    runbook check --fix                correct misspelt keys, missing quotes and the like
    runbook check --format json        each place, also where the text has only a count
    runbook check --format github      annotations on a pull request
    runbook check --format sarif       a file for code scanning
    runbook check --ahead 30           what ends within 30 days of --today
    """
    from generator.diagnostics.diagnostic import has_errors, in_order
    from generator.project.open_project import judge
    from generator.project.progress import Progress
    from generator.project.project_files import read_data
    from generator.project.revision import day_of, parse_day, read_revision
    from generator.report.diagnostics_report import count_of, summary, to_json, to_listing, to_summary, wants_colour
    from generator.report.github_annotations import to_github, to_step_summary
    from generator.source.folder_problems import attached_name
    from generator.source.layers import split_by_variant
    from generator.source.system_aliases import present_systems

    if visibility is not None and not release:
        raise UsageFault("--visibility is only for --release, which composes the site")
    if ahead is not None and (fix or diff):
        raise UsageFault("--ahead lists reviews, drills and waivers, and corrects nothing: leave out --fix and --diff")
    revision = read_revision(root)
    day = day_of(revision) if today is None else parse_day(today)
    with Progress() as progress:
        progress.say("reading the data")
        data = read_data(root)
        progress.say(f"checking {count_of(len(data.files), 'data file')}")
        if ahead is not None:
            return _list_endings(root, data, day, ahead, style)
        if fix or diff:
            progress.say("correcting mistakes")
            data = _fixed(root, data, style, only_show=diff)
        variants = split_by_variant(data.files)[1]
        if release:
            systems = {*variants, *present_systems(data.files)}
            problems = in_order((*_for_release(root, day, visibility, progress), *_lost_systems(root, systems)))
        elif not has_errors(problems := judge(root, data, day, "check")):
            problems = in_order((*problems, *_in_taken_places(root, day, variants)))
    attached = sum(bool(attached_name(path)) for path in data.files)
    more = f", {count_of(attached, 'file')} for texts" if attached else ""
    read = f"{count_of(len(variants), 'variant')}, {count_of(len(data.files) - attached, 'data file')}{more}"
    if style == "json":
        sys.stdout.write(to_json(problems))
    elif style == "sarif":
        from generator.edits.certain_fixes import fixes_of
        from generator.report.sarif import to_sarif

        sys.stdout.write(to_sarif(problems, installed_version(), revision.prefix, fixes_of(problems, data.files)))
    else:
        if style == "github":
            sys.stdout.write(to_github(problems, revision.prefix))
            sys.stdout.write(f"{to_summary(problems)}\n" if problems else "")
            if step_summary := os.environ.get("GITHUB_STEP_SUMMARY"):
                with Path(step_summary).open("a", encoding="utf-8") as stream:
                    stream.write(to_step_summary(problems, read))
        elif problems:
            sys.stdout.write(to_listing(problems, colour=wants_colour(sys.stdout)) + "\n")
        sys.stdout.write(f"{summary(problems)}; read {read}\n")
    return INPUT_PROBLEM if has_errors(problems) else CLEAN


def _lost_systems(root: Path, variants: Collection[str]) -> Problems:
    """Return an error if the data no longer have a system of the newest release, and the releases are in the usual folder."""
    from generator.cli.publish_command import FOLDER
    from generator.releases.folder_store import FolderStore
    from generator.releases.regressions import systems_since

    return systems_since(FolderStore(root / FOLDER), variants)


def _fixed(root: Path, data: DataFiles, style: str, *, only_show: bool) -> DataFiles:
    """Correct the data files on disk, or show the changes, and return the files as they are on disk then."""
    from generator.edits.fix_files import fix_files, to_diff
    from generator.project.atomic_files import write_all
    from generator.report.diagnostics_report import count_of, place_of
    from generator.report.source_excerpt import visible

    done = fix_files(data.files)
    out = sys.stdout if style == "text" else sys.stderr
    if not done.fixes:
        out.write("nothing to correct\n\n")
    elif only_show:
        out.writelines(f"{visible(line)}\n" for line in to_diff(data.files, done.changed).splitlines())
        out.write(f"would correct {count_of(len(done.fixes), 'mistake')} in {count_of(len(done.changed), 'file')}\n\n")
    else:
        write_all(root, done.changed, data.files)
        out.writelines(f"{visible(place_of(problem.span))}: corrected: {visible(problem.message)}\n" for problem, _ in done.fixes)
        out.write(f"corrected {count_of(len(done.fixes), 'mistake')} in {count_of(len(done.changed), 'file')}\n\n")
    if only_show:
        return data
    return replace(data, files={**data.files, **done.changed})


def _for_release(root: Path, day: date, visibility: Visibility | None, progress: Progress) -> Problems:
    """Return the problems of a release. The site is composed and typeset if the data have no errors, and cached."""
    from generator.diagnostics.diagnostic import in_order
    from generator.project.open_project import judge_project, open_project
    from generator.project.variant_versions import version_problems
    from generator.site.mkdocs_build import read_docs, read_settings, settings_faults
    from generator.site.release_problems import release_problems

    project = open_project(root, day, lint=True)
    found = judge_project(project, "release")
    if wrong := settings_faults(root):
        return in_order((*found, *wrong))
    if not project.outcome.ok:
        return found
    progress.say("composing pages and sheets")
    settings = read_settings(project, visibility)
    return in_order((*found, *version_problems(settings.versions), *release_problems(project, settings, read_docs(root))))


def _in_taken_places(root: Path, day: date, variants: Iterable[str]) -> Problems:
    """Return the problems of hand-written files in the places of generated ones, for data without errors."""
    from generator.project.docs_candidates import may_clash

    if not may_clash(root, variants):
        return ()
    from generator.project.open_project import open_project
    from generator.site.mkdocs_build import read_docs, read_settings
    from generator.site.release_problems import place_problems

    project = open_project(root, day)
    return place_problems(project, read_settings(project), read_docs(root))


def _list_endings(root: Path, data: DataFiles, today: date, days: int, style: str) -> int:
    from generator.checks.severity_policy import apply_policy, endings
    from generator.diagnostics.diagnostic import has_errors
    from generator.project.open_project import findings_of
    from generator.project.record_files import read_records
    from generator.report.endings_list import to_list

    if style != "text":
        raise UsageFault("--ahead prints text; leave out --format")
    try:
        last = today + timedelta(days=days)
    except OverflowError:
        last = date.max
    found = findings_of(root, data, read_records(root))
    ending = endings(found, last)
    incomplete = has_errors(data.diagnostics) or has_errors(apply_policy(found, today, "build"))
    sys.stdout.write(to_list(ending, today, last))
    if incomplete:
        sys.stdout.write("\nThe data have errors, so this list may be incomplete; `runbook check` shows the errors.\n")
    return INPUT_PROBLEM if ending or incomplete else CLEAN
