"""Names and encodings that a build refuses in the settings and the pages of a site. To find them takes no site builder."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from generator.checks.resolve import Problems
from generator.diagnostics.diagnostic import Diagnostic, Span
from generator.project.docs_candidates import docs_folder
from generator.project.file_names import name_problem
from generator.project.settings_file import settings_file
from generator.source.file_encoding import UTF_16, decoded

PAGES = (".md", ".markdown", ".mdown", ".mkdn", ".mkd")
# Settings by which a build may leave out pages. To know which ones, the settings would have to be loaded.
LEAVING_OUT = re.compile(r"^(?:exclude_docs|draft_docs|INHERIT)[ \t]*:", re.MULTILINE)
BESIDE = "templates"  # the folder of the pages that MkDocs leaves out


def encoding_problems(root: Path) -> Problems:
    """Return the problems of the settings and the pages of the project at `root`. Without settings there is no site."""
    settings = settings_file(root)
    return () if settings is None else (*_of_settings(settings), *_of_pages(root, settings))


def _of_settings(settings: Path) -> Iterator[Diagnostic]:
    if settings.exists() and not settings.is_file():
        help = "replace it with a file, or remove it"
        yield Diagnostic("unreadable-file", "this is not a regular file, so it has no settings", Span(settings.name, 1, 1), help)
        return
    data = _content(settings)
    try:
        data.decode("utf-16" if data.startswith(UTF_16) else "utf-8")  # MkDocs reads both
    except UnicodeDecodeError:
        yield from _not_utf_8(settings.name, data)


def _of_pages(root: Path, settings: Path) -> Iterator[Diagnostic]:
    stated = docs_folder(settings)
    docs = root / stated
    some_left_out = LEAVING_OUT.search(_content(settings).decode("utf-8", "replace")) is not None
    for folder, folders, names in os.walk(docs):
        folders.sort()
        for name in sorted(names):
            inside = Path(folder, name).relative_to(docs)
            shown = f"{stated}/{inside.as_posix()}"
            if (misnamed := name_problem(shown)) is not None:
                yield replace(misnamed, explains=())
            elif name.endswith(PAGES) and not some_left_out and inside.parts[0] != BESIDE and not _is_hidden(inside):
                yield from _not_utf_8(shown, _content(docs / inside))


def _is_hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)


def _not_utf_8(shown: str, data: bytes) -> Iterator[Diagnostic]:
    problem = decoded(shown, data)[1]
    if problem is not None:
        yield problem


def _content(path: Path) -> bytes:
    """Return the content of a regular file; nothing for what cannot be read, which a build reports."""
    with suppress(OSError):
        return path.read_bytes() if path.is_file() else b""
    return b""
