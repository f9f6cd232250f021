"""The navigation as data: a section for each variant, then the shared pages, then the hand-written pages."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import Any

from generator.document.pages import RenderedPage

HOME = "index.md"
WRITERS = "For writers"

NavItem = dict[str, Any]


def nav_items(pages: Iterable[RenderedPage], docs: list[Any]) -> list[NavItem]:
    """Return the value of `nav` in `mkdocs.yml`: each title with a path or with a list of such items, in the order of the pages.

    Two variants with the same title have separate sections. `docs` are the items of hand-written pages, which stay unchanged. Titles are
    escaped, because builders put them into HTML unescaped.
    """
    items: list[NavItem] = []
    sections: dict[tuple[str, ...], list[NavItem]] = {}
    for page in pages:
        siblings = items
        for depth in range(1, len(page.nav) + 1):
            key = (page.variant, *page.nav[:depth])
            if key not in sections:
                sections[key] = []
                siblings.append({escape(page.nav[depth - 1]): sections[key]})
            siblings = sections[key]
        siblings.append({escape(page.title): page.path})
    if docs:
        items.append({WRITERS: docs})
    return items
