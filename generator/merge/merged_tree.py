"""The merged tree, in which every field remembers its whole stack: layer, place, value and reason.

Most entries come from one layer and are never edited by another. Such an entry keeps what is written and spells out its settings, edits
and children only when they are asked for.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.merge.ordering import Placing, placed
from generator.model.addresses import alias_address
from generator.model.field_facts import COLLECTIONS, EntityFacts, FieldSpec
from generator.source.layers import Layer
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
        entries = {id: Entry.fresh(record, id, layer, written) for id in written.values}
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
    """One entity as the layers so far make it. Never changed once built: a layer that edits it makes a new one.

    `values` maps each key to the value that holds, None where a layer unset it; of an entry that one layer alone wrote it is the
    written mapping itself, with all that stands in it. `settings` maps a field to its stack, lowest layer first, the word that holds
    last. `rivals` maps a field to the words that hold side by side, where several parents each had one. `removals` are those that no
    layer above has overruled; `contested_removal` holds a removal and a change of the entry of which neither parent knew when it made
    the other.
    """

    __slots__ = ("_children", "_edits", "_settings", "_written", "contested_removal", "id", "record", "removals", "rivals", "values")

    def __init__(
        self,
        record: EntityFacts,
        id: str,
        settings: dict[str, Stack],
        children: dict[str, Collection],
        edits: tuple[LayerEdit, ...],
        removals: tuple[LayerEdit, ...] = (),
        rivals: dict[str, Stack] | None = None,
        contested_removal: tuple[LayerEdit, LayerEdit] | None = None,
    ) -> None:
        self.record = record
        self.id = id
        self.values: Mapping[str, Node | None] = {name: stack[-1].node for name, stack in settings.items()}
        self.removals = removals
        self.rivals = rivals
        self.contested_removal = contested_removal
        self._settings: dict[str, Stack] | None = settings
        self._children: dict[str, Collection] | None = children
        self._edits: tuple[LayerEdit, ...] | None = edits
        self._written: tuple[str, MappingNode, Node] | None = None

    @classmethod
    def fresh(cls, record: EntityFacts, id: str, layer: str, holder: MappingNode) -> Entry:
        """An entry as one layer alone wrote it, under the key `id` of `holder`. What layers share and seldom ask for is made when asked."""
        entry = cls.__new__(cls)
        node = holder.values[id]
        entry.record = record
        entry.id = id
        entry.removals = ()
        entry.rivals = entry.contested_removal = None
        entry._settings = entry._children = entry._edits = None  # noqa: SLF001 - its own
        entry._written = (layer, holder, node)  # noqa: SLF001
        if isinstance(node, MappingNode):
            entry.values = node.values
        else:
            entry.values = {"text": node} if record.model.shorthand else {}
            entry._children = NO_CHILDREN  # noqa: SLF001
        return entry

    @property
    def settings(self) -> dict[str, Stack]:
        if self._settings is None:
            assert self._written is not None
            layer, _, node = self._written
            keys = ((spec.key, node.key(spec.key) if isinstance(node, MappingNode) else node, value) for spec, value in self.fields())
            self._settings = {name: (Assignment(layer, key, value),) for name, key, value in keys if isinstance(key, ScalarNode)}
        return self._settings

    @property
    def children(self) -> dict[str, Collection]:
        if self._children is None:
            assert self._written is not None
            self._children = {
                spec.key: Collection.fresh(spec.record, self._written[0], below)
                for spec in self.record.children
                if isinstance(below := self.values.get(spec.key), MappingNode) and spec.record is not None
            }
        return self._children

    @property
    def edits(self) -> tuple[LayerEdit, ...]:
        if self._edits is None:
            assert self._written is not None
            layer, holder, node = self._written
            self._edits = (LayerEdit(layer, holder.key(self.id), node, sets=True),)
        return self._edits

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
        if self.record.fields[field].unites:
            return False
        first = words[0]
        return any((word.node is None) != (first.node is None) or word.value != first.value for word in words)

    def fields(self) -> Iterator[tuple[FieldSpec, Node]]:
        """Every field that has a value, null included, with the value that holds; what the entry holds is in `children`."""
        specs = self.record.fields
        return (
            (spec, node)
            for name, node in self.values.items()
            if node is not None and (spec := specs.get(name)) is not None and spec.shape != "entities"
        )

    def node(self, field: str) -> Node | None:
        """The value that holds for a field, as written, or None when it has none."""
        return self.values.get(field)

    def text(self, field: str) -> str | None:
        node = self.node(field)
        return node.value if isinstance(node, ScalarNode) else None

    def names(self, field: str) -> tuple[ScalarNode, ...]:
        """The scalars of a list field; those of lists that unite, such as `needs`, from every layer."""
        stack = self.settings[field] if field in self.values else ()
        return united(stack if self.record.fields[field].unites else stack[-1:])


Tree = dict[str, Collection]
NOTHING = Collection()
NO_CHILDREN: dict[str, Collection] = {}


def is_sound(entry: Entry, field: str = "") -> bool:
    """Whether the shape of an entry, and of a field that holds entities, is such that what they lack is known to be lacking.

    Beside a misspelled key nothing is: that key was told already, and it may well be the one that is missing.
    """
    for edit in entry.edits:
        node = edit.node
        if isinstance(node, MappingNode):
            if not node.values.keys() <= entry.record.keys.keys() or not isinstance(node.values.get(field), MappingNode | None):
                return False
        elif not (entry.record.model.shorthand and isinstance(node, ScalarNode)):
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


def walk(tree: Tree, above: str = "", *, removed: bool = False) -> Iterator[tuple[str, Entry]]:
    """Every live entry with its address, each before what it holds; on demand removed ones too, without what they held."""
    for name, collection in tree.items():
        for id, entry in collection.entries.items():
            live, address = entry.live, f"{above}{name}.{id}"
            if live or removed:
                yield address, entry
            if live and entry.children:
                yield from walk(entry.children, f"{address}.", removed=removed)


def written_tree(layer: Layer) -> Tree:
    """What one layer writes, by itself: its entries as they stand in its files, whatever they say about merging."""
    return {
        name: Collection({id: Entry.fresh(record, id, layer.id, holder) for id, holder in entries.items()})
        for name, entries in layer.entries.items()
        if (record := COLLECTIONS[name].record) is not None
    }


def old_addresses(tree: Tree) -> Iterator[tuple[str, str]]:
    """Every address that a live entry had before, by its aliases, with the one that it has now."""
    return ((alias_address(here, alias.value or ""), here) for here, entry in walk(tree) for alias in entry.names("aliases"))
