"""Find the comments of a file: they are in the gaps between its keys and values."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from generator.source.nodes import MappingNode, Node, ScalarNode, SequenceNode

COMMENT = re.compile(r"(?<!\S)#[^\n]*")
BLANK_LINE = re.compile(r"[ \t]*\r?\n[ \t]*(?=\r?\n|\Z)")
QUOTED = re.compile(r"'(?:[^']|'')*'|\"(?:[^\"\\]|\\.)*\"", re.DOTALL)
BLANKS = re.compile(r"[ \t]*")
ALONE = ("", "---", "...")  # the text that may come before a comment on a line of its own


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment: its text without trailing blanks, whether it has its own line, and how many keys and values are before it.

    Two comments with the same text at the same place are equal: `start`, the index in the text, is not compared.
    """

    text: str
    alone: bool
    before: int
    start: int = field(compare=False)


def tokens(node: Node, is_whole: Callable[[Node], bool] = lambda _: False) -> Iterator[tuple[int, int]]:
    """Yield the start and end index of each key and each scalar in a node, in the order of the text. Empty values are left out.

    A collection for which `is_whole` returns True is one token.
    """
    if is_whole(node):
        yield node.start, node.end
    elif isinstance(node, MappingNode):
        for name, value in node.values.items():
            start = node.starts[name]
            yield start, key_end(node.source.text, start, name)
            yield from tokens(value, is_whole)
    elif isinstance(node, SequenceNode):
        for item in node.items:
            yield from tokens(item, is_whole)
    elif node.start < node.end:
        yield node.start, end_of(node)


def comments(tree: MappingNode) -> list[Comment]:
    """Return every comment of a file, in order."""
    return list(_comments(tree, 0, len(tree.source.text)))


def _comments(node: Node, first: int, last: int) -> Iterator[Comment]:
    """Yield the comments between two indexes, outside the keys and values of a node."""
    text, done = node.source.text, first
    for number, (start, end) in enumerate((*tokens(node), (last, last))):
        for match in COMMENT.finditer(text, done, start):
            line = text[text.rfind("\n", 0, match.start()) + 1 : match.start()]
            yield Comment(match[0].rstrip(), line.strip() in ALONE, number, match.start())
        done = end


def is_flow_with_comment(node: Node) -> bool:
    """Whether a value is a collection in braces or brackets that contains a comment."""
    is_flow = not isinstance(node, ScalarNode) and node.source.text[node.start : node.start + 1] in ("{", "[")
    return is_flow and next(_comments(node, node.start, node.end), None) is not None


def key_end(text: str, start: int, name: str) -> int:
    """Return the end of a key that begins at an index, with its quotes and escapes."""
    quoted = QUOTED.match(text, start)
    return quoted.end() if quoted is not None else start + len(name)


def end_of(node: Node) -> int:
    """Return the end of a value. A block includes the blanks after its last line and, with the mark `+`, the blank lines below."""
    text, end = node.source.text, node.end
    if not isinstance(node, ScalarNode) or node.style != "block":
        return end
    end = _after(BLANKS, text, end)
    if "+" in text[node.start : text.find("\n", node.start)].partition("#")[0]:
        while (further := _after(BLANK_LINE, text, end)) > end:
            end = further
    return end


def _after(pattern: re.Pattern[str], text: str, at: int) -> int:
    match = pattern.match(text, at)
    return match.end() if match is not None else at
