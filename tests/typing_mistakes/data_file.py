"""A shipped data file as an editor sees it: its lines, with their entries and fields."""

from __future__ import annotations

from dataclasses import dataclass

from generator.model.field_facts import COLLECTIONS, VARIANT_HEAD, EntityFacts, FieldSpec
from generator.source.nodes import MappingNode, Node, ScalarNode
from generator.source.read import read


@dataclass(frozen=True, slots=True)
class Written:
    """One entry or field in a file: its address, key, lines, and its facts from the model if it is a field."""

    address: str
    key: str
    first: int
    last: int
    node: Node
    field: FieldSpec | None = None


class DataFile:
    """One shipped file: its lines, and all entries and fields with their addresses and lines."""

    def __init__(self, path: str, data: bytes) -> None:
        self.path = path
        self.text = data.decode("utf-8")
        self.lines = self.text.split("\n")
        self.entries: list[Written] = []
        self.fields: list[Written] = []
        self.held: dict[int, tuple[str, ...]] = {}
        tree = read(path, data).tree
        assert tree is not None
        for key, node in tree.values.items():
            if key in COLLECTIONS and isinstance(node, MappingNode):
                record = COLLECTIONS[key].record
                assert record is not None
                self.held[tree.source.line_of(tree.starts[key])] = tuple(node.values)
                self._collect(record, node, key)
            elif key == "variant" and isinstance(node, MappingNode):
                self._collect_fields(VARIANT_HEAD, node, key)

    def _collect(self, record: EntityFacts, holder: MappingNode, address: str) -> None:
        for id, node in holder.values.items():
            place = f"{address}.{id}"
            self.entries.append(self._written(place, id, holder, node, None))
            if isinstance(node, MappingNode):
                self._collect_fields(record, node, place)

    def _collect_fields(self, record: EntityFacts, node: MappingNode, address: str) -> None:
        for key, value in node.values.items():
            spec = record.keys.get(key)
            if spec is None:
                continue
            self.fields.append(self._written(address, key, node, value, spec))
            if spec.shape == "entities" and isinstance(value, MappingNode) and spec.record is not None:
                self.held[self.fields[-1].first] = tuple(value.values)
                self._collect(spec.record, value, f"{address}.{key}")

    def _written(self, address: str, key: str, holder: MappingNode, node: Node, field: FieldSpec | None) -> Written:
        source = holder.source
        start = holder.starts[key]
        return Written(address, key, source.line_of(start), source.line_of(max(node.end - 1, start)), node, field)

    def owners(self, lines: frozenset[int]) -> set[str]:
        """Return the addresses of the innermost entries on some lines; `variant` for a line of the head."""
        found: set[str] = set()
        for line in lines:
            around = [entry for entry in self.entries if entry.first <= line <= entry.last]
            if around:
                found.add(min(around, key=lambda entry: entry.last - entry.first).address)
            elif any(field.address == "variant" and field.first <= line <= field.last for field in self.fields):
                found.add("variant")
        return found

    def with_lines(self, first: int, last: int, *new: str) -> str:
        """Return the text with the lines from `first` to `last`, counted from 1, replaced."""
        return "\n".join([*self.lines[: first - 1], *new, *self.lines[last:]])

    def with_value(self, node: ScalarNode, new: str) -> str:
        return self.text[: node.start] + new + self.text[node.end :]


class Rewritten(DataFile):
    """A file that is edited again without being read."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.lines = text.split("\n")
