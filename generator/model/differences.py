"""The differences between two snapshots of the data, by entity, field and page, and the previous release."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from generator.model.field_facts import NAMING_KEYS

# One side of a comparison: the plain data of each variant by id, as in `runbook.json`.
Snapshot = Mapping[str, Mapping[str, Any]]
Value = str | int | float | bool | tuple[str, ...]

# Differences of an entity beside its fields: the reason of its override, the reason of its removal, and its layer.
BECAUSE, REMOVE, LAYER = "because", "remove", "layer"
# The events of an entity, in the order of reports.
EVENTS = ("added", "removed", "renamed", "moved", "changed")


@dataclass(frozen=True, slots=True)
class FieldDifference:
    """A field that differs. Values are as in YAML, or None; `because` is the reason in the new snapshot.

    The fields `because`, `remove` and `layer` are about the entity itself.
    """

    field: str
    old: Value | None
    new: Value | None
    because: str = ""


@dataclass(frozen=True, slots=True)
class Difference:
    """The differences of one entity.

    `address` is its address, or the last one if it was removed. `formerly` is its old address, if it had another. `place` is its new
    position if it was moved, as in YAML: `first`, `after ID`. `because` is the reason of its removal. `source` is the file and line
    that set it; it is not compared, because lines move without a reason.
    """

    kind: Literal["added", "removed", "kept"]
    address: str
    title: str
    formerly: str = ""
    place: str = ""
    fields: tuple[FieldDifference, ...] = ()
    because: str = ""
    source: str = field(default="", compare=False)

    @property
    def events(self) -> tuple[str, ...]:
        """What happened, such as `renamed` and `changed`; at least one event."""
        if self.kind != "kept":
            return (self.kind,)
        (old_parent, _, old_id), (parent, _, id) = (self.formerly or self.address).rpartition("."), self.address.rpartition(".")
        events = {"renamed": old_id != id, "moved": bool(self.place) or old_parent != parent, "changed": bool(self.fields)}
        return tuple(event for event, happened in events.items() if happened)

    @property
    def shown_fields(self) -> tuple[FieldDifference, ...]:
        """The fields to show: all that changed; for an added entity all but its name; for a removed entity none."""
        if self.kind == "removed":
            return ()
        if self.kind == "added":
            naming = next((one.field for name in NAMING_KEYS for one in self.fields if one.field == name), "")
            return tuple(one for one in self.fields if one.field != naming)
        return self.fields

    @property
    def only_relayered(self) -> bool:
        """Whether the entity only comes from another layer."""
        return self.events == ("changed",) and all(one.field == LAYER for one in self.fields)


@dataclass(frozen=True, slots=True)
class SharedDifference:
    """The changes in one shared layer, listed once for all variants with the same changes.

    `variants` are those that change, `built_on` those that use the layer, and `overriding` those of them that override what changed.
    """

    layer: str
    title: str
    variants: tuple[str, ...]
    built_on: tuple[str, ...]
    overriding: tuple[str, ...]
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class ChangedPaths:
    """The pages or sheets that change, by their paths in the site."""

    changed: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.changed or self.added or self.removed)


@dataclass(frozen=True, slots=True)
class Owner:
    """The contact that owns the document of a variant. `name` is empty if nobody has the role."""

    role: str
    title: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class VariantDifference:
    """The changes of one variant. `differences` are its own; `shared` counts those from shared layers.

    A variant that is added or removed as a whole has no list of differences; `entities` counts its entities.
    """

    id: str
    title: str
    state: Literal["added", "removed", "changed"]
    owner: Owner | None = None
    differences: tuple[Difference, ...] = ()
    shared: int = 0
    entities: int = 0
    pages: ChangedPaths = ChangedPaths()
    sheets: ChangedPaths = ChangedPaths()


@dataclass(frozen=True, slots=True)
class Differences:
    """All differences. `variants` are those of `compared` that differ, in order. `pages` are those that several variants share.

    `pages_known` is false if another version of the program wrote a snapshot, so that its pages cannot be built again.
    """

    compared: tuple[str, ...]
    shared: tuple[SharedDifference, ...] = ()
    variants: tuple[VariantDifference, ...] = ()
    pages: ChangedPaths = ChangedPaths()
    pages_known: bool = True

    def __bool__(self) -> bool:
        return bool(self.shared or self.variants or self.pages)


@dataclass(frozen=True, slots=True)
class GoneAddress:
    """An address that a release does not have any more: the first release without it, its title, and the reason."""

    release: str
    title: str
    because: str = ""


@dataclass(frozen=True, slots=True)
class PreviousRelease:
    """The previous release: its name, its data, and the addresses that were gone in it, by variant.

    `former` are the addresses that led to other addresses in it, by variant, even if no alias named them any more.
    """

    name: str
    snapshot: Snapshot
    gone: Mapping[str, Mapping[str, GoneAddress]] = field(default_factory=dict)
    former: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ReleaseChanges:
    """The previous release, and the differences between it and the one that is built.

    `is_known` is false if its data cannot be redacted reliably for a public build; there are no differences then.
    """

    before: PreviousRelease
    found: Differences
    is_known: bool = True


def depths(differences: Iterable[Difference]) -> dict[str, int]:
    """For each added or removed entity, by address, the number of added or removed entities around it."""
    addresses = {one.address: one.address.split(".") for one in differences if one.kind != "kept"}
    return {address: sum(".".join(parts[:end]) in addresses for end in range(2, len(parts), 2)) for address, parts in addresses.items()}


def relayered(differences: Iterable[Difference]) -> dict[tuple[str, str], int]:
    """The number of entities that only come from another layer, by old and new layer."""
    return Counter((str(one.fields[0].old), str(one.fields[0].new)) for one in differences if one.only_relayered)


def value_text(value: Value | None) -> str:
    """A value as in YAML; empty for None."""
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else ", ".join(value) if isinstance(value, tuple) else str(value)


def tally(differences: Iterable[Difference]) -> dict[str, int]:
    """The number of each event, in the order of reports. An entity that was renamed and changed counts for both."""
    found = Counter(event for one in differences if not one.only_relayered for event in one.events)
    return {event: found[event] for event in EVENTS if found[event]}
