"""The places of entries that keep the order of a document on the page, where entries of several collections mix."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from generator.model.page_order import LISTS, PageSection, default_order, with_places

MANY = 80  # finding out which places are needed takes long for many entries


def places_of(phase: str, entries: Sequence[tuple[str, str]]) -> dict[str, str]:
    """Return the `place` of each entry of a phase that needs one, such as `after checklists.dns`.

    `entries` are the addresses of the entries in the order of the document, each with the address of its group, or an empty text.
    """
    every = _places(entries)
    if len(entries) > MANY:
        return every
    wanted = [address for address, _ in entries]
    places: dict[str, str] = {}
    while (order := _order(phase, entries, places)) != wanted:
        at = next(at for at, (one, other) in enumerate(zip(order, wanted, strict=True)) if one != other)
        # The one that is missing here comes here, or if it is the first of its group, the one that is here goes where it belongs.
        moving = next((one for one in (wanted[at], *wanted[:at][::-1], order[at]) if one in every and one not in places), None)
        if moving is None:
            return every
        places[moving] = every[moving]
    return places


def _order(phase: str, entries: Sequence[tuple[str, str]], places: Mapping[str, str]) -> list[str]:
    sections = [PageSection(address, group, address.startswith(f"{LISTS}.")) for address, group in entries]
    groups = dict.fromkeys(group for _, group in entries if group)
    order = with_places(default_order(phase, sections, groups), places, dict(entries))
    return [address for address in order if address not in groups]


def _places(entries: Sequence[tuple[str, str]]) -> dict[str, str]:
    """Return a place for each entry that can have one: after the entry or group above, or before the first group."""
    places: dict[str, str] = {}
    leading = next((at for at, (_, group) in enumerate(entries) if group), 0)  # entries before the first group
    for (address, group), (following, its_group) in pairwise(entries[: leading + 1]):
        if not group:
            places[address] = f"before {its_group or following}"
    for (above, above_group), (address, group) in pairwise(entries[leading:]):
        if not group or group == above_group:
            places[address] = f"after {above if above_group == group else above_group}"
    return places
