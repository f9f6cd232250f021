"""Merged variants without what is internal; everything for the public is made from these alone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from generator.model.addresses import referred
from generator.model.entities import (
    Announcement,
    Blank,
    Checklist,
    Choice,
    Contact,
    Entity,
    Note,
    Procedure,
    Runbook,
    SignOff,
    Step,
    VariantHead,
)
from generator.model.field_facts import COLLECTIONS, VARIANT_HEAD, FieldSpec, record_of
from generator.model.scalar_kinds import COMMAND, LINE, TEXT, URL
from generator.model.variant import Variant, collection, entities
from generator.model.visibility import PERSONAL, is_public
from generator.redaction.people import People, people_of

NO_OTHERS: Mapping[str, Variant] = {}
# What speaks to the makers alone.
INWARD = ("visibility", "internal", "waive")
SPOKEN = (TEXT, LINE, COMMAND, URL)
IN_PHASES = (Checklist, Procedure, SignOff, Announcement, Blank, Note)
# What an entry is for: without any of it the entry says nothing, and goes too.
MUST_HOLD = {Checklist: "items", Procedure: "steps"}
ONE_OF: dict[type[Entity], tuple[str, ...]] = {Step: ("title", "text"), Choice: ("text", "then")}


def withhold(variants: Mapping[str, Variant], others: Mapping[str, Variant] = NO_OTHERS) -> dict[str, Variant]:
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
        self.phases = runbook.phases
        self.people = people

    def head(self, head: VariantHead) -> VariantHead:
        values = self.values(head, VARIANT_HEAD.fields.values(), frozenset(head.internal), {})
        assert values is not None
        return head.model_copy(update={**values, "params": {}, "extends": ()})

    def entries(self, entries: Mapping[str, Entity], hidden: Mapping[str, object]) -> dict[str, Entity]:
        """What remains of entities by id. `hidden` are values by field that those around them keep to themselves."""
        found = ((key, self.entity(entity, hidden)) for key, entity in entries.items())
        return {key: entity for key, entity in found if entity is not None}

    def entity(self, entity: Entity, hidden: Mapping[str, object]) -> Entity | None:
        if not is_public(entity.visibility) or self.is_elsewhere(entity):
            return None
        marked = frozenset(entity.internal)
        inherited = self.inherited_by(entity, hidden)
        values = self.values(entity, record_of(type(entity)).fields.values(), marked, inherited)
        if values is None:
            return None
        made = entity.model_copy(update=values)
        must = MUST_HOLD.get(type(entity))
        if must and getattr(entity, must) and not getattr(made, must):
            return None
        one_of = ONE_OF.get(type(entity))
        return None if one_of and not any(getattr(made, name) for name in one_of) else made

    def is_elsewhere(self, entity: Entity) -> bool:
        """Whether an entity stands in a phase or a group that is internal."""
        if not isinstance(entity, IN_PHASES):
            return False
        phase = self.phases.get(cast("Any", entity).phase)
        if phase is None:
            return False
        group = phase.groups.get(entity.group or "") if isinstance(entity, Checklist) else None
        return not is_public(phase.visibility) or (group is not None and not is_public(group.visibility))

    def inherited_by(self, entity: Entity, hidden: Mapping[str, object]) -> Mapping[str, object]:
        """Values that must not show because the entity has them from where they are internal: a role, the moment of a group."""
        phase = self.phases.get(entity.phase) if isinstance(entity, Checklist) else None
        group = phase.groups.get(entity.group or "") if phase is not None and isinstance(entity, Checklist) else None
        if group is not None and "at" in group.internal:
            return {**hidden, "at": group.at}
        return hidden

    def values(
        self, entity: Entity | VariantHead, fields: Any, marked: frozenset[str], hidden: Mapping[str, object]
    ) -> dict[str, Any] | None:
        """The fields that differ; None for an entity that cannot be shown without naming somebody."""
        values: dict[str, Any] = {}
        role = getattr(entity, "role", None) if "role" in marked else None
        below = {**hidden, "role": role} if role else hidden
        for spec in fields:
            value = getattr(entity, spec.attribute)
            if value in (None, (), {}):
                continue
            if self.is_withheld(entity, spec, marked) or (spec.attribute in hidden and hidden[spec.attribute] == value):
                values[spec.attribute] = type(value)() if isinstance(value, tuple | dict) else None
            elif spec.shape == "entities":
                values[spec.attribute] = self.entries(value, below)
            elif isinstance(value, str) and spec.kind in SPOKEN and self.people.are_in(value):
                if spec.kind in (TEXT, LINE) and not (isinstance(entity, Contact) and spec.attribute == "channel"):
                    values[spec.attribute] = self.people.out_of(value)
                elif spec.required:
                    return None
                else:
                    values[spec.attribute] = None
        return values

    def is_withheld(self, entity: Entity | VariantHead, spec: FieldSpec, marked: frozenset[str]) -> bool:
        if spec.key in marked or spec.key in INWARD:
            return True
        return isinstance(entity, Contact) and spec.attribute in PERSONAL


class _Mending:
    """Takes out references to what is gone, and ways on that have led there alone."""

    def __init__(self, pruned: Runbook) -> None:
        self.pruned = pruned
        self.known = {address for address, _ in entities(pruned)}

    def runbook(self) -> Runbook:
        lost = {address for address, entity in entities(self.pruned) if isinstance(entity, Choice) and self.is_lost(address, entity)}
        self.known -= lost
        values: dict[str, Any] = {"variant": self.mended(self.pruned.variant, VARIANT_HEAD.fields.values(), "variant")}
        for key, spec in COLLECTIONS.items():
            values[spec.attribute] = self.entries(getattr(self.pruned, spec.attribute), key)
        return self.pruned.model_copy(update=values)

    def is_lost(self, address: str, choice: Choice) -> bool:
        return not choice.text and not self.leads_somewhere("steps", choice.then or "", address)

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
        return f"{referred(to, address, phase)}.{name}" in self.known
