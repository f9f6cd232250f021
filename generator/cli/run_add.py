"""`runbook run add`: puts finished runs under `runs/`, each as a record that names the records before it."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.options import project_command
from generator.project.faults import InputFault, UsageFault

if TYPE_CHECKING:
    from generator.diagnostics.diagnostic import Diagnostic
    from generator.model.variant import Variant
    from generator.project.open_project import Project
    from generator.runs.read_record import Record
    from generator.runs.read_run import Run

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
# Git changes the ends of lines on some systems; a record must keep its bytes, so that `sha256sum` prints its digest.
ATTRIBUTES, KEEP_BYTES = "runs/.gitattributes", b"*.json -text\n"


@project_command
@click.argument("files", metavar="[FILE]...", nargs=-1, type=FILE)
@click.option("--from-sheet", "sheets", multiple=True, type=FILE, metavar="FILE", help="Add a sheet that you typed from paper. Repeatable.")
def add(root: Path, files: tuple[Path, ...] = (), sheets: tuple[Path, ...] = ()) -> None:
    """Add finished runs to the records of their systems. FILE is what `Export as JSON` of a page saved.

    Writes `runs/SYSTEM/DATE-ID.json`, without secrets, and with the digests of the records before it. Commit it: then the pages of the
    next release know the run. A record is never changed: a run that has more entries by now gets a further one.

    \b
    runbook run add night.json
    runbook run add --from-sheet night.yaml
    """
    from generator.project.atomic_files import write_all
    from generator.project.open_project import open_project
    from generator.project.record_files import read_records
    from generator.records.find_version import find_version
    from generator.records.make_record import NewRecord, make_record
    from generator.report.source_excerpt import visible

    if not files and not sheets:
        raise UsageFault("name a file that a page exported, or a sheet with --from-sheet")
    project = open_project(root)
    runs = _read(project, files, sheets)
    found = read_records(root)
    if found.problems:
        _refuse(found.problems, "nothing was added: correct these records first, so that a new one can name them")
    fresh: dict[str, list[Record]] = {}
    new: dict[str, bytes] = {}
    said: list[str] = []
    for path, run, source in runs:
        system = _system_of(project, run, path)
        records = [*found.of(system.id, system.runbook.variant.aliases), *fresh.get(system.id, ())]
        made = make_record(run, find_version(project, system, run), records, source)
        if not isinstance(made, NewRecord):
            said.append(f"{path.name}: {made.path} has all of its entries; nothing to add\n")
            continue
        fresh.setdefault(system.id, []).append(made.record)
        target = f"runs/{system.id}/{made.name}.json"
        new[target] = made.data
        said += _report(path, target, made.record)
    if new and not (root / ATTRIBUTES).exists():
        new = {ATTRIBUTES: KEEP_BYTES, **new}
    write_all(root, new, {})
    sys.stdout.write("".join(f"{visible(line)}\n" for line in "".join(said).splitlines()))
    if new:
        sys.stdout.write("now commit them: git add runs && git commit\n")


def _read(project: Project, files: Sequence[Path], sheets: Sequence[Path]) -> list[tuple[Path, Run, str]]:
    """Return the runs in files and in typed sheets, with their source. Prints all problems and raises InputFault if one has no run."""
    from generator.diagnostics.diagnostic import Diagnostic
    from generator.records.add_sheet import run_from_sheet
    from generator.runs.read_record import PAGE, SHEET
    from generator.runs.read_run import MOST_BYTES, Run, read_run

    read: list[tuple[Path, Run, str]] = []
    wrong: list[Diagnostic] = []
    for path, source in (*((path, PAGE) for path in files), *((path, SHEET) for path in sheets)):
        with path.open("rb") as stream:
            data = stream.read(MOST_BYTES + 1)
        found = read_run(data, str(path)) if source == PAGE else run_from_sheet(project, data, str(path))
        if isinstance(found, Run):
            read.append((path, found, source))
        else:
            wrong += [found] if isinstance(found, Diagnostic) else found
    if wrong:
        _refuse(wrong, "nothing was added")
    return read


def _refuse(problems: Sequence[Diagnostic], why: str) -> None:
    from generator.report.diagnostics_report import to_text, wants_colour

    sys.stderr.write(to_text(problems, colour=wants_colour(sys.stderr)) + "\n")
    raise InputFault(why)


def _system_of(project: Project, run: Run, path: Path) -> Variant:
    """Return the system of a run, also if it has another id by now."""
    from generator.diagnostics.diagnostic import unknown
    from generator.model.variant import by_every_id

    known = by_every_id(project.outcome.variants)
    if run.variant not in known and run.variant not in project.outcome.names:
        raise InputFault(f"{path}: {unknown('variant', run.variant, project.outcome.names)} Nothing was added.")
    return known.get(run.variant) or project.variant(run.variant)


def _report(path: Path, target: str, record: Record) -> Iterator[str]:
    """Yield what was added, after which records, and what did not fit."""
    from generator.records.record_markdown import finding_in_words
    from generator.report.source_excerpt import visible
    from generator.runs.record_results import past_run

    run = past_run(record)
    totals = run.totals
    name = f"“{visible(run.name)}”, " if run.name else ""
    yield f"{path.name} -> {target}: {name}{'drill, ' if run.drill else ''}{run.began:%Y-%m-%d %H:%M} UTC, {run.minutes} min\n"
    yield f"  {totals.done} of {totals.all} done, {totals.failed} failed, {totals.na} not applicable, {totals.open} open\n"
    names = [one.record for one in record.previous]
    side = ", which branches added side by side: it joins them" if len(names) > 1 else ""
    yield f"  after {' and '.join(names)}{side}\n" if names else "  the first record of the system\n"
    yield from (f"  note: {finding_in_words(one.kind, one.address, one.text)}\n" for one in record.findings)
