"""Find where a part of a value is in its file, in every form of YAML: blocks, quotes and plain texts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.source.nodes import ScalarNode

ESCAPED = {"x": 4, "u": 6, "U": 10}  # the lengths of escapes in double quotes; all others have two characters
# A line and, with the same indentation, the mark of a list, a table, a quote or code below it; or, after one empty line, words.
MARK = r"[-*+][ ]+\S|1[.)][ ]+\S|\||>|```"
JOINED = re.compile(
    rf"\n([ ]+)(?=\S)(?:[^\n]*\n\1(?={MARK})|[0-9]{{1,2}}[.)][ ][^\n]*\n\1(?=[0-9]{{1,2}}[.)][ ]+\S)"
    rf"|[^\n]*\n[ ]*\n\1(?=\S)(?!{MARK}|[0-9]{{1,2}}[.)][ ]|~~~|#))([^\n]*)"
)
SPACES = "ntr0abvef_NLP \t"  # the escapes of white space and of characters that no value may have


def part_of_value(node: ScalarNode, start: int, end: int) -> ScalarNode:
    """Return the place of the characters from `start` to `end` of a value."""
    value = node.value or ""
    places = list(_literal(node, value) if node.source.text.startswith("|", node.start) else _flowing(node, value))
    first = places[start]
    return ScalarNode(node.source, first, max(first, places[end - 1]) + 1, value[start:end])


def _literal(node: ScalarNode, value: str) -> Iterator[int]:
    """Yield the place of each character in a block with `|`. Each line has the line of the value at its end."""
    text = node.source.text
    at = text.index("\n", node.start) + 1
    for line in value.split("\n"):
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        written = text[at:end].rstrip("\r")
        yield from range(at + max(len(written) - len(line), 0), at + max(len(written) - len(line), 0) + len(line) + 1)
        at = min(end + 1, len(text))


def _flowing(node: ScalarNode, value: str) -> Iterator[int]:
    """Yield the place of each character in a text whose lines are joined. White space has the place after the character before it."""
    text = node.source.text
    quote = text[node.start]
    at = node.start
    if quote == ">":
        at = text.index("\n", at) + 1
    elif quote in "\"'":
        at += 1
    for character in value:
        if character.isspace():
            yield min(at, node.end - 1)
            continue
        while at < node.end:
            if quote == '"' and text[at] == "\\":
                escape = text[at + 1 : at + 2]
                length = ESCAPED.get(escape, 2)
                is_space = escape in SPACES or escape == "\n"
            else:
                length = 2 if quote == "'" and text[at] == "'" else 1
                is_space = text[at].isspace()
            at += length
            if not is_space:
                yield at - length
                break
        else:
            yield node.end - 1


def joined_line(node: ScalarNode) -> ScalarNode | None:
    """Return the first line of a paragraph, a list, a table, a quote or code in a block with `>` that YAML joins with the line above it."""
    text = node.source.text
    match = JOINED.search(text, text.find("\n", node.start), node.end) if text.startswith(">", node.start) else None
    return ScalarNode(node.source, match.start(2), match.end(2), match[2]) if match else None
