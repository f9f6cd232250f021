"""Where the lines of an entry begin, with the comments that belong to it."""

from __future__ import annotations


def first_line(text: str, start: int) -> int:
    """Return the start of the line of an entry, or of the comments right above it that are indented like it."""
    line = text.rfind("\n", 0, start) + 1
    indent = text[line:start]
    while line and text[(above := text.rfind("\n", 0, line - 1) + 1) : line].startswith(f"{indent}#"):
        line = above
    return line
