"""The merged tree. Each field keeps the stack of its assignments: layer, place, value and reason. Layers also set the order of entries."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from generator.model.addresses import alias_address
from generator.model.field_facts import HOLDERS, EntityFacts, FieldSpec
from generator.source.layers import Layer
from generator.source.nodes import MappingNode, Node, ScalarNode, SequenceNode, plain_value


@dataclass(slots=True, eq=False)
class Assignment:
    """The value that one layer gives a field; `node` is None if the layer unsets the field.

    `inherited` is the stack that the layer overrides, or None if the layer adds the entry.
    """

    layer: str
    key: ScalarNode
    node: Node | None
    because: str = ""
    inherited: Stack | None = None

    @property
    def is_null(self) -> bool:
        return isinstance(self.node, ScalarNode) and self.node.value is None

    @property
    def value(self) -> object:
        return None if self.node is None else plain_value(self.node)


# The assignments of one field, from the lowest layer up; the last one applies.
Stack = tuple[Assignment, ...]


@dataclass(slots=True, eq=False)
class LayerEdit:
    """An entry as one layer writes it; `changes` is False if the layer sets, unsets and decides nothing in the entry itself.

    If the layer removes the entry, `removed` is the inherited entry.
    """

    layer: str
    key: ScalarNode
    node: Node
    because: str = ""
    changes: bool = False
    removed: Entry | None = None


@dataclass(slots=True, eq=False)
class OrderEdit:
    """The changes of one layer to the order of a collection: the ids that it adds, then (id, `place`) for the ids that it moves."""

    layer: str
    added: tuple[str, ...]
    moved: tuple[tuple[str, str], ...] = ()


def ordered_ids(edits: tuple[OrderEdit, ...]) -> list[str]:
    """Return the ids in display order. Entries that one layer moves to the same place keep their written order."""
    # A linked list: moving an id costs the same for any length. The empty id is before the first and after the last.
    before, after = {"": ""}, {"": ""}

    def put_after(neighbour: str, id: str) -> None:
        follower = after[neighbour]
        before[id], after[id] = neighbour, follower
        after[neighbour] = before[follower] = id

    for edit in edits:
        for id in edit.added:
            if id not in before:
                put_after(before[""], id)
        tails: dict[str, str] = {}
        for id, place in edit.moved:
            side, _, anchor = place.partition(" ")
            above, below = before.pop(id), after.pop(id)
            after[above], before[below] = below, above
            if side == "last":
                put_after(before[""], id)
            elif side == "before":
                put_after(before[anchor], id)
            else:
                put_after(tails.get(place, anchor), id)
                tails[place] = id
    order = [after[""]]
    while order[-1]:
        order.append(after[order[-1]])
    return order[:-1]


class Collection:
    """Entries by id, with the edits that give their order. Layers share a collection that they do not change."""

    def __init__(self, entries: dict[str, Entry], order_edits: tuple[OrderEdit, ...] = ()) -> None:
        self.entries = entries
        self.order_edits = order_edits

    @cached_property
    def by_alias(self) -> dict[str, Entry]:
        """The live entries, by each of their aliases as written."""
        return {alias.value or "": entry for entry in self.entries.values() if entry.live for alias in entry.names("aliases")}

    def in_order(self) -> Iterator[Entry]:
        """Yield all entries in display order, including removed ones: other entries may be placed beside a removed entry."""
        if not any(edit.moved for edit in self.order_edits):
            return iter(self.entries.values())
        return (self.entries[id] for id in ordered_ids(self.order_edits))

    def live(self) -> Iterator[Entry]:
        """Yield the entries that are not removed, in display order."""
        return (entry for entry in self.in_order() if entry.live)


class Entry:
    """One entity as the layers so far define it. An entry is never changed: a layer that edits it makes a new one.

    Attributes:
        values: the current value by key; None where a layer unset the field.
        settings: the stack of each field.
        edits: the entry as each layer writes it, from the lowest layer up.
        removals: the removals that no later layer has overruled.
        candidates: the current assignments of several parents, for fields that more than one parent sets.
        contested_removal: a removal and a change in two parents, neither of which knows the other.
        misses_inherited: whether the entry changes child entries of an inherited entry that does not exist.
    """

    # These defaults belong to the class, so that making an entry takes less time.
    removals: tuple[LayerEdit, ...] = ()
    candidates: Mapping[str, Stack] = {}
    contested_removal: tuple[LayerEdit, LayerEdit] | None = None
    misses_inherited = False

    def __init__(
        self, record: EntityFacts, id: str, settings: dict[str, Stack], children: dict[str, Collection], edits: tuple[LayerEdit, ...]
    ) -> None:
        self.record = record
        self.id = id
        self.values: Mapping[str, Node | None] = {name: stack[-1].node for name, stack in settings.items()}
        self.settings = settings
        self.children = children
        self.edits = edits

    @property
    def live(self) -> bool:
        return not self.removals or self.contested_removal is not None

    @property
    def removal(self) -> LayerEdit | None:
        """The removal that applies; None for a live entry."""
        return None if self.live else self.removals[0]

    @property
    def conflicts(self) -> dict[str, Stack]:
        """The fields that parents set to different values, with the assignment of each parent."""
        return {field: stack for field, stack in self.candidates.items() if self._differ(field, stack)}

    def _differ(self, field: str, stack: Stack) -> bool:
        values = [(one.node is None, one.value) for one in stack]
        return not self.record.fields[field].unites and any(value != values[0] for value in values)

    def fields(self) -> Iterator[tuple[FieldSpec, Node]]:
        """Yield every field with a current value, which may be null, except fields of child entries."""
        specs = self.record.fields
        return (
            (spec, node)
            for name, node in self.values.items()
            if node is not None and (spec := specs.get(name)) is not None and spec.shape != "entities"
        )

    def node(self, field: str) -> Node | None:
        """Return the current value of a field, or None."""
        return self.values.get(field)

    def text(self, field: str) -> str | None:
        node = self.values.get(field)
        return node.value if isinstance(node, ScalarNode) else None

    def names(self, field: str) -> tuple[ScalarNode, ...]:
        """Return the scalars of a list field. Some lists, such as `needs`, unite the values of all layers."""
        stack = self.settings[field] if field in self.values else ()
        return united(stack if self.record.fields[field].unites else stack[-1:])


class WrittenEntry(Entry):
    """An entry as a single layer writes it. Settings, children and edits are made on first use, because most entries are never edited."""

    def __init__(self, record: EntityFacts, id: str, layer: str, holder: MappingNode) -> None:
        self.record = record
        self.id = id
        self.layer = layer
        self.holder = holder
        self.written = node = holder.values[id]
        self.values = node.values if type(node) is MappingNode else {record.model.shorthand: node} if record.model.shorthand else {}

    @cached_property
    def settings(self) -> dict[str, Stack]:  # type: ignore[override]
        node = self.written
        keys = ((spec.key, node.key(spec.key) if isinstance(node, MappingNode) else node, value) for spec, value in self.fields())
        return {name: (Assignment(self.layer, key, value),) for name, key, value in keys if isinstance(key, ScalarNode)}

    @cached_property
    def children(self) -> dict[str, Collection]:  # type: ignore[override]
        return {
            spec.key: written_collection(spec.holds, self.layer, node)
            for spec in self.record.children
            if isinstance(node := self.values.get(spec.key), MappingNode)
        }

    @cached_property
    def edits(self) -> tuple[LayerEdit, ...]:  # type: ignore[override]
        return (LayerEdit(self.layer, self.holder.key(self.id), self.written, changes=True),)


Tree = dict[str, Collection]
NOTHING = Collection({})


def written_collection(record: EntityFacts, layer: str, written: MappingNode) -> Collection:
    """Return the entries that a single layer writes in one mapping."""
    return Collection({id: WrittenEntry(record, id, layer, written) for id in written.values}, (OrderEdit(layer, tuple(written.values)),))


def written_tree(layer: Layer) -> Tree:
    """Return the entries of one layer as its files define them, without merging."""
    return {
        name: Collection({id: WrittenEntry(HOLDERS[name], id, layer.id, holder) for id, holder in entries.items()})
        for name, entries in layer.entries.items()
    }


def live_in(tree: Tree, collection: str) -> Iterator[Entry]:
    """Yield the live entries of a collection, in display order. The collection is one of a runbook or of an entry's children."""
    return tree.get(collection, NOTHING).live()


