"""Compare two snapshots, and list the pages and sheets that show each difference."""

from __future__ import annotations

from dataclasses import replace

from generator.checks.resolve import gc_paused
from generator.diff.compare import changed_paths, compare, with_pages
from generator.document.compose import compose
from generator.document.compose_site import compose_site
from generator.document.pages import Page, SiteSettings
from generator.document.select_sheets import sheets_of
from generator.document.sheets import Sheet
from generator.model.differences import Differences, Snapshot
from generator.model.plain_data import UnknownFormat, from_data


def compare_with_pages(old: Snapshot, new: Snapshot) -> Differences:
    """Return the differences between two snapshots with the pages and sheets that change."""
    with gc_paused():
        found = compare(old, new)
        try:
            (old_pages, old_sheets), (new_pages, new_sheets) = _composed(old), _composed(new)
            return with_pages(found, changed_paths(old_pages, new_pages), changed_paths(old_sheets, new_sheets), new)
        except UnknownFormat:
            return replace(found, pages_known=False)


def _composed(snapshot: Snapshot) -> tuple[tuple[Page, ...], tuple[Sheet, ...]]:
    """Return the pages and sheets of a snapshot before rendering, without lines, commits and dates, so that only texts differ."""
    variants = {name: from_data(name, data) for name, data in sorted(snapshot.items())}
    titles = {layer: title for data in snapshot.values() for layer, title in data["variant"].get("origin", {}).get("layers", {}).items()}
    documents = [compose(variant, SiteSettings(), titles) for variant in variants.values()]
    return compose_site(documents, SiteSettings()), tuple(sheet for document in documents for sheet in sheets_of(document))
