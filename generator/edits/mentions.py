"""Where a layer mentions entities by id or address: references, and the neighbours of `place`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.model.addresses import referred
from generator.model.field_facts import COLLECTIONS, PLACE_FORM, VARIANT_HEAD, EntityFacts, FieldSpec
from generator.source.layers import Layer
from generator.source.nodes import MappingNode, Node, ScalarNode, SequenceNode


@dataclass(frozen=True, slots=True)
class Mention:
    """One place that names an entity.

    `collection` is where its id is looked up; it is empty for a group, which is one of the phase of the entity at `holder`.
    `start` and `end` are where the id or address begins and ends in the value.
    """

    layer: str
    node: ScalarNode
    name: str
    collection: str = ""
    holder: str = ""
    is_address: bool = False
    start: int = 0


def mentions(layer: Layer) -> Iterator[Mention]:
    """Every mention of an entity in a layer, in written order within each collection."""
    if layer.head is not None and layer.kind == "variant":
        for key, node in layer.head.values.items():
            spec = VARIANT_HEAD.fields.get(key)
            if spec is not None and spec.reference != "layers":
                yield from _references(layer, spec, node, "variant")
    for name, entries in layer.entries.items():
        record = COLLECTIONS[name].record
        assert record is not None
        for id, holder in entries.items():
            yield from _in_entry(layer, record, holder.values[id], f"{name}.{id}")


def _in_entry(layer: Layer, record: EntityFacts, entry: Node, address: str) -> Iterator[Mention]:
    if not isinstance(entry, MappingNode):
        return
    for key, node in entry.values.items():
        spec = record.fields.get(key)
        if key == "place" and isinstance(node, ScalarNode):
            match = PLACE_FORM.fullmatch(" ".join((node.value or "").split()))
            if match is not None and match["id"]:
                start = (node.value or "").rindex(match["id"])
                yield Mention(layer.id, node, match["id"], address.rpartition(".")[0], start=start)
        elif spec is not None and spec.shape == "entities":
            assert spec.record is not None
            if isinstance(node, MappingNode):
                for id, child in node.values.items():
                    yield from _in_entry(layer, spec.record, child, f"{address}.{key}.{id}")
        elif spec is not None:
            yield from _references(layer, spec, node, address)


def _references(layer: Layer, spec: FieldSpec, node: Node, address: str) -> Iterator[Mention]:
    if not spec.reference:
        return
    for scalar in node.items if isinstance(node, SequenceNode) else (node,):
        if not isinstance(scalar, ScalarNode) or scalar.value is None:
            continue
        if spec.reference == "address":
            yield Mention(layer.id, scalar, scalar.value, is_address=True)
        elif spec.reference == "groups":
            yield Mention(layer.id, scalar, scalar.value, holder=".".join(address.split(".")[:2]))
        else:
            yield Mention(layer.id, scalar, scalar.value, referred(spec.reference, address, "") or "")
