"""Waivers as they stand in the data: which rule does not hold where, why, and until when."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from generator.merge.merged_tree import Entry, Tree, undropped, walk, written_tree
from generator.model.addresses import is_within
from generator.model.moments import parse_date
from generator.source.layers import Layer
from generator.source.nodes import MappingNode, Node, ScalarNode
from generator.text.span import Span

WAIVE = "waive"


@dataclass(frozen=True, slots=True)
class WaiverGrant:
    """One waiver: `address` is the entity that it stands on, `place` where it is written, in which layer. `until` is None for no day."""

    address: str
    rule: str
    because: str
    until: date | None
    place: Span
    layer: str

    def covers(self, rule: str, address: str) -> bool:
        """Whether it covers a rule's problem at an address; one on the head covers the whole runbook."""
        if rule != self.rule:
            return False
        return self.address == "variant" or is_within(address, self.address)


def permits_of(layer: Layer, tree: Tree) -> Iterator[WaiverGrant]:
    """The waivers of a merged layer or variant: its own, and those of its entities; of one rule on one entity the highest holds."""
    yield from head_permits(layer)
    for address, entry in walk(tree):
        yield from permits_on(entry, address)


def head_permits(layer: Layer) -> Iterator[WaiverGrant]:
    """The waivers in the head of a variant or of a shared layer."""
    if layer.head is not None:
        address = "variant" if layer.kind == "variant" else f"layers.{layer.id}"
        yield from permits_in(layer.head.values.get(WAIVE), address, layer.id)


def written_permits(layer: Layer) -> Iterator[WaiverGrant]:
    """Every waiver that one layer writes, whether it holds or not."""
    yield from head_permits(layer)
    for address, entry in walk(written_tree(layer)):
        yield from permits_in(entry.node(WAIVE), address, layer.id)


def permits_in(node: Node | None, address: str, layer: str) -> Iterator[WaiverGrant]:
    """The waivers of one `waive:`; what is not of their form is left to the shape check."""
    if not isinstance(node, MappingNode):
        return
    for rule, value in node.values.items():
        if isinstance(value, MappingNode):
            yield WaiverGrant(address, rule, _text(value, "because"), _day(_text(value, "until")), node.key(rule).span, layer)


def permits_on(entry: Entry, address: str) -> tuple[WaiverGrant, ...]:
    """The waivers of one entry: those of all layers unite, and of one rule the highest layer's holds."""
    if WAIVE not in entry.values:
        return ()
    held: dict[str, WaiverGrant] = {}
    for word in undropped(entry.settings[WAIVE]):
        if word.node is not None:
            held |= {permit.rule: permit for permit in permits_in(word.node, address, word.layer)}
    return tuple(held.values())


def _text(node: MappingNode, key: str) -> str:
    value = node.values.get(key)
    return " ".join((value.value or "").split()) if isinstance(value, ScalarNode) else ""


def _day(text: str) -> date | None:
    try:
        return parse_date(text)
    except ValueError:
        return None
