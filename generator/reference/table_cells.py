"""Tables of the documentation: code spans stay code, and a vertical bar in a text does not split its cell."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable

CODE = re.compile(r"`([^`]+)`")


def cell(text: str) -> str:
    """Return a text for one cell. A vertical bar becomes a character reference. Code with a bar becomes HTML, to keep the bar visible."""
    return CODE.sub(_code, text).replace("|", "&#124;")


def _code(match: re.Match[str]) -> str:
    return f"<code>{html.escape(match[1], quote=False)}</code>" if "|" in match[1] else match[0]


def table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    """Return a table; the cells are Markdown."""
    rule = ("---",) * len(head)
    return "\n".join(f"| {' | '.join(row)} |" for row in (head, rule, *(tuple(map(cell, row)) for row in rows)))
