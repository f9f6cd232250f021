"""Write: a whole folder at once, so that a failure at any moment leaves the last good one where it was."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

MARKER = ".runbook-output"
MARKER_TEXT = "This folder is written by runbook and replaced as a whole; keep nothing of your own in it.\n"

# What MkDocs leaves behind, so that a site that plain `mkdocs build` wrote may be replaced too.
SITE_FILES = ("index.html", "404.html", "sitemap.xml")


class NotOurFolderError(Exception):
    """The target holds something that is not the generator's work, and is not replaced."""


@contextmanager
def replacing(target: Path) -> Iterator[Path]:
    """A new empty folder beside `target`, which takes the target's place once the block ends without an error.

    Raises NotOurFolderError before anything is written, and OSError where the machine refuses to.
    """
    target = target.resolve()
    target.parent.mkdir(parents=True, exist_ok=True)
    with _locked(target.parent):
        _tidy(target)
        _refuse_foreign(target)
        fresh = target.with_name(f".{target.name}.new-{os.getpid()}")
        fresh.mkdir()
    try:
        with _locked(fresh):
            yield fresh
            (fresh / MARKER).write_text(MARKER_TEXT, encoding="utf-8")
            with _locked(target.parent):
                _refuse_foreign(target)
                _swap(fresh, target)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


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


def _stays_below(path: str) -> bool:
    parts = PurePosixPath(path).parts
    return bool(parts) and not path.startswith("/") and ".." not in parts and "\\" not in path


def _refuse_foreign(target: Path) -> None:
    if not target.exists():
        return
    if not target.is_dir():
        raise NotOurFolderError(f"{target} is a file; name a folder")
    ours = (target / MARKER).is_file() or all((target / name).is_file() for name in SITE_FILES)
    if not ours and any(target.iterdir()):
        raise NotOurFolderError(f"{target} holds files that runbook did not write, and is left alone; name a new or an empty folder")


def _swap(fresh: Path, target: Path) -> None:
    """Put `fresh` in the target's place; between the two renames an interruption is mended by the next run's `_tidy`."""
    old = target.with_name(f".{target.name}.old-{os.getpid()}")
    if target.exists():
        target.rename(old)
    try:
        fresh.rename(target)
    except OSError:
        if old.exists():
            old.rename(target)
        raise
    shutil.rmtree(old, ignore_errors=True)


def _tidy(target: Path) -> None:
    """Clean up after an interrupted run: bring a target back that was moved aside, and remove what nobody is writing any more."""
    for old in sorted(target.parent.glob(f".{target.name}.old-*")):
        if target.exists():
            shutil.rmtree(old, ignore_errors=True)
        else:
            old.rename(target)
    for fresh in target.parent.glob(f".{target.name}.new-*"):
        if not _is_locked(fresh):
            shutil.rmtree(fresh, ignore_errors=True)


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
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(handle)
    return False
