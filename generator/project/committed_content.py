"""Compares files with the commit that is checked out, by their content: it does not matter what git ignores or assumes to be unchanged."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from unicodedata import normalize

from generator.project.file_names import printable
from generator.project.followed_links import follow_links
from generator.project.git_process import LINK, TreeEntry, git, require, tree_entries
from generator.project.reading_problems import leads_up
from generator.project.repository import GIT, Repository

IsPart = Callable[[str], bool]
LFS = b"version https://git-lfs.github.com/spec/"
ELSEWHERE = " (not in the repository)"
MISSING = " (missing)"
POINTER = " (only the pointer of Git LFS; `git lfs pull` fetches the file)"
NOT_CHECKED_OUT = " (the submodule lacks the recorded commit; `git submodule update --init` fetches it)"
SPACE = 0x20
SHA_1 = 40  # digits of an id
UNREADABLE = " (cannot be read)"
REMARKS = (ELSEWHERE, MISSING, UNREADABLE, POINTER, NOT_CHECKED_OUT)
STATUS_LENGTH = 3  # two letters and a space before each path


def uncommitted(repository: Repository, root: Path, sources: Mapping[Path, IsPart]) -> tuple[str, ...]:
    """Return the files that differ from the commit that is checked out, as paths from the project's folder `root`, with remarks.

    `sources` are files and folders, each with a function that says of a path in the folder whether that file is a part of the site. These
    files are compared byte by byte, also ignored ones, and those that a link leads to. Files of a submodule are compared with its recorded
    commit, and files outside the repository always differ. Of all other files, those that git knows are compared as `git status` does,
    and new ones count if they are in a folder of `sources` and not ignored.
    """
    found = {shown for _, shown in _CommittedFiles(repository, root).differing(sources)}
    with_remarks = {one.removesuffix(remark) for one in found for remark in REMARKS if one.endswith(remark)}
    return tuple(sorted(found | {*_status(repository, root, sources)} - with_remarks))


def changed_files(repository: Repository, root: Path, sources: Mapping[Path, IsPart]) -> tuple[str, ...]:
    """Return the files of `sources` that differ from the commit that is checked out, as paths from the project's folder `root`.

    A file behind a link has the path of the link.
    """
    found = {path.relative_to(root).as_posix() for path, _ in _CommittedFiles(repository, root).differing(sources)}
    return tuple(sorted(found))


def _status(repository: Repository, root: Path, sources: Mapping[Path, IsPart]) -> Iterator[str]:
    """Yield what `git status` lists: changed files of the project, and new files among the sources."""
    inside = [str(place) for place in map(Path.resolve, sources) if place.is_relative_to(repository.top)]
    status = ("status", "--porcelain", "--no-renames", "--ignore-submodules=none", "-z")
    for options in (("--untracked-files=no", "--", "."), ("--untracked-files=all", "--", *(inside or ["."]))):
        listed = require(git(root, *status, *options), "compare the files with the commit")
        for record in os.fsdecode(listed).split("\0")[:-1]:
            yield _shown(repository.top / record[STATUS_LENGTH:], root)


def _shown(path: Path, root: Path) -> str:
    return printable(Path(os.path.relpath(path, root.resolve())).as_posix())


class _CommittedFiles:
    """The work tree of a project, and the trees of its commit and of its submodules' recorded commits, each listed once."""

    def __init__(self, repository: Repository, root: Path) -> None:
        self._repository, self._root = repository, root
        self._tree, self._twins = cache(self._list_tree), cache(self._list_twins)
        self._folder, self._work_tree = cache(self._follow), cache(self._locate)

    def differing(self, sources: Mapping[Path, IsPart]) -> Iterator[tuple[Path, str]]:
        """Yield the files of the sources that differ from the commit, or that a changed link leads to, each with the text to show."""
        doubtful: dict[Path, dict[str, tuple[str, list[Path]]]] = {}  # by work tree and path: the id in the commit, and the sources
        for source, is_part in sources.items():
            if not self._is_inside(source.resolve()):
                yield source, _shown(source, self._root) + ELSEWHERE
                continue
            for rest, shown in self._missing(*self._work_tree(source.resolve()), is_part):
                yield source / rest, shown
            for path in _files(source, is_part):
                folder, links, is_inside = self._folder(path.parent)
                real = folder / path.name
                if real.is_symlink():
                    real, more_links, is_inside = self._follow(real)
                    links += more_links
                yield from ((path, _shown(link, self._root)) for link in links if not self._is_committed_link(link))
                if not is_inside:
                    yield path, _shown(path, self._root) + ELSEWHERE
                    continue
                top, name, entry = self._find(real)
                try:
                    content = real.read_bytes()
                except OSError:
                    yield path, _shown(path, self._root) + UNREADABLE
                    continue
                if entry is None or entry.mode == LINK:
                    yield path, _shown(path, self._root)
                elif _blob_id(content, like=entry.id) != entry.id:
                    doubtful.setdefault(top, {}).setdefault(name, (entry.id, []))[1].append(path)
                elif content.startswith(LFS):
                    yield path, _shown(path, self._root) + POINTER
        # On checkout, git may have changed the ends of lines, or more if the attributes of the file name a filter.
        for top, files in doubtful.items():
            hashed = git(top, "hash-object", "--stdin-paths", stdin=b"".join(map(_quoted, files)))
            ids = require(hashed, "apply the filters of its attributes to a file").decode().split()
            changed = (paths for id, (known, paths) in zip(ids, files.values(), strict=True) if id != known)
            yield from ((path, _shown(path, self._root)) for paths in changed for path in paths)

    def _follow(self, path: Path) -> tuple[Path, tuple[Path, ...], bool]:
        """Return where a path leads, the links on the way, and whether it leads to a place in the repository."""
        real, links = follow_links(path)
        return real, links, self._is_inside(real)

    def _is_inside(self, path: Path) -> bool:
        return path.is_relative_to(self._repository.top)

    def _is_committed_link(self, path: Path) -> bool:
        """Return whether the commit has the same link. Links outside the repository, such as one to it, do not count."""
        if not self._is_inside(path):
            return True
        _, _, entry = self._find(path)
        target = os.fsencode(os.readlink(path))  # noqa: PTH115 - `Path` may spell it in another way
        return entry is not None and entry.mode == LINK and _blob_id(target, like=entry.id) == entry.id

    def _find(self, path: Path) -> tuple[Path, str, TreeEntry | None]:
        """Return the work tree of a file, its path there, and its entry in the commit."""
        top, commit, folder = self._work_tree(path.parent)
        name = path.name if folder == "." else f"{folder}/{path.name}"
        tree = top, commit, self._part(top, name)
        entries = self._tree(*tree) or {}
        if name not in entries:
            # Some file systems ignore case, or write accented letters in another form.
            name = next((twin for twin in self._twins(*tree).get(_key(name), ()) if _is_same(top / twin, path)), name)
        return top, name, entries.get(name)

    def _locate(self, path: Path) -> tuple[Path, str, str]:
        """Return the innermost work tree of a folder, which may be that of a submodule, its commit, and the path there."""
        top, commit = self._repository.top, self._repository.head
        while True:
            name = path.relative_to(top).as_posix()
            entries = self._tree(top, commit, self._part(top, name)) or {}
            above = (name, *map(str, Path(name).parents))
            module = next((one for one in above if one in entries and entries[one].type == "commit"), None)
            if module is None:
                return top, commit, name
            top, commit = top / module, entries[module].id

    def _part(self, top: Path, name: str) -> str:
        """Return the part of a tree to list: that of the project, if the path is in it."""
        prefix = self._repository.prefix
        return prefix if top == self._repository.top and f"{name}/".startswith(prefix) else ""

    def _list_tree(self, top: Path, commit: str, part: str) -> Mapping[str, TreeEntry] | None:
        """Return the entries of a commit by path; None for a submodule that does not have the commit."""
        if not commit:
            return {}
        is_module = top != self._repository.top
        if is_module and not os.path.lexists(top / GIT):
            return None
        done = git(top, "ls-tree", "-r", "-z", "--full-tree", commit, *(("--", part) if part else ()))
        if is_module and done.returncode:
            return None
        return tree_entries(require(done, f"list the files of {commit}"))

    def _list_twins(self, top: Path, commit: str, part: str) -> Mapping[str, list[str]]:
        """Return the paths of a commit by a key that is equal for paths that some file systems take for one."""
        twins: dict[str, list[str]] = {}
        for path in self._tree(top, commit, part) or ():
            twins.setdefault(_key(path), []).append(path)
        return twins

    def _missing(self, top: Path, commit: str, name: str, is_part: IsPart, above: str = "") -> Iterator[tuple[str, str]]:
        """Yield the files that the commit has in the folder `name` of a work tree, and that are not there, each with the text to show.

        The paths are from the source, in which the folder is `above`.
        """
        entries = self._tree(top, commit, self._part(top, name))
        if entries is None:
            yield above, _shown(top, self._root) + NOT_CHECKED_OUT
            return
        start = "" if name == "." else f"{name}/"
        for path, entry in entries.items():
            if not path.startswith(start):
                continue
            rest = above + path.removeprefix(start)
            if entry.type == "commit":
                yield from self._missing(top / path, entry.id, ".", is_part, f"{rest}/")
            elif is_part(rest) and not os.path.lexists(top / path):
                yield rest, _shown(top / path, self._root) + MISSING


