"""Writes several files: all of them or none."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Mapping
from contextlib import ExitStack, suppress
from pathlib import Path

from generator.project.ending_signals import whole_step
from generator.project.faults import InputFault


def write_all(root: Path, contents: Mapping[str, bytes], known: Mapping[str, bytes]) -> None:
    """Write files in `root`, given by path. `known` has the content of the existing files, as the caller read them.

    Each file is written beside its place and moved there in one step. After an error or a signal at any moment, all files have their old
    content, or all have the new one.

    Raises InputFault for a link, and for a file that somebody else changed meanwhile, and OSError.
    """
    for path in contents:
        place, content = root / path, known.get(path)
        if place.is_symlink():
            raise InputFault(f"{path} is a link, and links are not edited: edit the file that it leads to")
        if content is None and place.exists():
            raise InputFault(f"{path} exists already, and is not changed")
        if content is not None and (not place.is_file() or place.read_bytes() != content):
            raise InputFault(f"{path} was changed by somebody else while this command ran; nothing was written, run it again")
    with ExitStack() as cleanup, ExitStack() as undo:
        for path, data in contents.items():
            place, fresh = root / path, _beside(root / path, "new")
            for folder in reversed((place.parent, *place.parent.parents)):
                if not folder.exists():
                    undo.callback(_ignore_errors, folder.rmdir)
                    folder.mkdir()
            undo.callback(_ignore_errors, fresh.unlink)
            with fresh.open("xb") as stream:
                if path in known:
                    shutil.copymode(place, fresh)
                stream.write(data)
                stream.flush()
                os.fsync(stream.fileno())
        # From here on, what is left to do takes no time, and a signal waits for it.
        cleanup.enter_context(whole_step())
        for path in contents.keys() & known.keys():
            old = _beside(root / path, "old")
            cleanup.callback(_ignore_errors, old.unlink)
            try:
                old.hardlink_to(root / path)
            except OSError:
                shutil.copy2(root / path, old)
        for path in contents:
            place, fresh = root / path, _beside(root / path, "new")
            undo.callback(_restore, place, fresh, _beside(place, "old") if path in known else None)
            fresh.replace(place)
        undo.pop_all()


def write_output(place: Path, data: bytes) -> None:
    """Write a file that the user named: all of it, or nothing. A device or a pipe, such as `/dev/stdout`, is written to directly.

    Raises InputFault and OSError.
    """
    if place.exists() and not place.is_file():
        place.write_bytes(data)
        return
    real = place.resolve()  # a link stays, and leads to the new content
    write_all(real.parent, {real.name: data}, {real.name: real.read_bytes()} if real.exists() else {})


def _beside(place: Path, state: str) -> Path:
    """Return a hidden name beside a file, so that readers of the data skip it."""
    return place.with_name(f".{place.name}.{state}-{os.getpid()}")


def _ignore_errors(action: Callable[[], None]) -> None:
    with suppress(OSError):
        action()


def _restore(place: Path, fresh: Path, old: Path | None) -> None:
    """Put the old file back, or remove the new one. If the new file was not moved to its place yet, do nothing."""
    if fresh.exists():
        return
    if old is None:
        place.unlink(missing_ok=True)
    else:
        old.replace(place)