def walk(tree: Tree, above: str = "", *, removed: bool = False) -> Iterator[tuple[str, Entry]]:
    """Return every live entry with its address, parents before children. With `removed`, also removed entries, without their children."""
    found: list[tuple[str, Entry]] = []
    _walk(tree, above, found, removed=removed)
    return iter(found)


def _walk(tree: Tree, above: str, found: list[tuple[str, Entry]], *, removed: bool) -> None:
    for name, collection in tree.items():
        for id, entry in collection.entries.items():
            live, address = not entry.removals or entry.live, f"{above}{name}.{id}"
            if live or removed:
                found.append((address, entry))
            if live and entry.children:
                _walk(entry.children, f"{address}.", found, removed=removed)


def is_well_formed(entry: Entry, field: str = "") -> bool:
    """Whether a field that an entry lacks is really missing. An unknown key may be a misspelled field; a missing entry may have had it.

    With `field`, the name of a field with child entries, the field must be a mapping wherever it is written.
    """
    if entry.misses_inherited:
        return False
    for edit in entry.edits:
        node = edit.node
        if isinstance(node, MappingNode):
            if not node.values.keys() <= entry.record.keys.keys() or not isinstance(node.values.get(field), MappingNode | None):
                return False
        elif not (entry.record.model.shorthand and isinstance(node, ScalarNode)):
            return False
    return True


def not_dropped(stack: Stack) -> Iterator[Assignment]:
    """Yield the assignments that apply together. An unset drops the assignments that its layer inherits, not those of another parent."""
    dropped = {id(one) for unset in stack if unset.node is None for one in unset.inherited or ()}
    return (one for one in stack if id(one) not in dropped)


def united(stack: Stack) -> tuple[ScalarNode, ...]:
    """Return the names in all lists of a stack, each once."""
    found: dict[str, ScalarNode] = {}
    for one in not_dropped(stack):
        for item in one.node.items if isinstance(one.node, SequenceNode) else ():
            if isinstance(item, ScalarNode) and item.value is not None:
                found.setdefault(item.value, item)
    return tuple(found.values())


def old_addresses(tree: Tree) -> Iterator[tuple[str, str]]:
    """Yield every old address of a live entry, from its aliases, with the current address."""
    return ((alias_address(here, alias.value or ""), here) for here, entry in walk(tree) for alias in entry.names("aliases"))
