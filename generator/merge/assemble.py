"""Assemble the typed runbook from a merged and checked tree, with defaults, inheritance, and the trace of every entity."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import chain
from typing import Any

from generator.merge.merged_tree import NOTHING, Assignment, Collection, Entry, Stack, Tree, united
from generator.merge.page_places import PagePlaces
from generator.merge.waivers import WAIVE, entry_waivers
from generator.model.addresses import reference_address
from generator.model.entities import Runbook
from generator.model.field_facts import COLLECTIONS, VARIANT_HEAD, EntityFacts, FieldSpec
from generator.model.field_marks import FieldMark
from generator.model.phase_order import with_page_order
from generator.model.scalar_kinds import PARAMETER_KINDS, fill_in
from generator.model.variant import AttachedFile, Change, Origin, State, Trace, Variant
from generator.source.layers import Layer
from generator.source.nodes import Node, ScalarNode, SequenceNode


def assemble(variant: Layer, layers: tuple[str, ...], tree: Tree, files: Mapping[str, AttachedFile] = {}) -> Variant:
    """Return the variant with its runbook. The tree must be without errors: an invalid value is a fault of the program.

    `files` are the files that its texts may use, by path.
    """
    return replace(_Assembly(variant, tree).variant(layers), files=files)


class _Assembly:
    def __init__(self, variant: Layer, tree: Tree) -> None:
        self.layer = variant
        self.tree = tree
        self.params = variant.params
        self.made: dict[str, dict[str, Any]] = {}
        self.traces: dict[str, Trace] = {}

    def variant(self, layers: tuple[str, ...]) -> Variant:
        values: dict[str, Any] = {"variant": self._head()}
        for name, spec in COLLECTIONS.items():
            values[spec.attribute] = self._entries(self.tree.get(name, NOTHING), name)
        places, runbook = PagePlaces(self.tree), Runbook.model_validate(values)
        if places.across:
            runbook = with_page_order(runbook, tuple(chain.from_iterable(places.page_orders().values())))
        return Variant(self.layer.id, runbook, layers, self.traces)

    def _head(self) -> dict[str, Any]:
        id, head = self.layer.id, self.layer.head
        assert head is not None
        settings: dict[str, Stack] = {key: (Assignment(id, head.key(key), node),) for key, node in head.values.items()}
        values = self._entity(VARIANT_HEAD, Entry(VARIANT_HEAD, id, settings, {}, ()), "variant")
        defaults = tuple((f"params.{name}", layer) for name, (layer, _) in self.layer.defaults.items())
        self.traces["variant"] = Trace("variant", "added", id, _origin(self.layer.place, head), values["title"], filled=defaults)
        return values

    def _value(self, spec: FieldSpec, node: Node | None) -> Any:
        if not isinstance(node, ScalarNode) or node.value is None:
            return None
        text = fill_in(node.value, self.params) if "{{" in node.value and spec.kind in PARAMETER_KINDS else node.value
        return spec.kind.parse(text)

    def _entries(self, collection: Collection, address: str) -> dict[str, Any]:
        made: dict[str, Any] = {}
        for entry in collection.in_order():
            place = f"{address}.{entry.id}"
            self.traces[place] = self._trace(entry, place)
            if entry.live:
                made[entry.id] = self._entity(entry.record, entry, place)
        return made

    def _entity(self, record: EntityFacts, entry: Entry, address: str) -> dict[str, Any]:
        values = self.made[address] = {}
        for key, spec in record.fields.items():
            if spec.shape == "scalar":
                node = entry.values.get(key)
                value = None if node is None else self._value(spec, node)
                # A sheet has a blank for each way to reach a contact that the data leave null.
                if value is not None or (node is not None and FieldMark.REACH in spec.marks):
                    values[spec.attribute] = value
            elif spec.shape == "list":
                values[spec.attribute] = tuple(name.value for name in entry.names(key)) if key in entry.values else ()
            elif spec.shape == "waivers":
                waivers = entry_waivers(entry, address)
                values[spec.attribute] = {waiver.rule: {"because": waiver.because, "until": waiver.until} for waiver in waivers}
            elif spec.shape == "texts":
                values[spec.attribute] = self.params
        for spec in record.inheriting:
            source = self.made.get(self._source(record, spec, values, address) or "", {})
            if spec.attribute not in values and spec.attribute in source:
                values[spec.attribute] = source[spec.attribute]
        # Children come last, because they inherit from these values.
        for spec in record.children:
            values[spec.attribute] = self._entries(entry.children.get(spec.key, NOTHING), f"{address}.{spec.key}")
        return values

    def _source(self, record: EntityFacts, spec: FieldSpec, values: dict[str, Any], address: str) -> str | None:
        """Return the address of the entity from which the entity at `address` inherits a field."""
        assert spec.inherited is not None
        if not spec.inherited.through:
            return address.rsplit(".", 2)[0]
        to = record.fields[spec.inherited.through]
        return reference_address(to.reference, values.get(to.attribute, ""), address, values.get("phase", ""))

    def _trace(self, entry: Entry, address: str) -> Trace:
        first = entry.edits[0]
        top = entry.removal or next((edit for edit in reversed(entry.edits) if edit.changes), first)
        state: State = "inherited"
        if not entry.live:
            state = "removed"
        elif first.layer == self.layer.id:
            state = "added"
        # An edit without a reason only sets fields that were left empty.
        elif any(edit.layer == self.layer.id and edit.changes and edit.because for edit in entry.edits):
            state = "overridden"
        title = fill_in(next((text for spec in entry.record.naming if (text := entry.text(spec.key))), entry.id), self.params)
        because = top.because if len(entry.edits) > 1 or not entry.live else ""
        origin = _origin(top.key, top.node)
        if len(entry.edits) == 1:  # one layer changes and fills nothing
            return Trace(address, state, first.layer, origin, title, because)
        return Trace(address, state, first.layer, origin, title, because, tuple(_changes(entry)), tuple(_filled(entry)))


def _changes(entry: Entry) -> Iterator[Change]:
    for field, stack in entry.settings.items():
        for one in stack:
            if one.inherited is not None and field != WAIVE and not _fills(one):
                old, new = _as_written(entry, field, one.inherited), _as_written(entry, field, (*one.inherited, one))
                yield Change(field, old, new, one.layer, one.because, _origin(one.key, one.node or one.key))


def _filled(entry: Entry) -> Iterator[tuple[str, str]]:
    """Yield each field that a layer above the first sets without overriding a value, with that layer."""
    first = entry.edits[0].layer
    for field, stack in entry.settings.items():
        top = stack[-1]
        if field != WAIVE and top.layer != first and (top.inherited is None or _fills(top)):
            yield field, top.layer
    yield from ((f"{WAIVE}.{waiver.rule}", waiver.layer) for waiver in entry_waivers(entry, "") if waiver.layer != first)


def _fills(assignment: Assignment) -> bool:
    """Whether a layer sets a field that the layers below it left null."""
    return bool(assignment.inherited) and assignment.inherited[-1].is_null  # type: ignore[index]


def _as_written(entry: Entry, field: str, stack: Stack) -> str | None:
    """Return the text at the top of a stack as written, or all names of a list that unites; None if no value is set."""
    node = stack[-1].node if stack else None
    if isinstance(node, SequenceNode):
        return ", ".join(name.value or "" for name in united(stack if entry.record.fields[field].unites else stack[-1:]))
    return node.value.strip() if isinstance(node, ScalarNode) and node.value is not None else None


def _origin(key: ScalarNode, node: Node) -> Origin:
    """Return the lines from a key to the end of its value."""
    source = key.source
    return Origin(source.path, source.line_of(key.start), source.line_of(max(key.end, node.end) - 1))
