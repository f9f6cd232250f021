"""Where comments stand in a file: in the gaps between its keys and values."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from generator.source.nodes import MappingNode, Node, ScalarNode, SequenceNode

COMMENT = re.compile(r"(?<!\S)#[^\n]*")
BLANK_LINE = re.compile(r"[ \t]*\r?\n[ \t]*(?=\r?\n|\Z)")
QUOTED = re.compile(r"'(?:[^']|'')*'|\"(?:[^\"\\]|\\.)*\"", re.DOTALL)
BLANKS = re.compile(r"[ \t]*")
ALONE = ("", "---", "...")  # what may stand before a comment on a line of its own: the marks of a document say nothing


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment's text without blanks at its end, whether it stands on a line of its own, and how many keys and values stand before it.

    Two comments are equal when they say the same beside the same thing; `start`, the index in the text, does not count.
    """

    text: str
    alone: bool
    before: int
    start: int = field(compare=False)


def tokens(node: Node, is_whole: Callable[[Node], bool] = lambda _: False) -> Iterator[tuple[int, int]]:
    """Where each key and each scalar in a node begins and ends, in the order of the text, without empty values.

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
    """Every comment of a file, in order."""
    text = tree.source.text
    found: list[Comment] = []
    done = 0
    for number, (start, end) in enumerate((*tokens(tree), (len(text), len(text)))):
        for match in COMMENT.finditer(text, done, start):
            line = text[text.rfind("\n", 0, match.start()) + 1 : match.start()]
            found.append(Comment(match[0].rstrip(), line.strip() in ALONE, number, match.start()))
        done = end
    return found


def is_flow_with_comment(node: Node) -> bool:
    """Whether a value is a collection in braces or brackets that contains a comment."""
    text, done = node.source.text, node.start
    if isinstance(node, ScalarNode) or text[done : done + 1] not in ("{", "["):
        return False
    for start, end in (*tokens(node), (node.end, node.end)):
        if COMMENT.search(text, done, start):
            return True
        done = end
    return False


def key_end(text: str, start: int, name: str) -> int:
    """Where a key ends that begins at an index; its quotes and escapes are its own."""
    quoted = QUOTED.match(text, start)
    return quoted.end() if quoted is not None else start + len(name)


def end_of(node: Node) -> int:
    """Where a value ends; blanks at the end of a block's last line are part of it, and blank lines below one that keeps them."""
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
