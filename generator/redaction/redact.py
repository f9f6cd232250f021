"""Redact merged variants: remove internal data and people. Public builds use only the result."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from generator.checks.resolve import Outcome
from generator.document.pages import SiteSettings
from generator.model.addresses import reference_address
from generator.model.entities import Blank, ColumnText, Entity, Runbook, Task, VariantHead, is_public
from generator.model.field_facts import COLLECTIONS, RECORDS, VARIANT_HEAD, EntityFacts, record_of
from generator.model.field_marks import FieldMark, Inherited
from generator.model.line_numbers import line_numbers
from generator.model.scalar_kinds import FIXED, PARAMETER_KINDS, WORD_KINDS
from generator.model.variant import Variant, collection, entities, map_entities, places_of
from generator.redaction.people import People, people_of
from generator.redaction.public_links import public_links
from generator.redaction.redact_runs import redact_runs

NEVER_PUBLIC = frozenset((FieldMark.INWARD, FieldMark.PERSONAL))
# Fields that say more about another field, and nothing without it.
ABOUT = {"escalates_after": "escalates_to", "syntax": "run"}
INHERITED_FROM_PARENT = frozenset(spec.key for record in RECORDS for spec in record.inheriting if spec.inherited == Inherited())


def visible_outcome(outcome: Outcome, settings: SiteSettings) -> Outcome:
    """Return the outcome for the readers of a site: redacted if the site is public. A redacted outcome is returned unchanged."""
    if not settings.public or outcome.whole is not None:
        return outcome
    variants = redact(outcome.variants)
    hidden = outcome.variants.keys() - variants.keys()
    names = tuple(name for name in outcome.names if name not in hidden)
    return replace(outcome, variants=variants, names=names, layers={}, whole=outcome.variants)


def redact(variants: Mapping[str, Variant], others: Mapping[str, Variant] = {}) -> dict[str, Variant]:
    """Return the variants without internal data and people. Internal variants are left out.

    This removes marked entities with everything in them, and entities in a marked phase or group; marked fields; names, phone numbers and
    mail addresses in any text, also of the people of `others`; references and links to removed entities; and everything about how the
    runbook is written: layers, parameters, reasons, changes, and places in files.
    """
    people = people_of(variant.runbook for variant in (*variants.values(), *others.values()))
    shown = {name: variant for name, variant in variants.items() if is_public(variant.runbook.variant.visibility)}
    return public_links({name: _redacted(variant, people) for name, variant in shown.items()})


def _redacted(variant: Variant, people: People) -> Variant:
    """Return one variant redacted. Its lines keep the numbers of the whole variant, so that a number means the same line to everybody."""
    runbook = _public(variant.runbook, people)
    left = {address for address, _ in entities(runbook)}
    numbers = {address: number for address, number in (variant.numbers or line_numbers(variant.runbook)).items() if address in left}
    seen = Variant(variant.id, runbook, (), numbers=numbers, files=variant.files)
    return replace(seen, runs=redact_runs(variant.runs, seen)) if variant.runs else seen


def _public(runbook: Runbook, people: People) -> Runbook:
    pruner = _Pruner(runbook, people)
    values: dict[str, Any] = {"variant": pruner.head(runbook.variant)}
    values |= {spec.attribute: pruner.entries(getattr(runbook, spec.attribute), {}) for spec in COLLECTIONS.values()}
    return _ReferenceCleaner(runbook.model_copy(update=values)).runbook()


class _Pruner:
    """Removes marked entities and fields, and people."""

    def __init__(self, runbook: Runbook, people: People) -> None:
        self.known = dict(entities(runbook))
        self.people = people

    def head(self, head: VariantHead) -> VariantHead:
        values = self.values(head, VARIANT_HEAD, {})
        assert values is not None
        return head.model_copy(update={**values, "params": {}, "extends": ()})

    def entries(self, entries: Mapping[str, Entity], hidden: Mapping[str, object]) -> dict[str, Entity]:
        """Return the remaining entities by id. `hidden` has, by field, the values that are internal in an entity around these entities."""
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
        if isinstance(entity, Blank) and isinstance(made, Blank) and entity.choices and not made.choices:
            return None
        either = record.marked[FieldMark.EITHER]
        return None if either and not any(getattr(made, spec.attribute) for spec in either) else made

    def values(self, entity: Entity | VariantHead, record: EntityFacts, hidden: Mapping[str, object]) -> dict[str, Any] | None:
        """Return the new values of changed fields; None if a required field names a person, so that the entity cannot be shown."""
        values: dict[str, Any] = {}
        marked = frozenset(entity.internal)
        inherited = [record.fields[key].attribute for key in INHERITED_FROM_PARENT & marked & record.fields.keys()]
        below = {**hidden, **{name: getattr(entity, name) for name in inherited if getattr(entity, name)}}
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
                if spec.kind in (*WORD_KINDS, FIXED) and FieldMark.REACH not in spec.marks:
                    values[spec.attribute] = self.people.replaced_in(value)
                elif spec.required:
                    return None
                else:
                    values[spec.attribute] = None
        return values


class _ReferenceCleaner:
    """Removes references to removed entities, and entities that lead to removed entities."""

    def __init__(self, pruned: Runbook) -> None:
        self.pruned = pruned
        self.known = {address for address, _ in entities(pruned)}

    def runbook(self) -> Runbook:
        while lost := {address for address, entity in entities(self.pruned) if address in self.known and self.is_lost(address, entity)}:
            self.known -= lost
        head = self.cleaned("variant", self.pruned.variant, VARIANT_HEAD)
        return self.pruned.model_copy(update={"variant": head, **map_entities(self.pruned, self.entity)})

    def is_lost(self, address: str, entity: Entity) -> bool:
        """Return whether an entity leads to a removed entity. A choice without its next step would leave its readers there.

        A question that has lost all its choices, and does not say where to go on, is lost too.
        """
        leads = ((spec, getattr(entity, spec.attribute)) for spec in record_of(type(entity)).marked[FieldMark.EITHER] if spec.reference)
        if any(target and not self.exists(spec.reference, target, address) for spec, target in leads):
            return True
        if isinstance(entity, ColumnText):
            return self.is_without_choice(address, entity)
        choices = [f"{address}.choices.{id}" for id in entity.choices] if isinstance(entity, Task) and not entity.then else []
        return bool(choices) and self.known.isdisjoint(choices)

    def is_without_choice(self, address: str, cell: ColumnText) -> bool:
        """Return whether the value of an item names a choice of its column that is removed."""
        parts = address.split(".")
        column = self.pruned.checklists[parts[1]].columns.get(parts[-1])
        return column is not None and column.kind == "choice" and cell.text not in column.choices

    def entity(self, address: str, entity: Entity) -> Entity | None:
        return self.cleaned(address, entity, record_of(type(entity))) if address in self.known else None

    def cleaned(self, address: str, entity: Any, record: EntityFacts) -> Any:
        values: dict[str, Any] = {}
        for spec in record.fields.values():
            value = getattr(entity, spec.attribute)
            if spec.reference and isinstance(value, tuple):
                values[spec.attribute] = tuple(name for name in value if self.exists(spec.reference, name, address))
            elif spec.reference and isinstance(value, dict):
                values[spec.attribute] = {id: one for id, one in value.items() if self.exists(spec.reference, id, address)}
            elif spec.reference and value and not self.exists(spec.reference, value, address):
                values[spec.attribute] = None
        for name, other in ABOUT.items():
            if getattr(entity, name, None) and not values.get(other, getattr(entity, other)):
                values[name] = None
        return entity.model_copy(update=values) if values else entity

    def exists(self, to: str, name: str, address: str) -> bool:
        """Return whether the target of a reference still exists. A phase always exists, even if the data do not describe it."""
        if to == "phases":
            return True
        top, _, id = ".".join(address.split(".")[:2]).partition(".")
        phase = getattr(collection(self.pruned, top).get(id), "phase", "") if id else ""
        target = reference_address(to, name, address, phase)
        return target == "" or target in self.known
