"""Reads git and the clock: which commit the project is at, and what day it is."""

from __future__ import annotations

import os
from collections.abc import MutableMapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from generator.model.moments import parse_date
from generator.project.faults import InputFault, UsageFault
from generator.project.git_process import git
from generator.project.project_files import DATA

SOURCE_DATE_EPOCH = "SOURCE_DATE_EPOCH"


@dataclass(frozen=True, slots=True)
class Revision:
    """The commit of a project and its moment in UTC; `prefix` is the project's path below its repository, such as `ops/`, or empty.

    `modified` says that the data differ from the commit's. All of it is empty where there is no repository or no git.
    """

    commit: str = ""
    committed: datetime | None = None
    prefix: str = ""
    modified: bool = False

    @property
    def of_data(self) -> str:
        """The commit that the data are of; empty where they are of none, because somebody is editing them."""
        return "" if self.modified else self.commit


def read_revision(root: Path) -> Revision:
    """Ask git about the folder `root`."""
    lines = _git(root, "log", "-1", "--no-show-signature", "--format=%H%n%ct").split()
    if len(lines) != 2:
        return Revision(prefix=_git(root, "rev-parse", "--show-prefix").strip())
    committed = datetime.fromtimestamp(int(lines[1]), UTC)
    prefix = _git(root, "rev-parse", "--show-prefix").strip()
    return Revision(lines[0], committed, prefix, bool(_git(root, "status", "--porcelain", "--", DATA).strip()))


def _git(root: Path, *words: str) -> str:
    try:
        done = git(root, "--no-optional-locks", *words)
    except (OSError, InputFault):
        return ""
    return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else ""


def released(revision: Revision) -> datetime | None:
    """The moment that data are of: their commit's, unless somebody has edited them since."""
    return None if revision.modified else revision.committed


def day_of(revision: Revision) -> date:
    """The day against which dates are judged: the commit's, else that of SOURCE_DATE_EPOCH, else today."""
    if revision.committed is not None:
        return revision.committed.date()
    given = os.environ.get(SOURCE_DATE_EPOCH, "")
    moment = datetime.fromtimestamp(int(given), UTC) if given.isdecimal() else datetime.now(UTC)
    return moment.date()


def parse_day(text: str) -> date:
    """The day that `--today` names.

    Raises UsageFault for what is no day.
    """
    try:
        return parse_date(text)
    except ValueError as error:
        raise UsageFault(f"--today: {error}") from None


def fix_source_date(revision: Revision, environ: MutableMapping[str, str] = os.environ, *, release: bool = False) -> None:
    """Set SOURCE_DATE_EPOCH from the commit unless it is set already, so that two builds of one commit are the same bytes.

    A `release` has the moment of its commit whatever is set, since it may be compared with what another machine built.
    """
    if revision.committed is not None and (release or SOURCE_DATE_EPOCH not in environ):
        environ[SOURCE_DATE_EPOCH] = str(int(revision.committed.timestamp()))
