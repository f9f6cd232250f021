"""Reads the records of past runs in `runs/`, beside the data of a project."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from generator.checks.lint_drills import judge_drills
from generator.checks.resolve import Outcome
from generator.diagnostics.diagnostic import Diagnostic, Span, in_order
from generator.model.past_runs import PastRun
from generator.model.scalar_kinds import ID
from generator.project.reading_problems import NO_FILE, REMOVE, reading_problem
from generator.runs.read_record import MOVE_OUT, Record, read_record
from generator.runs.read_run import MOST_BYTES, RECORD_NAME
from generator.runs.record_results import past_runs
from generator.source.system_aliases import present_systems

RUNS = "runs"
ENDING = ".json"


@dataclass(frozen=True, slots=True)
class RecordFiles:
    """The records of a project by the id of the system in whose folder they are, each folder in the order of names; and the problems."""

    records: Mapping[str, tuple[Record, ...]]
    problems: tuple[Diagnostic, ...] = ()

    def of(self, id: str, aliases: Iterable[str] = ()) -> tuple[Record, ...]:
        """Return the records of a system, also those in the folders of its earlier ids."""
        return tuple(record for name in (*aliases, id) for record in self.records.get(name, ()))

    def runs_of(self, id: str, aliases: Iterable[str] = ()) -> tuple[PastRun, ...]:
        """Return the past runs of a system, the oldest first."""
        return past_runs(self.of(id, aliases))


def read_records(root: Path) -> RecordFiles:
    """Return the records of the project at `root`. A file that is not a record is a warning. Links are not followed."""
    records: dict[str, tuple[Record, ...]] = {}
    problems: list[Diagnostic] = []
    for folder in _entries(root / RUNS, RUNS, problems):
        place = f"{RUNS}/{folder.name}"
        if folder.is_symlink():
            problems.append(_unreadable(place, "this is a link, and links are not followed here", "put the folder in its place"))
        elif folder.is_dir() and ID.fullmatch(folder.name):
            found = tuple(_records(Path(folder.path), place, problems))
            records |= {folder.name: found} if found else {}
        elif folder.name.endswith(ENDING):
            problems.append(_unreadable(place, "this file is not in the folder of a system", MOVE_OUT))
    return RecordFiles(records, tuple(replace(problem, severity="warning") for problem in problems))


def _records(folder: Path, place: str, problems: list[Diagnostic]) -> Iterator[Record]:
    for entry in _entries(folder, place, problems):
        path = f"{place}/{entry.name}"
        if not entry.name.endswith(ENDING) or entry.name.startswith("."):
            continue
        if not entry.is_file(follow_symlinks=False):
            problems.append(_unreadable(path, NO_FILE, REMOVE))
        elif not RECORD_NAME.fullmatch(entry.name.removesuffix(ENDING)):
            problems.append(_unreadable(path, "this name is not that of a record", MOVE_OUT))
        else:
            try:
                with Path(entry.path).open("rb") as stream:
                    found = read_record(stream.read(MOST_BYTES + 1), path)
            except OSError as error:
                problems.append(_unreadable(path, *reading_problem(Path(entry.path), error)))
                continue
            if isinstance(found, Record):
                yield found
            else:
                problems.append(found)


def _entries(folder: Path, place: str, problems: list[Diagnostic]) -> list[os.DirEntry[str]]:
    """Return what is in a folder, in the order of names; nothing if there is no folder."""
    if not folder.is_dir():
        return []
    try:
        with os.scandir(folder) as found:
            return sorted(found, key=lambda entry: entry.name)
    except OSError as error:
        problems.append(_unreadable(place, *reading_problem(folder, error)))
        return []


def with_runs(outcome: Outcome, files: RecordFiles) -> Outcome:
    """Return an outcome whose variants have their past runs."""
    found = {name: files.runs_of(name, variant.runbook.variant.aliases) for name, variant in outcome.variants.items()}
    variants = {name: replace(variant, runs=found[name]) if found[name] else variant for name, variant in outcome.variants.items()}
    return replace(outcome, variants=variants)


def with_drills(findings: Iterable[Diagnostic], files: RecordFiles, data: Mapping[str, bytes]) -> tuple[Diagnostic, ...]:
    """Return the findings of a project with those about drills, which follow from its records. `data` are the data files by path."""
    earlier: dict[str, list[str]] = {}
    for old, new in present_systems(data).items():
        earlier.setdefault(new, []).append(old)
    return in_order(judge_drills(findings, cache(lambda id: files.runs_of(id, earlier.get(id, ())))))


def _unreadable(place: str, message: str, help: str) -> Diagnostic:
    return Diagnostic("unreadable-record", message, Span(place, 1, 1), help)
