"""Walks the history of the data in git: the commits that changed data files, newest first, each with the folders that it changed."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import NamedTuple

from generator.project.followed_links import follow_links
from generator.project.git_process import git, require
from generator.project.project_files import DATA, is_data_file
from generator.project.revision import Revision
from generator.source.layers import folder_of

COMMIT = "\1"  # no path begins with this character
# A merge commit counts as one change of the branch that it was merged into. These options also undo what the user's settings change.
WALK = (
    *("log", "--first-parent", "--diff-merges=first-parent", "--root", "--no-follow", "--no-renames"),
    *("--ignore-submodules=none", "--no-ext-diff", "--no-relative", "--no-color", "--no-show-signature"),
)
# Of all decorations, only `grafted` is left: the first commit of a shallow clone, which seems to add all its files.
DECORATION = ("--decorate=full", "--decorate-refs=refs/runbook/none")
LOG = (*WALK, *DECORATION, "--name-only", "-z", f"--format={COMMIT}%H %ct %D %s")


class LoggedCommit(NamedTuple):
    """A commit that changed data. `grafted` is the first commit of a shallow clone; `paths` are from the top of the repository."""

    id: str
    seconds: str
    grafted: bool
    subject: str
    paths: tuple[str, ...]


def changed_folders(root: Path, revision: Revision, files: Collection[str]) -> Iterator[tuple[LoggedCommit, frozenset[str]]]:
    """Yield the commits that changed data, newest first, each with the ids of the layers and variants that it changed.

    Only the first parents of `revision` are followed. `files` are the paths of the data files. Raises InputFault if git cannot read the
    history.
    """
    places = _places(root, revision.prefix, files)
    if not places:
        return
    top = _top(root, revision)
    known: dict[str, frozenset[str]] = {}
    for commit in _commits(require(git(top, *LOG, revision.commit, "--", *places), "read the history of the data")):
        for path in commit.paths:
            if path not in known:
                at = (place for place in places if path == place or path.startswith(f"{place}/"))
                inner = (data + path.removeprefix(place) for place in at for data in places[place])
                known[path] = frozenset(name for one in inner for name in folder_ids(one, files))
        yield commit, frozenset().union(*(known[path] for path in commit.paths))


def commits_with(root: Path, revision: Revision, files: Collection[str], word: str) -> frozenset[str]:
    """Return the ids of the commits after which the data have a word more or less often than before.

    Raises InputFault if git cannot read the history.
    """
    places = _places(root, revision.prefix, files)
    if not places:
        return frozenset()
    done = git(_top(root, revision), *WALK, "--no-patch", f"-S{word}", "--format=%H", revision.commit, "--", *places)
    return frozenset(require(done, "search the history of the data").decode().split())


def read_commit(root: Path, commit: str) -> LoggedCommit:
    """Return a commit without its paths. Raises InputFault if the repository does not have it."""
    done = git(root, "log", "-1", "--no-show-signature", "--format=%H %ct %s", commit, "--")
    id, seconds, subject = require(done, f"read the commit {commit}").decode("utf-8", "replace").rstrip("\n").split(" ", 2)
    return LoggedCommit(id, seconds, grafted=False, subject=subject, paths=())


def first_parents(root: Path, commit: str) -> tuple[str, ...]:
    """Return the ids of a commit and of its first parents, newest first."""
    return tuple(
        require(git(root, "log", "--first-parent", "--no-show-signature", "--format=%H", commit, "--"), "read the history").decode().split()
    )


def _top(root: Path, revision: Revision) -> Path:
    """Return the top folder of the repository."""
    real = root.resolve()
    return (real, *real.parents)[len(Path(revision.prefix).parts)]


def _places(root: Path, prefix: str, files: Collection[str]) -> dict[str, set[str]]:
    """Return where git must look, as paths from the top of the repository, with the data that are there, as paths from the project.

    This is the folder of the data; and if a link leads elsewhere, the link and the place that it leads to.
    """
    real = root.resolve()
    found: dict[str, set[str]] = {}
    for path in (DATA, *(path for path in files if (root / path).is_symlink())):
        target, links = follow_links(real / path)
        for place in (target, *links):
            inside = posixpath.normpath(posixpath.join(prefix, Path(os.path.relpath(place, real)).as_posix()))
            if not inside.startswith("../"):
                found.setdefault(inside, set()).add(path)
    return found


def folder_ids(path: str, files: Collection[str]) -> Iterator[str]:
    """Yield the ids of the layers and variants that a changed path in the data belongs to.

    A path that is not a data file may be a link or a submodule, with the files behind it.
    """
    inside = (path,) if is_data_file(path) else (file for file in files if file.startswith(f"{path}/"))
    return (folder[1] for file in inside if (folder := folder_of(file)) is not None)


def _commits(log: bytes) -> Iterator[LoggedCommit]:
    """Parse the output of `git log`."""
    for entry in os.fsdecode(log).removeprefix(COMMIT).split(f"\0{COMMIT}") if log else ():
        head, _, listed = entry.partition("\0\n")
        id, seconds, decoration, subject = head.split(" ", 3)
        text = os.fsencode(subject).decode("utf-8", "replace")
        yield LoggedCommit(id, seconds, decoration == "grafted", text, tuple(listed.rstrip("\0").split("\0")))
