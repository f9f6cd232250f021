"""Splices change a text by position. All other lines keep their bytes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from generator.diagnostics.diagnostic import Span

BOM = "\ufeff"


@dataclass(frozen=True, slots=True)
class Splice:
    """Replaces the characters from `start` up to `end` in the text of a file by `text`; equal indexes insert."""

    start: int
    end: int
    text: str


class CannotEdit(Exception):
    """An edit would damage other text of the writer. The message gives the reason, `span` the place."""

    def __init__(self, span: Span, why: str) -> None:
        super().__init__(why)
        self.span = span


def spliced(text: str, splices: Iterable[Splice]) -> str:
    """Apply all splices to a text. Insertions at the same index keep their order.

    Raises:
        ValueError: Two splices overlap, so that one of them would be lost.
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
    """Apply all splices to the bytes of a file. Indexes do not count a byte order mark, which is kept."""
    text = data.decode("utf-8")
    mark = BOM if text.startswith(BOM) else ""
    return (mark + spliced(text.removeprefix(BOM), splices)).encode("utf-8")
