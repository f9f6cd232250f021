"""The plain data of a variant as nodes by address: each entity with its fields, its origin and its children in order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from generator.model.differences import Value
from generator.model.field_facts import NAMING_KEYS
from generator.model.plain_data import ORDER

HEAD = "variant"
ORIGIN = "origin"
WAIVE = "waive"
ALIASES = "aliases"


@dataclass(slots=True, eq=False)
class PlainNode:
    """One entity. `parent` is None at the first level; `collection` is the name of the mapping that contains the entity."""

    address: str
    id: str
    collection: str
    parent: PlainNode | None
    fields: dict[str, Value] = field(default_factory=dict)
    origin: Mapping[str, Any] = field(default_factory=dict)
    collections: dict[str, list[PlainNode]] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """The title or text of the entity, or else the id."""
        return next((str(self.fields[name]) for name in NAMING_KEYS if name in self.fields), self.id)

    @property
    def aliases(self) -> tuple[str, ...]:
        """The former ids and addresses of the entity."""
        value = self.fields.get(ALIASES, ())
        return value if isinstance(value, tuple) else ()

    @property
    def phase(self) -> Value:
        """The phase of the entity, or of the list or procedure that contains the entity."""
        return self.fields.get("phase", "") if self.parent is None else self.parent.phase

    @property
    def layer(self) -> str:
        """The layer that introduced the entity."""
        return str(self.origin.get("layer", ""))


@dataclass(frozen=True, slots=True, eq=False)
class PlainOutline:
    """One variant as nodes.

    Attributes:
        root: A node with the collections of the variant.
        nodes: Every node by address, in display order.
        layers: The titles of the variant's layers by id, the lowest first. Empty if the snapshot does not list them.
        removed: The entities that layers removed: title, reason and place by address.
        order: By the address of each phase and group, the addresses of what is in it. Empty if the snapshot does not list them.
    """

    head: PlainNode
    root: PlainNode
    nodes: Mapping[str, PlainNode]
    layers: Mapping[str, str]
    removed: Mapping[str, Mapping[str, Any]]
    order: Mapping[str, Sequence[str]]


def outline(data: Mapping[str, Any]) -> PlainOutline:
    """Return the nodes of one variant's data."""
    nodes: dict[str, PlainNode] = {}
    head = _node(data.get(HEAD, {}), PlainNode(HEAD, HEAD, "", None), {})
    root = PlainNode("", "", "", None)
    for key, entries in data.items():
        if key not in (HEAD, ORDER):
            root.collections[key] = [_node(entry, PlainNode(f"{key}.{id}", id, key, None), nodes) for id, entry in entries.items()]
    return PlainOutline(head, root, nodes, head.origin.get("layers", {}), head.origin.get("removed", {}), data.get(ORDER, {}))


def _node(data: Mapping[str, Any], node: PlainNode, nodes: dict[str, PlainNode]) -> PlainNode:
    """Fill a node from its data, and add the node and its children to `nodes`."""
    nodes[node.address] = node
    for key, value in data.items():
        if key == ORIGIN:
            node.origin = value
        elif key == WAIVE:
            node.fields |= {f"{WAIVE}.{rule}": f"until {one['until']}: {one['because']}" for rule, one in value.items()}
        elif isinstance(value, Mapping) and value and all(isinstance(below, Mapping) for below in value.values()):
            children = ((PlainNode(f"{node.address}.{key}.{id}", id, key, node), below) for id, below in value.items())
            node.collections[key] = [_node(below, child, nodes) for child, below in children]
        elif isinstance(value, Mapping):
            node.fields |= {f"{key}.{one}": text for one, text in value.items() if text is not None}
        elif value is not None and value != []:
            node.fields[key] = tuple(map(str, value)) if isinstance(value, list) else value
    return node
