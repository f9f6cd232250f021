"""Every address in the plain data of a variant, and the fate of addresses of earlier releases."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Container, Iterator, Mapping
from typing import Any, NamedTuple

from generator.diff.plain_nodes import outline
from generator.model.addresses import earlier_addresses
from generator.model.differences import GoneAddress, PreviousRelease
from generator.text.inline_markup import plain_text

ADDRESS = re.compile(r"[a-z][a-z-]*(?:\.[a-z0-9-]+)+")
MOST_CHARACTERS = 600


class KnownEntity(NamedTuple):
    """An entity of a release: its address, its former addresses, and its title or text as readers see it."""

    address: str
    former: tuple[str, ...]
    title: str


def entities_of_release(before: PreviousRelease, variant: str) -> Iterator[KnownEntity]:
    """Yield every entity of a variant in a release, with each former address that led to it."""
    nodes = outline(before.snapshot.get(variant, {})).nodes
    led: dict[str, list[str]] = defaultdict(list)
    for address, present in before.former.get(variant, {}).items():
        led[present].append(address)
    for address, node in nodes.items():
        former = earlier_addresses(address, lambda holder: nodes[holder].aliases if holder in nodes else ())
        yield KnownEntity(address, tuple(dict.fromkeys((*former, *led[address]))), plain_text(node.title))


def gone_after(
    before: PreviousRelease, variant: str, present: Container[str], removed: Mapping[str, str], release: str
) -> dict[str, GoneAddress]:
    """Return the addresses that existed up to the previous release and do not exist now, each with its title and reason.

    Args:
        before: The previous release.
        variant: The id of the variant.
        present: The addresses that exist now.
        removed: The reasons of the layers by removed address. Everything inside a removed entity has the same reason.
        release: The name of the release that is built, which is the first without these addresses.
    """
    found = {address: gone for address, gone in before.gone.get(variant, {}).items() if address not in present}
    for known in entities_of_release(before, variant):
        if known.address not in present:
            gone = GoneAddress(release, known.title, _reason(known.address, removed))
            found |= {address: gone for address in (known.address, *known.former) if address not in present}
    return dict(sorted(found.items()))


def _reason(address: str, removed: Mapping[str, str]) -> str:
    """Return the reason for the removal of an entity or of the nearest entity around it, as readers see it; empty without a reason."""
    parts = address.split(".")
    holders = (".".join(parts[:length]) for length in range(len(parts), 0, -2))
    return plain_text(next((removed[holder] for holder in holders if holder in removed), ""))


def read_gone(data: object) -> dict[str, GoneAddress]:
    """Return the removed addresses in the data of a `places.json` that may be damaged or foreign; invalid entries are left out."""
    return {
        address: GoneAddress(one["release"], one["title"], one.get("because", ""))
        for address, one in _mapping(data, "gone").items()
        if _is_address(address) and isinstance(one, dict) and all(isinstance(one.get(name, ""), str) for name in ("title", "because"))
        if isinstance(one.get("release"), str) and "title" in one
    }


def read_former(data: object) -> dict[str, str]:
    """Return the former addresses in the data of a `places.json` that may be damaged or foreign, each with the present address."""
    led = ((address, place.partition("#")[2]) for address, place in _mapping(data, "places").items() if isinstance(place, str))
    return {address: present for address, present in led if address != present and _is_address(address) and _is_address(present)}


def _mapping(data: object, key: str) -> dict[Any, Any]:
    """Return the mapping under a key of unchecked data; empty if `data` or the value is not a mapping."""
    found = data.get(key) if isinstance(data, dict) else None
    return found if isinstance(found, dict) else {}


def _is_address(address: object) -> bool:
    return isinstance(address, str) and len(address) <= MOST_CHARACTERS and ADDRESS.fullmatch(address) is not None
