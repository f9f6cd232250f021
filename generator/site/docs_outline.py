"""The title and headings of a hand-written Markdown page, with the anchors that Python-Markdown gives them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import unescape
from typing import Any

from markdown import Markdown

from generator.document.pages import Heading, Outline

FRONT_MATTER = re.compile(r"\A---[ \t]*\n.*?^---$", re.MULTILINE | re.DOTALL)
# A block of code ends at a fence at least as long as its first fence, or at the end of the page.
FENCED = re.compile(r"^ {0,3}((`|~)\2{2,})(?!\2).*?(?:^ {0,3}\1\2*[ \t]*$|\Z)", re.MULTILINE | re.DOTALL)
HEADING = re.compile(r"^#{1,6}[ \t].*", re.MULTILINE)
BUILDER = Markdown(extensions=["attr_list", "toc"])


def outline(path: str, markdown: str) -> Outline:
    """Return the outline of the page at `path`. The title is the first heading, or else the name of the file."""
    # Convert only the lines of headings: converting whole pages takes long.
    BUILDER.reset().convert("\n".join(HEADING.findall(FENCED.sub("", FRONT_MATTER.sub("", markdown)))))
    headings = tuple(_headings(BUILDER.toc_tokens))  # type: ignore[attr-defined]
    title = headings[0].text if headings else path.rpartition("/")[2].removesuffix(".md").replace("-", " ").capitalize()
    return Outline(path, title, headings[1:])


def _headings(entries: Iterable[dict[str, Any]]) -> Iterator[Heading]:
    for entry in entries:
        yield Heading(unescape(entry["name"]), entry["id"])
        yield from _headings(entry["children"])
