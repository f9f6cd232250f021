"""A merged variant: its typed runbook, and where every entity of it came from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Literal

from generator.model.addresses import referred
from generator.model.entities import Announcement, Entity, Item, Runbook, SignOff, Step, Trigger, yaml_key
from generator.model.field_facts import record_of
from generator.text.catalogue import ENGLISH

State = Literal["inherited", "added", "overridden", "removed"]


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

    def trace(self, address: str) -> Trace:
        return self.traces[address]


COLLECTIONS = tuple(yaml_key(name) for name in Runbook.model_fields if name != "variant")
NESTED = ("groups", "steps", "choices", "items")
BOXED = (Item, Step, Trigger, Announcement, SignOff)


def collection(runbook: Runbook, key: str) -> Mapping[str, Entity]:
    """The entities of one top-level key of the YAML, by id."""
    name = next(name for name in Runbook.model_fields if yaml_key(name) == key)
    entries: Mapping[str, Entity] = getattr(runbook, name)
    return entries


def entities(runbook: Runbook) -> Iterator[tuple[str, Entity]]:
    """Every entity of a runbook with its address, depth first in display order."""
    for name in Runbook.model_fields:
        if name != "variant":
            for key, entity in getattr(runbook, name).items():
                yield from _below(f"{yaml_key(name)}.{key}", entity)


def _below(address: str, entity: Entity) -> Iterator[tuple[str, Entity]]:
    yield address, entity
    for name in _nested_in(type(entity)):
        for key, child in getattr(entity, name).items():
            yield from _below(f"{address}.{name}.{key}", child)


def places_of(entity: Entity, known: Mapping[str, Entity]) -> dict[str, Entity]:
    """The phase and the group in which an entity stands, by the field that names each; `known` are the runbook's entities by address."""
    phase = getattr(entity, "phase", "")
    named = ((spec, getattr(entity, spec.attribute)) for spec in record_of(type(entity)).stands_in)
    found = ((spec.key, known.get(f"{referred(spec.reference, '', phase)}.{name}")) for spec, name in named if name)
    return {key: place for key, place in found if place is not None}


@cache
def _nested_in(kind: type[Entity]) -> tuple[str, ...]:
    """The fields of a kind of entity that hold entities. Asking an entity for a field that it lacks is slow."""
    return tuple(name for name in NESTED if name in kind.model_fields)


def boxes(runbook: Runbook) -> Iterator[str]:
    """The addresses of all boxes: what is ticked or signed, once each on page and sheet."""
    return (address for address, entity in entities(runbook) if isinstance(entity, BOXED))


def short_form(address: str) -> str:
    """The address as people write it: `checklists.database.items.pooling` is `database/pooling`."""
    parts = address.split(".")
    if parts[0] not in ("checklists", "procedures"):
        return address
    return "/".join(parts[1::2])
