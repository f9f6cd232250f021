"""What differs between two states of all systems, with the pages and sheets on which it is seen."""

from __future__ import annotations

from dataclasses import replace

from generator.checks.resolve import without_collector
from generator.diff.compare import compare, with_pages
from generator.diff.touched_pages import touched
from generator.document.compose_sheets import compose_sheets_and_books
from generator.document.pages import Page, SiteSettings
from generator.document.sheets import Sheet
from generator.model.differences import Differences, Edition
from generator.model.from_plain_data import NotRevivable, revive
from generator.site.compose_site import compose_site


def compare_with_pages(old: Edition, new: Edition) -> Differences:
    """What differs between two editions, with the pages and sheets that change."""
    with without_collector():
        found = compare(old, new)
        try:
            return with_pages(found, touched(_composed(old), _composed(new)), new)
        except NotRevivable:
            return replace(found, pages_known=False)


def _composed(edition: Edition) -> tuple[tuple[Page, ...], tuple[Sheet, ...]]:
    """The pages and sheets of an edition before rendering. No line, commit or date is on them, so they differ in their words alone."""
    variants = {name: revive(name, data) for name, data in sorted(edition.items())}
    titles = {layer: title for data in edition.values() for layer, title in data["variant"].get("origin", {}).get("layers", {}).items()}
    return compose_site(variants, SiteSettings(), titles), compose_sheets_and_books(variants, SiteSettings())
