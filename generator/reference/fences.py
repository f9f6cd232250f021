"""Find the fenced blocks of a Markdown page with their language and title, and write them with other content."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from generator.text import gfm_escaping

OPENING = re.compile(r"(?P<indent> *)(?P<ticks>`{3,})(?P<language>[\w-]*)(?: title=\"(?P<title>[^\"]*)\")?(?: .*)?$")


@dataclass(frozen=True, slots=True)
class Fence:
    """A block: the numbers of its first and last line, from 0, and its language, title and content without indentation."""

    line: int
    last_line: int
    indent: str
    language: str
    title: str
    content: str

    def written(self, content: str) -> list[str]:
        """Return the lines of this block with other content."""
        return [f"{self.indent}{line}".rstrip() for line in fenced(content, self.language, self.title)]


def fenced(content: str, language: str, title: str = "") -> list[str]:
    """Return the lines of a block; its fence is longer than any fence in its content."""
    info = f'{language} title="{title}"' if title else language
    return gfm_escaping.fenced(content.rstrip("\n"), info).split("\n")


def fences(page: str) -> Iterator[Fence]:
    """Yield every fenced block of a page, in order; an unclosed block ends with the page."""
    lines = page.split("\n")
    at = 0
    while at < len(lines):
        opening = OPENING.match(lines[at])
        if opening is None:
            at += 1
            continue
        closing = re.compile(rf" *{opening['ticks']}`* *$")
        end = next((i for i in range(at + 1, len(lines)) if closing.match(lines[i])), len(lines))
        indent = opening["indent"]
        content = "".join(f"{line.removeprefix(indent)}\n" for line in lines[at + 1 : end])
        yield Fence(at, end, indent, opening["language"], opening["title"] or "", content)
        at = end + 1
