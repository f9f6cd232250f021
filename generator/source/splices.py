"""Splices: changes of a text by position, so that every line that none of them touches keeps its bytes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from generator.text.span import Span

BOM = "\ufeff"


@dataclass(frozen=True, slots=True)
class Splice:
    """What stands from `start` up to `end`, indexes in a file's text, gives way to `text`; equal indexes insert."""

    start: int
    end: int
    text: str


class CannotEdit(Exception):
    """An edit that cannot be made without harm to what the writer wrote; the message says why, `span` where."""

    def __init__(self, span: Span, why: str) -> None:
        super().__init__(why)
        self.span = span


def spliced(text: str, splices: Iterable[Splice]) -> str:
    """The text with all splices made; what is inserted at one place keeps the order in which it is given.

    Raises ValueError for splices that overlap: one of the two would be lost.
    """
    parts: list[str] = []
    done = 0
    for splice in sorted(dict.fromkeys(splices), key=lambda splice: (splice.start, splice.end)):
        if splice.start < done:
            raise ValueError(f"two edits overlap at index {splice.start}")
        parts += (text[done : splice.start], splice.text)
        done = splice.end
    return "".join((*parts, text[done:]))


def spliced_bytes(data: bytes, splices: Iterable[Splice]) -> bytes:
    """A file's bytes with all splices made; their indexes are those of its text without a byte order mark, which stays."""
    text = data.decode("utf-8")
    mark = BOM if text.startswith(BOM) else ""
    return (mark + spliced(text.removeprefix(BOM), splices)).encode("utf-8")
