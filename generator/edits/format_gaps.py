"""Formatting of the gaps between keys and values: blank lines, spaces at line ends, and where comments are put."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.source.comments import COMMENT, end_of, has_comment, key_end
from generator.source.nodes import MappingNode, Node, ScalarNode, SequenceNode

STEP = 2
BESIDE = "  "
MARKER = re.compile(r"(?:---|\.\.\.)(?=\s|$)")


@dataclass(slots=True)
class _BlockLine:
    """A key or a dash that begins a line of a block: its index, its column as written and as it will be, and what holds it."""

    start: int
    column: int
    settled: int
    holder: _BlockLine | None
    empty: bool = False


@dataclass(frozen=True, slots=True)
class Tidied:
    """A text whose comments on lines of their own stand at the left margin, where nothing can take them for a part of a block of text,
    and the column that each of them belongs to, in order."""

    text: str
    columns: tuple[int, ...]


def tidy(tree: MappingNode) -> Tidied:
    """The text of a file with one line end at its end, at most one blank line in a row, line feeds alone, no document marks.

    A comment behind a value stands two blanks behind it. One on a line of its own belongs where the entry below it will stand, or, if it
    is written deeper, where the entry above it will stand that it is written below. Keys and values stay as they are.
    """
    gaps = _Gaps(tree)
    return Tidied(_joined(tree, gaps), tuple(gaps.columns))


def settle(tree: MappingNode, columns: Sequence[int]) -> str:
    """The text of a file that was tidied and indented since, with each comment at the column where it belongs."""
    return _joined(tree, _Gaps(tree, columns))


def _joined(tree: MappingNode, gaps: _Gaps) -> str:
    text = tree.source.text
    pieces: list[str] = []
    done = 0
    for start, end in (*_kept(tree), (len(text), len(text))):
        pieces.append(gaps.tidy(done, start))
        pieces.append(text[start:end].replace("\r\n", "\n"))
        done = end
    result = "".join(pieces).lstrip("\n")
    return result if _ends_with_a_block(tree) else f"{result.rstrip()}\n" if result.strip() else ""


def _ends_with_a_block(tree: MappingNode) -> bool:
    """Whether the file ends with a block of text whose value the last line ends, or the lack of one, belong to."""
    text = tree.source.text
    last: Node = tree
    while isinstance(last, MappingNode | SequenceNode):
        below = list(last.values.values()) if isinstance(last, MappingNode) else last.items
        if not below:
            return False
        last = below[-1]
    is_block = isinstance(last, ScalarNode) and last.style == "block"
    return is_block and text[end_of(last) :].strip() in ("", "...") and (end_of(last) > last.end or not text[last.end :])


class _Gaps:
    """What stands between the keys and values of one text: structure, comments and blank lines."""

    def __init__(self, tree: MappingNode, settled: Sequence[int] | None = None) -> None:
        self.text = tree.source.text
        self.settled = None if settled is None else iter(settled)
        self.columns: list[int] = []
        self.entries = list(_entries(tree, 0, None))
        self.starts = [entry.start for entry in self.entries]

    def tidy(self, start: int, end: int) -> str:
        """One gap, made of the end of a line, whole lines, and the beginning of a line."""
        lines: list[str] = []
        at = start
        for segment in self.text[start:end].split("\n"):
            line = self._line(at, at + len(segment), is_whole=at > start or start == 0, is_open=at + len(segment) == end < len(self.text))
            is_blank = line == "" and len(lines) > 1 and lines[-1] == "" and at + len(segment) < end
            if line is not None and not is_blank:
                lines.append(line)
            at += len(segment) + 1
        return "\n".join(lines)

    def _line(self, start: int, end: int, *, is_whole: bool, is_open: bool) -> str | None:
        """A line or a part of one; `is_open` where a key or value follows on it. None for a mere mark of a document, which says nothing."""
        comment = COMMENT.search(self.text, start, end)
        structure = self.text[start : comment.start() if comment else end].replace("\t", " ")
        if is_whole and MARKER.match(structure):
            structure = structure[3:].lstrip(" \r")
            if not structure and comment is None and not is_open:
                return None
        if comment is None:
            return structure if is_open else structure.rstrip()
        words = comment[0].rstrip()
        if is_whole and not structure.strip():
            self.columns.append(self._column(comment.start()))
            return " " * (next(self.settled, 0) if self.settled is not None else 0) + words
        return structure.rstrip() + BESIDE + words

    def _column(self, index: int) -> int:
        """The column of a comment that stands alone on its line."""
        column = _column(self.text, index)
        at = bisect(self.starts, index)
        below = self.entries[at] if at < len(self.entries) else None
        above = self.entries[at - 1] if at else None
        if below is not None and (column <= below.column or below.holder is above):
            return below.settled
        if above is not None and above.empty and column > above.column:
            return above.settled + STEP
        while above is not None and above.column > column:
            above = above.holder
        return above.settled if above is not None else below.settled if below is not None else 0


def _entries(node: Node, settled: int, holder: _BlockLine | None) -> Iterator[_BlockLine]:
    """The entries of blocks, in the order of the text."""
    text = node.source.text
    if text[node.start : node.start + 1] in ("{", "["):
        return
    if isinstance(node, MappingNode):
        for name, value in node.values.items():
            start = node.starts[name]
            entry = _BlockLine(start, _column(text, start), settled, holder, isinstance(value, ScalarNode) and value.start == value.end)
            yield entry
            yield from _entries(value, settled + STEP, entry)
    elif isinstance(node, SequenceNode):
        for item in node.items:
            start = text.rfind("-", 0, max(item.start, 1))
            entry = _BlockLine(start, _column(text, start), settled, holder)
            yield entry
            yield from _entries(item, settled + (2 * STEP if isinstance(item, SequenceNode) else STEP), entry)


def _column(text: str, index: int) -> int:
    return index - (text.rfind("\n", 0, index) + 1)


def _kept(node: Node) -> Iterator[tuple[int, int]]:
    """Where what is kept as it is begins and ends: keys, values, and whole collections in braces that hold a comment."""
    text = node.source.text
    if isinstance(node, ScalarNode):
        if node.start < node.end:
            yield node.start, end_of(node)
    elif text[node.start : node.start + 1] in ("{", "[") and has_comment(node):
        yield node.start, node.end
    elif isinstance(node, MappingNode):
        for name, value in node.values.items():
            start = node.starts[name]
            yield start, key_end(text, start, name)
            yield from _kept(value)
    elif isinstance(node, SequenceNode):
        for item in node.items:
            yield from _kept(item)
