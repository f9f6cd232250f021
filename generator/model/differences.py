"""What differs between two snapshots of the data: by entity and field, whose change it is, how far it reaches, what it touches."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from generator.model.field_facts import NAMING_KEYS

# One side of a comparison: the plain data of each variant by id, in the shape that stands in `runbook.json`.
Snapshot = Mapping[str, Mapping[str, Any]]
Value = str | int | float | bool | tuple[str, ...]

# What is said of an entity beside its fields: why it differs from a layer below, why it is left out, which layer it comes from.
BECAUSE, REMOVE, LAYER = "because", "remove", "layer"
# What may happen to an entity, in the order in which it is told.
WORDS = ("added", "removed", "renamed", "moved", "changed")


@dataclass(frozen=True, slots=True)
class FieldDifference:
    """A field, values as people write them, None where there is none; `because` is the reason that the new side gives.

    `because`, `remove` and `layer` stand for what a snapshot says of the entity itself.
    """

    field: str
    old: Value | None
    new: Value | None
    because: str = ""


@dataclass(frozen=True, slots=True)
class Difference:
    """What became of one entity.

    `address` is where it stands, or stood if it is gone. `formerly` is the address that it had, if that was another. `place` says
    where it stands among its siblings now, if it was moved, with the words of YAML: `first`, `after ID`. `because` tells why it was
    removed. `source` is file and line of the word that holds, not compared: lines shift without meaning.
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
    def words(self) -> tuple[str, ...]:
        """What happened, such as `renamed` and `changed`, at least one."""
        if self.kind != "kept":
            return (self.kind,)
        kept = not self.formerly or self.formerly.rpartition(".")[0] == self.address.rpartition(".")[0]
        told = (
            ("renamed", bool(self.formerly) and self.formerly.rpartition(".")[2] != self.address.rpartition(".")[2]),
            ("moved", bool(self.place) or not kept),
            ("changed", bool(self.fields)),
        )
        return tuple(word for word, holds in told if holds)

    @property
    def shown_fields(self) -> tuple[FieldDifference, ...]:
        """The fields that are told: all that changed; of what came what its title does not say; of what went none."""
        if self.kind == "removed":
            return ()
        if self.kind == "added":
            naming = next((one.field for name in NAMING_KEYS for one in self.fields if one.field == name), "")
            return tuple(one for one in self.fields if one.field != naming)
        return self.fields

    @property
    def only_relayered(self) -> bool:
        """Whether nothing differs but the layer that the entity comes from."""
        return self.words == ("changed",) and all(one.field == LAYER for one in self.fields)


@dataclass(frozen=True, slots=True)
class SharedDifference:
    """What changed in one shared layer, said once for all variants in which it changed the same.

    `variants` are those that it reaches, `built_on` all whose layers hold this one; `overriding` are those of the latter that
    stand by their own word over what changed.
    """

    layer: str
    title: str
    variants: tuple[str, ...]
    built_on: tuple[str, ...]
    overriding: tuple[str, ...]
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class Touched:
    """The pages or sheets that an edit changes, by their paths below the site's root, those that come and go told apart."""

    changed: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.changed or self.added or self.removed)


@dataclass(frozen=True, slots=True)
class Owner:
    """The contact that owns a variant's document; `name` is empty while nobody is known to hold the role."""

    role: str
    title: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class VariantDifference:
    """What changes for one variant. `differences` are its own; what reaches it from shared layers is counted in `shared`.

    A variant that is added or removed as a whole has no differences listed: `entities` counts what it holds.
    """

    id: str
    title: str
    state: Literal["added", "removed", "changed"]
    owner: Owner | None = None
    differences: tuple[Difference, ...] = ()
    shared: int = 0
    entities: int = 0
    pages: Touched = Touched()
    sheets: Touched = Touched()


@dataclass(frozen=True, slots=True)
class Differences:
    """Everything that differs; `variants` are those that differ, in order, out of `compared`. `pages` are those across variants.

    `pages_known` is False where a snapshot was made by another version of the program, so that its pages cannot be made again.
    """

    compared: tuple[str, ...]
    shared: tuple[SharedDifference, ...] = ()
    variants: tuple[VariantDifference, ...] = ()
    pages: Touched = Touched()
    pages_known: bool = True

    def __bool__(self) -> bool:
        return bool(self.shared or self.variants or self.pages)


def depths(differences: Iterable[Difference]) -> dict[str, int]:
    """By address, below how many others that came or went with it an entity stands."""
    listed = [one for one in differences if one.kind != "kept"]
    whole = {one.address for one in listed}
    found: dict[str, int] = {}
    for one in listed:
        steps = one.address.split(".")
        found[one.address] = sum(".".join(steps[:at]) in whole for at in range(2, len(steps), 2))
    return found


def relayered(differences: Iterable[Difference]) -> dict[tuple[str, str], int]:
    """By the layers, old and new, how many entities went over from one to the other unchanged."""
    return Counter((str(one.fields[0].old), str(one.fields[0].new)) for one in differences if one.only_relayered)


def spoken(value: Value | None) -> str:
    """A value as people write it; empty where there is none."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return ", ".join(value) if isinstance(value, tuple) else str(value)


def tally(differences: Iterable[Difference]) -> dict[str, int]:
    """How often each thing happened, in one order; an entity that was renamed and changed counts under both."""
    found = Counter(word for one in differences if not one.only_relayered for word in one.words)
    return {word: found[word] for word in WORDS if found[word]}
