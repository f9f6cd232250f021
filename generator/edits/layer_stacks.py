"""Which layers define an entity. The same id may name different entities in layers that no variant combines."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property

from generator.source.layers import Layer, bottom_up
from generator.source.nodes import MappingNode, Node, ScalarNode, SequenceNode


class LayerStacks:
    """The layers of a project by id, each with its stack: the layers that it extends, the lowest first, and itself."""

    def __init__(self, layers: Mapping[str, Layer]) -> None:
        self.layers = layers
        self.stacks = {name: bottom_up(layers, name) for name in layers}

    @cached_property
    def stacks_with(self) -> dict[str, list[str]]:
        """For each layer the layers and variants whose stack contains it."""
        return {name: [top for top, stack in self.stacks.items() if name in stack] for name in self.layers}

    def holder(self, layer: str, address: str) -> MappingNode | None:
        """The mapping in which a layer defines the entry at a full address, or None."""
        collection, _, id = address.rpartition(".")
        if "." not in collection:
            return self.layers[layer].entries.get(collection, {}).get(id)
        parent, _, name = collection.rpartition(".")
        children = self.value(layer, parent, name)
        return children if isinstance(children, MappingNode) and id in children.values else None

    def entry(self, layer: str, address: str) -> Node | None:
        """The value of the entry at a full address in a layer, or None."""
        holder = self.holder(layer, address)
        return None if holder is None else holder.values[address.rpartition(".")[2]]

    def value(self, layer: str, address: str, field: str) -> Node | None:
        """The value of one field of an entry in a layer, or None."""
        entry = self.entry(layer, address)
        return entry.values.get(field) if isinstance(entry, MappingNode) else None

    def top_value(self, top: str, address: str, field: str) -> str | None:
        """The text of a field in the topmost layer of a stack that sets it."""
        values = (self.value(name, address, field) for name in reversed(self.stacks[top]))
        return next((value.value for value in values if isinstance(value, ScalarNode) and value.value is not None), None)

    def aliases(self, layer: str, address: str) -> list[ScalarNode]:
        """The aliases of an entry in a layer."""
        written = self.value(layer, address, "aliases")
        return [alias for alias in written.items if isinstance(alias, ScalarNode)] if isinstance(written, SequenceNode) else []

    def writers(self, address: str) -> list[str]:
        """The layers that define an entry at an address."""
        return [name for name in self.layers if self.holder(name, address) is not None]

    def families(self, address: str) -> list[list[str]]:
        """The layers that define an entry at an address, one list for each entity: layers that some stack combines define the same one."""
        families: list[set[str]] = []
        writers = set(self.writers(address))
        for stack in self.stacks.values():
            together = writers.intersection(stack)
            if together:
                apart = [family for family in families if not family & together]
                families = [*apart, together.union(*(family for family in families if family & together))]
        return sorted(sorted(family) for family in families)

    def roots(self, address: str, family: Iterable[str]) -> list[str]:
        """The layers of a family that introduce its entity: no layer that they extend defines it."""
        return [name for name in family if not any(self.entry(lower, address) is not None for lower in self.stacks[name] if lower != name)]
