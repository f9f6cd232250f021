"""The fields of a variant as its data files have them now, each with its place, by address."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.model.field_facts import COLLECTIONS, HEADS, EntityFacts
from generator.source.nodes import MappingNode, Node, ScalarNode, SequenceNode

Value = str | tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class WrittenField:
    """A field: its value, and the mapping in which it has a key. `shorthand` is the field that a bare text stands for."""

    value: Value
    node: Node
    mapping: MappingNode
    key: str
    shorthand: str = ""


class WrittenFields:
    """All fields of some trees by address, the mappings of entries by address, and the addresses that entries had before."""

    def __init__(self, trees: Iterable[MappingNode]) -> None:
        self.fields: dict[str, WrittenField] = {}
        self.mappings: dict[str, list[MappingNode]] = {}
        self.former: dict[str, str] = {}
        for tree in trees:
            self.mappings.setdefault("", []).append(tree)
            for key, value in tree.values.items():
                record = HEADS.get(key)
                if record is None and key in COLLECTIONS and isinstance(value, MappingNode):
                    self.mappings.setdefault(key, []).append(value)
                    self._entries(COLLECTIONS[key].holds, value, key)
                elif record is not None and isinstance(value, MappingNode):
                    self._fields(record, value, key)

    def _entries(self, record: EntityFacts, mapping: MappingNode, address: str) -> None:
        for id, value in mapping.values.items():
            place = f"{address}.{id}"
            if isinstance(value, MappingNode):
                self._fields(record, value, place)
                for former in _texts(value.values.get("aliases")):
                    self.former[f"{address}.{former}" if "." not in former else former] = place
            elif isinstance(value, ScalarNode):
                short = record.model.shorthand
                self.fields[f"{place}.{short}"] = WrittenField(_value(value), value, mapping, id, short)

    def _fields(self, record: EntityFacts, mapping: MappingNode, address: str) -> None:
        self.mappings.setdefault(address, []).append(mapping)
        for key, value in mapping.values.items():
            spec, place = record.keys.get(key), f"{address}.{key}"
            if isinstance(value, MappingNode):
                self.mappings.setdefault(place, []).append(value)
                if spec is not None and spec.record is not None:
                    self._entries(spec.record, value, place)
                else:
                    for name, one in value.values.items():
                        self.fields[f"{place}.{name}"] = WrittenField(_value(one), one, value, name)
            else:
                self.fields[place] = WrittenField(_value(value), value, mapping, key)


def _value(node: Node) -> Value:
    if isinstance(node, SequenceNode):
        return tuple(_texts(node))
    return (node.value or "").strip("\n") if isinstance(node, ScalarNode) else ""


def _texts(node: Node | None) -> Iterator[str]:
    if isinstance(node, SequenceNode):
        yield from (item.value or "" for item in node.items if isinstance(item, ScalarNode))
