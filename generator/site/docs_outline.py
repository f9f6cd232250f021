"""The title and headings of a hand-written Markdown page, with the anchors that Python-Markdown gives them."""

from __future__ import annotations

import re
from html import unescape

from markdown.extensions.toc import slugify, unique

from generator.document.pages import Heading, Outline

FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})")
HEADING = re.compile(r"^(#{1,6})[ \t]+(.+?)[ \t]*#*[ \t]*$")
ATTRIBUTES = re.compile(r"[ \t]*\{:?[ \t]*([^{}]*?)[ \t]*\}$")
CODE = re.compile(r"(`+)(.+?)\1")
LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
EMPHASIS = re.compile(r"(?<![\w\\])([*_]{1,3})(?=\S)(.+?)(?<=\S)\1(?!\w)")


def outline(path: str, markdown: str) -> Outline:
    """Return the outline of the page at `path`. Its title is its first heading, or else the name of the file."""
    known: set[str] = set()
    headings = []
    for text in _headings(markdown):
        words, anchor = _attributes(text)
        shown = _shown(words)
        headings.append(Heading(shown, unique(anchor or slugify(shown, "-"), known)))
    if not headings:
        return Outline(path, path.rpartition("/")[2].removesuffix(".md").replace("-", " ").capitalize(), ())
    return Outline(path, headings[0].text, tuple(headings[1:]))


def _headings(markdown: str) -> list[str]:
    """Return the text of each heading outside fenced blocks and front matter."""
    found: list[str] = []
    fence = ""
    lines = markdown.split("\n")
    if lines[0].strip() == "---" and "---" in lines[1:]:
        lines = lines[lines.index("---", 1) + 1 :]
    for line in lines:
        mark = FENCE.match(line)
        if fence:
            if mark and mark[1].startswith(fence) and not line.strip().strip(fence[0]):
                fence = ""
        elif mark:
            fence = mark[1]
        elif heading := HEADING.match(line):
            found.append(heading[2])
    return found


def _attributes(text: str) -> tuple[str, str]:
    """Return the text of a heading without its attribute list, and the id in that list."""
    match = ATTRIBUTES.search(text)
    if match is None or not re.match(r"[#.:\w]", match[1]):
        return text, ""
    anchor = next((part[1:] for part in match[1].split() if part.startswith("#")), "")
    return text[: match.start()], anchor


def _shown(text: str) -> str:
    """Return a heading as readers see it."""
    codes: list[str] = []

    def keep(match: re.Match[str]) -> str:
        codes.append(match[2].strip())
        return f"\x00{len(codes) - 1}\x00"

    plain = unescape(EMPHASIS.sub(r"\2", LINK.sub(r"\1", CODE.sub(keep, text))))
    plain = re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", plain)
    return re.sub(r"\x00(\d+)\x00", lambda match: codes[int(match[1])], plain)
