"""Reads the parts of a built page that tests compare: anchors, links, boxes, and the text of each box."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

LINKS = {
    "a": ("href",), "area": ("href",), "link": ("href",), "base": ("href",), "form": ("action",), "iframe": ("src",), "script": ("src",),
    "img": ("src", "srcset"), "source": ("src", "srcset"), "video": ("src", "poster"), "audio": ("src",), "track": ("src",),
    "embed": ("src",), "object": ("data",), "use": ("href", "xlink:href"), "image": ("href", "xlink:href"),
}  # fmt: skip
LOADING = ("src", "srcset", "poster", "data")
STYLE_URL = re.compile(r"""url\(\s*(?:"([^"]*)"|'([^']*)'|([^)'"]*?))\s*\)|@import\s+(?:"([^"]*)"|'([^']*)')""")
SPACE = re.compile(r"\s+")
VOID = frozenset(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"])
BOX = "data-rb-box"
# Browsers ask for a manifest and its icons when the page is complete, or when somebody installs the app.
NOT_LOADED = ("prev", "next", "canonical", "alternate", "manifest", "apple-touch-icon")


@dataclass(frozen=True, slots=True)
class Link:
    """An address in an element; `loads` is true if a browser requests it without a click."""

    element: str
    target: str
    line: int
    loads: bool = False


@dataclass(slots=True)
class BuiltPage:
    """The contents of a page.

    Attributes:
        ids: The anchors in order, with duplicates.
        boxes: The boxes in order.
        words: The text of each box.
        headings: The levels of the headings in the main part, in order.
        content_ids: The anchors in the main part.
        content_links: The links in the main part.
    """

    ids: list[str] = field(default_factory=list)
    boxes: list[str] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    words: dict[str, str] = field(default_factory=dict)
    title: str = ""
    headings: list[int] = field(default_factory=list)
    content_ids: list[str] = field(default_factory=list)
    content_links: list[str] = field(default_factory=list)


@cache
def read_page(path: Path) -> BuiltPage:
    """Return the contents of the page in a file; each file is read once."""
    reader = _Reader()
    reader.feed(path.read_text(encoding="utf-8"))
    reader.close()
    for box, parts in reader.labels.items():
        reader.page.words[box] = plain("".join(parts))
    reader.page.title = plain("".join(reader.title))
    return reader.page


def plain(text: str) -> str:
    """Return the text with white space as a browser shows it."""
    return SPACE.sub(" ", text).strip()


def style_links(css: str) -> list[str]:
    """Return the addresses in the style sheet."""
    return [next(part for part in found if part) for found in STYLE_URL.findall(css) if any(found)]


class _Reader(HTMLParser):
    """Reads a page in one pass. The validator checks the nesting of elements."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.page = BuiltPage()
        self.title: list[str] = []
        self.labels: dict[str, list[str]] = {}
        self.open: list[str] = []
        self.article = 0
        self.box = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag not in VOID:
            self.open.append(tag)
        if tag == "article":
            self.article = len(self.open)
        self._note_links(tag, given)
        if "id" in given:
            self.page.ids.append(given["id"])
            if self.article:
                self.page.content_ids.append(given["id"])
        if (self.article or "main" in self.open) and re.fullmatch("h[1-6]", tag):
            self.page.headings.append(int(tag[1]))
        if BOX in given:
            self.page.boxes.append(given[BOX])
        if tag == "label" and given.get("for", "").startswith("box:"):
            self.box = given["for"].removeprefix("box:")
            self.labels[self.box] = []

    def handle_endtag(self, tag: str) -> None:
        if tag not in self.open:
            return
        while self.open.pop() != tag:
            pass
        if len(self.open) < self.article:
            self.article = 0
        if tag == "label":
            self.box = ""

    def handle_data(self, data: str) -> None:
        if self.box:
            self.labels[self.box].append(data)
        if self.open and self.open[-1] == "title" and "svg" not in self.open:
            self.title.append(data)
        if self.open and self.open[-1] == "style":
            self._links("style", style_links(data), loads=True)

    def _note_links(self, tag: str, given: dict[str, str]) -> None:
        for name in LINKS.get(tag, ()):
            if name not in given:
                continue
            targets = [part.split()[0] for part in given[name].split(",") if part.split()] if name == "srcset" else [given[name]]
            fetched = name in LOADING or (tag == "link" and given.get("rel") not in NOT_LOADED)
            self._links(tag, targets, loads=fetched)
        if "style" in given:
            self._links(tag, style_links(given["style"]), loads=True)

    def _links(self, element: str, targets: list[str], *, loads: bool) -> None:
        for target in targets:
            self.page.links.append(Link(element, target, self.getpos()[0], loads))
            if self.article:
                self.page.content_links.append(target)