def _files(source: Path, is_part: IsPart) -> Iterator[Path]:
    """Yield a file, or the files of a folder that are part of the site, also those behind links."""
    if source.is_file():
        yield source
    for name, folders, names in os.walk(source, followlinks=True):
        folder = Path(name)
        if leads_up(folder):
            folders.clear()
            continue
        folders[:] = sorted(name for name in folders if name != GIT)
        inside = "" if folder == source else f"{folder.relative_to(source).as_posix()}/"
        places = (folder / name for name in sorted(names) if is_part(inside + name))
        yield from (place for place in places if os.path.isfile(place))  # noqa: PTH113 - false for any error


def _blob_id(content: bytes, *, like: str) -> str:
    """Return git's id of a file with this content, by the same algorithm as the id `like`."""
    digest = hashlib.sha1(usedforsecurity=False) if len(like) == SHA_1 else hashlib.sha256()
    digest.update(b"blob %d\0" % len(content))
    digest.update(content)
    return digest.hexdigest()


def _quoted(path: str) -> bytes:
    """Return a line for git with a path that may contain any byte."""
    escaped = (b"\\%03o" % byte if byte < SPACE or byte in b'"\\' else bytes((byte,)) for byte in os.fsencode(path))
    return b'"%s"\n' % b"".join(escaped)


def _key(name: str) -> str:
    return normalize("NFC", name).casefold()


def _is_same(one: Path, other: Path) -> bool:
    return os.path.lexists(one) and os.path.samestat(one.lstat(), other.lstat())
