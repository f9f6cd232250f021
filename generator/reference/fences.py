"""Find the fenced blocks of a Markdown page, with their language and title, and replace their content."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from generator.text import gfm_escaping

BLOCK = re.compile(
    r"^(?P<indent> *)(?P<ticks>`{3,})(?P<language>[\w-]*)(?: title=\"(?P<title>[^\"]*)\")?(?: [^\n]*)?\n"
    r"(?P<content>.*?)(?:^ *(?P=ticks)`* *$|\Z)",
    re.MULTILINE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Fence:
    """A fenced block: its language, its title, and its content without indentation."""

    language: str
    title: str
    content: str


def fenced(content: str, language: str, title: str = "") -> list[str]:
    """Return the lines of a block. The fence is longer than any fence in the content."""
    info = f'{language} title="{title}"' if title else language
    return gfm_escaping.fenced(content.rstrip("\n"), info).split("\n")


def fences(page: str) -> Iterator[Fence]:
    """Yield every fenced block of a page, in order. An unclosed block ends with the page."""
    return map(_fence, BLOCK.finditer(page))


def with_contents(page: str, content_of: Callable[[Fence], str | None]) -> str:
    """Return the page with new contents of its blocks. If `content_of` returns None, a block stays unchanged."""

    def written(match: re.Match[str]) -> str:
        fence = _fence(match)
        content = content_of(fence)
        if content is None:
            return match[0]
        return "\n".join(f"{match['indent']}{line}".rstrip() for line in fenced(content, fence.language, fence.title))

    return BLOCK.sub(written, page)


def _fence(match: re.Match[str]) -> Fence:
    content = re.sub(f"^{match['indent']}", "", match["content"], flags=re.MULTILINE)
    return Fence(match["language"], match["title"] or "", content)
