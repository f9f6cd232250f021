"""Assemble: a merged and checked tree into the typed runbook, with defaults and inheritance, and the trace of every entity."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from generator.merge.merged_tree import Assignment, Collection, Entry, Stack, Tree, united
from generator.merge.waivers import WAIVE, WaiverGrant, permits_in, permits_on
from generator.model.addresses import reference_collection
from generator.model.entities import Runbook
from generator.model.field_facts import COLLECTIONS, VARIANT_HEAD, EntityFacts, FieldSpec
from generator.model.params import fill_in
from generator.model.scalar_kinds import PARAMETER_KINDS
from generator.model.variant import Change, Origin, State, Trace, Variant
from generator.source.layers import Layer
from generator.source.nodes import MappingNode, Node, ScalarNode, SequenceNode


def assemble(variant: Layer, layers: tuple[str, ...], tree: Tree) -> Variant:
    """The variant's runbook. The tree must have passed its check; a value that does not parse is a fault of the program."""
    return _Assembly(variant, tree).variant(layers)


class _Assembly:
    def __init__(self, variant: Layer, tree: Tree) -> None:
        self.layer = variant
        self.tree = tree
        self.made: dict[str, dict[str, Any]] = {}
        self.traces: dict[str, Trace] = {}
        self.params: dict[str, str] = {}

    def variant(self, layers: tuple[str, ...]) -> Variant:
        head = self._head()
        values: dict[str, Any] = {"variant": head}
        for name, spec in COLLECTIONS.items():
            assert spec.record is not None
            values[spec.attribute] = self._entries(spec.record, self.tree.get(name, Collection()), name)
        return Variant(self.layer.id, Runbook.model_validate(values), layers, self.traces)

    def _head(self) -> dict[str, Any]:
        values: dict[str, Any] = {}
        written = self.layer.head.values if self.layer.head is not None else {}
        params = written.get("params")
        if isinstance(params, MappingNode):
            self.params = {
                name: node.value for name, node in params.values.items() if isinstance(node, ScalarNode) and node.value is not None
            }
        for key, node in written.items():
            spec = VARIANT_HEAD.fields[key]
            if spec.shape == "texts":
                values[spec.attribute] = self.params
            elif spec.shape == "waivers":
                values[spec.attribute] = _waivers(permits_in(node, "variant", self.layer.id))
            elif spec.shape == "list" and isinstance(node, SequenceNode):
                values[spec.attribute] = tuple(item.value for item in node.items if isinstance(item, ScalarNode))
            else:
                values[spec.attribute] = self._value(spec, node)
        self.traces["variant"] = Trace("variant", "added", self.layer.id, _head_origin(self.layer), str(values.get("title") or ""))
        return values

    def _value(self, spec: FieldSpec, node: Node | None) -> Any:
        if not isinstance(node, ScalarNode) or node.value is None:
            return None
        assert spec.kind is not None
        text = fill_in(node.value, self.params) if "{{" in node.value and spec.kind in PARAMETER_KINDS else node.value
        return spec.kind.parse(text)

    def _entries(self, record: EntityFacts, collection: Collection, address: str) -> dict[str, Any]:
        made: dict[str, Any] = {}
        for entry in collection.in_order():
            place = f"{address}.{entry.id}"
            self.traces[place] = self._trace(entry, place)
            if entry.live:
                made[entry.id] = self._entity(record, entry, place)
        return made

    def _entity(self, record: EntityFacts, entry: Entry, address: str) -> dict[str, Any]:
        """The entity's values."""
        values = self.made[address] = {}
        for key, spec in record.fields.items():
            if spec.shape == "list":
                values[spec.attribute] = tuple(name.value for name in entry.names(key))
            elif spec.shape == "scalar":
                value = self._value(spec, entry.node(key))
                if value is not None:
                    values[spec.attribute] = value
            elif spec.shape == "waivers":
                values[spec.attribute] = _waivers(permits_on(entry, address))
        for spec in record.inheriting:
            source = self.made.get(self._source(record, spec, values, address), {})
            if spec.attribute not in values and spec.attribute in source:
                values[spec.attribute] = source[spec.attribute]
        for key, spec in record.fields.items():
            if spec.shape == "entities":
                assert spec.record is not None
                values[spec.attribute] = self._entries(spec.record, entry.children.get(key, Collection()), f"{address}.{key}")
        return values

    def _source(self, record: EntityFacts, spec: FieldSpec, values: dict[str, Any], address: str) -> str:
        """The address of the entity from which another has a field's value when it has none itself."""
        assert spec.inherited is not None
        if not spec.inherited.through:
            return address.rsplit(".", 2)[0]
        to = record.fields[spec.inherited.through]
        return f"{reference_collection(to.reference, address, values.get('phase', ''))}.{values.get(to.attribute)}"

    def _trace(self, entry: Entry, address: str) -> Trace:
        top = entry.removal or next((edit for edit in reversed(entry.edits) if edit.sets), entry.edits[0])
        mine = [edit for edit in entry.edits if edit.layer == self.layer.id]
        state: State = "inherited"
        if not entry.live:
            state = "removed"
        elif entry.edits[0].layer == self.layer.id:
            state = "added"
        elif any(edit.sets and edit.because for edit in mine):  # filling what was left null needs no reason, and is no deviation
            state = "overridden"
        title = next((text for spec in entry.record.naming if (text := entry.text(spec.key))), entry.id)
        because = top.because if len(entry.edits) > 1 else ""
        return Trace(
            address,
            state,
            entry.edits[0].layer,
            _entry_origin(top.key, top.node),
            fill_in(title, self.params),
            because,
            self._changes(entry),
            _filled(entry),
        )

    def _changes(self, entry: Entry) -> tuple[Change, ...]:
        found: list[Change] = []
        for field, stack in entry.settings.items():
            for word in stack:
                if word.below is None or field == WAIVE or _fills(word):
                    continue
                old, new = _written(entry, field, word.below), _written(entry, field, (*word.below, word))
                found.append(Change(field, old, new, word.layer, word.because, _entry_origin(word.key, word.node or word.key)))
        return tuple(found)


