"""Finds the project's folder and reads its data files, without following links out of it."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from stat import S_ISREG

from generator.diagnostics.diagnostic import Diagnostic, Span
from generator.project.faults import UsageFault
from generator.project.file_names import SUFFIXES, name_problem, printable
from generator.project.reading_problems import NO_FILE, REMOVE, reading_problem
from generator.source.folder_problems import attached_name, hidden_by

DATA = "data"
KINDS = ("variants", "layers")
WRITING = ".runbook-un"  # how the names of folders begin in which a command prepares files

NOT_FOLLOWED = ("links are not followed here", "put a copy of the file in its place")
# The YAML reader already refuses much smaller files, and reports their size. The rest of a huge file never gets into memory.
MOST_BYTES = 16 << 20


@dataclass(frozen=True, slots=True)
class DataFiles:
    """The bytes of each data file and each attached file by its path in the project, with `/`.

    `diagnostics` has an error for each data file that cannot be read, `warnings` a warning for each other file that is not read.
    """

    files: dict[str, bytes]
    diagnostics: tuple[Diagnostic, ...] = ()
    warnings: tuple[Diagnostic, ...] = ()


def is_data_file(path: str) -> bool:
    """Return whether a path ends like a YAML file or is that of an attached file, and no part of it is hidden."""
    return (path.endswith(SUFFIXES) or bool(attached_name(path))) and not is_hidden(path)


def is_hidden(path: str) -> bool:
    """Return whether a file, or a folder above it, is hidden."""
    return any(part.startswith(".") for part in path.split("/"))


def locate(given: Path | None) -> Path:
    """Return the folder of the project: `given`, or else the nearest project, from the working folder upwards.

    The search finds only folders with `data/variants` or `data/layers`. Raises UsageFault if there is no project.
    """
    if given is not None:
        if not (given / DATA).is_dir():
            raise UsageFault(f"{given} has no folder `{DATA}`, so it is not a project")
        return _whole(given.resolve())
    found = _nearest_project(Path.cwd())
    if found is None:
        raise UsageFault(
            f"no project here: neither this folder nor one above it has `{DATA}/variants` or `{DATA}/layers`; name one with --project"
        )
    return _whole(found)


def _whole(root: Path) -> Path:
    """Return the folder of a project, in which nothing is left that a killed command was writing."""
    if any(one.name.startswith(WRITING) for one in root.iterdir()):
        from generator.project.atomic_files import finish_writing

        if count := finish_writing(root):
            sys.stderr.write(f"runbook: an earlier command was stopped while it wrote {count} files; they are complete now, check them\n")
    return root


def projects_of(given: Path | None, paths: Iterable[Path]) -> dict[Path, list[Path]]:
    """Return the project of each file, with the files in it: `given`, or else the nearest project above each file.

    Without files, the result is the project that `locate` finds. Raises UsageFault if there is no project.
    """
    paths = list(paths)
    if given is not None or not paths:
        return {locate(given): paths}
    found: dict[Path, list[Path]] = {}
    for path in paths:
        root = _nearest_project(path.absolute())
        if root is None:
            raise UsageFault(f"{path} is in no project: no folder above it has `{DATA}/variants` or `{DATA}/layers`")
        found.setdefault(_whole(root.resolve()), []).append(path)
    return found


def _nearest_project(place: Path) -> Path | None:
    folders = (Path(os.path.normpath(place)), *Path(os.path.normpath(place)).parents)
    return next((folder for folder in folders if any((folder / DATA / kind).is_dir() for kind in KINDS)), None)


def read_data(root: Path) -> DataFiles:
    """Read every YAML file in `root/data`, and the files that texts use. Report files that are named wrong.

    Hidden files, such as the locks of editors, are left out.

    Every command begins here, with up to thousands of files, so this makes few system calls: a folder's entries know their kind, and an
    open file knows its size.
    """
    from generator.project.unread_files import (
        is_left_behind,
        unread_file,
    )  # it loads the model, which commands that only look for a project do without

    files: dict[str, bytes] = {}
    problems: list[Diagnostic] = []
    warnings: list[Diagnostic] = []
    inside = root.resolve()
    folders = [DATA]
    while folders:
        folder = folders.pop()
        try:
            with os.scandir(root / folder) as found:
                entries = sorted(found, key=lambda entry: entry.name)
        except OSError as error:
            problems.append(unreadable(folder, *reading_problem(root / folder, error)))
            continue
        names = {entry.name for entry in entries if not entry.name.startswith(".")}
        for entry in entries:
            place = f"{folder}/{entry.name}"
            is_attached = bool(attached_name(place))
            is_folder = entry.is_dir(follow_symlinks=False)
            if entry.name not in names:
                problems += filter(None, (None if is_folder or is_attached else unread_file(printable(place), names),))
                continue
            problem = name_problem(place) if is_folder or is_attached or entry.name.endswith(SUFFIXES) else None
            if problem is not None:
                problems.append(problem)
            elif is_folder:
                folders.append(place)
            elif entry.is_symlink() and os.path.isdir(entry.path):  # noqa: PTH112 - false for any error, as for a link to itself
                help = "move the folder here, or share its content as a layer"
                problems.append(unreadable(place, "links to folders are not followed", help))
            elif is_attached and entry.is_symlink():
                problems.append(unreadable(place, *NOT_FOLLOWED))
            elif is_attached and is_left_behind(entry.name):
                continue  # what editors and systems leave behind
            elif entry.name.endswith(SUFFIXES) or is_attached:
                content = _read(entry, place, inside)
                if isinstance(content, Diagnostic):
                    problems.append(content)
                else:
                    files[place] = content
            elif unread_file(place, names) and (unread := unread_file(printable(place), names)):
                (warnings if unread.severity == "warning" else problems).append(unread)
    return DataFiles(dict(sorted(files.items())), tuple(problems), tuple(warnings))


def _read(entry: os.DirEntry[str], place: str, inside: Path) -> bytes | Diagnostic:
    try:
        if entry.is_symlink():
            entry.stat()
            if not Path(entry.path).resolve().is_relative_to(inside):
                return outside(place)
        # Do not wait: a pipe that nobody writes to must not block the run.
        with os.fdopen(os.open(entry.path, os.O_RDONLY | os.O_NONBLOCK), "rb", buffering=0) as stream:
            status = os.fstat(stream.fileno())
            if not S_ISREG(status.st_mode):
                return unreadable(place, NO_FILE, REMOVE)
            return stream.read(min(status.st_size, MOST_BYTES))
    except OSError as error:
        return unreadable(place, *reading_problem(Path(entry.path), error))


def unreadable(place: str, message: str, help: str) -> Diagnostic:
    """Return the problem of a file or a folder that is not read."""
    return Diagnostic("unreadable-file", message, Span(place, 1, 1), help, explains=hidden_by(place))


def outside(place: str) -> Diagnostic:
    """Return the problem of a link that leads out of the project."""
    message, help = "this link leads out of the project's folder", "put a copy of the file in its place"
    return Diagnostic("outside-project", message, Span(place, 1, 1), help, explains=hidden_by(place))
