"""Addresses of entities: full and short forms, and the lookup of references."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable

from generator.diagnostics.diagnostic import nearest
from generator.model.field_facts import COLLECTIONS, FieldSpec
from generator.model.field_marks import FieldMark
from generator.model.scalar_kinds import ENDS

# The key of the entities inside an entry of each collection whose addresses have a short form, such as `database/pooling`.
SHORT_FORMS = {key: held.key for key, spec in COLLECTIONS.items() if spec.record for held in spec.record.marked[FieldMark.CONTENT]}


def full_address(address: str, procedures: Container[str], checklists: Container[str]) -> str:
    """The full address of a short form, such as `database/pooling`; a full address is returned unchanged.

    `procedures` and `checklists` contain the ids of the runbook. If both contain an id, the checklist is meant.
    """
    if "/" not in address:
        return address
    first, *rest = address.split("/")
    top = "procedures" if first in procedures and first not in checklists else "checklists"
    names = [SHORT_FORMS[top], *["items"] * len(rest)]
    return ".".join((top, first, *(part for name, id in zip(names, rest, strict=False) for part in (name, id))))


def addresses_like(written: str, addresses: Iterable[str]) -> tuple[str, ...]:
    """The full addresses that a part of an address may mean: `on-call`, `deployment/backup`, `items.backup`, `#contacts.on-call`.

    These are the addresses that end with the written ids. If there are none, it is those that end with the last id and have the others
    before it, in this order.
    """
    names = [name for name in re.split(r"[./#:>\s]+", written.lower()) if name]
    split = {address: address.split(".") for address in addresses} if names else {}
    ending = tuple(address for address, parts in split.items() if names in (parts[1::2][-len(names) :], parts[-len(names) :]))
    return ending or tuple(address for address, parts in split.items() if parts[-1] == names[-1] and _is_part(names, parts))


def closest_address(written: str, addresses: Iterable[str]) -> str:
    """The full address of the entity whose id is most like a misspelled id; empty if none is like it."""
    by_id = {address.rpartition(".")[2]: address for address in addresses}
    close = nearest(written, by_id)
    return by_id[close.split("`")[1]] if close else ""


def _is_part(names: Iterable[str], parts: Iterable[str]) -> bool:
    """Whether all names are among the parts, in the same order."""
    rest = iter(parts)
    return all(name in rest for name in names)


def field_at(collection: str) -> FieldSpec | None:
    """The field that contains the entities of a collection, such as `checklists.database.items`; None for any other address."""
    parts = collection.split(".")
    spec = COLLECTIONS.get(parts[0])
    for name in parts[2::2]:
        spec = spec.record.fields.get(name) if spec is not None and spec.record is not None else None
    return spec if len(parts) % 2 and spec is not None and spec.shape == "entities" else None


def reference_collection(to: str, address: str, phase: str) -> str | None:
    """The address of the collection that contains the target of a reference; None if no collection can contain the target.

    `to` is the key of the collection, or `way`. `address` is the entity that refers, `phase` the phase of that entity or of its list.
    Groups are looked up in the phase, the lines that ways name in the list, and nested entities in the nearest entity around the
    reference that can contain them.
    """
    if to in COLLECTIONS:
        return to
    if to == "groups":
        return f"phases.{phase}.groups"
    if to == "way":
        top, id, *inside = address.split(".")
        return f"{top}.{id}.{SHORT_FORMS[top]}" if top in SHORT_FORMS and inside else None
    parts = address.split(".")
    around = [f"{'.'.join(parts[:end])}.{to}" for end in (*range(len(parts) - 2, 1, -2), len(parts))]
    return next((collection for collection in around if field_at(collection) is not None), None)


def reference_address(to: str, name: str, address: str = "", phase: str = "") -> str | None:
    """The address of the target of a reference, by its written `name`; empty for a way that ends, such as `done`.

    The other arguments are those of `reference_collection`. None if no entity can be the target.
    """
    if to == "way" and (name in ENDS or "." in name):
        return "" if name in ENDS else name
    collection = reference_collection(to, address, phase)
    return f"{collection}.{name}" if collection else None


def alias_address(address: str, alias: str) -> str:
    """The full address of an alias of the entity at `address`. An alias without a dot is an earlier id in the same collection."""
    return alias if "." in alias else f"{address.rpartition('.')[0]}.{alias}"


def earlier_addresses(address: str, aliases_of: Callable[[str], Iterable[str]]) -> tuple[str, ...]:
    """Every earlier address of the entity at `address`, from its aliases and the aliases of the entities around it.

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
    if (parts[0], *parts[2:-1]) == ("phases", "blanks"):
        known += [f"record.{each.split('.')[-2]}." for each in known]  # the collection of these blanks in version 0.1.0
    return tuple(each[:-1] for each in dict.fromkeys(known) if each != present)


def is_within(address: str, holder: str) -> bool:
    """Whether `address` is `holder` or an entity inside `holder`."""
    return address == holder or address.startswith(f"{holder}.")
