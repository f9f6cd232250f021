"""Hand-written pages and templates that MkDocs could not read: not UTF-8, no regular files, or without permission."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from stat import S_ISREG

from mkdocs.config.defaults import MkDocsConfig

from generator.project.faults import InputFault
from generator.project.file_names import name_problem
from generator.site.mkdocs_internals import is_included

PAGES, TEMPLATES = (".md", ".markdown", ".mdown", ".mkdn", ".mkd"), (".html", ".xml")


def refuse_unreadable(config: MkDocsConfig) -> None:
    """Raise InputFault for the first such file in the folder of hand-written pages or of the project's own theme."""
    problem = next(_problems(config), None)
    if problem is not None:
        raise InputFault(problem)


def _problems(config: MkDocsConfig) -> Iterator[str]:
    for folder, endings in ((config.docs_dir, PAGES), (config.theme.custom_dir, TEMPLATES)):
        if folder is None:
            continue
        for path in _files(folder):
            shown = f"{Path(folder).name}/{path}"
            if (misnamed := name_problem(shown)) is not None:
                yield f"{misnamed.span.file}: {misnamed.message}; {misnamed.help}"
            elif is_included(path, config) if folder == config.docs_dir else not Path(path).name.startswith("."):
                yield from _content(shown, Path(folder, path), is_text=path.endswith(endings))


def _files(folder: str) -> Iterator[str]:
    """Yield the paths of all files in a folder. MkDocs follows links to folders."""
    for place, _, names in os.walk(folder, followlinks=True):
        yield from (os.path.relpath(os.path.join(place, name), folder) for name in sorted(names))  # noqa: PTH118 - for many files


def _content(shown: str, place: Path, *, is_text: bool) -> Iterator[str]:
    try:
        if not S_ISREG(place.stat().st_mode):
            yield f"{shown}: this is not a regular file; remove it"  # to read a pipe would take forever
            return
        data = place.read_bytes() if is_text else b""
        data.decode("utf-8-sig")
    except OSError as error:
        yield f"{shown}: cannot be read: {error.strerror}; correct its permissions, or remove it"
    except UnicodeDecodeError as error:
        line, byte = data.count(b"\n", 0, error.start) + 1, data[error.start]
        yield f"{shown}:{line}: this file is not UTF-8, since it has the byte 0x{byte:02x} here; save it as UTF-8"
