"""Print the source line of a problem safely, with carets under the characters that the problem concerns."""

from __future__ import annotations

import unicodedata
from bisect import bisect
from itertools import accumulate

from generator.diagnostics.diagnostic import Span

TAB = 4
MOST_COLUMNS = 120
BEFORE = 50
CUT = "…"

# Joiners shape Bengali and emoji, and variation selectors choose a glyph, so both are text. Other format characters hide or reorder text.
JOINERS = frozenset("\u200c\u200d")
HIDDEN = frozenset(("Cc", "Cf", "Cs", "Zl", "Zp"))


def visible(text: str) -> str:
    """Return a text with control, format and surrogate characters as `<U+...>`, so that data cannot send commands to a terminal."""
    return text if text.isascii() and text.isprintable() else "".join(map(_show, text))


def columns(text: str) -> int:
    """Return the number of terminal columns of the visible form of a text."""
    return sum(_width(char) for char in visible(text))


def excerpt(span: Span) -> tuple[str, str] | None:
    """Return the source line of a place, safe to print, and the line of carets below it; None if the source line is empty.

    A long line is cut around the carets.
    """
    if not span.text.strip():
        return None
    cells = _cells(span.text)
    first = min(max(span.column, 1) - 1, len(cells))
    last = min(first + max(span.width, 1), len(cells))
    start, end = _window(cells, first, last)
    head = CUT if start > 0 else ""
    tail = CUT if end < len(cells) else ""
    line = head + "".join(cells[start:end]) + tail
    before = columns(head + "".join(cells[start:first]))
    marked = columns("".join(cells[first : min(last, end)]))
    return line.rstrip(), " " * before + "^" * max(1, marked)


def _cells(text: str) -> list[str]:
    """The printed form of each character; a tab becomes the spaces up to its tab stop."""
    cells: list[str] = []
    column = 0
    for char in text:
        cell = " " * (TAB - column % TAB) if char == "\t" else _show(char)
        cells.append(cell)
        column += columns(cell)
    return cells


def _window(cells: list[str], first: int, last: int) -> tuple[int, int]:
    """The range of cells to print: it fits on a line, starts some way before the carets and shows as many of them as possible."""
    widths = [columns(cell) for cell in cells]
    if sum(widths) <= MOST_COLUMNS:
        return 0, len(cells)
    start = first - bisect(list(accumulate(reversed(widths[:first]))), BEFORE)
    end = start + bisect(list(accumulate(widths[start:])), MOST_COLUMNS)
    return start, max(end, min(first + 1, last))


def _show(char: str) -> str:
    return f"<U+{ord(char):04X}>" if unicodedata.category(char) in HIDDEN and char not in JOINERS else char


def _width(char: str) -> int:
    if char in JOINERS or unicodedata.category(char) in ("Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in ("W", "F") else 1
