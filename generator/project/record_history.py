"""Reads from git what happened to the files of records: a record is added once, and never changed or deleted."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from generator.project.git_process import UNSHALLOW, git, require
from generator.project.record_files import ENDING, RUNS
from generator.project.repository import find_repository

PLACE = re.compile(rf"{RUNS}/[^/]+/[^/]+{re.escape(ENDING)}", re.DOTALL)
COMMIT = "\1"  # no path begins with this character
LOG = (
    *("log", "--diff-merges=separate", "--root", "--no-follow", "--no-renames", "--raw", "--no-abbrev", "-z", "--no-ext-diff"),
    *("--no-relative", "--no-color", "--no-show-signature", f"--format={COMMIT}%H %cs"),
)


class _LoggedChange(NamedTuple):
    path: str
    commit: str
    day: str
    before: str  # the blob before the change; zeros before the file was added
    blob: str  # zeros after a deletion


@dataclass(frozen=True, slots=True)
class RewrittenRecord:
    """The file of a record that is not what it was when it was added. `commit` and `day` are those of the last change; empty if no commit
    has the change. It is `gone` if there is no such file any more; `copies` are the files that are what it was when it was added.
    """

    path: str
    commit: str = ""
    day: str = ""
    gone: bool = False
    copies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RecordHistory:
    """What git knows of the records of a project.

    `uncommitted` are the files that no commit has. `twice` are those that were added more than once, with different content, such as on two
    branches: which one is right, git cannot know. `gap` says why git knows nothing, or not everything; else it is empty.
    """

    rewritten: tuple[RewrittenRecord, ...] = ()
    uncommitted: tuple[str, ...] = ()
    twice: tuple[str, ...] = ()
    gap: str = ""


def record_history(root: Path) -> RecordHistory:
    """Return what git knows of the files of records in the project at `root`. Raises InputFault if git cannot read the repository."""
    repository = find_repository(root)
    if repository is None or not repository.head:
        return RecordHistory(gap="no commit has the records yet, so only their digests can be compared")
    log = require(git(root, *LOG, "HEAD", "--", RUNS), "read the history of the records")
    by_path: dict[str, list[_LoggedChange]] = {}
    for change in _changes(log):
        path = change.path.removeprefix(repository.prefix)
        if change.path.startswith(repository.prefix) and PLACE.fullmatch(path):
            by_path.setdefault(path, []).append(change)
    now = _blobs(root)
    rewritten = []
    for path, changes in by_path.items():
        added, last = changes[-1], changes[0]
        if now.get(path) != added.blob:
            is_committed = last.blob == now.get(path) or (path not in now and not last.blob.strip("0"))
            copies = tuple(one for one, blob in now.items() if blob == added.blob)
            where = (last.commit, last.day) if is_committed else ("", "")
            rewritten.append(RewrittenRecord(path, *where, gone=path not in now, copies=copies))
    twice = tuple(path for path, changes in by_path.items() if len({one.blob for one in changes if not one.before.strip("0")}) > 1)
    shallow = require(git(root, "rev-parse", "--is-shallow-repository"), "read the repository").strip() == b"true"
    gap = f"this clone is shallow, so git does not know everything: {UNSHALLOW}" if shallow else ""
    return RecordHistory(tuple(rewritten), tuple(sorted(now.keys() - by_path.keys())), twice, gap)


def _blobs(root: Path) -> dict[str, str]:
    """Return the ids that git gives to the files as they are now, by path."""
    paths = sorted(
        path.relative_to(root).as_posix() for path in (root / RUNS).glob(f"*/*{ENDING}") if path.is_file() and "\n" not in path.name
    )
    asked = "".join(f"{root / path}\n" for path in paths)  # git takes other paths from the top of the repository
    done = git(root, "hash-object", "--no-filters", "--stdin-paths", stdin=os.fsencode(asked)) if paths else None
    ids = require(done, "read the files of the records").decode().split() if done else []
    return dict(zip(paths, ids, strict=True))


def _changes(log: bytes) -> Iterator[_LoggedChange]:
    """Yield the changes in the output of `git log`, the newest first."""
    commit = day = before = blob = ""
    for part in os.fsdecode(log).split("\0"):
        token = part.lstrip("\n")
        if token.startswith(COMMIT):
            commit, day = token.removeprefix(COMMIT).split(" ")
            blob = ""
        elif not blob:
            before, blob = token.split(" ")[2:4] if token.startswith(":") else ("", "")
        else:
            yield _LoggedChange(token, commit, day, before, blob)
            blob = ""
