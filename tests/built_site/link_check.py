"""Checks the links of the built site: the page or file exists, the anchor is on it, or the link leaves the site by a known scheme."""

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


def link_fault(site: Path, origin: str, target: str) -> str:
    """Return the reason why a link on the page at `origin` has no target; empty if it has one or leaves the site."""
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
    """Return the heading anchors that GitHub makes: letters, digits, hyphens also for spaces, and a number from the second equal one on."""
    found: list[str] = []
    plain = [re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings]
    for at, anchor in enumerate(plain):
        before = plain[:at].count(anchor)
        found.append(f"{anchor}-{before}" if before else anchor)
    return found
