"""Finds reasons not to format a file: unusual keys, and comments between a key and its value."""

from __future__ import annotations

from collections.abc import Iterator

from generator.source.comments import COMMENT, key_end
from generator.source.nodes import MappingNode, Node, ScalarNode, SequenceNode
from generator.source.splices import CannotEdit


def obstacles(node: Node) -> Iterator[CannotEdit]:
    """Return everything in a value that prevents formatting, each with advice, in the order of the text."""
    text = node.source.text
    is_block = text[node.start : node.start + 1] not in ("{", "[")
    if isinstance(node, MappingNode):
        for name, value in node.values.items():
            start = node.starts[name]
            end = key_end(text, start, name)
            if text[start:end] not in (name, f"'{name}'", f'"{name}"') or text[:start].rstrip(" ").endswith("?"):
                yield CannotEdit(node.source.span(start, start + 1), "this key is written with `?` or escapes; write it without them")
            yield from _between(end, value) if is_block else ()
            yield from obstacles(value)
    elif isinstance(node, SequenceNode):
        for item in node.items:
            yield from _between(text.rfind("-", 0, max(item.start, 1)), item) if is_block else ()
            yield from obstacles(item)


def _between(start: int, value: Node) -> Iterator[CannotEdit]:
    """Return the problem of a comment between a key or a dash and its scalar value."""
    found = COMMENT.search(value.source.text, start, value.start) if isinstance(value, ScalarNode) and value.start < value.end else None
    if found is not None:
        place = value.source.span(found.start(), found.start() + 1)
        yield CannotEdit(place, "a comment is between a key and its value; put it on the line above the key")
