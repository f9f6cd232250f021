"""Which layers speak of one entity: an id may stand for different entities in layers that no variant brings together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property

from generator.source.layers import Layer, bottom_up
from generator.source.nodes import MappingNode, Node, ScalarNode


class Layering:
    """The layers of a project by id, and what each stands on."""

    def __init__(self, layers: Mapping[str, Layer]) -> None:
        self.layers = layers
        self.stacks = {name: bottom_up(layers, name) for name in layers}

    @cached_property
    def stacks_with(self) -> dict[str, list[str]]:
        """For each layer the layers and variants that stand on it, itself included."""
        found: dict[str, list[str]] = {name: [] for name in self.layers}
        for top, stack in self.stacks.items():
            for name in stack:
                found[name].append(top)
        return found

    def holder(self, layer: str, address: str) -> MappingNode | None:
        """The mapping in which a layer writes the entry at a full address, or None."""
        parts = address.split(".")
        holder = self.layers[layer].entries.get(parts[0], {}).get(parts[1]) if len(parts) > 1 else None
        for at in range(2, len(parts) - 1, 2):
            entry = holder.values.get(parts[at - 1]) if holder is not None else None
            below = entry.values.get(parts[at]) if isinstance(entry, MappingNode) else None
            holder = below if isinstance(below, MappingNode) and parts[at + 1] in below.values else None
        return holder

    def entry(self, layer: str, address: str) -> Node | None:
        """What a layer writes at a full address, or None."""
        holder = self.holder(layer, address)
        return None if holder is None else holder.values[address.rpartition(".")[2]]

    def writers(self, address: str) -> list[str]:
        """The layers that write an entry at an address."""
        return [name for name in self.layers if self.holder(name, address) is not None]

    def families(self, address: str) -> list[list[str]]:
        """The layers that write an entry at an address, apart where no layer or variant stands on both: then it is not one entity."""
        families: list[set[str]] = []
        writers = set(self.writers(address))
        for stack in self.stacks.values():
            together = writers.intersection(stack)
            if together:
                apart = [family for family in families if not family & together]
                families = [*apart, together.union(*(family for family in families if family & together))]
        return sorted(sorted(family) for family in families)

    def roots(self, address: str, family: Iterable[str]) -> list[str]:
        """The layers of a family that introduce its entity: nothing below them writes it."""
        return [name for name in family if not any(self.holder(below, address) is not None for below in self.stacks[name] if below != name)]

    def text(self, top: str, address: str, field: str) -> str | None:
        """The value of a field as the topmost layer of a stack has it."""
        for name in reversed(self.stacks[top]):
            entry = self.entry(name, address)
            value = entry.values.get(field) if isinstance(entry, MappingNode) else None
            if isinstance(value, ScalarNode) and value.value is not None:
                return value.value
        return None
