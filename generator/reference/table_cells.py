"""Texts inside tables of the documentation: code spans stay code, and a bar divides no cell."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable

CODE = re.compile(r"`([^`]+)`")


def cell(text: str) -> str:
    """A text for one cell. A bar becomes its character reference, which every reader of Markdown shows as a bar, inside code too."""
    if "|" not in text:
        return text
    return CODE.sub(_code, text).replace("|", "&#124;")


def _code(match: re.Match[str]) -> str:
    return f"<code>{html.escape(match[1], quote=False)}</code>" if "|" in match[1] else match[0]


def table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> list[str]:
    """The lines of a table; cells are given as Markdown."""
    return [
        f"| {' | '.join(head)} |",
        f"|{'|'.join(' --- ' for _ in head)}|",
        *(f"| {' | '.join(cell(text) for text in row)} |" for row in rows),
    ]
