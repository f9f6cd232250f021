"""Redact the data of the previous release, by the marks in that data and by the present marks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from generator.model.addresses import earlier_addresses
from generator.model.differences import PreviousRelease
from generator.model.entities import INTERNAL, Entity, Runbook, is_public
from generator.model.plain_data import UnknownFormat, from_data, to_data
from generator.model.variant import Variant, entities, map_entities
from generator.redaction.people import people_of
from generator.redaction.redact import redact


def redact_previous(before: PreviousRelease, now: Mapping[str, Variant], seen: Mapping[str, Variant]) -> PreviousRelease | None:
    """Return the previous release as a public build may show it today; None if its data have the form of another program version.

    `now` are the present variants, `seen` the same variants after redaction.
    """
    try:
        former = {name: from_data(name, data) for name, data in before.snapshot.items()}
    except UnknownFormat:
        return None
    hidden = {name: hidden_addresses(variant, seen.get(name)) for name, variant in now.items()}
    snapshot = {name: to_data(variant) for name, variant in redact(marked_as_now(former, now, hidden), now).items()}
    people = people_of(variant.runbook for variant in (*former.values(), *now.values()))
    gone = {
        name: {
            address: replace(one, title=people.replaced_in(one.title), because="")
            for address, one in lost.items()
            if address not in hidden.get(name, ())
        }
        for name, lost in before.gone.items()
        # Only internal builds write origins, and the removed addresses of an internal build may have been internal too.
        if name in snapshot and "origin" not in before.snapshot[name]["variant"]
    }
    return PreviousRelease(before.name, snapshot, gone, ids=before.ids)


def marked_as_now(former: Mapping[str, Variant], now: Mapping[str, Variant], hidden: Mapping[str, frozenset[str]]) -> dict[str, Variant]:
    """Return the former variants with their own marks and the present marks. Present and former addresses lead to the present entity.

    `hidden` has by variant the addresses that are internal now, also because an entity around them is internal.
    """
    return {name: _marked(variant, now[name], hidden[name]) if name in now else variant for name, variant in former.items()}


def hidden_addresses(now: Variant, seen: Variant | None) -> frozenset[str]:
    """Return the present and former addresses of all entities that are missing in `seen`, the redacted variant."""
    shown = frozenset() if seen is None else frozenset(address for address, _ in entities(seen.runbook))
    return frozenset(address for address, here in _by_address(now.runbook).items() if here not in shown)


def _by_address(runbook: Runbook) -> dict[str, str]:
    """Return the present address for every present and former address."""
    known = dict(entities(runbook))
    former = {
        old: address
        for address in known
        for old in earlier_addresses(address, lambda place: known[place].aliases if place in known else ())
    }
    return former | {address: address for address in known}


def _marked(former: Variant, now: Variant, hidden: frozenset[str]) -> Variant:
    runbook, today = former.runbook, dict(entities(now.runbook))
    marks = {
        old: today[address].model_copy(update={"visibility": INTERNAL}) if old in hidden else today[address]
        for old, address in _by_address(now.runbook).items()
    }

    def marked(address: str, entity: Entity) -> Entity:
        return entity.model_copy(update=_both(entity, marks[address])) if address in marks else entity

    head = runbook.variant.model_copy(update=_both(runbook.variant, now.runbook.variant))
    return Variant(former.id, runbook.model_copy(update={"variant": head, **map_entities(runbook, marked)}), ())


def _both(one: Any, other: Any) -> dict[str, Any]:
    """Return the marks of an entity in two snapshots: a field or entity is internal if one of the two marks it."""
    internal = tuple(dict.fromkeys((*one.internal, *other.internal)))
    shown = is_public(one.visibility) and is_public(other.visibility)
    return {"internal": internal, "visibility": None if shown else INTERNAL}
