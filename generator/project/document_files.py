"""Finds and reads the Markdown documents that a command gets: files, and all documents in folders. Reports all that cannot be read."""

from __future__ import annotations

import os
import shlex
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath

from generator.diagnostics.diagnostic import Diagnostic, Span
from generator.project.reading_problems import NO_FILE, reading_problem
from generator.source.file_encoding import decoded

SUFFIXES = (".md", ".markdown", ".mdown", ".mkd")
SKIPPED = ("node_modules", "__pycache__")
MOST_BYTES = 32 << 20
HELP = f"give Markdown documents, whose names end in {', '.join(SUFFIXES)}, or folders that have some"


@dataclass(slots=True)
class Documents:
    """The bytes and the places of documents, by the path that reports show, and the problems of those that cannot be imported.

    `empty` are the documents in folders that say nothing, and are left out.
    """

    data: dict[str, bytes] = field(default_factory=dict)
    places: dict[str, Path] = field(default_factory=dict)
    problems: list[Diagnostic] = field(default_factory=list)
    empty: list[Diagnostic] = field(default_factory=list)

    def beside(self, path: str) -> FilesBeside:
        """Return the files beside a document."""
        return FilesBeside(self.places[path].parent)


@dataclass(frozen=True, slots=True)
class FilesBeside:
    """Contains the paths of the files in a folder and below it, as a document in the folder names them."""

    folder: Path

    def __contains__(self, path: object) -> bool:
        if not isinstance(path, str) or path.startswith(("/", "\\")) or ".." in path.split("/") or "\0" in path:
            return False
        try:
            place = self.folder / path
            return place.is_file() and place.resolve().is_relative_to(self.folder.resolve())
        except OSError:
            return False


def read_documents(paths: Iterable[Path], root: Path, skip: Iterable[Path] = ()) -> Documents:
    """Read files, and the documents in folders without `skip`, in order of their paths. Each document is read once.

    Documents in the project at `root` are shown by their paths in it, others as they were given, and without the folders of this machine.
    """
    found = Documents()
    seen: set[Path] = set()
    left_out = {_real(path) for path in skip}
    for path in paths:
        inside = path.is_dir()
        documents = list(_in_folder(path, left_out)) if inside else [path]
        if not documents:
            found.problems.append(_problem(str(path), "the folder has no Markdown document", HELP))
        for document in documents:
            real = _real(document)
            if real not in seen:
                seen.add(real)
                _read(found, document, _shown(document, path if inside else document, root), inside=inside)
    if found.empty and not found.data:
        found.problems += found.empty
    return found


def _real(path: Path) -> Path:
    """Return the place to which links lead; the link itself if they lead back to themselves."""
    try:
        return path.resolve()
    except (OSError, RuntimeError):  # before Python 3.13, a cycle of links is a RuntimeError
        return path.absolute()


def _in_folder(folder: Path, left_out: set[Path]) -> Iterator[Path]:
    for at, folders, files in os.walk(folder):
        here = Path(at)
        folders[:] = sorted(name for name in folders if _is_read(name) and _real(here / name) not in left_out)
        yield from (here / name for name in sorted(files) if _is_read(name) and name.lower().endswith(SUFFIXES))


def _is_read(name: str) -> bool:
    return not name.startswith(".") and name not in SKIPPED


def _shown(document: Path, given: Path, root: Path) -> str:
    absolute = Path(os.path.normpath(document.absolute()))
    if absolute.is_relative_to(root):
        return absolute.relative_to(root).as_posix()
    if not document.is_absolute():
        return PurePosixPath(os.path.normpath(document)).as_posix()
    return document.relative_to(given).as_posix() if document != given else document.name


def _read(found: Documents, document: Path, shown: str, *, inside: bool) -> None:
    """Read a document, or add what prevents it to the problems."""
    name, number = shown, 2
    while name in found.data:
        name, number = f"{shown} ({number})", number + 1
    if not document.name.lower().endswith(SUFFIXES):
        found.problems.append(_problem(str(document), "this is not a Markdown document", HELP))
        return
    try:
        if document.exists() and not document.is_file():
            found.problems.append(_problem(str(document), NO_FILE, HELP))
            return
        size = document.stat().st_size
        if size > MOST_BYTES:
            message = f"the document has {size:,} bytes; at most {MOST_BYTES:,} are allowed"
            found.problems.append(_problem(str(document), message, "divide it into several documents", "too-large"))
            return
        data = document.read_bytes()
    except OSError as error:
        found.problems.append(_problem(str(document), *reading_problem(document, error)))
        return
    source, problem = decoded(str(document), data)
    if problem is not None:
        encoding = "UTF-16" if "UTF-16" in problem.message else "WINDOWS-1252"
        command = f"iconv -f {encoding} -t UTF-8 {shlex.quote(str(document))} > new.md"
        problem = replace(problem, help=f"save it as UTF-8 with your editor, or with `{command}` if it has that encoding")
    if problem is None and (at := source.text.find("\0")) >= 0:
        message, help = "the character U+0000 is not allowed in a document", "is this a Markdown document? Save it as text in UTF-8"
        problem = Diagnostic("control-character", message, source.span(at, at + 1), help)
    if problem is None and not source.text.strip():
        problem = _problem(str(document), "the document is empty", "write it first, or leave it out")
        if inside:
            found.empty.append(problem)
            return
    if problem is not None:
        found.problems.append(problem)
        return
    found.data[name], found.places[name] = data, document


def _problem(path: str, message: str, help: str, code: str = "unreadable-file") -> Diagnostic:
    return Diagnostic(code, message, Span(path, 1, 1), help)
