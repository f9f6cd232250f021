"""The navigation as data: a section for each variant, then the shared pages, then the hand-written pages."""

from __future__ import annotations

from collections.abc import Container, Iterable
from html import escape
from typing import Any

from generator.document.pages import RenderedPage

HOME = "index.md"
WRITERS = "For writers"

NavItem = dict[str, Any]


def nav_items(pages: Iterable[RenderedPage], docs: list[Any]) -> list[NavItem]:
    """Return the value of `nav` in `mkdocs.yml`: each title with a path or with a list of such items, in the order of the pages.

    Two variants with the same title have separate sections. Pages that are not listed are left out. `docs` are the items of hand-written
    pages, which stay unchanged, except that generated pages among them are left out. Titles are escaped, because builders put them into
    HTML unescaped.
    """
    pages = tuple(pages)
    items: list[NavItem] = []
    sections: dict[tuple[str, ...], list[NavItem]] = {}
    for page in (page for page in pages if page.listed):
        siblings = items
        for depth in range(1, len(page.nav) + 1):
            key = (page.variant, *page.nav[:depth])
            if key not in sections:
                sections[key] = []
                siblings.append({escape(page.nav[depth - 1]): sections[key]})
            siblings = sections[key]
        siblings.append({escape(page.title): page.path})
    if own := _without(docs, {page.path for page in pages}):
        items.append({WRITERS: own})
    return items


def _without(docs: Iterable[Any], generated: Container[str]) -> list[Any]:
    """Return items of a navigation without those that lead to a generated page, and without sections that this makes empty."""
    kept: list[Any] = []
    for item in docs:
        title, value = next(iter(item.items()), ("", None)) if isinstance(item, dict) else ("", item)
        if isinstance(value, list):
            kept += [{title: inner}] if (inner := _without(value, generated)) else []
        elif not isinstance(value, str) or value not in generated:
            kept.append(item)
    return kept
