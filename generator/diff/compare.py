"""Compare: two snapshots of all variants, as plain data, to what differs for each variant and what shared layers change for all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from generator.diff.plain_nodes import outline
from generator.diff.reach import share_out
from generator.diff.touched_pages import TouchedPages
from generator.diff.variant_changes import VariantPair
from generator.model.differences import Differences, Owner, Snapshot, VariantDifference


def compare(old: Snapshot, new: Snapshot) -> Differences:
    """What differs, in the order of the new snapshot; the variants that came or went stand as a whole.

    A snapshot compared with itself gives an empty comparison; compared the other way round, what was added is removed.
    """
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


def with_pages(found: Differences, pages: TouchedPages, new: Snapshot) -> Differences:
    """The comparison with the pages and sheets that change; a variant of which nothing but a page changes comes in too."""
    known = {one.id: one for one in found.variants}
    names = (name for name in found.compared if name in known or name in pages.pages or name in pages.sheets)
    variants = tuple(
        replace(known.get(name) or _changed(name, new[name]), pages=pages.of_pages(name), sheets=pages.of_sheets(name)) for name in names
    )
    return replace(found, variants=variants, pages=pages.of_pages(""))


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
