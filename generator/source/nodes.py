"""The YAML tree: every key and value with its position in the file. Also the result of reading one file."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from generator.diagnostics.diagnostic import Diagnostic, Span

Style = Literal["plain", "quoted", "block"]

# Longer lines are not shown in reports: no person wrote them, and each problem would copy the line.
LONGEST_LINE_SHOWN = 5000


@dataclass(eq=False, repr=False)
class SourceFile:
    """The text of one file. Its methods convert indexes in the text to lines and columns, both counted from 1.

    Lines end at line feeds alone (carriage returns are trimmed), as in editors. YAML also ends lines at U+0085, U+2028 and U+2029.
    The index of line starts is built on first use, because most files never need it.
    """

    path: str
    text: str

    @cached_property
    def starts(self) -> list[int]:
        """The index of the first character of each line."""
        return [0, *(match.end() for match in re.finditer("\n", self.text))]

    def line_of(self, index: int) -> int:
        return bisect_right(self.starts, index)

    def line_text(self, line: int) -> str:
        start = self.starts[line - 1]
        end = self.starts[line] - 1 if line < len(self.starts) else len(self.text)
        return self.text[start:end].rstrip("\r")

    def span(self, start: int, end: int) -> Span:
        """The span between two indexes, cut off at the end of its first line. The end of the file is the end of its last line."""
        start = min(start, len(self.text.removesuffix("\n").removesuffix("\r")) if start >= len(self.text) else start)
        line = self.line_of(start)
        text = self.line_text(line)
        column = start - self.starts[line - 1] + 1
        width = max(1, min(end - start, len(text) - column + 1))
        return Span(self.path, line, column, width, text if len(text) <= LONGEST_LINE_SHOWN else "")


@dataclass(slots=True, eq=False, repr=False)
class Node:
    """A value with its position: `start` and `end` are indexes of characters in the text of the file."""

    source: SourceFile
    start: int
    end: int

    @property
    def span(self) -> Span:
        return self.source.span(self.start, self.end)


@dataclass(slots=True, eq=False, repr=False)
class ScalarNode(Node):
    """A text, or None for an empty value, `null` and `~`."""

    value: str | None
    style: Style = "plain"

    def place_of(self, part: str) -> ScalarNode:
        """Return the place of a part of the text. If the part is not in the file in this form, return the place of the whole text."""
        at = self.source.text.find(part, self.start, self.end)
        return self if at < 0 else ScalarNode(self.source, at, at + len(part), part)


@dataclass(slots=True, eq=False, repr=False)
class SequenceNode(Node):
    """A list of values."""

    items: list[Node]


@dataclass(slots=True, eq=False, repr=False)
class MappingNode(Node):
    """Values by key, in written order. `starts` holds the index at which each key begins."""

    starts: dict[str, int] = field(default_factory=dict)
    values: dict[str, Node] = field(default_factory=dict)

    def key(self, name: str) -> ScalarNode:
        """Return a key as a node with its position. The node is made on request, because few keys need a position."""
        start = self.starts[name]
        quotes = 2 if self.source.text[start : start + 1] in ("'", '"') else 0
        return ScalarNode(self.source, start, start + len(name) + quotes, name)


@dataclass(frozen=True, slots=True)
class ReadFile:
    """The result of reading one file. `tree` is None if nothing could be read; `complete` is true if the file was read to its end."""

    source: SourceFile
    tree: MappingNode | None
    diagnostics: tuple[Diagnostic, ...]
    complete: bool = True


def one_line(node: Node | None) -> str:
    """Return the text of a scalar with line breaks as spaces; an empty text for any other node."""
    return " ".join((node.value or "").split()) if isinstance(node, ScalarNode) else ""


def plain_value(node: Node) -> object:
    """Return the tree below a node as dicts, lists, texts and None, without positions."""
    if isinstance(node, ScalarNode):
        return node.value
    if isinstance(node, SequenceNode):
        return [plain_value(item) for item in node.items]
    assert isinstance(node, MappingNode)
    return {key: plain_value(value) for key, value in node.values.items()}
