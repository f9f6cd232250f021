"""Compare two texts by lines."""

from __future__ import annotations

import difflib
import sys
from collections.abc import Iterator
from itertools import islice

HEADER_LINES = 2  # the two names, which `difflib` prints first
SHORT, CONTEXT = 12, 2
LEFT_OUT = "…"


def line_changes(old: str | None, new: str | None) -> tuple[tuple[str, str], ...]:
    """Return the lines of two texts, each with `-`, `+` or a space. Of long texts, only the lines around changes; None has no lines."""
    was, now = ((text or "").split("\n") if text is not None else [] for text in (old, new))
    return tuple(_changes(was, now, CONTEXT if max(len(was), len(now)) > SHORT else sys.maxsize))


def _changes(was: list[str], now: list[str], context: int) -> Iterator[tuple[str, str]]:
    diff = list(islice(difflib.unified_diff(was, now, n=context, lineterm=""), HEADER_LINES, None))
    for number, line in enumerate(diff):
        if not line.startswith("@@"):
            yield line[0], line[1:]
        elif number or not line.startswith(("@@ -1,", "@@ -1 ", "@@ -0,")):
            yield " ", LEFT_OUT
    if was == now:
        yield from ((" ", line) for line in now)
