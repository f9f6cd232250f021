"""The places of entries that keep the order of a document on the page, where entries of several collections mix."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from generator.model.page_order import LISTS, PageSection, default_order, with_places

MANY = 400  # finding out which places are needed takes time in proportion to the square


def places_of(phase: str, entries: Sequence[tuple[str, str]]) -> dict[str, str]:
    """Return the `place` of each entry of a phase that needs one, such as `after checklists.dns`.

    `entries` are the addresses of the entries in the order of the document, each with the address of its group, or an empty text.
    """
    if len(entries) > MANY:
        return _places(entries, only_across=False)
    few = _places(entries, only_across=True)
    for places in ({}, few):
        if _order(phase, entries, places) == [address for address, _ in entries]:
            return places
    return _places(entries, only_across=False)


def _order(phase: str, entries: Sequence[tuple[str, str]], places: Mapping[str, str]) -> list[str]:
    sections = [PageSection(address, group, address.startswith(f"{LISTS}.")) for address, group in entries]
    groups = dict.fromkeys(group for _, group in entries if group)
    order = with_places(default_order(phase, sections, groups), places, dict(entries))
    return [address for address in order if address not in groups]


def _places(entries: Sequence[tuple[str, str]], *, only_across: bool) -> dict[str, str]:
    places: dict[str, str] = {}
    leading = next((at for at, (_, group) in enumerate(entries) if group), 0)  # entries before the first group
    for (address, group), (following, its_group) in pairwise(entries[: leading + 1]):
        if not group and not (only_across and not its_group and _collection(address) == _collection(following)):
            places[address] = f"before {its_group or following}"
    for (above, above_group), (address, group) in pairwise(entries[leading:]):
        if group and group != above_group:
            continue  # the first of its group
        neighbour = above if above_group == group else above_group
        if not (only_across and above_group == group and _collection(above) == _collection(address)):
            places[address] = f"after {neighbour}"
    return places


def _collection(address: str) -> str:
    return address.partition(".")[0]
