"""The texts of a merged variant with their places, for the lint rules about texts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from generator.merge.merged_tree import Entry, Tree, walk
from generator.model.field_facts import VARIANT_HEAD, FieldSpec
from generator.model.scalar_kinds import FREE_TEXT_KINDS, TEXT, Kind
from generator.source.layers import Layer
from generator.source.nodes import MappingNode, Node, ScalarNode


class WrittenText(NamedTuple):
    """One text: its kind, its place and the address of its field. `printed` is False for reasons, which are not on sheets."""

    kind: Kind
    node: ScalarNode
    value: str
    address: str
    printed: bool = True

    def place_of(self, part: str) -> Node:
        """The place of a part of the text, or of the whole text if the file writes the part otherwise, as over two lines."""
        node = self.node
        at = node.source.text.find(part, node.start, node.end)
        return node if at < 0 else ScalarNode(node.source, at, at + len(part), part)


def written_texts(variant: Layer, tree: Tree) -> Iterator[WrittenText]:
    """The texts of the head and its parameters, of every entry, and the reasons for changes and removals."""
    for key, node in variant.head_fields.items():
        if key in VARIANT_HEAD.fields:
            yield from _field(VARIANT_HEAD.fields[key], node, f"variant.{key}")
    params = variant.head_fields.get("params")
    for name, node in params.values.items() if isinstance(params, MappingNode) else ():
        yield from _text(TEXT, node, f"variant.params.{name}")
    for address, entry in walk(tree, removed=True):
        yield from _reasons(entry, address)
        for spec, node in entry.fields() if entry.live else ():
            yield from _field(spec, node, f"{address}.{spec.key}")


def _field(spec: FieldSpec, node: Node, address: str) -> Iterator[WrittenText]:
    if spec.kind in FREE_TEXT_KINDS:
        yield from _text(spec.kind, node, address)
    elif spec.shape == "waivers" and isinstance(node, MappingNode):
        for rule, waiver in node.values.items():
            if isinstance(waiver, MappingNode) and "because" in waiver.values:
                yield from _text(TEXT, waiver.values["because"], f"{address}.{rule}.because", printed=False)


def _reasons(entry: Entry, address: str) -> Iterator[WrittenText]:
    """The reasons of layers for changing or removing an entry, which pages show beside it."""
    for edit in entry.edits:
        for key in ("because", "remove"):
            if isinstance(edit.node, MappingNode) and key in edit.node.values:
                yield from _text(TEXT, edit.node.values[key], f"{address}.{key}", printed=False)


def _text(kind: Kind, node: Node, address: str, *, printed: bool = True) -> Iterator[WrittenText]:
    if isinstance(node, ScalarNode) and node.value:
        yield WrittenText(kind, node, node.value, address, printed)
