"""Systems of layers for hypothesis: a base, layers on it in any lattice, and what each of them says."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hypothesis import strategies as st

from generator.merge.merged_tree import Collection, Entry, Tree, united
from generator.source.layers import Layer
from generator.source.load import load
from generator.source.read import read
from generator.source.read_file import ReadFile

System = dict[str, dict[str, Any]]
BASE = "base"
HOURS = ("day", "night")

# What a layer may say of an entry from below; what it may add is said in `added`.
word = st.one_of(
    st.fixed_dictionaries({"because": st.just("why"), "hours": st.sampled_from(HOURS)}),
    st.fixed_dictionaries({"because": st.just("why"), "hours": st.sampled_from(HOURS), "channel": st.sampled_from(HOURS)}),
    st.fixed_dictionaries({"because": st.just("why"), "unset": st.just(["hours"])}),
    st.fixed_dictionaries({"because": st.just("keep it")}),
    st.fixed_dictionaries({"phone": st.sampled_from(("+880 1", "+880 2"))}),
    st.fixed_dictionaries({"remove": st.just("why")}),
    st.fixed_dictionaries({"place": st.sampled_from(("first", "last", "after b", "before a"))}),
)
needs = st.fixed_dictionaries(
    {"because": st.just("why"), "needs": st.lists(st.sampled_from(("u", "v", "w")), min_size=1, max_size=2, unique=True)}
) | st.fixed_dictionaries({"because": st.just("why"), "unset": st.just(["needs"])})
item = st.one_of(
    st.fixed_dictionaries({"because": st.just("why"), "text": st.sampled_from(HOURS)}),
    st.fixed_dictionaries({"remove": st.just("why")}),
    st.fixed_dictionaries(
        {"items": st.fixed_dictionaries({"inner": st.fixed_dictionaries({"because": st.just("w"), "run": st.just("go")})})}
    ),
)
checklist = st.fixed_dictionaries({"items": st.dictionaries(st.sampled_from(("x", "y")), item, min_size=1)}) | st.fixed_dictionaries(
    {"remove": st.just("why")}
)
added = st.dictionaries(st.sampled_from(("d", "e")), st.fixed_dictionaries({"title": st.sampled_from(HOURS)}), max_size=2)

GROUND: dict[str, Any] = {
    "contacts": {id: {"title": id, "hours": "always", "phone": None} for id in ("a", "b", "c")},
    "services": {"s": {"title": "s", "needs": ["t"]}, "t": {"title": "t"}, "u": {"title": "u"}, "v": {"title": "v"}, "w": {"title": "w"}},
    "phases": {"prepare": {"title": "Prepare"}},
    "checklists": {"k": {"phase": "prepare", "title": "k", "items": {"x": {"text": "x", "items": {"inner": "inner"}}, "y": "y", "z": "z"}}},
}


@st.composite
def layer(draw: st.DrawFn, below: list[str]) -> dict[str, Any]:
    """One layer: what it extends, of those named in `below`, and what it says."""
    parents = draw(st.lists(st.sampled_from(below), min_size=1, max_size=3, unique=True))
    contacts: dict[str, Any] = {**draw(st.dictionaries(st.sampled_from(("a", "b", "c")), word, max_size=3)), **draw(added)}
    said: dict[str, Any] = {"layer": {"extends": parents}}
    if contacts:
        said["contacts"] = contacts
    if draw(st.booleans()):
        said["services"] = {"s": draw(needs)}
    if draw(st.booleans()):
        said["checklists"] = {"k": draw(checklist)}
    return said


@st.composite
def systems(draw: st.DrawFn) -> System:
    """Layers by name, each extending some of those before it."""
    made: System = {BASE: GROUND}
    for number in range(draw(st.integers(2, 5))):
        made[f"l{number}"] = draw(layer(list(made)))
    return made


@st.composite
def quarrels(draw: st.DrawFn) -> System:
    """Layers that all speak of one contact, one service and one list, so that they meet in every way there is."""
    made: System = {BASE: GROUND}
    for number in range(draw(st.integers(3, 7))):
        below = list(made)
        parents = draw(st.lists(st.sampled_from(below[-3:]), min_size=1, max_size=2, unique=True))
        said: dict[str, Any] = {"layer": {"extends": parents}, "contacts": {"a": draw(word)}}
        kind = draw(st.integers(0, 3))
        if kind == 1:
            said["services"] = {"s": draw(needs)}
        elif kind == 2:
            said["checklists"] = {"k": draw(checklist)}
        made[f"l{number}"] = said
    return made


def to_yaml(value: object) -> str:
    """A value as flow YAML, every text quoted."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {to_yaml(each)}" for key, each in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(to_yaml(each) for each in value) + "]"
    return "null" if value is None else f"'{value}'"


def one_file(said: Mapping[str, Any]) -> str:
    return "".join(f"{key}: {to_yaml(value)}\n" for key, value in said.items())


def read_system(system: System) -> list[ReadFile]:
    return [read(f"data/layers/{name}/{name}.yaml", one_file(said).encode()) for name, said in system.items()]


def layers_of(system: System) -> dict[str, Layer]:
    loaded = load(read_system(system))
    assert not loaded.diagnostics
    return loaded.layers


def values_of(tree: Tree) -> dict[str, object]:
    """All that a tree says, by address, without its order: values, removals, and what is contested."""
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
        if entry.record.fields[name].sets:
            fields[name] = frozenset(item.value for item in united(stack))
        elif name in entry.contested:
            fields[name] = frozenset((each.layer, str(each.value)) for each in entry.contested[name])
        else:
            fields[name] = (stack[-1].node is None, stack[-1].value)
    removed = frozenset(touch.layer for touch in entry.removals)
    return fields, entry.live, removed, entry.contested_removal is not None
