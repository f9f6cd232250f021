"""Where an address in the built site leads: a page or file that is there, an anchor on it, or out of the site by a known scheme."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Iterable
from pathlib import Path
from urllib.parse import unquote, urlsplit

from tests.built_site.page_reader import read_page

OUTSIDE = ("http", "https", "mailto", "tel")
MISSING_PAGE = "404.html"
HEADING = re.compile(r"^#{1,6} +(.+?) *$", re.MULTILINE)


def fault_of(site: Path, origin: str, target: str) -> str:
    """Why an address on the page at path `origin` leads nowhere; empty when it leads somewhere or leaves the site."""
    try:
        parts = urlsplit(target)
    except ValueError as error:
        return str(error)
    if parts.scheme:
        return "" if parts.scheme in OUTSIDE else f"the scheme `{parts.scheme}`"
    if parts.netloc:
        return "an address without a scheme leaves the host"
    path = unquote(parts.path)
    if path.startswith("/"):
        if origin != MISSING_PAGE:
            return "an absolute path breaks below a folder and from file://"
        path = path.lstrip("/")
    place = posixpath.normpath(posixpath.join(posixpath.dirname(origin), path)) if path else origin
    if place == ".." or place.startswith("../"):
        return "leaves the site"
    if not (site / place).is_file():
        return "a folder is not listed from file://" if (site / place).is_dir() else "no such file"
    anchor = unquote(parts.fragment)
    if anchor and anchor not in _anchors(site / place):
        return "no such anchor"
    return ""


def _anchors(file: Path) -> Collection[str]:
    if file.suffix == ".html":
        return read_page(file).ids
    return _github_anchors(HEADING.findall(file.read_text(encoding="utf-8"))) if file.suffix == ".md" else ()


def _github_anchors(headings: Iterable[str]) -> list[str]:
    """The anchors that GitHub gives headings: letters, digits and hyphens, with hyphens for blanks, and a number from the second on."""
    found: list[str] = []
    plain = [re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings]
    for at, anchor in enumerate(plain):
        before = plain[:at].count(anchor)
        found.append(f"{anchor}-{before}" if before else anchor)
    return found
