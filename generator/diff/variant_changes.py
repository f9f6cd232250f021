"""Finds the differences of one variant: entities that were added, removed, renamed, moved or changed, and the layer of each change."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property

from generator.diff.deciding_layer import change_of, layer_of_field, layer_of_record, lowest_value, shared_layer, source_of
from generator.diff.field_changes import field_differences, head_differences, set_fields
from generator.diff.pairing import Pairs
from generator.diff.plain_nodes import HEAD, PlainNode
from generator.model.differences import LAYER, REMOVE, Difference, FieldDifference
from generator.model.field_facts import NAMING_KEYS

# A difference with the shared layer that made it, or with an empty text if the variant made it.
LayerDifference = tuple[str, Difference]


class VariantPair(Pairs):
    """Both sides of one variant with their differences. An entity may have several differences; `share_out` joins them."""

    @cached_property
    def differences(self) -> tuple[LayerDifference, ...]:
        """All differences except moves among siblings, in display order. A removed entity comes after its former predecessor."""
        removed: dict[str, list[LayerDifference]] = defaultdict(list)
        present = ""
        for node in self.old.nodes.values():
            if later := self.later.get(node.address):
                present = later.address
            else:
                removed[present].append(self._removed(node))
        found = [*self._head(), *self._layer_titles(), *removed[""]]
        for address, node in self.new.nodes.items():
            former = self.former.get(address)
            found += (*(self._added(node) if former is None else self._kept(former, node)), *removed[address])
        return (*found, *self._removals())

    @cached_property
    def moved(self) -> tuple[LayerDifference, ...]:
        """The moves among siblings, each with the layer of the entity, since a snapshot does not record which layer moved it."""
        return tuple(self._at_place(address, place) for address, place in self.places().items())

    def _at_place(self, address: str, place: str) -> LayerDifference:
        old, new = self.former[address], self.new.nodes[address]
        layer = shared_layer(self.old, self.new, old.layer, new.layer)
        return layer, Difference("kept", address, new.title, place=place, source=self._source(new, layer))

    def comes_from(self, address: str, layer: str) -> bool:
        """Return whether both sides have the entity from this layer."""
        former = self.former.get(address)
        return former is not None and former.layer == self.new.nodes[address].layer == layer

    def overrides(self, difference: Difference) -> bool:
        """Return whether the variant overrides a field that changed in a layer."""
        former, node = self.former.get(difference.address), self.new.nodes.get(difference.address)
        if former is None or node is None:
            return False
        words = ((change_of(former, one.field), change_of(node, one.field)) for one in difference.fields)
        return any(was and now and was["old"] != now["old"] for was, now in words)

    def _head(self) -> Iterator[LayerDifference]:
        by_layer: dict[str, list[FieldDifference]] = defaultdict(list)
        for field in head_differences(self):
            layers = (layer_of_field(side.head, field.field) for side in (self.old, self.new))
            by_layer[shared_layer(self.old, self.new, *layers)].append(field)
        if fields := by_layer.pop("", ()):
            yield "", Difference("kept", HEAD, self.new.head.title, fields=tuple(fields), source=source_of(self.new.head.origin))
        for layer, fields in by_layer.items():  # defaults of parameters
            yield layer, Difference("kept", LAYER, self.new.layers.get(layer, layer), fields=tuple(fields))

    def _layer_titles(self) -> Iterator[LayerDifference]:
        for layer in [*self.new.layers][:-1]:
            was, now = self.old.layers.get(layer), self.new.layers[layer]
            if was is not None and was != now:
                yield layer, Difference("kept", LAYER, now, fields=(FieldDifference("title", was, now),))

    def _added(self, node: PlainNode) -> Iterator[LayerDifference]:
        """Return an added entity with the fields of the layer that introduced it. Overrides of the variant are a separate difference."""
        back = self.old.removed.get(node.address)
        layer = shared_layer(self.old, self.new, node.layer, layer_of_record(back or {}))
        first, own = [], []
        for whose, field in set_fields(self.new, node):
            if not layer or whose == node.layer:
                first.append(field)
                continue
            below = lowest_value(node, field.field)
            first += [FieldDifference(field.field, None, below)] if below is not None else []
            own.append(replace(field, old=below))
        if back is not None:
            first.append(FieldDifference(REMOVE, back["because"], None))
        yield layer, Difference("added", node.address, _title(node, layer), fields=tuple(first), source=self._source(node, layer))
        if own:
            yield "", Difference("kept", node.address, node.title, fields=tuple(own), source=self._source(node, ""))

    def _removed(self, node: PlainNode) -> LayerDifference:
        """Return a removed entity. If its parent was removed too, the layer is the one that removed the parent."""
        top = node
        while top.parent is not None and top.parent.address not in self.later:
            top = top.parent
        record = self.new.removed.get(top.address, {})
        layer = shared_layer(self.old, self.new, top.layer, layer_of_record(record))
        because = str(record.get("because", "")) if top is node else ""
        fields = tuple(FieldDifference(field.field, field.new, None) for _, field in set_fields(self.old, node))
        source = source_of(record) if top is node else ""
        return layer, Difference("removed", node.address, node.title, fields=fields, because=because, source=source)

    def _kept(self, old: PlainNode, new: PlainNode) -> Iterator[LayerDifference]:
        """Return a difference for a new name or parent, and one for each changed field, with the layer that changed it."""
        if not self.same_parent(old, new) or old.id != new.id:
            layer = shared_layer(self.old, self.new, old.layer, new.layer)
            yield layer, Difference("kept", new.address, new.title, formerly=old.address, source=self._source(new, layer))
        for layer, field in field_differences(self, old, new):
            yield layer, Difference("kept", new.address, new.title, fields=(field,), source=self._source(new, layer, field.field))

    def _removals(self) -> Iterator[LayerDifference]:
        """Return the changed removals of entities that neither side has."""
        for address in dict.fromkeys((*self.new.removed, *self.old.removed)):
            before, after = self.old.removed.get(address, {}), self.new.removed.get(address, {})
            was, now = before.get("because"), after.get("because")
            if was != now and address not in self.old.nodes and address not in self.new.nodes:
                layer = shared_layer(self.old, self.new, layer_of_record(before), layer_of_record(after))
                record = after or before
                fields = (FieldDifference(REMOVE, was, now),)
                yield layer, Difference("kept", address, str(record["title"]), fields=fields, source=source_of(record))

    def _source(self, node: PlainNode, layer: str, field: str = "") -> str:
        """Return the place where a layer sets a field; empty if only the place in a higher layer is known."""
        record = change_of(node, field) or node.origin
        return source_of(record) if layer in ("", layer_of_record(record)) else ""


def _title(node: PlainNode, layer: str) -> str:
    """Return the title in the layer that introduced the entity."""
    name = next((name for name in NAMING_KEYS if name in node.fields), "")
    return (lowest_value(node, name) if layer else None) or node.title
