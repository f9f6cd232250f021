"""Hypothesis strategies for systems of layers: a base, and layers that extend it and each other in any way, with their changes."""

from __future__ import annotations

import json
from collections.abc import Mapping
from itertools import count
from typing import Any

from hypothesis import strategies as st

from generator.merge.merged_tree import Collection, Entry, Tree, united
from generator.model.field_facts import COLLECTIONS, HOLDERS
from generator.source.layers import Layer, load
from generator.source.nodes import ReadFile
from generator.source.read import read
from tests.model_strategies import ANYTHING, IDS, Data, changes, entities, one_of, plain_fields, some_of

System = dict[str, dict[str, Any]]
BASE = "base"
ADDED = ("d", "e")


@st.composite
def grounds(draw: st.DrawFn) -> Data:
    """Draw a base layer: one collection with three entities, or two collections; some entities have an open field."""
    made: Data = {}
    for key in draw(some_of(tuple(COLLECTIONS), 1, 2)):
        record = HOLDERS[key]
        made[key] = draw(entities(key, (record.ids or IDS)[:3], ANYTHING, count()))
        for entity in made[key].values():
            texts = tuple(key for key in record.fields if isinstance(entity.get(key), str))
            entity.update(dict.fromkeys(texts[: draw(one_of((0, 1)))]))
    return made


@st.composite
def layer(draw: st.DrawFn, below: list[str], ground: Data) -> Data:
    """Draw one layer: which of the layers in `below` it extends, what it changes and what it adds."""
    said: Data = {"layer": {"extends": draw(some_of(tuple(below), 1, 3))}}
    for key, entries in ground.items():
        own = {id: draw(changes(HOLDERS[key], entries[id])) for id in draw(some_of(tuple(entries), 0, 3))}
        if not HOLDERS[key].ids:
            own |= draw(entities(key, draw(some_of(ADDED, 0, 2)), ANYTHING, count()))
        said |= {key: own} if own else {}
    return said


@st.composite
def systems(draw: st.DrawFn) -> System:
    """Draw layers by name; each extends some of the earlier ones."""
    ground = draw(grounds())
    made: System = {BASE: ground}
    for number in range(draw(st.integers(2, 5))):
        made[f"l{number}"] = draw(layer(list(made), ground))
    return made


@st.composite
def quarrels(draw: st.DrawFn) -> System:
    """Draw layers that all change one field of one entity, so that they conflict in every possible way."""
    key = draw(one_of(tuple(COLLECTIONS)))
    record = HOLDERS[key]
    ground = {key: draw(entities(key, (record.ids or IDS)[:1], ANYTHING, count()))}
    ((id, entry),) = ground[key].items()
    about = draw(one_of(plain_fields(record)))
    made: System = {BASE: ground}
    for number in range(draw(st.integers(3, 7))):
        parents = draw(some_of(tuple([*made][-3:]), 1, 2))
        made[f"l{number}"] = {"layer": {"extends": parents}, key: {id: draw(changes(record, entry, (about,)))}}
    return made


def one_file(said: Mapping[str, Any]) -> str:
    """Return a data file; JSON is also YAML."""
    return "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in said.items())


def read_system(system: System) -> list[ReadFile]:
    return [read(f"data/layers/{name}/{name}.yaml", one_file(said).encode()) for name, said in system.items()]


def layers_of(system: System) -> dict[str, Layer]:
    loaded = load(read_system(system))
    assert not loaded.diagnostics
    return loaded.layers


def values_of(tree: Tree) -> dict[str, object]:
    """Return everything in a tree by address, without the order of entries: values, removals, editing layers, conflicts in order."""
    found: dict[str, object] = {}
    for name, collection in tree.items():
        _add_values(collection, name, found)
    return found


def _add_values(collection: Collection, address: str, found: dict[str, object]) -> None:
    for entry in collection.entries.values():
        place = f"{address}.{entry.id}"
        found[place] = _said(entry)
        for name, children in entry.children.items():
            _add_values(children, f"{place}.{name}", found)


def _said(entry: Entry) -> object:
    fields: dict[str, object] = {}
    for name, stack in entry.settings.items():
        if entry.record.fields[name].unites:
            fields[name] = frozenset(item.value for item in united(stack))
        elif name in entry.conflicts:
            fields[name] = [(each.layer, str(each.value)) for each in entry.conflicts[name]]
        else:
            fields[name] = (stack[-1].node is None, stack[-1].value)
    removed = [edit.layer for edit in entry.removals]
    return fields, entry.live, removed, entry.contested_removal is not None, sorted(edit.layer for edit in entry.edits)
