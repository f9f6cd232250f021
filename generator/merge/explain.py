"""Explain: one entity of a merged variant, each field with its value and the whole stack that it came from."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass

from generator.diagnostics.diagnostic import nearest
from generator.merge.merged_tree import Assignment, Entry, Tree
from generator.model.addresses import full_address
from generator.model.field_facts import COLLECTIONS


@dataclass(frozen=True, slots=True)
class LayerValue:
    """One layer's word on a field: `value` is None where the layer dropped it."""

    layer: str
    value: str | None
    because: str
    place: str


@dataclass(frozen=True, slots=True)
class Explained:
    """A field of an entity, with its stack from the topmost layer down; a field without levels was never set."""

    field: str
    levels: tuple[LayerValue, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """An entity with its fields; `removed` says by whom and why, if it is; `children` are the addresses of what it holds."""

    address: str
    fields: tuple[Explained, ...]
    removed: LayerValue | None
    children: tuple[str, ...]


class NoSuchAddress(LookupError):
    """Nothing stands at the address; the message names the part that is wrong, `help` the nearest that is right."""

    def __init__(self, message: str, help: str) -> None:
        super().__init__(message)
        self.help = help


def explain(tree: Tree, address: str) -> Explanation:
    """The entity at an address, given in full or in its short form (`database/pooling`).

    Raises NoSuchAddress.
    """
    full, entry = _find(tree, full_address(address, _ids(tree, "procedures"), _ids(tree, "checklists")))
    fields = [Explained(field, tuple(_level(setting) for setting in reversed(stack))) for field, stack in entry.settings.items()]
    removal = entry.removal
    removed = LayerValue(removal.layer, None, removal.because, _place(removal.key.span.file, removal.key.span.line)) if removal else None
    children = tuple(f"{full}.{name}.{child.id}" for name, collection in entry.children.items() for child in collection.in_order())
    return Explanation(full, tuple(fields), removed, children)


def _ids(tree: Tree, collection: str) -> Container[str]:
    return tree[collection].entries if collection in tree else ()


def _find(tree: Tree, address: str) -> tuple[str, Entry]:
    parts = address.split(".")
    where = tree
    entry: Entry | None = None
    for at in range(0, len(parts) - 1, 2):
        name, id = parts[at], parts[at + 1]
        before = ".".join(parts[:at])
        collection = where.get(name)
        if collection is None and at == 0 and name in COLLECTIONS:
            raise NoSuchAddress(f"`{name}` is not defined for this variant", f"it has {', '.join(where)}")
        if collection is None:
            raise NoSuchAddress(
                f"no `{name}` {f'below `{before}`' if before else 'in a runbook'}",
                nearest(name, where) or f"known: {', '.join(where) or 'nothing'}",
            )
        entry = collection.entries.get(id)
        if entry is None:
            entry = next(
                (e for e in collection.entries.values() if any(a.value in (id, ".".join(parts[: at + 2])) for a in e.names("aliases"))),
                None,
            )
        if entry is None:
            raise NoSuchAddress(
                f"no `{id}` in `{'.'.join(parts[: at + 1])}`", nearest(id, collection.entries) or f"known: {', '.join(collection.entries)}"
            )
        parts[at + 1] = entry.id
        where = entry.children
    if entry is None or len(parts) % 2:
        raise NoSuchAddress(
            f"`{address}` names no entity", "write an address such as `checklists.database.items.pooling`, or `database/pooling`"
        )
    return ".".join(parts), entry


def _level(setting: Assignment) -> LayerValue:
    value = setting.value
    if isinstance(value, dict):  # waivers by rule
        value = [f"{rule} until {waiver.get('until')}" if isinstance(waiver, dict) else rule for rule, waiver in value.items()]
    text = "null" if setting.is_null else ", ".join(map(str, value)) if isinstance(value, list) else None if value is None else str(value)
    span = setting.key.span
    return LayerValue(setting.layer, text, setting.because, _place(span.file, span.line))


def _place(file: str, line: int) -> str:
    return f"{file}:{line}"
