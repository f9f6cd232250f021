"""A merged variant: its typed runbook, and where every entity of it came from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args

from generator.model.addresses import SHORT_FORMS, referred
from generator.model.entities import Entity, Runbook
from generator.model.field_facts import COLLECTIONS, record_of
from generator.text.catalogue import ENGLISH

State = Literal["inherited", "added", "overridden", "removed"]
STATES: tuple[State, ...] = get_args(State)


@dataclass(frozen=True, slots=True)
class Origin:
    """The lines of a file that state an entity, counted from 1, both included."""

    file: str
    line: int
    last_line: int


@dataclass(frozen=True, slots=True)
class Change:
    """A field that a layer set over, or dropped from, what stood below it; values as written, None where there was none."""

    field: str
    old: str | None
    new: str | None
    layer: str
    because: str
    origin: Origin


@dataclass(frozen=True, slots=True)
class Trace:
    """Where one entity came from.

    `state` is the variant's own view: `inherited` from shared layers, `added` by the variant, `overridden` by it, `removed` by it or
    below it. `layer` introduced the entity; `origin` is the place to edit: that of the topmost layer that touches it. `because` is
    the reason of the topmost override or of the removal. `title` is the entity's title or text, also when it is removed. `filled`
    names, by field, the layer above that gave what the others had left open: no deviation, and so none of the `changes`.
    """

    address: str
    state: State
    layer: str
    origin: Origin
    title: str = ""
    because: str = ""
    changes: tuple[Change, ...] = ()
    filled: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Variant:
    """One project's runbook.

    `layers` go from the lowest to the variant itself; `traces` are by address, in display order, removed entities included.
    """

    id: str
    runbook: Runbook
    layers: tuple[str, ...]
    traces: dict[str, Trace] = field(default_factory=dict)

    @property
    def language(self) -> str:
        """The language of its texts, as a BCP 47 tag."""
        return self.runbook.variant.language or ENGLISH


def collection(runbook: Runbook, key: str) -> Mapping[str, Entity]:
    """The entities of one top-level key of the YAML, by id."""
    entries: Mapping[str, Entity] = getattr(runbook, COLLECTIONS[key].attribute)
    return entries


def entities(runbook: Runbook) -> Iterator[tuple[str, Entity]]:
    """Every entity of a runbook with its address, depth first in display order."""
    for key, spec in COLLECTIONS.items():
        for id, entity in getattr(runbook, spec.attribute).items():
            yield from _below(f"{key}.{id}", entity)


def _below(address: str, entity: Entity) -> Iterator[tuple[str, Entity]]:
    yield address, entity
    for spec in record_of(type(entity)).children:
        for id, child in getattr(entity, spec.attribute).items():
            yield from _below(f"{address}.{spec.key}.{id}", child)


def places_of(entity: Entity, known: Mapping[str, Entity]) -> dict[str, Entity]:
    """The phase and the group in which an entity stands, by the field that names each; `known` are the runbook's entities by address."""
    phase = getattr(entity, "phase", "")
    references = (spec for spec in record_of(type(entity)).fields.values() if spec.reference and spec.shown.how == "heading")
    named = ((spec, getattr(entity, spec.attribute)) for spec in references)
    found = ((spec.key, known.get(f"{referred(spec.reference, '', phase)}.{name}")) for spec, name in named if name)
    return {key: place for key, place in found if place is not None}


def boxes(runbook: Runbook) -> Iterator[str]:
    """The addresses of all boxes: what is ticked or signed, once each on page and sheet."""
    return (address for address, entity in entities(runbook) if entity.boxed)


def short_form(address: str) -> str:
    """The address as people write it: `checklists.database.items.pooling` is `database/pooling`."""
    parts = address.split(".")
    if parts[0] not in SHORT_FORMS:
        return address
    return "/".join(parts[1::2])
