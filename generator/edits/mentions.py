"""Finds where a layer mentions entities by id or address: in references, in `place`, and as `<id>` in commands and texts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.merge.merged_tree import Entry
from generator.model.addresses import reference_address, reference_collection
from generator.model.field_facts import PLACE_FORM, VARIANT_HEAD, FieldSpec
from generator.model.scalar_kinds import FREE_TEXT_KINDS
from generator.source.layers import Layer
from generator.source.nodes import MappingNode, Node, ScalarNode, SequenceNode, one_line
from generator.text.parameters import pieces


@dataclass(frozen=True, slots=True)
class Mention:
    """One place that names an entity.

    Attributes:
        collection: The collection of the id; empty for a group.
        holder: The entity that names the group; the group belongs to the phase of this entity.
        is_address: Whether the place has a full address instead of an id.
        start: The index at which the id begins in the value.
    """

    node: ScalarNode
    name: str
    collection: str = ""
    holder: str = ""
    is_address: bool = False
    start: int = 0


def mentions(layer: Layer, entries: Mapping[str, Entry]) -> Iterator[Mention]:
    """Return every mention of an entity in a layer; `entries` are the entries of the layer by address."""
    head = layer.head_fields if layer.kind == "variant" else {}
    for key, node in head.items():
        spec = VARIANT_HEAD.fields.get(key)
        if spec is not None and spec.reference != "layers":
            yield from _references(spec, node, "variant")
    for address, entry in entries.items():
        place = entry.node("place")
        match = PLACE_FORM.fullmatch(one_line(place))
        if isinstance(place, ScalarNode) and match is not None and match["id"]:
            start = (place.value or "").rindex(match["id"])
            yield Mention(place, match["id"], address.rpartition(".")[0], is_address="." in match["id"], start=start)
        for spec, node in entry.fields():
            yield from _references(spec, node, address)
        yield from _column_of(entry, address)


def _column_of(entry: Entry, address: str) -> Iterator[Mention]:
    """Return the column that a cell names by its id, and the choice that the cell may name by its text."""
    item, _, collection = address.rpartition(".")[0].rpartition(".")
    columns = reference_collection("columns", item, "") if collection == "cells" else None
    if columns is not None:
        yield Mention(entry.edits[0].key, entry.id, columns)
        value = entry.node("text")
        if isinstance(value, ScalarNode):
            yield Mention(value, value.value or "", f"{columns}.{entry.id}.choices")


def parameters(layer: Layer, entries: Mapping[str, Entry], id: str) -> Iterator[ScalarNode]:
    """Return the commands and texts of a layer that contain `<id>`, each once for each `<id>`."""
    return (node for node in texts(layer, entries) for piece in pieces(node.value or "", (id,)) if piece.id)


def texts(layer: Layer, entries: Mapping[str, Entry]) -> Iterator[ScalarNode]:
    """Return the commands and texts of a layer, with its parameters and the reasons of its overrides."""
    head = layer.head_fields if layer.kind == "variant" else {}
    params = layer.head_fields.get("params")
    found: list[Node] = [
        node for key, node in head.items() if key in VARIANT_HEAD.fields and VARIANT_HEAD.fields[key].kind in FREE_TEXT_KINDS
    ]
    found += params.values.values() if isinstance(params, MappingNode) else ()
    for entry in entries.values():
        found += (node for spec, node in entry.fields() if spec.kind in FREE_TEXT_KINDS)
        found += (node for key in ("because", "remove") if (node := entry.node(key)) is not None)
    yield from (node for node in found if isinstance(node, ScalarNode))


def _references(spec: FieldSpec, node: Node, address: str) -> Iterator[Mention]:
    if not spec.reference:
        return
    holder = ".".join(address.split(".")[:2]) if spec.reference == "groups" else ""
    for scalar in node.items if isinstance(node, SequenceNode) else (node,):
        if isinstance(scalar, ScalarNode) and scalar.value is not None:
            name = scalar.value
            target = "" if holder else reference_address(spec.reference, name, address) or ""
            if target or holder:
                yield Mention(scalar, name, target.rpartition(".")[0], holder, is_address=target == name)