def _waivers(permits: Iterable[WaiverGrant]) -> dict[str, dict[str, object]]:
    return {permit.rule: {"because": permit.because, "until": permit.until} for permit in permits}


def _fills(word: Assignment) -> bool:
    """Whether a layer gives a value to a field that those below it left open."""
    return word.below is not None and len(word.below) > 0 and word.below[-1].is_null


def _filled(entry: Entry) -> tuple[tuple[str, str], ...]:
    """The fields that another layer than the entry's first gave without setting them over anything, with that layer."""
    first = entry.edits[0].layer
    tops = ((field, stack[-1]) for field, stack in entry.settings.items())
    given = [(field, word.layer) for field, word in tops if field != WAIVE and word.layer != first and (word.below is None or _fills(word))]
    return (*given, *((f"{WAIVE}.{permit.rule}", permit.layer) for permit in permits_on(entry, "") if permit.layer != first))


def _written(entry: Entry, field: str, stack: Stack) -> str | None:
    """What a field says at the top of a stack, as written; None where it says nothing."""
    node = stack[-1].node if stack else None
    if isinstance(node, SequenceNode):
        return ", ".join(name.value or "" for name in united(stack if entry.record.fields[field].unites else stack[-1:]))
    return node.value.strip() if isinstance(node, ScalarNode) and node.value is not None else None


def _entry_origin(key: ScalarNode, node: Node) -> Origin:
    """The lines from a key to the end of its value."""
    source = key.source
    return Origin(source.path, source.line_of(key.start), source.line_of(max(key.end, node.end) - 1))


def _head_origin(layer: Layer) -> Origin:
    place, head = layer.place, layer.head
    return Origin(place.file, place.line, place.line if head is None else head.source.line_of(max(head.end - 1, 0)))
