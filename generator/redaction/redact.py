"""Merged variants without what is internal; everything for the public is made from these alone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generator.model.addresses import reference_collection
from generator.model.entities import Entity, Runbook, VariantHead
from generator.model.field_facts import COLLECTIONS, RECORDS, VARIANT_HEAD, EntityFacts, record_of
from generator.model.field_marks import FieldMark, Inherited
from generator.model.scalar_kinds import PARAMETER_KINDS, PROSE_KINDS
from generator.model.variant import Variant, collection, entities, places_of
from generator.model.visibility import is_public
from generator.redaction.people import People, people_of

NO_OTHERS: Mapping[str, Variant] = {}
NEVER_PUBLIC = frozenset((FieldMark.INWARD, FieldMark.PERSONAL))
HANDED_DOWN = frozenset(spec.key for record in RECORDS for spec in record.inheriting if spec.inherited == Inherited())


def redact(variants: Mapping[str, Variant], others: Mapping[str, Variant] = NO_OTHERS) -> dict[str, Variant]:
    """The variants without what is internal, and without people.

    Gone are entities that are marked, with all below them and all that stands in a phase or group that is marked; fields that are
    marked; names, phone numbers and mail addresses, in whatever text; references to what is gone; and everything that tells how the
    runbook is made: layers, parameters, reasons, changes, places in files. The people of `others` are named nowhere either.
    """
    people = people_of(variant.runbook for variant in (*variants.values(), *others.values()))
    shown = {name: variant for name, variant in variants.items() if is_public(variant.runbook.variant.visibility)}
    return {name: Variant(variant.id, _public(variant.runbook, people), ()) for name, variant in shown.items()}


def _public(runbook: Runbook, people: People) -> Runbook:
    pruning = _Pruning(runbook, people)
    values: dict[str, Any] = {"variant": pruning.head(runbook.variant)}
    values |= {spec.attribute: pruning.entries(getattr(runbook, spec.attribute), {}) for spec in COLLECTIONS.values()}
    pruned = runbook.model_copy(update=values)
    return _Mending(pruned).runbook()


class _Pruning:
    """Takes out what is marked and who is named."""

    def __init__(self, runbook: Runbook, people: People) -> None:
        self.known = dict(entities(runbook))
        self.people = people

    def head(self, head: VariantHead) -> VariantHead:
        values = self.values(head, VARIANT_HEAD, {})
        assert values is not None
        return head.model_copy(update={**values, "params": {}, "extends": ()})

    def entries(self, entries: Mapping[str, Entity], hidden: Mapping[str, object]) -> dict[str, Entity]:
        """What remains of entities by id. `hidden` are values by field that those around them keep to themselves."""
        found = ((key, self.entity(entity, hidden)) for key, entity in entries.items())
        return {key: entity for key, entity in found if entity is not None}

    def entity(self, entity: Entity, hidden: Mapping[str, object]) -> Entity | None:
        record = record_of(type(entity))
        places = places_of(entity, self.known)
        if not all(is_public(one.visibility) for one in (entity, *places.values())):
            return None
        for spec in record.inheriting:
            place = places.get(spec.inherited.through) if spec.inherited else None
            if place is not None and spec.key in place.internal:
                hidden = {**hidden, spec.attribute: getattr(place, spec.attribute)}
        values = self.values(entity, record, hidden)
        if values is None:
            return None
        made = entity.model_copy(update=values)
        if any(getattr(entity, spec.attribute) and not getattr(made, spec.attribute) for spec in record.marked[FieldMark.CONTENT]):
            return None
        either = record.marked[FieldMark.EITHER]
        return None if either and not any(getattr(made, spec.attribute) for spec in either) else made

    def values(self, entity: Entity | VariantHead, record: EntityFacts, hidden: Mapping[str, object]) -> dict[str, Any] | None:
        """The fields that differ; None for an entity that cannot be shown without naming somebody."""
        values: dict[str, Any] = {}
        marked = frozenset(entity.internal)
        handed_down = [record.fields[key].attribute for key in HANDED_DOWN & marked & record.fields.keys()]
        below = {**hidden, **{name: getattr(entity, name) for name in handed_down if getattr(entity, name)}}
        for spec in record.fields.values():
            value = getattr(entity, spec.attribute)
            if value in (None, (), {}):
                continue
            is_inherited = spec.inherited is not None and hidden.get(spec.attribute) == value
            if spec.key in marked or spec.marks & NEVER_PUBLIC or is_inherited:
                values[spec.attribute] = type(value)() if isinstance(value, tuple | dict) else None
            elif spec.shape == "entities":
                values[spec.attribute] = self.entries(value, below)
            elif isinstance(value, str) and spec.kind in PARAMETER_KINDS and self.people.are_in(value):
                if spec.kind in PROSE_KINDS and FieldMark.REACH not in spec.marks:
                    values[spec.attribute] = self.people.out_of(value)
                elif spec.required:
                    return None
                else:
                    values[spec.attribute] = None
        return values


class _Mending:
    """Takes out references to what is gone, and ways on that have led there alone."""

    def __init__(self, pruned: Runbook) -> None:
        self.pruned = pruned
        self.known = {address for address, _ in entities(pruned)}

    def runbook(self) -> Runbook:
        self.known -= {address for address, entity in entities(self.pruned) if self.is_lost(address, entity)}
        values: dict[str, Any] = {"variant": self.mended(self.pruned.variant, VARIANT_HEAD.fields.values(), "variant")}
        for key, spec in COLLECTIONS.items():
            values[spec.attribute] = self.entries(getattr(self.pruned, spec.attribute), key)
        return self.pruned.model_copy(update=values)

    def is_lost(self, address: str, entity: Entity) -> bool:
        """Whether an entity had nothing to say but where to go on, and that is gone."""
        either = record_of(type(entity)).marked[FieldMark.EITHER]
        values = ((spec, getattr(entity, spec.attribute)) for spec in either)
        return bool(either) and not any(
            value and (not spec.reference or self.leads_somewhere(spec.reference, value, address)) for spec, value in values
        )

    def entries(self, entries: Mapping[str, Entity], shelf: str) -> dict[str, Entity]:
        there = {f"{shelf}.{key}": (key, entity) for key, entity in entries.items()}
        return {
            key: self.mended(entity, record_of(type(entity)).fields.values(), address)
            for address, (key, entity) in there.items()
            if address in self.known
        }

    def mended(self, entity: Any, fields: Any, address: str) -> Any:
        values: dict[str, Any] = {}
        for spec in fields:
            value = getattr(entity, spec.attribute)
            if spec.shape == "entities":
                if value:
                    values[spec.attribute] = self.entries(value, f"{address}.{spec.key}")
            elif spec.reference and isinstance(value, tuple):
                values[spec.attribute] = tuple(one for one in value if self.leads_somewhere(spec.reference, one, address))
            elif spec.reference and value and not self.leads_somewhere(spec.reference, value, address):
                values[spec.attribute] = None
        return entity.model_copy(update=values) if values else entity

    def leads_somewhere(self, to: str, name: str, address: str) -> bool:
        """Whether what a field refers to is still there; phases are, whether or not anything is said of them."""
        if to == "phases":
            return True
        if to == "address":
            return name in self.known
        top, _, id = ".".join(address.split(".")[:2]).partition(".")
        phase = getattr(collection(self.pruned, top).get(id), "phase", "") if id else ""
        return f"{reference_collection(to, address, phase)}.{name}" in self.known
