"""The data of the release before, as the public may read them today: what is internal by now is told no more."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from generator.model.addresses import earlier_addresses
from generator.model.entities import Entity, Runbook
from generator.model.field_facts import COLLECTIONS, record_of
from generator.model.from_plain_data import UnknownFormat, from_data
from generator.model.plain_data import to_data
from generator.model.release import PreviousRelease
from generator.model.variant import Variant, entities
from generator.model.visibility import INTERNAL, is_public
from generator.redaction.people import people_of
from generator.redaction.redact import redact

Marks = Mapping[str, Entity]
Data = Mapping[str, Any]


def redact_previous(before: PreviousRelease, now: Mapping[str, Variant], seen: Mapping[str, Variant]) -> PreviousRelease | None:
    """The release before as one of today's data may tell of it; None where its data are of another version's shape.

    `now` are today's variants, `seen` what the public sees of them.
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
            address: replace(one, title=people.out_of(one.title), because="")
            for address, one in lost.items()
            if address not in hidden.get(name, ())
        }
        for name, lost in before.gone.items()
        if name in snapshot and not tells_how_it_was_made(before.snapshot[name])
    }
    return PreviousRelease(before.name, snapshot, gone)


def tells_how_it_was_made(data: Data) -> bool:
    """Whether the data of a variant are those of an internal snapshot: what was gone before it may have been internal too."""
    return "origin" in data["variant"]


def marked_as_now(former: Mapping[str, Variant], now: Mapping[str, Variant], hidden: Mapping[str, frozenset[str]]) -> dict[str, Variant]:
    """Former variants with the marks that they had and those that they have now, by today's addresses and those of before.

    What stands in something internal by now is internal as well, wherever it stood before: `hidden` are its addresses by variant.
    """
    return {name: _marked(variant, now[name], hidden[name]) if name in now else variant for name, variant in former.items()}


def hidden_addresses(now: Variant, seen: Variant | None) -> frozenset[str]:
    """Every address, former ones too, at which there is something that the public does not see; `seen` is what it does see."""
    shown = frozenset() if seen is None else frozenset(address for address, _ in entities(seen.runbook))
    return frozenset(address for address, here in _by_address(now.runbook).items() if here not in shown)


def _by_address(runbook: Runbook) -> dict[str, str]:
    """Today's address by that and every former one."""
    known = dict(entities(runbook))
    former = {
        old: address
        for address in known
        for old in earlier_addresses(address, lambda place: known[place].aliases if place in known else ())
    }
    return {**former, **{address: address for address in known}}


def _marked(former: Variant, now: Variant, hidden: frozenset[str]) -> Variant:
    runbook, today = former.runbook, dict(entities(now.runbook))
    marks = {
        old: today[address].model_copy(update={"visibility": INTERNAL}) if old in hidden else today[address]
        for old, address in _by_address(now.runbook).items()
    }
    head, head_now = runbook.variant, now.runbook.variant
    values: dict[str, Any] = {"variant": head.model_copy(update=_both(head, head_now))}
    for key, spec in COLLECTIONS.items():
        values[spec.attribute] = _entries(getattr(runbook, spec.attribute), key, marks)
    return Variant(former.id, runbook.model_copy(update=values), ())


def _entries(entries: Mapping[str, Entity], shelf: str, marks: Marks) -> dict[str, Entity]:
    return {key: _entity(entity, f"{shelf}.{key}", marks) for key, entity in entries.items()}


def _entity(entity: Entity, address: str, marks: Marks) -> Entity:
    values: dict[str, Any] = {
        spec.attribute: _entries(getattr(entity, spec.attribute), f"{address}.{spec.key}", marks)
        for spec in record_of(type(entity)).children
        if getattr(entity, spec.attribute)
    }
    if address in marks:
        values |= _both(entity, marks[address])
    return entity.model_copy(update=values) if values else entity


def _both(one: Any, other: Any) -> dict[str, Any]:
    """The marks of an entity in two snapshots: what either withholds is withheld."""
    internal = tuple(dict.fromkeys((*one.internal, *other.internal)))
    shown = is_public(one.visibility) and is_public(other.visibility)
    return {"internal": internal, "visibility": None if shown else INTERNAL}
