"""Files written as a whole: all that one command changes, or none of them."""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path

from generator.project.faults import InputFault


def write_all(root: Path, contents: Mapping[str, bytes], known: Mapping[str, bytes]) -> None:
    """Write files below `root`, given by path. Those that exist must still hold what `known` says that they held when they were read.

    Each is written beside its place and takes it in one step; whatever goes wrong on the way, all of them then hold what they held
    before. Raises InputFault where somebody else has changed a file in the meantime, or a link stands in a place, and OSError where the
    machine refuses.
    """
    for path in contents:
        _refuse_changed(root / path, path, known.get(path))
    fresh = {root / path: _beside(root / path, "new") for path in contents}
    old = {root / path: _beside(root / path, "old") for path in contents if path in known}
    made: list[Path] = []
    moved: list[Path] = []
    try:
        _make_folders(fresh, made)
        for path, data in contents.items():
            place = root / path
            _write(fresh[place], data, like=place if place in old else None)
        for place, copy in old.items():
            _keep(place, copy)
        for place, file in fresh.items():
            moved.append(place)
            file.replace(place)
    except BaseException:
        for place in moved:
            _restore(place, fresh[place], old.get(place))
        _remove(*fresh.values(), *old.values())
        for folder in reversed(made):
            with contextlib.suppress(OSError):
                folder.rmdir()
        raise
    _remove(*old.values())


def _refuse_changed(place: Path, path: str, known: bytes | None) -> None:
    if place.is_symlink():
        raise InputFault(f"{path} is a link, and a link is not edited: edit the file that it leads to")
    if known is None and place.exists():
        raise InputFault(f"{path} exists already, and is left as it is")
    if known is not None and (not place.is_file() or place.read_bytes() != known):
        raise InputFault(f"{path} was changed by somebody else while this command ran; nothing was written, run it again")


def _make_folders(places: Iterable[Path], made: list[Path]) -> None:
    """Make the folders of some files, and note in `made` those that were missing, upper ones first."""
    for place in places:
        for folder in reversed((place.parent, *place.parent.parents)):
            if not folder.exists():
                folder.mkdir()
                made.append(folder)


def _remove(*files: Path) -> None:
    for file in files:
        with contextlib.suppress(OSError):
            file.unlink()


def _beside(place: Path, what: str) -> Path:
    """A hidden name beside a file, which no reader of data looks at."""
    return place.with_name(f".{place.name}.{what}-{os.getpid()}")


def _write(place: Path, data: bytes, like: Path | None) -> None:
    with place.open("xb") as stream:
        if like is not None:
            shutil.copymode(like, place)
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())


def _keep(place: Path, copy: Path) -> None:
    """A second name for a file, so that its content outlives its replacement without a copy of it; a copy where there are no such names."""
    try:
        copy.hardlink_to(place)
    except OSError:
        shutil.copy2(place, copy)


def _restore(place: Path, fresh: Path, old: Path | None) -> None:
    """Undo one replacement, which an interruption may have kept from happening."""
    if fresh.exists():
        return
    if old is None:
        place.unlink(missing_ok=True)
    else:
        old.replace(place)
