"""Writes a whole folder at once: a failure at any moment leaves the last good one as it was."""

from __future__ import annotations

import ctypes
import fcntl
import os
import secrets
import shutil
import stat
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from glob import escape
from pathlib import Path, PurePosixPath

from generator.project.faults import UsageFault

MARKER = ".runbook-output"
MARKER_TEXT = "This folder is written by runbook and replaced as a whole; keep nothing of your own in it.\n"
RELEASES_MARKER = ".runbook-releases"
RELEASES_TEXT = "This folder holds published releases: `runbook publish` adds to it, and changes none of them unless it is told why.\n"
VERSIONS = "versions.json"

# The words of Linux for a rename that exchanges: paths are meant from here, and both stay.
HERE, EXCHANGE = -100, 2

# What MkDocs leaves behind, so that a site that plain `mkdocs build` wrote may be replaced too.
SITE_FILES = ("index.html", "404.html", "sitemap.xml")


@dataclass(frozen=True, slots=True)
class FolderKind:
    """A kind of folder that is replaced: the file that marks it, what that file says, and how else such a folder is known."""

    marker: str
    text: str
    files: tuple[str, ...]


SITE = FolderKind(MARKER, MARKER_TEXT, SITE_FILES)
RELEASES = FolderKind(RELEASES_MARKER, RELEASES_TEXT, (VERSIONS,))


class NotOurFolderError(UsageFault):
    """The target holds something that is not the generator's work, and is not replaced."""


@contextmanager
def replacing(target: Path, kind: FolderKind = SITE, complete: Callable[[Path], None] | None = None) -> Iterator[Path]:
    """A new empty folder beside `target`, which takes the target's place once the block ends without an error.

    `complete` is called with the new folder just before, while nobody else can replace the target; what it raises keeps the target.
    Raises NotOurFolderError before anything is written, and OSError where the machine refuses to.
    """
    target = target.resolve()
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError):
        raise NotOurFolderError(f"{target.parent} is no folder, and {target.name} cannot be in it; name another") from None
    with ExitStack() as held:
        with _locked(target.parent):
            _tidy(target)
            _refuse_foreign(target, kind)
            fresh = target.with_name(f".{target.name}.new-{secrets.token_hex(4)}")
            fresh.mkdir()
            held.enter_context(_locked(fresh))
            held.callback(_clear, fresh)
        yield fresh
        with _locked(target.parent):
            _refuse_foreign(target, kind)
            if complete is not None:
                complete(fresh)
            (fresh / kind.marker).write_text(kind.text, encoding="utf-8")
            if target.exists():
                take_after(fresh, target)
            _swap(fresh, target)


def write_tree(target: Path, files: Mapping[str, bytes]) -> None:
    """Write `files`, given by path below `target` with `/`, in the place of all that `target` held before.

    Raises ValueError for a path that would leave the target, and what `replacing` raises.
    """
    for path in files:
        if not _stays_below(path):
            raise ValueError(f"the path `{path}` leaves the folder it is written to")
    with replacing(target) as fresh:
        for path, data in files.items():
            place = fresh / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(data)


def take_after(folder: Path, old: Path) -> None:
    """Let a folder be open to those to whom an old one is, whoever writes it: who serves it must not be shut out by a new one."""
    like = old.stat()
    with suppress(PermissionError):
        os.chown(folder, -1, like.st_gid)
    folder.chmod(stat.S_IMODE(like.st_mode) | stat.S_IRWXU)  # its owner goes on writing there


def _stays_below(path: str) -> bool:
    parts = PurePosixPath(path).parts
    return bool(parts) and not path.startswith("/") and ".." not in parts and "\\" not in path


def _refuse_foreign(target: Path, kind: FolderKind) -> None:
    if not target.exists():
        return
    if not target.is_dir():
        raise NotOurFolderError(f"{target} is a file; name a folder")
    if target.is_mount():
        raise NotOurFolderError(f"{target} is where something is mounted, which nothing can take the place of; name a folder in it")
    other = next((one for one in (SITE, RELEASES) if one is not kind and (target / one.marker).is_file()), None)
    if other is not None:
        holds = "published releases" if other is RELEASES else "a site, and no releases"
        raise NotOurFolderError(f"{target} holds {holds}, and is left alone; name another folder")
    ours = (target / kind.marker).is_file() or all((target / name).is_file() for name in kind.files)
    if not ours and any(target.iterdir()):
        raise NotOurFolderError(f"{target} holds files that runbook did not write, and is left alone; name a new or an empty folder")


def _swap(fresh: Path, target: Path) -> None:
    """Put `fresh` in the target's place; what stood there takes that of `fresh`, or goes.

    Where the system cannot do it in one step, an interruption between two renames is mended by the next run's `_tidy`.
    """
    if target.exists() and _exchanged(fresh, target):
        return
    old = target.with_name(f".{target.name}.old-{os.getpid()}")
    if target.exists():
        target.rename(old)
    try:
        fresh.rename(target)
    except OSError:
        if old.exists():
            old.rename(target)
        raise
    _clear(old)


def _exchanged(one: Path, other: Path) -> bool:
    """Let two folders take each other's place in one step, so that nobody ever finds none; False where the system does not know how."""
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if rename is None:
        return False
    return bool(rename(HERE, os.fsencode(one), HERE, os.fsencode(other), EXCHANGE) == 0)


def _tidy(target: Path) -> None:
    """Clean up after an interrupted run: bring a target back that was moved aside, and remove what nobody is writing any more."""
    name = escape(target.name)
    for old in sorted(target.parent.glob(f".{name}.old-*")):
        if target.exists():
            _clear(old)
        else:
            old.rename(target)
    for fresh in target.parent.glob(f".{name}.new-*"):
        if not _is_locked(fresh):
            _clear(fresh)


def _clear(folder: Path) -> None:
    """Remove a folder, also where somebody took the right to write from folders in it, to protect what was published."""
    shutil.rmtree(folder, ignore_errors=True)
    if folder.exists():
        for place, _, _ in os.walk(folder):
            with suppress(OSError):
                Path(place).chmod(stat.S_IRWXU)
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Hold the folder's lock, which the system lets go of when a process ends, however it ends."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _is_locked(folder: Path) -> bool:
    try:
        handle = os.open(folder, os.O_RDONLY)
    except FileNotFoundError:  # whoever wrote it has just cleared it away
        return True
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(handle)
    return False
