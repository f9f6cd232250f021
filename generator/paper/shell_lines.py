"""Break long lines of shell commands at spaces, so that people can type what they read, and copied text runs."""

from __future__ import annotations

import re
from collections.abc import Iterator

# In letters: what a line of a sheet holds beside its number and box.
LONGEST = 80
INDENT = "  "
HERE_DOCUMENT = re.compile(r"(?<!<)<<-?\s*(['\"]?)([A-Za-z_]\w*)\1")
# Escaped characters, quotes, the start of a comment, and the spaces between words.
MARK = re.compile(r"\\.?|['\"]|(?:^|(?<=[\s;&|(]))#| +")


def with_breaks(command: str, longest: int = LONGEST) -> str:
    """Return a shell command whose lines have at most `longest` letters, if they can be broken.

    A line is broken only at spaces between words: not in quotes, comments, here-documents and words. The shell reads ` \\` at the end of a
    line and the indent of the next as one space.
    """
    found: list[str] = []
    quote, ending = "", ""
    for line in command.split("\n"):
        if ending:
            found.append(line)
            ending = "" if line.strip() == ending else ending
            continue
        spaces, quote = _spaces_between_words(line, quote)
        found += _broken(line, spaces, longest)
        here = None if quote else HERE_DOCUMENT.search(line)
        ending = here[2] if here else ""
    return "\n".join(found)


def _spaces_between_words(line: str, quote: str) -> tuple[list[tuple[int, int]], str]:
    """Return the start and end of the spaces at which a line can be broken, and the quote that the line leaves open."""
    spaces = []
    for mark in MARK.finditer(line):
        sign = mark[0]
        if quote:
            # In single quotes, a backslash escapes nothing.
            quote = "" if sign == quote or (quote, sign) == ("'", "\\'") else quote
        elif sign in "'\"":
            quote = sign
        elif sign == "#":
            break
        elif sign.isspace() and line[: mark.start()].strip() and line[mark.end() :].strip("\\ "):
            spaces.append(mark.span())
    return spaces, quote


def _broken(line: str, spaces: list[tuple[int, int]], longest: int) -> Iterator[str]:
    """Yield the pieces of a line. A piece is longer than `longest` only if it has no space to break at."""
    indent = line[: len(line) - len(line.lstrip())] + INDENT
    # A word that no line holds stays beside the word before it.
    spaces = [(start, end) for start, end in spaces if len(indent) + len(line[end:].split(" ", 1)[0]) <= longest - len(" \\")]
    start, before = 0, ""
    while len(before) + len(line) - start > longest:
        room = start + longest - len(before) - len(" \\")
        left = [span for span in spaces if span[0] > start]
        if not left:
            break
        cut = max((span for span in left if span[0] <= room), default=left[0])
        yield f"{before}{line[start : cut[0]]} \\"
        start, before = cut[1], indent
    yield before + line[start:]
