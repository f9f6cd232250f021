"""The parts of a document in which proposals are looked for: lines of lists, tables and fences, each with its headings."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from generator.imports.bare_titles import without_marks
from generator.imports.phase_words import plain_words, word_pattern
from generator.model.scalar_kinds import LINE, TEXT


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A line of a list or of a fence, as Markdown without its bullet. `address` is the entry that it became, if it became one."""

    line: int
    text: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class SourceList:
    """A list, or lines such as `Key: value` that follow each other; `headings` are those around it, the outermost first."""

    lines: tuple[SourceLine, ...]
    headings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row of a table: its cells as Markdown."""

    line: int
    cells: tuple[str, ...]
    address: str = ""


@dataclass(frozen=True, slots=True)
class SourceTable:
    """A table with its heads, as Markdown."""

    heads: tuple[str, ...]
    rows: tuple[TableRow, ...]
    headings: tuple[str, ...] = ()

    def column(self, words: str) -> int | None:
        """Return the first column whose head has one of these words."""
        return next((at for at, head in enumerate(self.heads) if names(head, words)), None)


@dataclass(frozen=True, slots=True)
class SourceFence:
    """A block of code with its language and its lines."""

    language: str
    lines: tuple[SourceLine, ...]
    headings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ProposalSources:
    """All parts of one document."""

    tables: Sequence[SourceTable] = ()
    lists: Sequence[SourceList] = ()
    fences: Sequence[SourceFence] = ()


def cell(row: TableRow, column: int | None) -> str:
    """Return the words of a cell; empty if the row or the table has no such cell."""
    return words_of(row.cells[column]) if column is not None and column < len(row.cells) else ""


def words_of(text: str) -> str:
    """Return a text without marks, with its entities as characters, as far as a line of plain text can hold it."""
    words = without_marks(html.unescape(re.sub(r"<br\s*/?>", " ", text)))
    return words if LINE.valid(words) is not None else ""


def text_of(text: str) -> str:
    """Return a text as a field for texts can hold it; empty if it cannot."""
    words = without_marks(html.unescape(re.sub(r"<br\s*/?>", " ", text)))
    return words if TEXT.valid(words) is not None else ""


@lru_cache(maxsize=16384)
def names(text: str, words: str) -> bool:
    """Whether a text has one of these words, which are written as in `phase_words`. Cached, because tables share their heads."""
    return _pattern(words).search(plain_words(without_marks(text))) is not None


@lru_cache(maxsize=256)
def _pattern(words: str) -> re.Pattern[str]:
    return word_pattern(words.split())
