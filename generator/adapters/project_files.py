"""The door to the project's files: finds the project and reads its data, never leaving its folder."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from stat import S_ISREG

from generator.domain.diagnostics import Diagnostic
from generator.domain.nodes import Span

DATA = "data"
SUFFIXES = (".yaml", ".yml")

# The reader refuses a file far below this and names its size; the rest of a huge one is never taken into memory.
MOST_BYTES = 16 << 20


@dataclass(frozen=True, slots=True)
class DataFiles:
    """The bytes of each data file by its path below the project, with `/`, and what could not be read."""

    files: dict[str, bytes]
    diagnostics: tuple[Diagnostic, ...] = ()


def find_project(start: Path) -> Path | None:
    """The nearest folder from `start` upwards that holds `data/variants` or `data/layers`, or None."""
    start = start.resolve()
    for folder in (start, *start.parents):
        if any((folder / DATA / kind).is_dir() for kind in ("variants", "layers")):
            return folder
    return None


def read_data(root: Path) -> DataFiles:
    """Read every YAML file below `root/data`; hidden files, such as an editor's locks, are left out."""
    files: dict[str, bytes] = {}
    problems: list[Diagnostic] = []
    inside = root.resolve()

    def note(error: OSError) -> None:
        problems.append(_unreadable(Path(error.filename or root / DATA), root, error))

    for folder, folders, names in os.walk(root / DATA, onerror=note):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in folders:
            path = Path(folder, name)
            if path.is_symlink():
                way_out = "move the folder here, or share its content as a layer"
                problems.append(Diagnostic("unreadable-file", "links to folders are not followed", _place(path, root), way_out))
        for name in sorted(names):
            if name.endswith(SUFFIXES) and not name.startswith("."):
                path = Path(folder, name)
                try:
                    found = _read(path, root, inside)
                except OSError as error:
                    found = _unreadable(path, root, error)
                if isinstance(found, Diagnostic):
                    problems.append(found)
                else:
                    files[path.relative_to(root).as_posix()] = found
    return DataFiles(files, tuple(problems))


def _read(path: Path, root: Path, inside: Path) -> bytes | Diagnostic:
    mode = path.stat().st_mode
    if path.is_symlink() and not path.resolve().is_relative_to(inside):
        message = "this link leads out of the project's folder"
        return Diagnostic("outside-project", message, _place(path, root), "put a copy of the file in its place")
    if not S_ISREG(mode):
        return Diagnostic("unreadable-file", "this is no regular file", _place(path, root), "remove it")
    with path.open("rb") as stream:
        return stream.read(MOST_BYTES)


def _unreadable(path: Path, root: Path, error: OSError) -> Diagnostic:
    reason = error.strerror or type(error).__name__
    return Diagnostic("unreadable-file", f"cannot be read: {reason}", _place(path, root), "mend its permissions, or remove it")


def _place(path: Path, root: Path) -> Span:
    return Span(path.relative_to(root).as_posix(), 1, 1)
