"""The rules that read every text of a variant: nothing is left to fill in, and what is meant as a link is one."""

from __future__ import annotations

from generator.checks.finding import Finding, ReportFinding
from generator.merge.merged_tree import Collection, Entry, Tree
from generator.model.field_facts import VARIANT_HEAD, EntityFacts, FieldSpec
from generator.model.scalar_kinds import TEXT, WORDED, WRITTEN, Kind
from generator.source.layers import Layer
from generator.source.nodes import MappingNode, Node, ScalarNode
from generator.text.inline_markup import malformed_links_in
from generator.text.placeholders import blanks_in, placeholders_in

LONGEST = 60


def examine_texts(variant: Layer, tree: Tree, add: ReportFinding) -> None:
    if variant.head is not None:
        _written(VARIANT_HEAD, variant.head, "variant", add)
        params = variant.head.values.get("params")
        if isinstance(params, MappingNode):
            for name, node in params.values.items():
                _text(TEXT, node, f"variant.params.{name}", add)
    for name, collection in tree.items():
        _collection(collection, name, add)


def _collection(collection: Collection, address: str, add: ReportFinding) -> None:
    for entry in collection.entries.values():
        place, record = f"{address}.{entry.id}", entry.record
        if entry.written is None:
            _reasons(entry, place, add)
        if not entry.live:
            continue
        if entry.written is not None:
            _written(record, entry.written, place, add)
            continue
        for key, node in entry.fields():
            _field(record.fields[key], node, f"{place}.{key}", add)
        for spec in record.children:
            if spec.key in entry.children:
                _collection(entry.children[spec.key], f"{place}.{spec.key}", add)


def _written(record: EntityFacts, node: Node, address: str, add: ReportFinding) -> None:
    """An entry that one layer alone wrote, and all below it."""
    if not isinstance(node, MappingNode):
        _text(TEXT, node, f"{address}.text", add)
        return
    fields = record.fields
    for key, value in node.values.items():
        spec = fields.get(key)
        if spec is None:
            continue
        if spec.shape == "entities" and spec.record is not None and isinstance(value, MappingNode):
            for id, below in value.values.items():
                _written(spec.record, below, f"{address}.{key}.{id}", add)
        else:
            _field(spec, value, f"{address}.{key}", add)


def _field(spec: FieldSpec, node: Node, address: str, add: ReportFinding) -> None:
    if spec.kind in WRITTEN:
        _text(spec.kind, node, address, add)
    elif spec.shape == "waivers" and isinstance(node, MappingNode):
        for rule, waiver in node.values.items():
            if isinstance(waiver, MappingNode) and "because" in waiver.values:
                _text(TEXT, waiver.values["because"], f"{address}.{rule}.because", add)


def _reasons(entry: Entry, address: str, add: ReportFinding) -> None:
    """Why layers change or remove an entry: what pages show beside it."""
    for touch in entry.touches:
        for key in ("because", "remove"):
            if isinstance(touch.node, MappingNode) and key in touch.node.values:
                _text(TEXT, touch.node.values[key], f"{address}.{key}", add)


def _text(kind: Kind, node: Node, address: str, add: ReportFinding) -> None:
    if not isinstance(node, ScalarNode) or not node.value:
        return
    value = node.value
    blanks = (*placeholders_in(value), *(blanks_in(value) if kind in WORDED else ()))
    for blank in dict.fromkeys(blanks):
        help = "write what it stands for; a name, phone or address that nobody knows yet is left `null`"
        add("placeholder", _within(node, blank), Finding(f"`{_short(blank)}` is a placeholder", help), address)
    if kind in WORDED:
        for link in malformed_links_in(value, marks=kind is TEXT):
            help = "write `[label](https://...)`, or `<https://...>`, with http, https, mailto or tel; what is no link goes into backticks"
            add("malformed-link", _within(node, link), Finding(f"`{_short(link)}` is no link", help), address)


def _within(node: ScalarNode, words: str) -> Node:
    """The place of some words in a text; the whole text where they are written in another way, as over two lines."""
    at = node.source.text.find(words, node.start, node.end)
    return node if at < 0 else ScalarNode(node.source, at, at + len(words), words)


def _short(words: str) -> str:
    return words if len(words) <= LONGEST else f"{words[:LONGEST]}…"
