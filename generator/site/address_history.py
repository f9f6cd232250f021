"""Every address that a variant's plain data answer to, and what became of those of earlier releases."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from generator.diff.plain_nodes import outline
from generator.model.addresses import all_former
from generator.model.release import Gone, Released
from generator.text.inline_markup import plain_text

ADDRESS = re.compile(r"[a-z][a-z-]*(?:\.[a-z0-9-]+)+")
MOST_SIGNS = 600


@dataclass(frozen=True, slots=True)
class Known:
    """An entity of a release: its address, those that it had before, and its title or text as the reader sees it."""

    address: str
    former: tuple[str, ...]
    title: str


def known_in(data: Mapping[str, Any]) -> Iterator[Known]:
    """Every entity of one variant's plain data, in the shape that stands in `runbook.json`."""
    nodes = outline(data).nodes

    def aliases_of(address: str) -> tuple[str, ...]:
        return nodes[address].aliases if address in nodes else ()

    for address, node in nodes.items():
        yield Known(address, all_former(address, aliases_of), plain_text(node.title))


def known_to(before: Released, variant: str) -> Iterator[Known]:
    """Every entity of a release, with each address that led to it there."""
    led: dict[str, list[str]] = {}
    for address, present in before.former.get(variant, {}).items():
        led.setdefault(present, []).append(address)
    for known in known_in(before.snapshot.get(variant, {})):
        yield replace(known, former=tuple(dict.fromkeys((*known.former, *led.get(known.address, ())))))


def gone_after(before: Released, variant: str, present: Container[str], removed: Mapping[str, str], release: str) -> dict[str, Gone]:
    """The addresses that the release before had, or knew to be gone, and that are not `present` now; each with what became of it.

    `removed` are the reasons of the variant's layers by the address that they remove; what stands in it goes for that reason too.
    `release` is the name of the release that is built, the first without what the one before still had.
    """
    found = {address: gone for address, gone in before.gone.get(variant, {}).items() if address not in present}
    for known in known_to(before, variant):
        if known.address not in present:
            gone = Gone(release, known.title, _reason(known.address, removed))
            found |= {address: gone for address in (known.address, *known.former) if address not in present}
    return dict(sorted(found.items()))


def _reason(address: str, removed: Mapping[str, str]) -> str:
    """The reason for which an entity, or the nearest that held it, was removed, as the reader sees it; empty where none was given."""
    parts = address.split(".")
    holders = (".".join(parts[:length]) for length in range(len(parts), 0, -2))
    return plain_text(next((removed[holder] for holder in holders if holder in removed), ""))


def read_gone(data: object) -> dict[str, Gone]:
    """What a `places.json`, read from anywhere, tells to be gone, by address; what is no such record is left out."""
    told = data.get("gone") if isinstance(data, dict) else None
    if not isinstance(told, dict):
        return {}
    return {
        address: Gone(one["release"], one["title"], one.get("because", ""))
        for address, one in told.items()
        if _is_address(address) and isinstance(one, dict) and all(isinstance(one.get(name, ""), str) for name in ("title", "because"))
        if isinstance(one.get("release"), str) and "title" in one
    }


def read_former(data: object) -> dict[str, str]:
    """The addresses that a `places.json`, read from anywhere, leads to others, with those."""
    places = data.get("places") if isinstance(data, dict) else None
    if not isinstance(places, dict):
        return {}
    led = ((address, place.partition("#")[2]) for address, place in places.items() if isinstance(place, str))
    return {address: present for address, present in led if address != present and _is_address(address) and _is_address(present)}


def _is_address(address: object) -> bool:
    return isinstance(address, str) and len(address) <= MOST_SIGNS and ADDRESS.fullmatch(address) is not None
