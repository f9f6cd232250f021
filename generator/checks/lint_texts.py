"""The rules that read every text of a variant: nothing is left to fill in, and what is meant as a link is one."""

from __future__ import annotations

from generator.checks.finding import Finding, ReportFinding
from generator.merge.merged_tree import Entry, Tree, walk
from generator.model.field_facts import VARIANT_HEAD, FieldSpec
from generator.model.scalar_kinds import TEXT, WORDED, WRITTEN, Kind
from generator.source.layers import Layer
from generator.source.nodes import MappingNode, Node, ScalarNode
from generator.text.inline_markup import malformed_links_in
from generator.text.placeholders import blanks_in, placeholders_in

LONGEST = 60


def examine_texts(variant: Layer, tree: Tree, add: ReportFinding) -> None:
    if variant.head is not None:
        for key, node in variant.head.values.items():
            if key in VARIANT_HEAD.fields:
                _field(VARIANT_HEAD.fields[key], node, f"variant.{key}", add)
        params = variant.head.values.get("params")
        if isinstance(params, MappingNode):
            for name, node in params.values.items():
                _text(TEXT, node, f"variant.params.{name}", add)
    for address, entry in walk(tree, removed=True):
        _reasons(entry, address, add)
        for spec, node in entry.fields() if entry.live else ():
            _field(spec, node, f"{address}.{spec.key}", add)


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
