"""Formats the gaps between keys and values: blank lines, spaces at line ends, and the positions of comments."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.source.comments import COMMENT, end_of, is_flow_with_comment, tokens
from generator.source.nodes import MappingNode, Node, ScalarNode, SequenceNode

STEP = 2
BEFORE_COMMENT = "  "
BLANK_LINES = re.compile(r"\n{3,}")
MARKER = re.compile(r"(?:---|\.\.\.)(?=\s|$)")


@dataclass(slots=True)
class _BlockLine:
    """A key or a dash that begins a line of a block.

    Attributes:
        start: The index of the key or dash in the text.
        column: The column before formatting.
        new_column: The column after formatting.
        parent: The line that contains this line.
        empty: Whether the key has no value.
    """

    start: int
    column: int
    new_column: int
    parent: _BlockLine | None
    empty: bool = False


def tidy(tree: MappingNode, columns: Iterable[int] = ()) -> tuple[str, list[int]]:
    """Format the gaps of a file: at most one blank line in a row, line ends as line feeds, one of them at the end, and no document markers.

    Two spaces separate a comment from a value before it. Keys and values do not change.

    Args:
        columns: The column of each whole-line comment. By default, comments are at the left margin, where they cannot become part of a
            block of text.

    Returns:
        The text, and the new column of each whole-line comment: the column of the entry below it, or of the entry above if the comment
        belongs to that entry, because it is indented more than the entry below.
    """
    gaps = _Gaps(tree, columns)
    text = tree.source.text
    pieces: list[str] = []
    done = 0
    for start, end in (*tokens(tree, is_flow_with_comment), (len(text), len(text))):
        pieces += (gaps.tidy(done, start), text[start:end].replace("\r\n", "\n"))
        done = end
    result = "".join(pieces).lstrip("\n")
    if not _ends_with_a_block(tree):
        result = f"{result.rstrip()}\n" if result.strip() else ""
    return result, gaps.columns


def _ends_with_a_block(tree: MappingNode) -> bool:
    """Return whether the file ends with a block of text. The value of such a block depends on the line ends at the end of the file."""
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
    """The gaps between the keys and values of one text: punctuation, comments and blank lines."""

    def __init__(self, tree: MappingNode, new_columns: Iterable[int]) -> None:
        self.text = tree.source.text
        self.new_columns = iter(new_columns)
        self.columns: list[int] = []
        self.entries = list(_entries(tree, 0, None))
        self.starts = [entry.start for entry in self.entries]

    def tidy(self, start: int, end: int) -> str:
        """Format the text between two values: the rest of a line, whole lines, and the indentation of the next line."""
        lines: list[str] = []
        at = start
        for segment in self.text[start:end].split("\n"):
            last = at + len(segment)
            line = self._line(at, last, is_whole=at > start or start == 0, is_open=last == end < len(self.text))
            lines += [] if line is None else [line]
            at = last + 1
        return BLANK_LINES.sub("\n\n", "\n".join(lines))

    def _line(self, start: int, end: int, *, is_whole: bool, is_open: bool) -> str | None:
        """Format a line, or a part of a line; `is_open` if a key or value follows. Return None for a line with only a document marker."""
        comment = COMMENT.search(self.text, start, end)
        structure = self.text[start : comment.start() if comment else end].replace("\t", " ")
        if is_whole and MARKER.match(structure):
            structure = structure[3:].lstrip(" \r")
            if not structure and comment is None and not is_open:
                return None
        if comment is None:
            return structure if is_open else structure.rstrip()
        comment_text = comment[0].rstrip()
        if is_whole and not structure.strip():
            self.columns.append(self._column(comment.start()))
            return " " * next(self.new_columns, 0) + comment_text
        return structure.rstrip() + BEFORE_COMMENT + comment_text

    def _column(self, index: int) -> int:
        """Return the new column of a comment on a line of its own; `index` is the start of the comment."""
        column = _column(self.text, index)
        at = bisect(self.starts, index)
        below = self.entries[at] if at < len(self.entries) else None
        above = self.entries[at - 1] if at else None
        if below is not None and (column <= below.column or below.parent is above):
            return below.new_column
        if above is not None and above.empty and column > above.column:
            return above.new_column + STEP
        while above is not None and above.column > column:
            above = above.parent
        return above.new_column if above is not None else below.new_column if below is not None else 0


def _entries(node: Node, new_column: int, parent: _BlockLine | None) -> Iterator[_BlockLine]:
    """Return the entries of all blocks, in the order of the text."""
    text = node.source.text
    if text[node.start : node.start + 1] in ("{", "["):
        return
    if isinstance(node, MappingNode):
        for name, value in node.values.items():
            start = node.starts[name]
            entry = _BlockLine(start, _column(text, start), new_column, parent, isinstance(value, ScalarNode) and value.start == value.end)
            yield entry
            yield from _entries(value, new_column + STEP, entry)
    elif isinstance(node, SequenceNode):
        for item in node.items:
            start = text.rfind("-", 0, max(item.start, 1))
            entry = _BlockLine(start, _column(text, start), new_column, parent)
            yield entry
            yield from _entries(item, new_column + (2 * STEP if isinstance(item, SequenceNode) else STEP), entry)


def _column(text: str, index: int) -> int:
    return index - (text.rfind("\n", 0, index) + 1)
