"""Replaces a whole folder at once: whenever a run fails or is killed, the last good folder stays."""

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

from generator.project.ending_signals import whole_step
from generator.project.faults import UsageFault

# `renameat2` of Linux exchanges two paths; with AT_FDCWD they are relative to the working folder.
AT_FDCWD, RENAME_EXCHANGE = -100, 2


@dataclass(frozen=True, slots=True)
class FolderKind:
    """A kind of folder that runbook replaces.

    Attributes:
        marker: The name of a file that marks such a folder.
        text: The content of this file.
        content: The content of the folder, for messages.
        files: A folder with all these files counts as marked too.
    """

    marker: str
    text: str
    content: str
    files: tuple[str, ...]


SITE = FolderKind(
    ".runbook-output",
    "runbook writes this folder and replaces all of it. Keep no files of yours in it.\n",
    "a site, and no releases",
    ("index.html", "404.html", "sitemap.xml"),  # plain `mkdocs build` writes these, and its sites may be replaced too
)
RELEASES = FolderKind(
    ".runbook-releases",
    "This folder has published releases: `runbook publish` adds to it, and changes none of them without a reason.\n",
    "published releases",
    ("versions.json",),
)


class ForeignFolderError(UsageFault):
    """The target has files that runbook did not write, and is not replaced."""


@contextmanager
def replacing(target: Path, kind: FolderKind = SITE, complete: Callable[[Path], None] | None = None) -> Iterator[Path]:
    """Yield a new empty folder beside `target`. It replaces the target if the block ends without an error.

    `complete` gets the new folder just before the replacement, while no other run can replace the target; if it raises, the target stays.

    Raises ForeignFolderError before anything is written, and OSError.
    """
    target = target.resolve()
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError):
        raise ForeignFolderError(f"{target.parent} is not a folder, so {target.name} cannot be in it; name another one") from None
    with ExitStack() as stack:
        with locked(target.parent):
            _clean_up(target)
            _refuse_foreign(target, kind)
            fresh = target.with_name(f".{target.name}.new-{secrets.token_hex(4)}")
            stack.callback(_remove, fresh)
            fresh.mkdir()
            stack.enter_context(locked(fresh))
        yield fresh
        with locked(target.parent):
            _refuse_foreign(target, kind)
            if complete is not None:
                complete(fresh)
            (fresh / kind.marker).write_text(kind.text, encoding="utf-8")
            if target.exists():
                copy_permissions(target, fresh)
            with whole_step():
                _swap(fresh, target)


def write_tree(target: Path, files: Mapping[str, bytes]) -> None:
    """Replace the content of the folder `target` by files, given by their path in it with `/`.

    Raises ValueError for a path that leaves the target, and the errors of `replacing`.
    """
    for path in files:
        parts = PurePosixPath(path).parts
        if not parts or path.startswith("/") or ".." in parts or "\\" in path:
            raise ValueError(f"the path `{path}` leaves the folder it is written to")
    with replacing(target) as fresh:
        for path, data in files.items():
            write_into(fresh, path, data)


def write_into(folder: Path, path: str, data: bytes) -> None:
    """Write one file in a folder, given by its path, and the folders above it."""
    place = folder / path
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(data)


def copy_permissions(old: Path, new: Path) -> None:
    """Give a new folder the group and mode of the old one, so that a web server can still read the folder, whoever published."""
    like = old.stat()
    with suppress(PermissionError):
        os.chown(new, -1, like.st_gid)
    new.chmod(stat.S_IMODE(like.st_mode) | stat.S_IRWXU)  # the owner must be able to write more files


def _refuse_foreign(target: Path, kind: FolderKind) -> None:
    if not target.exists():
        return
    if not target.is_dir():
        raise ForeignFolderError(f"{target} is a file; name a folder")
    if target.is_mount():
        raise ForeignFolderError(f"{target} is a mount point, which cannot be replaced; name a folder in it")
    for other in (SITE, RELEASES):
        if other is not kind and (target / other.marker).is_file():
            raise ForeignFolderError(f"{target} has {other.content}, and is not changed; name another folder")
    ours = (target / kind.marker).is_file() or all((target / name).is_file() for name in kind.files)
    if not ours and any(target.iterdir()):
        raise ForeignFolderError(f"{target} has files that runbook did not write, and is not changed; name a new or an empty folder")


def _swap(fresh: Path, target: Path) -> None:
    """Put `fresh` in the place of the target. The old folder takes the place of `fresh`, or is removed.

    If the system cannot exchange the folders in one step, and the run ends between two renames, the next run restores the old folder.
    """
    if target.exists() and _exchange(fresh, target):
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
    _remove(old)


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two folders in one step, so that readers always find a folder. Return False if the system cannot do so."""
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    return rename is not None and rename(AT_FDCWD, os.fsencode(one), AT_FDCWD, os.fsencode(other), RENAME_EXCHANGE) == 0


def _clean_up(target: Path) -> None:
    """After an interrupted run, restore the target if that run moved it away, and remove new folders that no process writes to."""
    name = escape(target.name)
    for old in sorted(target.parent.glob(f".{name}.old-*")):
        if target.exists():
            _remove(old)
        else:
            old.rename(target)
    for fresh in target.parent.glob(f".{name}.new-*"):
        # If another run holds the lock, it is writing the folder. If the folder is missing, the other run has just removed it.
        with suppress(BlockingIOError, FileNotFoundError), locked(fresh, fcntl.LOCK_NB):
            _remove(fresh)


def _remove(folder: Path) -> None:
    """Remove a folder, even if folders in it are read-only, as somebody may have protected published files."""
    for place, _, _ in os.walk(folder):
        with suppress(OSError):
            Path(place).chmod(stat.S_IRWXU)
    shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def locked(folder: Path, flags: int = 0) -> Iterator[None]:
    """Lock a folder. The system releases the lock when the process ends, however it ends."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | flags)
        yield
    finally:
        os.close(handle)
