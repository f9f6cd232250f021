"""Jobs for the typesetter, and their results."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from generator.text.catalogue import ENGLISH

Paper = Literal["a4", "letter"]
PAPERS: tuple[Paper, ...] = get_args(Paper)
# The size of texts in points; large print may have up to LARGEST_TYPE.
TYPE_SIZE, LARGEST_TYPE = 12, 24
# From this size on, lines to write on are below each text and not in columns beside it.
LARGE = 15
# The paper of a plan on a wall.
WallPaper = Literal["a3", "tabloid"]
WALL_PAPERS: tuple[WallPaper, ...] = get_args(WallPaper)
# An emergency card is one sheet of paper, which has two pages. Its smallest type size is in points.
CARD_PAGES = 2
SMALLEST_TYPE = 10.0
# A plan is one page, on a wall in larger type.
PLAN_PAGES = 1
# A folding card is one side of a sheet of paper.
FOLDED_PAGES = 1


def is_large(size: int) -> bool:
    """Return whether letters of this size leave no room for columns to write in."""
    return size >= LARGE


@dataclass(frozen=True, slots=True)
class PrintJob:
    """One PDF to make. `data` are the texts as JSON, and `language` is their language. `timestamp` is its date in seconds since 1970.
    `files` are the pictures that the data name, by path.

    The typesetter tries `sizes` of type, in points, until the PDF has at most `most_pages`; 0 means any number. If no size fits, it uses
    the last one: an emergency card that is too long is better than one without its end.

    A job with `parts` binds their PDFs, and needs no template: its `data` are the title and the subject of the whole.
    """

    path: str
    template: str
    data: str
    paper: Paper | WallPaper = "a4"
    sizes: tuple[float, ...] = (12.0,)
    most_pages: int = 0
    language: str = ENGLISH
    timestamp: int | None = None
    files: tuple[tuple[str, bytes], ...] = ()
    parts: tuple[PrintJob, ...] = ()


@dataclass(frozen=True, slots=True)
class Printed:
    """One PDF. `preview` is its first page as a small PNG picture, or empty if none was requested."""

    path: str
    pdf: bytes
    pages: int
    preview: bytes = b""
    most_pages: int = 0


@dataclass(frozen=True, slots=True)
class Unprintable:
    """One PDF that cannot be made. `characters` are those that no font contains; without any, `fault` is the message of the typesetter."""

    path: str
    characters: tuple[str, ...] = ()
    fault: str = ""
