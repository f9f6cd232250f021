"""Differences between two snapshots of the data, by entity, field and page, and the data of the previous release."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from generator.model.field_facts import NAMING_KEYS

# The data that is compared: the plain data of each variant by id, as in `runbook.json`.
Snapshot = Mapping[str, Mapping[str, Any]]
Value = str | int | float | bool | tuple[str, ...]

# Names in `FieldDifference.field` that are not fields of an entity: the reason of its override, the reason of its removal, its layer.
BECAUSE, REMOVE, LAYER = "because", "remove", "layer"
# The events of an entity, in the order of reports.
EVENTS = ("added", "removed", "renamed", "moved", "changed")


@dataclass(frozen=True, slots=True)
class FieldDifference:
    """A field with different values. Values are as in YAML, or None; `because` is the reason in the new snapshot.

    The fields `because`, `remove` and `layer` describe the entity itself.
    """

    field: str
    old: Value | None
    new: Value | None
    because: str = ""


@dataclass(frozen=True, slots=True)
class Difference:
    """The differences of one entity.

    `address` is the present address, or the last address of a removed entity. `formerly` is the old address, if the address changed.
    `place` is the new position of a moved entity, as in YAML: `first`, `after ID`. `because` is the reason of a removal. `source` is the
    file and line that set the entity; it is not compared, because lines also move when nothing else changes.
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
        """The events of the entity, such as `renamed` and `changed`; at least one."""
        if self.kind != "kept":
            return (self.kind,)
        (old_parent, _, old_id), (parent, _, id) = (self.formerly or self.address).rpartition("."), self.address.rpartition(".")
        events = {"renamed": old_id != id, "moved": bool(self.place) or old_parent != parent, "changed": bool(self.fields)}
        return tuple(event for event, happened in events.items() if happened)

    @property
    def shown_fields(self) -> tuple[FieldDifference, ...]:
        """The fields to show: every changed field; for an added entity every field but its name; for a removed entity none."""
        if self.kind == "removed":
            return ()
        if self.kind == "added":
            naming = next((one.field for name in NAMING_KEYS for one in self.fields if one.field == name), "")
            return tuple(one for one in self.fields if one.field != naming)
        return self.fields

    @property
    def only_relayered(self) -> bool:
        """Whether the only difference is that another layer defines the entity."""
        return self.events == ("changed",) and all(one.field == LAYER for one in self.fields)


@dataclass(frozen=True, slots=True)
class SharedDifference:
    """The changes in one shared layer, listed once for all variants with the same changes.

    `built_on` are the variants that use the layer. `variants` are the variants that change, `overriding` the variants that override a
    changed field.
    """

    layer: str
    title: str
    variants: tuple[str, ...]
    built_on: tuple[str, ...]
    overriding: tuple[str, ...]
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class ChangedPaths:
    """The paths, below the root of the site, of pages or sheets that change."""

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
    """The changes of one variant. `differences` lists its own changes; `shared` counts the changes that come from shared layers.

    If the whole variant was added or removed, `differences` is empty, and `entities` counts its entities.
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
    """All differences between two snapshots.

    `compared` are the ids of all variants. `variants` has an entry for each variant that differs, in order. `pages` are the changed pages
    about several variants. `pages_known` is false if another version of the program wrote a snapshot: its pages cannot be built again.
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
    """An address that no longer exists: the first release without it, the title of its entity, and the reason."""

    release: str
    title: str
    because: str = ""


@dataclass(frozen=True, slots=True)
class PreviousRelease:
    """The previous release: its name, its data, and by variant the addresses that no longer existed in it.

    `former` maps, by variant, earlier addresses to the addresses of that release, including earlier addresses that no alias names any more.
    All data are by the present id of the variant; `ids` has the id in that release for each variant that was renamed since.
    """

    name: str
    snapshot: Snapshot
    gone: Mapping[str, Mapping[str, GoneAddress]] = field(default_factory=dict)
    former: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    ids: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ReleaseChanges:
    """The previous release, and its differences from the release that is built.

    `is_known` is false if the previous data cannot be redacted reliably for a public build; `found` then lists no differences.
    """

    before: PreviousRelease
    found: Differences
    is_known: bool = True


def depths(differences: Iterable[Difference]) -> dict[str, int]:
    """The number of added or removed entities around each added or removed entity, by address."""
    addresses = {one.address: one.address.split(".") for one in differences if one.kind != "kept"}
    return {address: sum(".".join(parts[:end]) in addresses for end in range(2, len(parts), 2)) for address, parts in addresses.items()}


def relayered(differences: Iterable[Difference]) -> dict[tuple[str, str], int]:
    """The number of entities that only moved from one layer to another, by old and new layer."""
    return Counter((str(one.fields[0].old), str(one.fields[0].new)) for one in differences if one.only_relayered)


def value_text(value: Value | None) -> str:
    """A value as YAML writes it; empty for None."""
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else ", ".join(value) if isinstance(value, tuple) else str(value)


def tally(differences: Iterable[Difference]) -> dict[str, int]:
    """The number of each event, in the order of reports. An entity that was both renamed and changed counts for both events."""
    found = Counter(event for one in differences if not one.only_relayered for event in one.events)
    return {event: found[event] for event in EVENTS if found[event]}
