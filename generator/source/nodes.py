"""The YAML tree as it was written: every key and value with its place in its file."""

from __future__ import annotations

from bisect import bisect_right
from typing import Literal

from generator.text.span import Span

Style = Literal["plain", "quoted", "block"]

# A line that no person wrote is left out of reports: its text would be kept and cut up once for every problem on it.
LONGEST_LINE_SHOWN = 5000


class SourceFile:
    """The text of one file and the way from an index in it to a line and column, both counted from 1.

    Lines end at line feeds alone (carriage returns are trimmed), as editors count them; YAML's own count also breaks at
    U+0085, U+2028 and U+2029. The index of line starts is built at the first question: most files never get one.
    """

    __slots__ = ("_starts", "path", "text")

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.text = text
        self._starts: list[int] | None = None

    @property
    def starts(self) -> list[int]:
        if self._starts is None:
            starts = [0]
            at = self.text.find("\n")
            while at >= 0:
                starts.append(at + 1)
                at = self.text.find("\n", at + 1)
            self._starts = starts
        return self._starts

    def line_of(self, index: int) -> int:
        return bisect_right(self.starts, index)

    def line_text(self, line: int) -> str:
        start = self.starts[line - 1]
        end = self.starts[line] - 1 if line < len(self.starts) else len(self.text)
        return self.text[start:end].rstrip("\r")

    def span(self, start: int, end: int) -> Span:
        """The place between two indexes, cut off at the end of its first line."""
        start = min(start, len(self.text))
        line = self.line_of(start)
        text = self.line_text(line)
        column = start - self.starts[line - 1] + 1
        width = max(1, min(end - start, len(text) - column + 1))
        return Span(self.path, line, column, width, text if len(text) <= LONGEST_LINE_SHOWN else "")


class Node:
    """A value with its place; `start` and `end` are indexes of characters in the file's text."""

    __slots__ = ("end", "source", "start")

    def __init__(self, source: SourceFile, start: int, end: int) -> None:
        self.source = source
        self.start = start
        self.end = end

    @property
    def span(self) -> Span:
        return self.source.span(self.start, self.end)


class ScalarNode(Node):
    """A text, or None for an empty value, `null` and `~`."""

    __slots__ = ("style", "value")

    def __init__(self, source: SourceFile, start: int, end: int, value: str | None, style: Style = "plain") -> None:
        self.source = source
        self.start = start
        self.end = end
        self.value = value
        self.style = style


class SequenceNode(Node):
    """A list of values."""

    __slots__ = ("items",)

    def __init__(self, source: SourceFile, start: int, end: int, items: list[Node]) -> None:
        super().__init__(source, start, end)
        self.items = items


class MappingNode(Node):
    """Values by key, in written order; `starts` keeps the index at which each key begins."""

    __slots__ = ("starts", "values")

    def __init__(self, source: SourceFile, start: int, end: int) -> None:
        self.source = source
        self.start = start
        self.end = end
        self.starts: dict[str, int] = {}
        self.values: dict[str, Node] = {}

    def key(self, name: str) -> ScalarNode:
        """A key with its place; made when it is asked for, since most keys never are."""
        start = self.starts[name]
        quotes = 2 if self.source.text[start : start + 1] in ("'", '"') else 0
        return ScalarNode(self.source, start, start + len(name) + quotes, name)


def plain_value(node: Node) -> object:
    """The tree below a node as dicts, lists, texts and None: what is compared when places do not matter."""
    if isinstance(node, ScalarNode):
        return node.value
    if isinstance(node, SequenceNode):
        return [plain_value(item) for item in node.items]
    assert isinstance(node, MappingNode)
    return {key: plain_value(value) for key, value in node.values.items()}
