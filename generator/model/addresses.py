"""Addresses of entities: full and short forms, and the lookup of references."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable

from generator.model.field_facts import COLLECTIONS, FieldSpec
from generator.model.field_marks import FieldMark

# The collections whose addresses have a short form, such as `database/pooling`, and the key of the entities in their entries.
SHORT_FORMS = {key: held.key for key, spec in COLLECTIONS.items() if spec.record for held in spec.record.marked[FieldMark.CONTENT]}


def full_address(address: str, procedures: Container[str], checklists: Container[str]) -> str:
    """The full address of a short form, such as `database/pooling`, from the ids that exist. A full address is returned as it is."""
    if "/" not in address:
        return address
    first, *rest = address.split("/")
    top = "procedures" if first in procedures and first not in checklists else "checklists"
    names = [SHORT_FORMS[top], *["items"] * len(rest)]
    return ".".join((top, first, *(part for name, id in zip(names, rest, strict=False) for part in (name, id))))


def field_at(collection: str) -> FieldSpec | None:
    """The field with this address, such as `checklists.database.items`; None if it does not contain entities."""
    parts = collection.split(".")
    spec = COLLECTIONS.get(parts[0])
    for name in parts[2::2]:
        spec = spec.record.fields.get(name) if spec is not None and spec.record is not None else None
    return spec if len(parts) % 2 and spec is not None and spec.shape == "entities" else None


def reference_collection(to: str, address: str, phase: str) -> str | None:
    """The address of the collection in which a reference to `to` is looked up; None if there is none.

    `address` is the entity that refers, `phase` its phase or that of its list. Collections of the runbook are looked up there, groups
    in the phase, and nested entities in the nearest entity around the reference that can contain them.
    """
    if to in COLLECTIONS:
        return to
    if to == "groups":
        return f"phases.{phase}.groups"
    parts = address.split(".")
    around = [f"{'.'.join(parts[:end])}.{to}" for end in (*range(len(parts) - 2, 1, -2), len(parts))]
    return next((collection for collection in around if field_at(collection) is not None), None)


def alias_address(address: str, alias: str) -> str:
    """The full address of an alias of the entity at `address`. A bare id is that of a sibling."""
    return alias if "." in alias else f"{address.rpartition('.')[0]}.{alias}"


def earlier_addresses(address: str, aliases_of: Callable[[str], Iterable[str]]) -> tuple[str, ...]:
    """Every earlier address of an entity, from its aliases and those of the entities around it.

    `aliases_of` returns the aliases of the entity at a current address.
    """
    parts = address.split(".")
    present, known = "", [""]
    for collection, id in zip(parts[::2], parts[1::2], strict=True):
        present = f"{present}{collection}.{id}"
        found = [f"{before}{collection}.{id}" for before in known]
        for alias in aliases_of(present):
            found += [alias] if "." in alias else [f"{before}{collection}.{alias}" for before in known]
        present, known = f"{present}.", [f"{each}." for each in found]
    return tuple(each[:-1] for each in dict.fromkeys(known) if each != present)


def is_within(address: str, holder: str) -> bool:
    """Whether an address is that of `holder` or of an entity in it."""
    return address == holder or address.startswith(f"{holder}.")
