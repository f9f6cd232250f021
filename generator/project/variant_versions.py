"""Finds the version of each variant in git: the last commit that changed its data. One walk of the history answers for all variants."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from generator.checks.resolve import Problems
from generator.diagnostics.diagnostic import Diagnostic, Span, some_of
from generator.model.variant_version import VariantVersion
from generator.project.faults import InputFault
from generator.project.followed_links import follow_links
from generator.project.git_process import UNSHALLOW, git, require
from generator.project.project_files import DATA, is_data_file
from generator.project.revision import Revision
from generator.project.unix_time import moment_of
from generator.source.folder_problems import VARIANTS
from generator.source.layers import folder_of

COMMIT = "\1"  # no path begins with this character
# A merge commit counts as one change of the branch that it was merged into. These options also undo what the user's settings change.
LOG = (
    *("log", "--first-parent", "--diff-merges=first-parent", "--root", "--no-follow", "--no-renames", "--name-only", "-z"),
    *("--ignore-submodules=none", "--no-ext-diff", "--no-relative", "--no-color", "--no-show-signature"),
    # Of all decorations, only `grafted` is left: the first commit of a shallow clone, which seems to add all its files.
    *("--decorate=full", "--decorate-refs=refs/runbook/none", f"--format={COMMIT}%H %ct %D"),
)


class _LoggedCommit(NamedTuple):
    id: str
    seconds: str
    grafted: bool
    paths: tuple[str, ...]


def variant_versions(
    root: Path, revision: Revision, files: Collection[str], layers: Mapping[str, Collection[str]]
) -> dict[str, VariantVersion]:
    """Return the version of each variant. Without a commit, all versions are empty.

    Args:
        root: The folder of the project.
        revision: The revision of the project.
        files: The paths of the data files.
        layers: The ids of the layers of each variant, with its own id. No layer has the id of a variant.

    Raises InputFault if git cannot read the history.
    """
    if not revision.commit:
        return dict.fromkeys(layers, VariantVersion())
    changed = {name for path in revision.changed for name in _folders(path, files)}
    found: dict[str, VariantVersion] = {}
    for commit, folders in _walk(root, revision, files):
        for name in layers.keys() - found.keys():
            if not folders.isdisjoint(layers[name]):
                found[name] = _version(commit, modified=not changed.isdisjoint(layers[name]))
        if len(found) == len(layers):
            break
    return {name: found.get(name, VariantVersion(modified=True)) for name in layers}


def version_problems(versions: Mapping[str, VariantVersion]) -> Problems:
    """Return an error for a release if versions are unknown."""
    if unknown := [f"`{name}`" for name, version in versions.items() if version.unknown]:
        message = f"this clone is shallow, and may lack the commit that last changed {some_of(unknown)}; a release must state it"
        return (Diagnostic("unknown-version", message, Span(f"{DATA}/{VARIANTS}", 1, 1), UNSHALLOW),)
    return ()


def _version(commit: _LoggedCommit, *, modified: bool) -> VariantVersion:
    if commit.grafted:
        return VariantVersion(modified=modified, unknown=True)
    try:
        committed = moment_of(commit.seconds, "", "")
    except InputFault:
        committed = None  # the next commit will state a date; until then, the id must do
    return VariantVersion(commit.id, committed, modified)


def _walk(root: Path, revision: Revision, files: Collection[str]) -> Iterator[tuple[_LoggedCommit, frozenset[str]]]:
    """Yield the commits that changed data, newest first, each with the ids of the layers and variants that it changed."""
    places = _places(root, revision.prefix, files)
    if not places:
        return
    real = root.resolve()
    top = (real, *real.parents)[len(Path(revision.prefix).parts)]
    known: dict[str, frozenset[str]] = {}
    for commit in _commits(require(git(top, *LOG, revision.commit, "--", *places), "read the history of the data")):
        for path in commit.paths:
            if path not in known:
                at = (place for place in places if path == place or path.startswith(f"{place}/"))
                inner = (data + path.removeprefix(place) for place in at for data in places[place])
                known[path] = frozenset(name for one in inner for name in _folders(one, files))
        yield commit, frozenset().union(*(known[path] for path in commit.paths))


def _places(root: Path, prefix: str, files: Iterable[str]) -> dict[str, set[str]]:
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


def _folders(path: str, files: Iterable[str]) -> Iterator[str]:
    """Yield the ids of the layers and variants that a changed path in the data belongs to.

    A path that is not a data file may be a link or a submodule, with the files behind it.
    """
    inside = (path,) if is_data_file(path) else (file for file in files if file.startswith(f"{path}/"))
    return (folder[1] for file in inside if (folder := folder_of(file)) is not None)


def _commits(log: bytes) -> Iterator[_LoggedCommit]:
    """Parse the output of `git log`."""
    for entry in os.fsdecode(log).removeprefix(COMMIT).split(f"\0{COMMIT}") if log else ():
        head, _, listed = entry.partition("\0\n")
        id, seconds, decoration = head.split(" ", 2)
        yield _LoggedCommit(id, seconds, decoration == "grafted", tuple(listed.rstrip("\0").split("\0")))
