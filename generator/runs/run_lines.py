"""The lines and lists of a release, as the file of a run has them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from generator.runs.read_events import ADDRESS, PRINT, readable

MOST_LINES = 20_000
MOST_CHARACTERS = 2000
LIST_COLUMNS = 5


@dataclass(frozen=True, slots=True)
class LineOfRun:
    """A box as it was in the release of a run: its address, fingerprint, number and text.

    Files of earlier versions do not have the rest: whether it is a “Must” item, the id of the contact who does it, and which list has it,
    counted from 0; -1 if the file does not say that.
    """

    address: str
    print: str
    number: str
    text: str
    must: bool = False
    role: str = ""
    list: int = -1

    @property
    def depth(self) -> int:
        """How many lines are above it: `checklists.a.items.b` has the depth 0."""
        return max(0, self.address.count(".") - 3) // 2


@dataclass(frozen=True, slots=True)
class ListOfRun:
    """A list as it was in the release of a run: its phase, address and title, and its plan as in the data."""

    phase: str
    address: str
    title: str
    at: str = ""
    lasts: str = ""


def lines_in(given: Any) -> Iterator[LineOfRun]:
    """Yield the lines in the rows of a file, [address, print, number, text, depth, must, role, list], without those that cannot be read."""
    for row in given[:MOST_LINES] if isinstance(given, list) else ():
        if not isinstance(row, list) or len(row) < 4 or not all(isinstance(value, str) for value in row[:4]):
            continue
        address, print, number, text = row[:4]
        if ADDRESS.fullmatch(address) and PRINT.fullmatch(print):
            must, role, at = row[5:8] if len(row) >= 8 else (0, "", -1)
            yield LineOfRun(
                address, print, readable(number, 20), readable(text, MOST_CHARACTERS), must in (1, True), _text(role), _position(at)
            )


def lists_in(given: Any) -> Iterator[ListOfRun]:
    """Yield the lists in the rows of a file, [phase, address, title, at, lasts, ...]; empty for a row that cannot be read."""
    for row in given[:MOST_LINES] if isinstance(given, list) else ():
        values = row[:LIST_COLUMNS] if isinstance(row, list) else []
        yield ListOfRun(*map(_text, values)) if len(values) == LIST_COLUMNS else ListOfRun("", "", "")


def _text(value: Any) -> str:
    return readable(value, MOST_CHARACTERS) if isinstance(value, str) else ""


def _position(value: Any) -> int:
    return int(value) if isinstance(value, int | float) and 0 <= value < MOST_LINES else -1
