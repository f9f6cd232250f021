"""`runbook run gate`: a checklist as a gate for pipelines."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.options import format_option, project_command
from generator.project.faults import CLEAN, INPUT_PROBLEM, InputFault, UsageFault

if TYPE_CHECKING:
    from generator.document.compose import RunbookDocument
    from generator.model.variant import Variant
    from generator.project.open_project import Project
    from generator.records.gate_lists import GateList
    from generator.runs.read_run import Run

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@project_command
@click.argument("record", type=FILE)
@click.option(
    "--list", "names", required=True, multiple=True, metavar="PHASE/LIST", help="Judge this list, by its id, address or letter. Repeatable."
)
@click.option("--system", metavar="VARIANT", help="Refuse a run of another system. Default: the system that the run names.")
@click.option("--all", "every", is_flag=True, help="Demand every item, not only “Must” items.")
@click.option("--drill", is_flag=True, help="Accept a drill too.")
@click.option("--max-age", default="24h", show_default=True, metavar="LENGTH", help="Refuse a run whose last answer is older.")
@click.option("--now", metavar="MOMENT", help="Judge the age at MOMENT, such as 2026-12-01T22:00+06:00. Default: the clock.")
@format_option("text", "json", "github")
def gate(
    root: Path,
    record: Path,
    names: tuple[str, ...],
    *,
    system: str | None = None,
    every: bool = False,
    drill: bool = False,
    max_age: str = "24h",
    now: str | None = None,
    style: str = "text",
) -> int:
    """Exit with 0 if each “Must” item of the lists is answered in RECORD, and the sign-offs before them are given. RECORD is a file from a
    page (“Export as JSON”), or a record in runs/.

    An item is answered if it is done, or not applicable for a reason. An item that is new or has changed since is open. A drill, an old
    run, a run on hold, a trigger that was seen and a rollback that has begun close the gate.

    \b
    runbook run gate night.json --list deploy-day/cut-over
    runbook run gate night.json --system shop --list B --list C --max-age 2h
    runbook run gate night.json --list deploy-day/cut-over --format github
    """
    from generator.document.compose import compose
    from generator.document.pages import SiteSettings
    from generator.project.open_project import open_project
    from generator.project.record_files import read_records
    from generator.records.gate import GateRules, judge_gate
    from generator.records.gate_report import to_github, to_json, to_step_summary, to_text

    rules = GateRules(_moment(now), _length(max_age), every, drill)
    project = open_project(root)
    run = _run(record)
    variant = _system(project, run, record, system)
    document = compose(replace(variant, runs=()), SiteSettings(), project.outcome.layers)
    lists = _lists(document, names, every=every)
    found = judge_gate(document, run, lists, rules, read_records(root).of(variant.id, variant.runbook.variant.aliases))
    if style == "json":
        sys.stdout.write(to_json(found))
    elif style == "github":
        sys.stdout.write(to_github(found, record.name))
        if step_summary := os.environ.get("GITHUB_STEP_SUMMARY"):
            with Path(step_summary).open("a", encoding="utf-8") as stream:
                stream.write(to_step_summary(found, record.name))
    else:
        sys.stdout.write(to_text(found, record.name))
    if system is None and len(project.outcome.names) > 1:
        sys.stderr.write(f"runbook: the run says that it is of `{variant.id}`; with `--system` no run of another system can pass\n")
    return CLEAN if found.passed else INPUT_PROBLEM


def _moment(text: str | None) -> datetime:
    from generator.model.clock import parse_moment

    if text is None:
        return datetime.now(UTC)
    try:
        return parse_moment(text)
    except ValueError as error:
        raise UsageFault(f"--now: {error}") from None


def _length(text: str) -> timedelta:
    from generator.model.quantities import parse_span

    try:
        length = parse_span(text)
    except ValueError as error:
        raise UsageFault(f"--max-age: {error}") from None
    assert length.seconds is not None
    return timedelta(seconds=float(length.seconds))


def _run(path: Path) -> Run:
    """Return the run in a file from a page, or in a record. Raise InputFault with the place, the reason and the fix."""
    from generator.diagnostics.diagnostic import Diagnostic
    from generator.report.diagnostics_report import to_text
    from generator.runs.read_record import Record, read_record
    from generator.runs.read_run import MOST_BYTES, read_run

    with path.open("rb") as stream:
        data = stream.read(MOST_BYTES + 1)
    run = read_run(data, str(path))
    if isinstance(run, Diagnostic):
        raise InputFault(f"no run in {path}, so the gate is closed\n{to_text([run])}".rstrip())
    record = read_record(data, str(path))
    if isinstance(record, Record) and not record.is_canonical:
        raise InputFault(f"{path}: somebody edited this record, so the gate is closed: get the file back from git")
    return run


def _system(project: Project, run: Run, path: Path, name: str | None) -> Variant:
    """Return the system of a run. Raise InputFault if it is not the one that is asked for, or not in the project."""
    from generator.diagnostics.diagnostic import unknown
    from generator.model.variant import by_every_id

    if name is not None:
        variant = project.variant(name)
        if run.variant not in (variant.id, *variant.runbook.variant.aliases):
            raise InputFault(f"{path.name} has a run of `{run.variant}`, not of `{name}`, so the gate is closed: take the run of `{name}`")
        return variant
    known = by_every_id(project.outcome.variants)
    if run.variant in known:
        return known[run.variant]
    if run.variant in project.outcome.names:
        return project.variant(run.variant)
    raise InputFault(f"{path.name}: the gate is closed: {unknown('system', run.variant, project.outcome.names)}")


def _lists(document: RunbookDocument, names: tuple[str, ...], *, every: bool) -> tuple[GateList, ...]:
    """Return the lists, each once. Raise UsageFault for unknown lists, and for those that would hold nothing, all at once."""
    from generator.records.gate_lists import gate_list

    found: dict[str, GateList] = {}
    wrong = []
    for name in names:
        one = gate_list(document, name)
        if isinstance(one, str):
            wrong.append(one)
        elif one.holds_nothing and not every:
            wrong.append(f"{one.name} has no “Must” item, so it would hold nothing: mark items as `blocking: true`, or add `--all`")
        else:
            found[f"{one.phase}/{one.anchor}"] = one
    if wrong:
        raise UsageFault("\n".join(f"--list: {text}" for text in wrong))
    return tuple(found.values())
