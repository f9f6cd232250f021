"""What is printed: a job for the typesetter, and what comes of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, Protocol, get_args

from generator.text.catalogue import ENGLISH

Paper = Literal["a4", "letter"]
PAPERS: tuple[Paper, ...] = get_args(Paper)
# An emergency card is one sheet of paper. Nothing on it is set in smaller type, in points.
CARD_PAGES = 2
SMALLEST_TYPE = 10.0


@dataclass(frozen=True, slots=True)
class PrintJob:
    """One PDF to make: `path` below the site's root, a template, and the words as JSON.

    `sizes` of the body are tried in turn, in points, until the pages are at most `most_pages`; 0 is any number. What fits in none
    of them keeps the last: on paper that people hold in an outage, too long is better than cut. `language` is that of the texts.
    """

    path: str
    template: str
    data: str
    paper: Paper = "a4"
    sizes: tuple[float, ...] = (12.0,)
    most_pages: int = 0
    language: str = ENGLISH


@dataclass(frozen=True, slots=True)
class Printed:
    """One PDF, and its first page as a small picture in PNG; empty where none was asked for."""

    path: str
    pdf: bytes
    pages: int
    preview: bytes = b""
    most_pages: int = 0

    @property
    def too_long(self) -> bool:
        return 0 < self.most_pages < self.pages


@dataclass(frozen=True, slots=True)
class Unprintable:
    """One PDF that cannot be made: the `characters` that no font has, or else the `fault` that the typesetter finds."""

    path: str
    characters: tuple[str, ...] = ()
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Download:
    """A file that a page offers: its size in bytes, its pages if they are known, and whether there is a picture of the first."""

    size: int
    pages: int = 0
    preview: bool = False


class Written(Protocol):
    """A file with a text."""

    @property
    def path(self) -> str: ...

    @property
    def text(self) -> str: ...


def downloads_of(files: Iterable[Written], printed: Iterable[Printed | Unprintable]) -> dict[str, Download | Unprintable]:
    """What can be downloaded, by path, and what is missing there."""
    found: dict[str, Download | Unprintable] = {file.path: Download(len(file.text.encode())) for file in files}
    for one in printed:
        found[one.path] = one if isinstance(one, Unprintable) else Download(len(one.pdf), one.pages, bool(one.preview))
    return found
