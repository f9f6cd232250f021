"""Compares two snapshots of all variants: finds the differences of each variant, the changes in shared layers, and the changed pages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from generator.checks.resolve import gc_paused
from generator.diff.plain_nodes import outline
from generator.diff.reach import share_out
from generator.diff.variant_changes import VariantPair
from generator.document.compose import compose
from generator.document.compose_site import compose_site
from generator.document.pages import Page, SiteSettings
from generator.document.select_sheets import sheets_of
from generator.document.sheets import Sheet
from generator.model.differences import ChangedPaths, Differences, Owner, Snapshot, VariantDifference
from generator.model.plain_data import UnknownFormat, from_data
from generator.model.plain_format_1 import with_declared_nulls
from generator.model.renamed_systems import present_ids, with_present_ids


def compare(old: Snapshot, new: Snapshot) -> Differences:
    """Return all differences, in the order of the new snapshot. An added or removed variant is listed as a whole, and not a renamed one.

    Comparing a snapshot with itself gives no differences; swapping the sides swaps added and removed.
    """
    old = with_present_ids(old, present_ids(old, new))
    compared = tuple(dict.fromkeys((*new, *old)))
    pairs = {name: VariantPair(outline(old[name]), outline(new[name])) for name in compared if name in old and name in new}
    shared, own, reaching = share_out(pairs)
    variants = []
    for name in compared:
        if name not in old or name not in new:
            variants.append(_whole(name, new[name] if name in new else old[name], added=name in new))
        elif own[name] or reaching[name]:
            variants.append(replace(_changed(name, new[name]), differences=own[name], shared=reaching[name]))
    return Differences(compared, shared, tuple(variants))


def compare_with_pages(old: Snapshot, new: Snapshot) -> Differences:
    """Return all differences, with the changed pages and sheets. Variants of which only pages or sheets change are listed too."""
    old = with_present_ids(old, present_ids(old, new))
    with gc_paused():
        found = compare(old, new)
        try:
            old_pages, old_sheets = _composed(with_declared_nulls(old, new))
            new_pages, new_sheets = _composed(with_declared_nulls(new, old))
        except UnknownFormat:
            return replace(found, pages_known=False)
        pages, sheets = _changed_paths(old_pages, new_pages), _changed_paths(old_sheets, new_sheets)
    known, none = {one.id: one for one in found.variants}, ChangedPaths()
    variants = tuple(
        replace(known.get(name) or _changed(name, new[name]), pages=pages.get(name, none), sheets=sheets.get(name, none))
        for name in found.compared
        if name in known or name in pages or name in sheets
    )
    return replace(found, variants=variants, pages=pages.get("", none))


def _composed(snapshot: Snapshot) -> tuple[tuple[Page, ...], tuple[Sheet, ...]]:
    """Return the pages and sheets of a snapshot before rendering. They have no lines, commits and dates, so that only texts differ.

    Pages for printing are left out: they only repeat the titles of sheets, lists and roles.
    """
    titles = {layer: title for data in snapshot.values() for layer, title in data["variant"].get("origin", {}).get("layers", {}).items()}
    documents = [compose(from_data(name, data), SiteSettings(), titles) for name, data in sorted(snapshot.items())]
    pages = tuple(page for page in compose_site(documents, SiteSettings()) if page.template != "print")
    return pages, tuple(sheet for document in documents for sheet in sheets_of(document))


def _changed_paths(old: Iterable[Page | Sheet], new: Iterable[Page | Sheet]) -> dict[str, ChangedPaths]:
    """Return the changed pages or sheets by variant. Pages that show several variants are under the empty name."""
    before, after = {one.path: one for one in old}, {one.path: one for one in new}
    found: dict[str, dict[str, tuple[str, ...]]] = defaultdict(dict)
    for path, one in {**after, **{path: removed for path, removed in before.items() if path not in after}}.items():
        if before.get(path) != after.get(path):
            state = "added" if path not in before else "removed" if path not in after else "changed"
            found[one.variant][state] = (*found[one.variant].get(state, ()), path)
    return {name: ChangedPaths(**paths) for name, paths in found.items()}


def _whole(name: str, data: Mapping[str, Any], *, added: bool) -> VariantDifference:
    return replace(_changed(name, data), state="added" if added else "removed", entities=len(outline(data).nodes))


def _changed(name: str, data: Mapping[str, Any]) -> VariantDifference:
    return VariantDifference(name, str(data.get("variant", {}).get("title", name)), "changed", _owner(data))


def _owner(data: Mapping[str, Any]) -> Owner | None:
    role = data.get("variant", {}).get("owner")
    if not role:
        return None
    contact = data.get("contacts", {}).get(role, {})
    return Owner(str(role), str(contact.get("title") or role), str(contact.get("name") or ""))
