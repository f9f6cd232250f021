"""The navigation as data: one section for each variant, the shared pages, and the hand-written ones last."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import Any

from generator.document.pages import RenderedPage

HOME = "index.md"
WRITERS = "For writers"

NavItem = dict[str, Any]


def nav_items(pages: Iterable[RenderedPage], docs: list[Any]) -> list[NavItem]:
    """What MkDocs and its kin take as `nav`: titles to paths or lists of the same, in the order of the pages.

    A section is told by its variant and its chain of titles, so two variants of one title stay apart. `docs` are items for
    hand-written pages, kept as they are. Titles are escaped, for builders put what stands in `nav` into their HTML as it is.
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
