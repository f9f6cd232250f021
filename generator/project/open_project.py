"""A project as the doors see it: its folder, its revision and what the pipeline made of its data."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from generator.checks.resolve import Outcome, Problems, resolve
from generator.diagnostics.diagnostic import in_order, nearest
from generator.model.variant import Variant
from generator.project.cache import FOLDER, Cache
from generator.project.faults import InputFault, UsageFault
from generator.project.project_files import DATA, find_project, read_data
from generator.project.remembered_check import Memory
from generator.project.revision import Revision, day_of, read_revision

MOST_LISTED = 20


@dataclass(frozen=True, slots=True)
class Project:
    """A project that was read and merged; `today` is the day against which its dates are judged; `files` are its data files by path.

    `findings` are all problems with lint, for the severity policy to choose from; None where lint was not asked for.
    """

    root: Path
    revision: Revision
    today: date
    outcome: Outcome
    files: Mapping[str, bytes]
    findings: Problems | None = None

    def variant(self, name: str) -> Variant:
        """The variant with this id.

        Raises UsageFault for an unknown id, and InputFault for a variant with errors.
        """
        self.require(name)
        found = self.outcome.variants.get(name)
        if found is None:
            raise InputFault(f"variant `{name}` has errors; `runbook check` tells which")
        return found

    def require(self, name: str) -> None:
        """Hold that a variant of this id was merged, with or without errors.

        Raises UsageFault with the nearest id and all that exist.
        """
        if name not in self.outcome.names:
            raise UsageFault(unknown("variant", name, self.outcome.names))


def locate(given: Path | None) -> Path:
    """The folder of the project: the given one, else the nearest from here upwards.

    Raises UsageFault where there is none.
    """
    if given is not None:
        if not (given / DATA).is_dir():
            raise UsageFault(f"{given} has no folder `{DATA}`, and so is no project")
        return given.resolve()
    found = find_project(Path.cwd())
    if found is None:
        raise UsageFault(
            f"no project here: neither this folder nor one above it has `{DATA}/variants` or `{DATA}/layers`; name one with --project"
        )
    return found


def open_project(root: Path, today: date | None = None, *, lint: bool = False) -> Project:
    """Read, merge and check the project at `root`, each file once; `lint` applies the lint rules too, but to what the cache remembers.

    Its problems are in `outcome.diagnostics`, those of unreadable files among them.
    """
    data = read_data(root)
    revision = read_revision(root)
    memory = Memory(data.files, Cache(root / FOLDER)) if lint else None
    outcome = resolve(data.files, memory.missing) if memory is not None else resolve(data.files)
    findings = memory.complete(outcome.findings) if memory is not None else None
    if data.diagnostics:
        outcome = replace(outcome, diagnostics=in_order((*data.diagnostics, *outcome.diagnostics)))
    return Project(root, revision, today or day_of(revision), outcome, data.files, findings)


def unknown(noun: str, name: str, known: Iterable[str]) -> str:
    """Sentences for a name that does not exist: the nearest that does, and what there is to choose from."""
    names = list(known)
    listed = ", ".join(names[:MOST_LISTED]) + (f" and {len(names) - MOST_LISTED} more" if len(names) > MOST_LISTED else "")
    return sentences(f"no {noun} `{name}`", nearest(name, names), f"{noun}s are {listed}" if names else f"there is no {noun} yet")


def sentences(first: str, *more: str) -> str:
    """Short remarks as running text; empty ones are left out."""
    told = [first, *(remark[:1].upper() + remark[1:] for remark in more if remark)]
    return " ".join(remark if remark.endswith(("?", ".")) else f"{remark}." for remark in told)
