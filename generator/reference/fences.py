"""Find the fenced blocks of a Markdown page with their language and title, and write them with other content."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from generator.text import gfm_escaping

BLOCK = re.compile(
    r"^(?P<indent> *)(?P<ticks>`{3,})(?P<language>[\w-]*)(?: title=\"(?P<title>[^\"]*)\")?(?: [^\n]*)?\n"
    r"(?P<content>.*?)(?:^ *(?P=ticks)`* *$|\Z)",
    re.MULTILINE | re.DOTALL,
)


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
    for match in BLOCK.finditer(page):
        line, indent = page.count("\n", 0, match.start()), match["indent"]
        content = re.sub(f"^{indent}", "", match["content"], flags=re.MULTILINE)
        yield Fence(line, line + content.count("\n") + 1, indent, match["language"], match["title"] or "", content)
