"""Hand-written pages and templates that MkDocs could not read: with names or content that are not UTF-8."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

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
            elif path.endswith(endings) and (folder != config.docs_dir or is_included(path, config)):
                yield from _encoding(shown, Path(folder, path))


def _files(folder: str) -> Iterator[str]:
    """Yield the paths of all files in a folder. MkDocs follows links to folders."""
    for place, _, names in os.walk(folder, followlinks=True):
        yield from (os.path.relpath(os.path.join(place, name), folder) for name in sorted(names))  # noqa: PTH118 - for many files


def _encoding(shown: str, place: Path) -> Iterator[str]:
    data = place.read_bytes()
    try:
        data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line, byte = data.count(b"\n", 0, error.start) + 1, data[error.start]
        yield f"{shown}:{line}: this file is not UTF-8, since it has the byte 0x{byte:02x} here; save it as UTF-8"
