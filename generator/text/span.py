"""A place in a text file, for problems, waivers and edits."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Span:
    """A place in a file: line and column from 1, width in characters, and the text of the line unless it is too long."""

    file: str
    line: int
    column: int
    width: int = 1
    text: str = ""

    @property
    def key(self) -> tuple[str, int, int]:
        return (self.file, self.line, self.column)
