"""Writes several files: all of them or none, also if the program is killed."""

from __future__ import annotations

import errno
import fcntl
import json
import os
import shutil
from collections.abc import Callable, Collection, Mapping
from contextlib import suppress
from pathlib import Path, PurePosixPath
from typing import Any

from generator.project.atomic_folder import locked
from generator.project.ending_signals import whole_step
from generator.project.faults import InputFault

# A folder with new files and the plan where they go. Its name says what is left to do: all of it, or to put back what was there before.
FINISH, UNDO = ".runbook-unfinished", ".runbook-undone"
PLAN = "plan.json"


def write_all(
    root: Path, contents: Mapping[str, bytes], known: Mapping[str, bytes], gone: Collection[str] = (), moves: Mapping[str, str] = {}
) -> None:
    """Write files in `root`, given by path, remove those that are `gone`, and then move folders.

    `known` has the content of the existing files, as the caller read them.

    New files are prepared in a folder of their own. Renaming that folder decides that they are written: after an error or a signal before
    that, all files have their old content, and after it, all have the new one. If the program is killed in between, `finish_writing`
    does the rest.

    Raises InputFault for a link, and for a file that somebody else changed meanwhile, and OSError.
    """
    outside = next((path for path in (*contents, *gone, *moves, *moves.values()) if not _is_inside(root, path)), None)
    if outside is not None:  # a map of an import may name any file
        raise InputFault(f"{outside} is not a file of the project; nothing was written")
    for path in (*contents, *gone):
        _refuse_changed(path, root / path, known.get(path))
    if not (contents or gone or moves):
        return
    if len(contents) == 1 and not (gone or moves):
        ((path, data),) = contents.items()
        _write_one(root / path, data, is_known=path in known)
        return
    created = [one for one in (root, *root.parents) if not one.exists()]
    stage = root / f"{FINISH}-{os.getpid()}"
    try:
        stage.mkdir(parents=True)
        with locked(stage):
            plan = _prepare(root, stage, contents, known, gone, moves)
            with whole_step():
                # From here on, what is left to do takes no time, and a signal waits for it.
                stage.rename(root / FINISH)
                try:
                    _finish(root, root / FINISH, plan)
                except BaseException:
                    (root / FINISH).rename(root / UNDO)
                    _undo(root, root / UNDO, plan)
                    raise
    except BaseException:
        shutil.rmtree(stage, ignore_errors=True)
        for folder in created:
            _ignore_errors(folder.rmdir)
        raise


def finish_writing(root: Path) -> int:
    """Finish, or undo, what killed programs were writing in `root`; return how many files they were writing.

    Raises InputFault if that is not possible.
    """
    count = 0
    for stage in sorted(one for one in root.iterdir() if one.name.startswith((FINISH, UNDO))):
        # If another program holds the lock, it is preparing the folder.
        is_decided = stage.name in (FINISH, UNDO)
        try:
            with suppress(BlockingIOError), locked(stage, 0 if is_decided else fcntl.LOCK_NB), whole_step():
                if is_decided and (stage / PLAN).exists():
                    plan = _read_plan(root, stage)
                    (_finish if stage.name == FINISH else _undo)(root, stage, plan)
                    count += len(plan["files"]) + len(plan["gone"]) + len(plan["moves"])
                else:
                    shutil.rmtree(stage)
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            if isinstance(error, FileNotFoundError) and not stage.exists():
                continue  # another program has just finished
            raise InputFault(
                f"an earlier command was stopped while it wrote files, and finishing it failed: {error}; "
                f"get the data back from git, and delete {stage}"
            ) from None
    return count


def write_output(place: Path, data: bytes) -> None:
    """Write a file that the user named: all of it, or nothing. A device or a pipe, such as `/dev/stdout`, is written to directly.

    Raises InputFault and OSError.
    """
    if place.exists() and not place.is_file():
        place.write_bytes(data)
        return
    real = place.resolve()  # a link stays, and leads to the new content
    write_all(real.parent, {real.name: data}, {real.name: real.read_bytes()} if real.exists() else {})


def _refuse_changed(path: str, place: Path, content: bytes | None) -> None:
    above = next(folder for folder in place.parents if folder.exists())
    if not above.is_dir():
        raise InputFault(f"{path} cannot be written, because {above.name} is not a folder; nothing was written")
    if place.is_symlink():
        raise InputFault(f"{path} is a link, and links are not edited: edit the file that it leads to")
    if content is None and place.exists():
        raise InputFault(f"{path} exists already, and is not changed")
    if content is not None and (not place.is_file() or place.read_bytes() != content):
        raise InputFault(f"{path} was changed by somebody else while this command ran; nothing was written, run it again")


