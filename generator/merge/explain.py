"""Explain one entity of a merged variant: each field with its value and the layers that set it."""

from __future__ import annotations

from dataclasses import dataclass

from generator.diagnostics.diagnostic import nearest
from generator.merge.merged_tree import NOTHING, Assignment, Entry, LayerEdit, Tree
from generator.model.addresses import full_address
from generator.model.field_facts import COLLECTIONS


@dataclass(frozen=True, slots=True)
class LayerValue:
    """The value that one layer sets, or None if it drops the field."""

    layer: str
    value: str | None
    because: str
    place: str


@dataclass(frozen=True, slots=True)
class Explained:
    """A field with the values of its layers, the current one first."""

    field: str
    levels: tuple[LayerValue, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """An entity with its fields, its removal if it is removed, and the addresses of its children."""

    address: str
    fields: tuple[Explained, ...]
    removed: LayerValue | None
    children: tuple[str, ...]


class NoSuchAddress(LookupError):
    """There is no entity at the address. The message names the wrong part, `help` the right parts that are most like it."""

    def __init__(self, message: str, help: str) -> None:
        super().__init__(message)
        self.help = help


def explain(tree: Tree, address: str) -> Explanation:
    """The entity at an address, which can have the short form `database/pooling`.

    Raises:
        NoSuchAddress: there is no such entity.
    """
    full, entry = _find(tree, full_address(address, tree.get("procedures", NOTHING).entries, tree.get("checklists", NOTHING).entries))
    fields = tuple(Explained(field, tuple(_level(one, _text(one)) for one in reversed(stack))) for field, stack in entry.settings.items())
    children = tuple(f"{full}.{name}.{child.id}" for name, collection in entry.children.items() for child in collection.in_order())
    return Explanation(full, fields, _level(entry.removal, None) if entry.removal else None, children)


def _find(tree: Tree, address: str) -> tuple[str, Entry]:
    """The full address with current ids, and the entry."""
    parts = address.split(".")
    where: Tree = tree
    entry: Entry | None = None
    for at in range(0, len(parts) - 1, 2):
        name, id = parts[at], parts[at + 1]
        before, old = ".".join(parts[:at]), ".".join(parts[: at + 2])
        collection = where.get(name)
        if collection is None and not before and name in COLLECTIONS:
            raise NoSuchAddress(f"`{name}` is not defined for this variant", f"it has {', '.join(where)}")
        if collection is None:
            found = f"no `{name}` {f'in `{before}`' if before else 'in a runbook'}"
            raise NoSuchAddress(found, nearest(name, where) or f"known: {', '.join(where) or 'nothing'}")
        entries = collection.entries
        entry = entries.get(id) or next((one for one in entries.values() if any(a.value in (id, old) for a in one.names("aliases"))), None)
        if entry is None:
            found = f"no `{id}` in `{'.'.join(parts[: at + 1])}`"
            raise NoSuchAddress(found, nearest(id, entries) or f"known: {', '.join(entries)}")
        parts[at + 1] = entry.id
        where = entry.children
    if entry is None or len(parts) % 2:
        help = "write an address such as `checklists.database.items.pooling`, or `database/pooling`"
        raise NoSuchAddress(f"`{address}` is not the address of an entity", help)
    return ".".join(parts), entry


def _level(one: Assignment | LayerEdit, value: str | None) -> LayerValue:
    span = one.key.span
    return LayerValue(one.layer, value, one.because, f"{span.file}:{span.line}")


def _text(assignment: Assignment) -> str | None:
    value = assignment.value
    if isinstance(value, dict):  # waivers by rule
        value = [f"{rule} until {waiver.get('until')}" if isinstance(waiver, dict) else rule for rule, waiver in value.items()]
    if value is None:
        return "null" if assignment.is_null else None
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
