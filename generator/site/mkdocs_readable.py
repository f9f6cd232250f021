"""Hand-written pages and templates that MkDocs could not read: not UTF-8, no regular files, or without permission."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from stat import S_ISREG

from mkdocs.config.defaults import MkDocsConfig

from generator.project.faults import InputFault
from generator.project.file_names import name_problem
from generator.project.reading_problems import CORRECT, NO_FILE, REMOVE, leads_up, reading_problem
from generator.project.site_encodings import PAGES
from generator.site.mkdocs_internals import is_included

TEMPLATES = (".html", ".xml")


def refuse_unreadable(config: MkDocsConfig) -> None:
    """Raise InputFault for the first such file in the folder of hand-written pages or of the project's own theme."""
    problem = next(_problems(config), None)
    if problem is not None:
        raise InputFault(problem)


def _problems(config: MkDocsConfig) -> Iterator[str]:
    for folder, endings in ((config.docs_dir, PAGES), (config.theme.custom_dir, TEMPLATES)):
        if folder is None:
            continue
        for path in walk_files(folder):
            shown = f"{Path(folder).name}/{path}"
            if (misnamed := name_problem(shown)) is not None:
                yield f"{misnamed.span.file}: {misnamed.message}; {misnamed.help}"
            elif is_included(path, config) if folder == config.docs_dir else not Path(path).name.startswith("."):
                yield from _content(shown, Path(folder, path), is_text=path.endswith(endings))


def walk_files(folder: str) -> Iterator[str]:
    """Yield the paths of all files in a folder. MkDocs follows links to folders. A link to a folder above it is like a file."""
    for place, folders, names in os.walk(folder, followlinks=True):
        loops = [name for name in folders if leads_up(Path(place, name))]
        folders[:] = [name for name in folders if name not in loops]
        yield from (os.path.relpath(os.path.join(place, name), folder) for name in sorted(names + loops))  # noqa: PTH118 - for many files


def _content(shown: str, place: Path, *, is_text: bool) -> Iterator[str]:
    try:
        if place.is_symlink() and place.is_dir():
            yield f"{shown}: this link leads to a folder that it is in; {CORRECT}"
            return
        if not S_ISREG(place.stat().st_mode):
            yield f"{shown}: {NO_FILE}; {REMOVE}"  # to read a pipe would take forever
            return
        with place.open("rb") as stream:
            data = stream.read() if is_text else stream.read(1)[:0]  # a broken disk already refuses the first byte
        data.decode("utf-8-sig")
    except OSError as error:
        yield f"{shown}: {'; '.join(reading_problem(place, error))}"
    except UnicodeDecodeError as error:
        line, byte = data.count(b"\n", 0, error.start) + 1, data[error.start]
        yield f"{shown}:{line}: this file is not UTF-8, since it has the byte 0x{byte:02x} here; save it as UTF-8"
