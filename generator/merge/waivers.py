"""The waivers in the data: each switches a lint rule off at an address, with a reason and a last day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from generator.diagnostics.diagnostic import Span
from generator.merge.merged_tree import Entry, Tree, not_dropped, walk, written_tree
from generator.model.addresses import is_within
from generator.model.scalar_kinds import DATE
from generator.source.layers import Layer
from generator.source.nodes import MappingNode, Node, one_line

WAIVE = "waive"


@dataclass(frozen=True, slots=True)
class WaiverGrant:
    """One waiver: the address of its entity, its rule, reason and last day (None if invalid), its place and its layer."""

    address: str
    rule: str
    because: str
    until: date | None
    place: Span
    layer: str

    def covers(self, rule: str, address: str) -> bool:
        """Whether the waiver covers a rule's problem at an address. A waiver in the head covers the whole runbook."""
        return rule == self.rule and (self.address == "variant" or is_within(address, self.address))


def waivers_of(layer: Layer, tree: Tree) -> Iterator[WaiverGrant]:
    """Yield the waivers of a merged layer or variant, in its head and in its entries."""
    yield from head_waivers(layer)
    for address, entry in walk(tree):
        yield from entry_waivers(entry, address)


def head_waivers(layer: Layer) -> Iterator[WaiverGrant]:
    """Return the waivers in the head of a variant or of a shared layer."""
    address = "variant" if layer.kind == "variant" else f"layers.{layer.id}"
    return read_waivers(layer.head_fields.get(WAIVE), address, layer.id)


def written_waivers(layer: Layer) -> Iterator[WaiverGrant]:
    """Yield every waiver that a layer writes, including waivers that another layer overrides."""
    yield from head_waivers(layer)
    for address, entry in walk(written_tree(layer)):
        yield from read_waivers(entry.node(WAIVE), address, layer.id)


def read_waivers(node: Node | None, address: str, layer: str) -> Iterator[WaiverGrant]:
    """Yield the waivers of one `waive:`. Invalid ones are left out: the shape check reports them."""
    for rule, value in node.values.items() if isinstance(node, MappingNode) else ():
        if isinstance(node, MappingNode) and isinstance(value, MappingNode):
            because, until = one_line(value.values.get("because")), DATE.valid(one_line(value.values.get("until")))
            yield WaiverGrant(address, rule, because, until, node.key(rule).span, layer)


def entry_waivers(entry: Entry, address: str) -> tuple[WaiverGrant, ...]:
    """Return the waivers that all layers give an entry. If several layers waive the same rule, the waiver of the highest layer applies."""
    found: dict[str, WaiverGrant] = {}
    for one in not_dropped(entry.settings[WAIVE]) if WAIVE in entry.values else ():
        found |= {waiver.rule: waiver for waiver in read_waivers(one.node, address, one.layer)}
    return tuple(found.values())
