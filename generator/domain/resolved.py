"""The merged tree, in which every field remembers its whole stack: layer, place, value and reason."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.domain.nodes import Node, Scalar, Sequence, plain_value
from generator.domain.schema import Record


@dataclass(slots=True, eq=False)
class Setting:
    """One layer's word on a field: its value, or None in `node` where the layer unset it."""

    layer: str
    key: Scalar
    node: Node | None
    because: str = ""

    @property
    def is_null(self) -> bool:
        return isinstance(self.node, Scalar) and self.node.value is None

    @property
    def value(self) -> object:
        return None if self.node is None else plain_value(self.node)


@dataclass(slots=True, eq=False)
class Touch:
    """One layer's entry for an entity: where it stands, and whether it set, removed or placed anything itself."""

    layer: str
    key: Scalar
    node: Node
    because: str = ""
    sets: bool = False
    removes: bool = False


@dataclass(slots=True, eq=False)
class Placing:
    """One layer's word on where an entity stands; an empty `place` is where it was added: at the end."""

    layer: str
    id: str
    place: str = ""


class Collection:
    """Entities by id, with the placings that give their order; shared between layers that do not change it."""

    __slots__ = ("entries", "placings")

    def __init__(self, entries: dict[str, Entry] | None = None, placings: tuple[Placing, ...] = ()) -> None:
        self.entries: dict[str, Entry] = {} if entries is None else entries
        self.placings = placings

    def in_order(self) -> Iterator[Entry]:
        """All entries in display order, removed ones included: placing happens before removing."""
        if not any(placing.place for placing in self.placings):
            return iter(self.entries.values())
        return (self.entries[id] for id in placed(self.placings))


class Entry:
    """One entity as the layers so far make it. Never changed once built: a layer that touches it makes a new one.

    `settings` maps a field to its stack, lowest layer first. `contested` maps a field to the two settings of parents that differ;
    `contested_removal` holds the removal and the change when one parent removes what another changes.
    """

    __slots__ = ("children", "contested", "contested_removal", "id", "record", "removal", "settings", "touches")

    def __init__(
        self,
        record: Record,
        id: str,
        settings: dict[str, tuple[Setting, ...]],
        children: dict[str, Collection],
        touches: tuple[Touch, ...],
        removal: Touch | None = None,
        contested: dict[str, tuple[Setting, Setting]] | None = None,
        contested_removal: tuple[Touch, Touch] | None = None,
    ) -> None:
        self.record = record
        self.id = id
        self.settings = settings
        self.children = children
        self.touches = touches
        self.removal = removal
        self.contested = contested or {}
        self.contested_removal = contested_removal

    def node(self, field: str) -> Node | None:
        """The value that holds for a field, as written, or None when it has none."""
        stack = self.settings.get(field)
        return None if stack is None else stack[-1].node

    def text(self, field: str) -> str | None:
        node = self.node(field)
        return node.value if isinstance(node, Scalar) else None

    def names(self, field: str) -> tuple[Scalar, ...]:
        """The scalars of a list field; those of `aliases` and `needs` from every layer, since these lists unite."""
        spec = self.record.fields[field]
        found: dict[str, Scalar] = {}
        stack = self.settings.get(field, ())
        for setting in stack if spec.sets else stack[-1:]:
            if setting.node is None:
                found.clear()
            elif isinstance(setting.node, Sequence):
                for item in setting.node.items:
                    if isinstance(item, Scalar) and item.value is not None:
                        found.setdefault(item.value, item)
        return tuple(found.values())

    @property
    def live(self) -> bool:
        return self.removal is None


Tree = dict[str, Collection]


def placed(placings: tuple[Placing, ...]) -> list[str]:
    """The ids in display order: every layer first adds its own at the end, then moves what it places.

    Several entries of one layer that are placed at the same spot keep their written order.
    """
    order: list[str] = []
    last_layer = ""
    tails: dict[str, str] = {}
    for placing in placings:
        if placing.layer != last_layer:
            last_layer, tails = placing.layer, {}
        if not placing.place:
            order.append(placing.id)
            continue
        order.remove(placing.id)
        word, _, anchor = placing.place.partition(" ")
        if word == "last":
            order.append(placing.id)
        elif word == "before":
            order.insert(order.index(anchor), placing.id)
        else:
            tail = tails.get(placing.place, anchor)
            at = order.index(tail) + 1 if tail in order else 0
            order.insert(at, placing.id)
            tails[placing.place] = placing.id
    return order
