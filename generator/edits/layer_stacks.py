"""Finds the layers that define an entity. The same id may name different entities in layers that no variant combines."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property

from generator.merge.merged_tree import WrittenEntry, walk, written_tree
from generator.source.layers import Layer, bottom_up


class LayerStacks:
    """The layers of a project by id, each with its stack: the layers that it extends, the lowest first, and the layer itself.

    `entries` has the entries of each layer by address.
    """

    def __init__(self, layers: Mapping[str, Layer]) -> None:
        self.layers = layers
        self.stacks = {name: bottom_up(layers, name) for name in layers}
        self.entries = {
            name: {address: entry for address, entry in walk(written_tree(layer)) if isinstance(entry, WrittenEntry)}
            for name, layer in layers.items()
        }

    @cached_property
    def stacks_with(self) -> dict[str, list[str]]:
        """For each layer, all layers and variants whose stack contains the layer."""
        return {name: [top for top, stack in self.stacks.items() if name in stack] for name in self.layers}

    def ids(self, collection: str) -> set[str]:
        """Return the ids that all layers define in the collection with this address."""
        addresses = (address.rpartition(".") for entries in self.entries.values() for address in entries)
        return {id for holder, _, id in addresses if holder == collection}

    def top_value(self, top: str, address: str, field: str) -> str | None:
        """Return the text of a field in the topmost layer that sets the field, among the stack of `top`; None if no layer sets it."""
        entries = (self.entries[name].get(address) for name in reversed(self.stacks[top]))
        texts = (entry.text(field) for entry in entries if entry is not None)
        return next((text for text in texts if text is not None), None)

    def writers(self, address: str) -> list[str]:
        """Return the layers that define an entry at an address."""
        return [name for name, entries in self.entries.items() if address in entries]

    def families(self, address: str) -> list[list[str]]:
        """Return the layers that define an entry at an address, one list for each entity.

        Layers that are together in some stack define the same entity.
        """
        families: list[set[str]] = []
        writers = set(self.writers(address))
        for stack in self.stacks.values():
            if together := writers.intersection(stack):
                apart = [family for family in families if not family & together]
                families = [*apart, together.union(*(family for family in families if family & together))]
        return sorted(sorted(family) for family in families)

    def roots(self, address: str, family: Iterable[str]) -> list[str]:
        """Return the layers of a family that introduce its entity: no layer that they extend defines the entity."""
        return [name for name in family if not any(address in self.entries[lower] for lower in self.stacks[name] if lower != name)]
