"""A merged variant: its typed runbook, and the origin of every entity."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any, Literal, get_args

from generator.model.addresses import SHORT_FORMS, earlier_addresses, reference_address
from generator.model.entities import PHASES, Entity, PhaseId, Runbook
from generator.model.field_facts import COLLECTIONS, FieldSpec, record_of
from generator.model.past_runs import PastRun
from generator.text.catalogue import ENGLISH

State = Literal["inherited", "added", "overridden", "removed"]
STATES: tuple[State, ...] = get_args(State)


@dataclass(frozen=True, slots=True)
class Origin:
    """The lines of a file that define an entity; counted from 1, first and last line included."""

    file: str
    line: int
    last_line: int


@dataclass(frozen=True, slots=True)
class Change:
    """A field that a layer overrides or removes. Values are as in YAML, or None."""

    field: str
    old: str | None
    new: str | None
    layer: str
    because: str
    origin: Origin


@dataclass(frozen=True, slots=True)
class Trace:
    """The origin of one entity.

    `state` is from the view of the variant: `inherited` from shared layers, `added` or `overridden` by the variant, or `removed` by any
    layer. `layer` introduced the entity. `origin` is the place to edit, in the topmost layer that sets the entity. `because` is the reason
    of the topmost override or of the removal. `title` is the title or text, also of a removed entity. `filled` pairs a field with the layer
    that set a value that lower layers left open; this is not an override, and `changes` does not list it.
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
class AttachedFile:
    """A file of a variant that texts use: a picture, or a document to open. `source` is its path in the project."""

    source: str
    data: bytes = field(repr=False)

    @property
    def digest(self) -> str:
        """The SHA-256 of its bytes."""
        return f"sha256:{sha256(self.data).hexdigest()}"


@dataclass(frozen=True, slots=True)
class Variant:
    """A merged variant.

    `layers` begins with the lowest layer and ends with the variant itself. `traces` is by address, in display order, and includes removed
    entities. `files` are the files that texts may use, by path, such as `files/form.pdf`. `numbers` are the numbers of the lines of a
    redacted variant, which are those of the whole variant. `runs` are the past runs of the system, the oldest first, each once.
    """

    id: str
    runbook: Runbook
    layers: tuple[str, ...]
    traces: dict[str, Trace] = field(default_factory=dict)
    numbers: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, AttachedFile] = field(default_factory=dict)
    runs: tuple[PastRun, ...] = ()

    @property
    def language(self) -> str:
        """The language of its texts, as a BCP 47 tag."""
        return self.runbook.variant.language or ENGLISH

    @property
    def absent_phases(self) -> dict[PhaseId, str]:
        """The phases that do not apply to the system, because the data remove them, each with the reason."""
        traces = {phase: self.traces.get(f"phases.{phase}") for phase in PHASES}
        return {phase: trace.because for phase, trace in traces.items() if trace is not None and trace.state == "removed"}


def by_every_id(variants: Mapping[str, Variant]) -> dict[str, Variant]:
    """Return variants by their ids and by their earlier ids."""
    return {alias: variant for variant in variants.values() for alias in variant.runbook.variant.aliases} | dict(variants)


def present_addresses(runbook: Runbook) -> dict[str, str]:
    """Return the present address of each entity by every address that it has or had."""
    known = dict(entities(runbook))
    former = {old: address for address in known for old in earlier_addresses(address, lambda one: known[one].aliases)}
    return former | {address: address for address in known}


def is_removed_from_layer(trace: Trace, variant: str) -> bool:
    """Whether an entity of a shared layer is removed. A variant can also remove a phase that no layer describes."""
    return trace.state == "removed" and trace.layer != variant


def collection(runbook: Runbook, key: str) -> Mapping[str, Entity]:
    """The entities of one top-level key of the YAML, by id."""
    entries: Mapping[str, Entity] = getattr(runbook, COLLECTIONS[key].attribute)
    return entries


def entities(runbook: Runbook) -> Iterator[tuple[str, Entity]]:
    """Every entity of a runbook, with its address; depth first, in display order."""
    for key, spec in COLLECTIONS.items():
        for id, entity in getattr(runbook, spec.attribute).items():
            yield from _below(f"{key}.{id}", entity)


def _below(address: str, entity: Entity) -> Iterator[tuple[str, Entity]]:
    yield address, entity
    for spec in record_of(type(entity)).children:
        for id, child in getattr(entity, spec.attribute).items():
            yield from _below(f"{address}.{spec.key}.{id}", child)


def places_of(entity: Entity, known: Mapping[str, Entity]) -> dict[str, Entity]:
    """The phase and the group of an entity, by key: `phase` and `group`. `known` has all entities of the runbook by address."""
    phase = getattr(entity, "phase", "")
    references = (spec for spec in record_of(type(entity)).fields.values() if spec.reference and spec.shown.how == "heading")
    named = ((spec, getattr(entity, spec.attribute)) for spec in references)
    found = ((spec.key, known.get(reference_address(spec.reference, name, phase=phase) or "")) for spec, name in named if name)
    return {key: place for key, place in found if place is not None}


def entity_at(runbook: Runbook, address: str) -> Entity | None:
    """The entity at a full address, or None."""
    parts, entity = address.split("."), None
    fields: Mapping[str, FieldSpec] = COLLECTIONS
    holder: Any = runbook
    for name, id in zip(parts[::2], parts[1::2], strict=False):
        spec = fields.get(name)
        entity = getattr(holder, spec.attribute).get(id) if spec is not None and spec.shape == "entities" else None
        if entity is None:
            return None
        holder, fields = entity, record_of(type(entity)).fields
    return entity if len(parts) % 2 == 0 else None


def map_entities(runbook: Runbook, change: Callable[[str, Entity], Entity | None]) -> dict[str, Any]:
    """The collections of a runbook with `change(address, entity)` for each entity, children first; None removes the entity."""

    def entries(found: Mapping[str, Entity], above: str) -> dict[str, Entity]:
        changed = ((key, entity(f"{above}.{key}", one)) for key, one in found.items())
        return {key: one for key, one in changed if one is not None}

    def entity(address: str, one: Entity) -> Entity | None:
        children = ((spec, getattr(one, spec.attribute)) for spec in record_of(type(one)).children)
        values = {spec.attribute: entries(found, f"{address}.{spec.key}") for spec, found in children if found}
        return change(address, one.model_copy(update=values) if values else one)

    return {spec.attribute: entries(getattr(runbook, spec.attribute), key) for key, spec in COLLECTIONS.items()}


def boxes(runbook: Runbook) -> Iterator[str]:
    """The addresses of all boxes: entities that are ticked or signed."""
    return (address for address, entity in entities(runbook) if entity.boxed)


def short_form(address: str) -> str:
    """The short form of an address: `database/pooling` for `checklists.database.items.pooling`. Other addresses stay unchanged."""
    parts = address.split(".")
    return "/".join(parts[1::2]) if parts[0] in SHORT_FORMS else address
