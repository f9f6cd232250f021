"""The project's files: finds the project and reads its data, never leaving its folder."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from stat import S_ISREG

from generator.diagnostics.diagnostic import Diagnostic
from generator.project.faults import UsageFault
from generator.text.span import Span

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


def locate(given: Path | None) -> Path:
    """The folder of the project: the given one, else the nearest from here upwards.

    Raises UsageFault where there is none.
    """
    if given is not None:
        if not (given / DATA).is_dir():
            raise UsageFault(f"{given} has no folder `{DATA}`, and so is no project")
        return given.resolve()
    found = find_project(Path.cwd())
    if found is None:
        raise UsageFault(
            f"no project here: neither this folder nor one above it has `{DATA}/variants` or `{DATA}/layers`; name one with --project"
        )
    return found


def read_data(root: Path) -> DataFiles:
    """Read every YAML file below `root/data`; hidden files, such as an editor's locks, are left out.

    Every run of every command begins here, over thousands of files, so this asks the system as little as it can: the entries of a
    folder carry their kind, and one open file tells its size.
    """
    files: dict[str, bytes] = {}
    problems: list[Diagnostic] = []
    inside = root.resolve()
    folders = [DATA]
    while folders:
        folder = folders.pop()
        try:
            with os.scandir(root / folder) as found:
                entries = sorted(found, key=lambda entry: entry.name)
        except OSError as error:
            problems.append(_unreadable(folder, error))
            continue
        for entry in entries:
            place = f"{folder}/{entry.name}"
            if entry.name.startswith("."):
                continue
            if _is_folder(entry):
                if entry.is_symlink():
                    way_out = "move the folder here, or share its content as a layer"
                    problems.append(Diagnostic("unreadable-file", "links to folders are not followed", Span(place, 1, 1), way_out))
                else:
                    folders.append(place)
            elif entry.name.endswith(SUFFIXES):
                content = _read(entry, place, inside)
                if isinstance(content, Diagnostic):
                    problems.append(content)
                else:
                    files[place] = content
    return DataFiles(dict(sorted(files.items())), tuple(problems))


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link that leads to itself
        return False


def _read(entry: os.DirEntry[str], place: str, inside: Path) -> bytes | Diagnostic:
    try:
        if entry.is_symlink():
            entry.stat()
            if not Path(entry.path).resolve().is_relative_to(inside):
                message = "this link leads out of the project's folder"
                return Diagnostic("outside-project", message, Span(place, 1, 1), "put a copy of the file in its place")
        # Without waiting: a pipe that nobody writes to must not hang the run.
        handle = os.open(entry.path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except OSError as error:
        return _unreadable(place, error)
    try:
        status = os.fstat(handle)
        if not S_ISREG(status.st_mode):
            return Diagnostic("unreadable-file", "this is no regular file", Span(place, 1, 1), "remove it")
        return os.read(handle, min(status.st_size, MOST_BYTES))
    except OSError as error:
        return _unreadable(place, error)
    finally:
        os.close(handle)


def _unreadable(place: str, error: OSError) -> Diagnostic:
    reason = error.strerror or type(error).__name__
    return Diagnostic("unreadable-file", f"cannot be read: {reason}", Span(place, 1, 1), "mend its permissions, or remove it")