def _write_one(place: Path, data: bytes, *, is_known: bool) -> None:
    created = [folder for folder in place.parents if not folder.exists()]
    fresh = _beside(place)
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        _write_whole(fresh, data, place if is_known else None)
        with whole_step():
            fresh.replace(place)
    except BaseException:
        fresh.unlink(missing_ok=True)
        for folder in created:
            _ignore_errors(folder.rmdir)
        raise


def _prepare(
    root: Path, stage: Path, contents: Mapping[str, bytes], known: Mapping[str, bytes], gone: Collection[str], moves: Mapping[str, str]
) -> dict[str, Any]:
    """Write the new files and the plan into a folder, beside links to the old files."""
    folders = {folder for path in contents for folder in (root / path).parents if root in folder.parents and not folder.exists()}
    files = {path: str(number) for number, path in enumerate((*contents, *sorted(gone)))}
    for path, name in files.items():
        if path in contents:
            _write_whole(stage / f"{name}.new", contents[path], root / path if path in known else None)
        if path in known:
            try:
                (stage / f"{name}.old").hardlink_to(root / path)
            except OSError:
                shutil.copy2(root / path, stage / f"{name}.old")
    plan = {
        "files": {path: files[path] for path in contents},
        "gone": {path: files[path] for path in sorted(gone)},
        "known": sorted(path for path in files if path in known),
        "folders": sorted((folder.relative_to(root).as_posix() for folder in folders), reverse=True),
        "moves": dict(moves),
    }
    _write_whole(stage / PLAN, json.dumps(plan).encode())
    return plan


def _read_plan(root: Path, stage: Path) -> dict[str, Any]:
    """Read the plan of a killed program. Raises ValueError if this program would not have made it.

    A stranger may have committed the folder: it must not lead out of the project, nor to the hooks of git.
    """
    plan: dict[str, Any] = json.loads((stage / PLAN).read_bytes())
    paths = (*plan["files"], *plan["gone"], *plan["known"], *plan["folders"], *plan["moves"], *plan["moves"].values())
    outside = next((path for path in paths if not _is_inside(root, path)), None)
    if outside is not None:
        raise ValueError(f"its plan names `{outside}`, which no command writes")
    if not all(name.isdecimal() for name in (*plan["files"].values(), *plan["gone"].values())):
        raise ValueError("its plan is damaged")
    return plan


def _is_inside(root: Path, path: str) -> bool:
    parts = PurePosixPath(path).parts
    if not parts or path.startswith("/") or ".." in parts or ".git" in (part.casefold() for part in parts):
        return False
    return (root / path).parent.resolve().is_relative_to(root.resolve())


def _finish(root: Path, stage: Path, plan: dict[str, Any]) -> None:
    """Put the new files into their places. What is done already is no longer in the folder, so this can begin again."""
    for path, name in plan["files"].items():
        if (fresh := stage / f"{name}.new").exists():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            _put(fresh, root / path)
    for path in plan["gone"]:
        (root / path).unlink(missing_ok=True)
        for folder in (one for one in (root / path).parents if root in one.parents and one.exists()):
            if any(folder.iterdir()):
                break
            folder.rmdir()
    for old, new in plan["moves"].items():
        if (root / old).exists():
            (root / old).rename(root / new)
    shutil.rmtree(stage)


def _undo(root: Path, stage: Path, plan: dict[str, Any]) -> None:
    """Put the old files back, and remove new ones. This can begin again, too."""
    for old, new in plan["moves"].items():
        if not (root / old).exists():
            (root / new).rename(root / old)
    for path, name in {**plan["files"], **plan["gone"]}.items():
        if (stage / f"{name}.old").exists():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            _put(stage / f"{name}.old", root / path)
        elif path not in plan["known"]:
            (root / path).unlink(missing_ok=True)
    for folder in plan["folders"]:
        _ignore_errors((root / folder).rmdir)
    shutil.rmtree(stage)


def _put(source: Path, place: Path) -> None:
    """Move a file to its place in one step, also to another disk."""
    try:
        source.replace(place)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        fresh = _beside(place)
        shutil.copy2(source, fresh)
        fresh.replace(place)
        source.unlink()


def _write_whole(place: Path, data: bytes, like: Path | None = None) -> None:
    with place.open("xb") as stream:
        if like is not None:
            shutil.copymode(like, place)
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())


def _beside(place: Path) -> Path:
    """Return a hidden name beside a file, so that readers of the data skip it."""
    return place.with_name(f".{place.name}.new-{os.getpid()}")


def _ignore_errors(action: Callable[[], None]) -> None:
    with suppress(OSError):
        action()
