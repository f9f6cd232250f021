"""Reads the commit of a project from git, and finds the day for checks of dates."""

from __future__ import annotations

import os
from collections.abc import MutableMapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from generator.model.moments import parse_date
from generator.project.committed_content import changed_files
from generator.project.faults import UsageFault
from generator.project.project_files import DATA, is_data_file
from generator.project.repository import find_repository
from generator.project.unix_time import moment_of

SOURCE_DATE_EPOCH = "SOURCE_DATE_EPOCH"


@dataclass(frozen=True, slots=True)
class Revision:
    """The commit of a project. All values are empty if there is no repository, or no commit yet; `prefix` only without one.

    Attributes:
        committed: The moment of the commit in UTC.
        prefix: The project's path in its repository, such as `ops/`, or empty.
        changed: The data files that differ from the commit, as paths from the project's folder.
    """

    commit: str = ""
    committed: datetime | None = None
    prefix: str = ""
    changed: tuple[str, ...] = ()

    @property
    def modified(self) -> bool:
        """Whether the data differ from the commit."""
        return bool(self.changed)

    @property
    def of_data(self) -> str:
        """The id of the commit; empty if the data differ from it."""
        return "" if self.modified else self.commit


def read_revision(root: Path) -> Revision:
    """Return the revision of the folder `root`. Raises InputFault if git cannot read the repository."""
    repository = find_repository(root)
    if repository is None:
        return Revision()
    if not repository.head:
        return Revision(prefix=repository.prefix)
    changed = changed_files(repository, root, {root / DATA: is_data_file})
    return Revision(repository.head, repository.committed, repository.prefix, changed)


def released(revision: Revision) -> datetime | None:
    """Return the moment of the commit, or None if the data differ from it."""
    return None if revision.modified else revision.committed


def day_of(revision: Revision) -> date:
    """Return the day for checks of dates: the day of the commit, or else of SOURCE_DATE_EPOCH, or else today.

    Raises InputFault for an invalid SOURCE_DATE_EPOCH, even if it is not needed: builders and plugins read it too.
    """
    given = source_date()
    return (revision.committed or given or datetime.now(UTC)).date()


def source_date() -> datetime | None:
    """Return the moment of SOURCE_DATE_EPOCH; None if it is not set or empty. Raises InputFault if it is invalid."""
    given = os.environ.get(SOURCE_DATE_EPOCH, "")
    return moment_of(given, f"the variable {SOURCE_DATE_EPOCH}", f"correct it, or run `unset {SOURCE_DATE_EPOCH}`") if given else None


def parse_day(text: str) -> date:
    """Parse the day given as `--today`. Raises UsageFault for an invalid day."""
    try:
        return parse_date(text)
    except ValueError as error:
        raise UsageFault(f"--today: {error}") from None


def fix_source_date(revision: Revision, environ: MutableMapping[str, str] = os.environ, *, release: bool = False) -> None:
    """Set SOURCE_DATE_EPOCH to the moment of the commit unless it is set, so that two builds of one commit have the same bytes.

    For a `release`, always set it, since the bytes may be compared with a build on another machine. An empty variable counts as none.
    """
    if not environ.get(SOURCE_DATE_EPOCH):
        environ.pop(SOURCE_DATE_EPOCH, None)  # MkDocs would take it for a number
    if revision.committed is not None and (release or SOURCE_DATE_EPOCH not in environ):
        environ[SOURCE_DATE_EPOCH] = str(int(revision.committed.timestamp()))
