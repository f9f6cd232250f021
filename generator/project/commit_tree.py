"""The files of a commit, as they are in a checkout of it: links inside the repository are followed, and submodules are read."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from generator.project.followed_links import MOST_LINKS
from generator.project.git_process import LINK, MODULE, TreeEntry, blob_contents, git, require, tree_entries
from generator.project.repository import GIT, Repository

TREE = TreeEntry("040000", "tree", "")
NO_FETCH = {"GIT_NO_LAZY_FETCH": "1"}


class MissingCommit(Exception):
    """The repository of a submodule is not here, or does not have the commit. `path` is the submodule's path in the repository."""

    def __init__(self, path: str, commit: str) -> None:
        self.path, self.commit = path, commit
        super().__init__(path)


class FoundFile(NamedTuple):
    """A file, a link or a folder of a commit: its path in the repository without links above it, and its entry there."""

    path: str
    entry: TreeEntry


class _Module(NamedTuple):
    """A repository to read objects from, as variables for git, and the commit in it. The outermost one has no variables."""

    folder: Path
    environ: tuple[tuple[str, str], ...]
    commit: str


class CommitTree:
    """The files of a commit of a repository, also those of submodules at their recorded commits. Nothing is fetched.

    `blobs` are contents by object id that were read before, such as those of other commits; what this reads is added to them.
    """

    def __init__(self, repository: Repository, commit: str, name: str, blobs: dict[str, bytes] | None = None) -> None:
        self._top, self._name = repository.top, name
        self._blobs = {} if blobs is None else blobs
        self._modules = {"": _Module(repository.top, (), commit)}  # by path
        self._entry = cache(self._find_entry)

    def follow(self, path: str) -> FoundFile | None:
        """Return what a path leads to when all links are followed; None if it leads nowhere, or out of the repository.

        Raises MissingCommit for a file of a submodule that is not here.
        """
        done, todo, links = "", path.split("/")[::-1], 0
        while todo:
            part = todo.pop()
            if part == ".." and not done:
                return None
            place = posixpath.dirname(done) if part == ".." else posixpath.normpath(posixpath.join(done, part))
            entry = self._entry(place)
            if entry is None:
                return None
            if entry.mode == LINK:
                links += 1
                target = os.fsdecode(self.contents([FoundFile(place, entry)])[place])
                if target.startswith("/"):
                    if not Path(target).is_relative_to(self._top):
                        return None
                    done, target = "", os.path.relpath(target, self._top)
                if links > MOST_LINKS:
                    return None
                todo.extend(reversed(target.split("/")))
            else:
                done = place if place != "." else done
        return FoundFile(done, self._entry(done) or TREE)

    def walk(self, folder: str) -> Iterator[FoundFile | MissingCommit]:
        """Yield the files and links of a folder, and a MissingCommit for each submodule that is not here."""
        path, module = self._module_of(folder)
        inside = posixpath.relpath(folder or ".", path or ".")
        spec = ("--", f"{inside}/") if inside != "." else ()
        for name, entry in self._list(module, "-r", module.commit, *spec).items():
            place = posixpath.join(path, name)
            if entry.mode != MODULE:
                yield FoundFile(place, entry)
                continue
            try:
                self._open(place, entry.id)
            except MissingCommit as missing:
                yield missing
            else:
                yield from self.walk(place)

    @property
    def modules(self) -> dict[str, tuple[Path, str]]:
        """The submodules that were found so far, by path, outer ones first: where the repository of each is, and the commit."""
        return {path: (module.folder, module.commit) for path, module in sorted(self._modules.items()) if path}

    def contents(self, files: Iterable[FoundFile]) -> dict[str, bytes]:
        """Return the bytes of files by path. Raises InputFault if the repository lacks one."""
        files = list(files)
        by_module: dict[_Module, list[FoundFile]] = {}
        for file in files:
            if file.entry.id not in self._blobs:
                by_module.setdefault(self._module_of(file.path)[1], []).append(file)
        for module, own in by_module.items():
            ids = "".join(f"{file.entry.id}\n" for file in own).encode()
            done = git(module.folder, "cat-file", "--batch", stdin=ids, environ={**NO_FETCH, **dict(module.environ)})
            read = blob_contents(done, [file.path for file in own], self._name)
            self._blobs |= {file.entry.id: read[file.path] for file in own}
        return {file.path: self._blobs[file.entry.id] for file in files}

    def _find_entry(self, place: str) -> TreeEntry | None:
        """Return the entry at a path without links above it; a submodule is a folder."""
        if place in (".", *self._modules):
            return TREE
        path, module = self._module_of(place)
        name = posixpath.relpath(place, path or ".")
        entry = self._list(module, module.commit, "--", name).get(name)
        if entry is not None and entry.mode == MODULE:
            self._open(place, entry.id)
            return TREE
        return entry

    def _module_of(self, place: str) -> tuple[str, _Module]:
        """Return the innermost open repository of a path, and its path."""
        path = max((one for one in self._modules if not one or f"{place}/".startswith(f"{one}/")), key=len)
        return path, self._modules[path]

    def _open(self, path: str, commit: str) -> None:
        """Make the files of a submodule available. Raises MissingCommit."""
        above, outer = self._module_of(posixpath.dirname(path))
        common = require(git(outer.folder, "rev-parse", "--git-common-dir", environ=dict(outer.environ)), "find the submodules")
        # Where git keeps what is not checked out now.
        kept = outer.folder / os.fsdecode(common).removesuffix("\n") / "modules" / posixpath.relpath(path, above or ".")
        for folder, environ in ((self._top / path, ()), (kept, (("GIT_DIR", str(kept)), ("GIT_WORK_TREE", str(kept))))):
            if os.path.lexists(folder / GIT) or (environ and folder.is_dir()):
                module = _Module(folder, environ, commit)
                if git(folder, "cat-file", "-e", f"{commit}^{{commit}}", environ={**NO_FETCH, **dict(environ)}).returncode == 0:
                    self._modules[path] = module
                    return
        raise MissingCommit(path, commit)

    def _list(self, module: _Module, *arguments: str) -> dict[str, TreeEntry]:
        done = git(module.folder, "ls-tree", "-z", "--full-tree", *arguments, environ={**NO_FETCH, **dict(module.environ)})
        return tree_entries(require(done, f"list the files of `{self._name}`"))
