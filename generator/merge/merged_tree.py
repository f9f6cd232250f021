"""The merged tree, in which every field remembers its whole stack: layer, place, value and reason.

Most entries come from one layer and are never touched again. Such an entry is fresh: it keeps the written mapping and spells out its
settings, touches and children only when they are asked for.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.merge.ordering import Placing, placed
from generator.model.field_facts import EntityFacts
from generator.source.nodes import MappingNode, Node, ScalarNode, SequenceNode, plain_value


@dataclass(slots=True, eq=False)
class Assignment:
    """One layer's word on a field: its value, or None in `node` where the layer unset it.

    `below` is the stack that it was laid over, as its layer knew it; None where the layer made the entry itself.
    """

    layer: str
    key: ScalarNode
    node: Node | None
    because: str = ""
    below: Stack | None = None

    @property
    def is_null(self) -> bool:
        return isinstance(self.node, ScalarNode) and self.node.value is None

    @property
    def value(self) -> object:
        return None if self.node is None else plain_value(self.node)


Stack = tuple[Assignment, ...]


@dataclass(slots=True, eq=False)
class LayerEdit:
    """One layer's entry for an entity: where it stands, and whether it set or decided anything itself.

    `removed` is the entry that it removed, as that layer knew it.
    """

    layer: str
    key: ScalarNode
    node: Node
    because: str = ""
    sets: bool = False
    removed: Entry | None = None


class Collection:
    """Entries by id, with the placings that give their order; shared between layers that do not change it."""

    __slots__ = ("_renamed", "entries", "placings")

    def __init__(self, entries: dict[str, Entry] | None = None, placings: tuple[Placing, ...] = ()) -> None:
        self.entries: dict[str, Entry] = {} if entries is None else entries
        self.placings = placings
        self._renamed: dict[str, Entry] | None = None

    @classmethod
    def fresh(cls, record: EntityFacts, layer: str, written: MappingNode) -> Collection:
        """What one layer alone wrote, none of it speaking about merging."""
        entries = {id: Entry.fresh(record, id, layer, written, node) for id, node in written.values.items()}
        return cls(entries, (Placing(layer, tuple(entries)),))

    @property
    def renamed(self) -> dict[str, Entry]:
        """Live entries by each of their aliases, as written."""
        if self._renamed is None:
            self._renamed = {alias.value or "": entry for entry in self.entries.values() if entry.live for alias in entry.names("aliases")}
        return self._renamed

    def in_order(self) -> Iterator[Entry]:
        """All entries in display order, removed ones included: placing happens before removing."""
        if not any(placing.moved for placing in self.placings):
            return iter(self.entries.values())
        return (self.entries[id] for id in placed(self.placings))

    def live(self) -> Iterator[Entry]:
        """The entries that are not removed, in display order."""
        return (entry for entry in self.in_order() if entry.live)


class Entry:
    """One entity as the layers so far make it. Never changed once built: a layer that touches it makes a new one.

    `settings` maps a field to its stack, lowest layer first, the word that holds last. `rivals` maps a field to the words that hold
    side by side, where several parents each had one. `removals` are those that no layer above has overruled; `contested_removal` holds
    a removal and a change of the entry of which neither parent knew when it made the other.
    """

    __slots__ = ("_children", "_settings", "_touches", "_written", "contested_removal", "id", "record", "removals", "rivals")

    def __init__(
        self,
        record: EntityFacts,
        id: str,
        settings: dict[str, Stack],
        children: dict[str, Collection],
        touches: tuple[LayerEdit, ...],
        removals: tuple[LayerEdit, ...] = (),
        rivals: dict[str, Stack] | None = None,
        contested_removal: tuple[LayerEdit, LayerEdit] | None = None,
    ) -> None:
        self.record = record
        self.id = id
        self.removals = removals
        self.rivals = rivals
        self.contested_removal = contested_removal
        self._settings: dict[str, Stack] | None = settings
        self._children: dict[str, Collection] | None = children
        self._touches: tuple[LayerEdit, ...] | None = touches
        self._written: tuple[str, MappingNode, Node] | None = None

    @classmethod
    def fresh(cls, record: EntityFacts, id: str, layer: str, holder: MappingNode, node: Node) -> Entry:
        """An entry that one layer alone wrote, under the key `id` of `holder`, without a word about merging."""
        entry = cls.__new__(cls)
        entry.record = record
        entry.id = id
        entry.removals = ()
        entry.rivals = entry.contested_removal = None
        entry._settings = entry._children = entry._touches = None  # noqa: SLF001 - its own
        entry._written = (layer, holder, node)  # noqa: SLF001
        return entry

    @property
    def settings(self) -> dict[str, Stack]:
        if self._settings is None:
            assert self._written is not None
            layer, _, node = self._written
            if isinstance(node, MappingNode):
                fields = self.record.fields
                self._settings = {
                    name: (Assignment(layer, node.key(name), value),)
                    for name, value in node.values.items()
                    if name in fields and fields[name].shape != "entities"
                }
            else:
                self._settings = (
                    {"text": (Assignment(layer, node, node),)} if isinstance(node, ScalarNode) and "text" in self.record.fields else {}
                )
        return self._settings

    @property
    def children(self) -> dict[str, Collection]:
        if self._children is None:
            assert self._written is not None
            layer, _, node = self._written
            self._children = {}
            if isinstance(node, MappingNode):
                for spec in self.record.children:
                    below = node.values.get(spec.key)
                    if isinstance(below, MappingNode) and spec.record is not None:
                        self._children[spec.key] = Collection.fresh(spec.record, layer, below)
        return self._children

    @property
    def touches(self) -> tuple[LayerEdit, ...]:
        if self._touches is None:
            assert self._written is not None
            layer, holder, node = self._written
            self._touches = (LayerEdit(layer, holder.key(self.id), node, sets=True),)
        return self._touches

    @property
    def live(self) -> bool:
        return not self.removals or self.contested_removal is not None

    @property
    def removal(self) -> LayerEdit | None:
        """The removal that holds, or None for a live entry."""
        return None if self.live else self.removals[0]

    @property
    def contested(self) -> dict[str, Stack]:
        """The fields on which parents differ, with the words of each."""
        if not self.rivals:
            return {}
        return {field: words for field, words in self.rivals.items() if self._differ(field, words)}

    def _differ(self, field: str, words: Stack) -> bool:
        if self.record.fields[field].sets:
            return False
        first = words[0]
        return any((word.node is None) != (first.node is None) or word.value != first.value for word in words)

    @property
    def is_fresh(self) -> bool:
        """Whether one layer alone wrote the entry and all below it."""
        return self._written is not None

    @property
    def written(self) -> Node | None:
        """What stands in the file, for a fresh entry."""
        return None if self._written is None else self._written[2]

    def fields(self) -> Iterator[tuple[str, Node]]:
        """Every field that has a value, null included, with the value that holds."""
        if self._settings is None and self._written is not None:
            node = self._written[2]
            if isinstance(node, MappingNode):
                specs = self.record.fields
                return ((name, value) for name, value in node.values.items() if name in specs and specs[name].shape != "entities")
            return iter((("text", node),))
        return ((name, stack[-1].node) for name, stack in self.settings.items() if stack[-1].node is not None)

    def node(self, field: str) -> Node | None:
        """The value that holds for a field, as written, or None when it has none."""
        if self._settings is None and self._written is not None:
            node = self._written[2]
            return node.values.get(field) if isinstance(node, MappingNode) else node if field == "text" else None
        stack = self.settings.get(field)
        return None if stack is None else stack[-1].node

    def text(self, field: str) -> str | None:
        node = self.node(field)
        return node.value if isinstance(node, ScalarNode) else None

    def names(self, field: str) -> tuple[ScalarNode, ...]:
        """The scalars of a list field; those of lists that unite, such as `needs`, from every layer."""
        if self.node(field) is None and field not in self.settings:
            return ()
        stack = self.settings.get(field, ())
        return united(stack if self.record.fields[field].sets else stack[-1:])


Tree = dict[str, Collection]


def is_sound(entry: Entry, field: str = "") -> bool:
    """Whether the shape of an entry, and of a field that holds entities, is such that what they lack is known to be lacking.

    Beside a misspelled key nothing is: that key was told already, and it may well be the one that is missing.
    """
    for touch in entry.touches:
        node = touch.node
        if isinstance(node, MappingNode):
            if not node.values.keys() <= entry.record.keys.keys() or not isinstance(node.values.get(field), MappingNode | None):
                return False
        elif not (entry.record.shorthand and isinstance(node, ScalarNode)):
            return False
    return True


def undropped(stack: Stack) -> Iterator[Assignment]:
    """The words of a stack that hold together. An unset drops what stood below it, not what another parent adds beside it."""
    dropped = {id(word) for unset in stack if unset.node is None for word in unset.below or ()}
    return (word for word in stack if id(word) not in dropped)


def united(stack: Stack) -> tuple[ScalarNode, ...]:
    """The names that a stack of lists holds together."""
    found: dict[str, ScalarNode] = {}
    for word in undropped(stack):
        if isinstance(word.node, SequenceNode):
            for item in word.node.items:
                if isinstance(item, ScalarNode) and item.value is not None:
                    found.setdefault(item.value, item)
    return tuple(found.values())


def old_addresses(tree: Tree, prefix: str = "") -> Iterator[tuple[str, str]]:
    """Every address that a live entry had before, by its aliases, with the one that it has now."""
    for name, collection in tree.items():
        for entry in collection.entries.values():
            if entry.live:
                here = f"{prefix}{name}.{entry.id}"
                for alias in entry.names("aliases"):
                    old = alias.value or ""
                    yield (old if "." in old else f"{prefix}{name}.{old}"), here
                yield from old_addresses(entry.children, f"{here}.")
