"""Runbook data for hypothesis, derived from the model: a value for the kind of each field, an id that exists for each reference.

A new field takes part in every property by its annotation; a new kind of value needs its line in `VALUES`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import count
from random import Random
from typing import Any, TypeVar

from hypothesis import strategies as st

from generator.model import scalar_kinds as kinds
from generator.model.field_facts import COLLECTIONS, HOLDERS, VARIANT_HEAD, EntityFacts, FieldSpec
from generator.model.field_marks import FieldMark
from generator.model.scalar_kinds import Kind

T = TypeVar("T")
Data = dict[str, Any]
Ids = Mapping[str, Sequence[str]]  # those that exist, by the key that holds them

IDS = ("a", "b", "c")
DEEPEST = 2
MOST_OPTIONAL = 4
SEEDS = st.integers(0, 2**20)
# Values of each kind as a writer types them; numbers and truths as YAML understands them.
VALUES: dict[Kind, tuple[object, ...]] = {
    kinds.TEXT: ("Pools are sized", "It is `up` and **fast**", "বাংলা লেখা", "no"),
    kinds.LINE: ("day", "night"),
    kinds.COMMAND: ("npm test", "ls -l"),
    kinds.ADDRESS: ("was-a", "was-b"),
    kinds.URL: ("https://shop.example/a", "https://host.example/b#c"),
    kinds.EMAIL: ("ada@shop.example", "bob@shop.example"),
    kinds.PHONE: ("+880 2 5566 7788", "+880 2 1122 3344"),
    kinds.LANGUAGE: ("en", "bn"),
    kinds.PERCENTILE: (95, 99.9),
    kinds.INTEGER: (2, 9),
    kinds.BOOLEAN: (True, False),
    kinds.DATE: ("2026-11-01", "2027-01-31"),
    kinds.DURATION: ("30 min", "2 h"),
    kinds.OFFSET: ("T-2h", "T+30min"),
    kinds.COMPARISON: ("over 300 ms", "over 5 s"),
}
GOOD_SIDE = ("under 100 ms", "under 200 ms")  # of a target; all else that compares is on the bad side
# What refers to something nested finds it wherever it looks: all phases have these groups, all procedures these steps.
NESTED = {spec.reference for record in HOLDERS.values() for spec in record.fields.values()} & HOLDERS.keys() - COLLECTIONS.keys()
ANYTHING: Ids = {
    **{key: HOLDERS[key].ids or IDS for key in COLLECTIONS},
    **dict.fromkeys(NESTED, IDS[:2]),
    "address": ("contacts.a", "contacts.b"),
}


@cache
def one_of(values: tuple[T, ...]) -> st.SearchStrategy[T]:
    """One of some values; kept, since making a strategy takes longer than drawing from it."""
    return st.sampled_from(values)


@cache
def some_of(values: tuple[T, ...], least: int, most: int) -> st.SearchStrategy[list[T]]:
    return st.lists(st.sampled_from(values), min_size=least, max_size=most, unique=True)


def values_of(record: EntityFacts, spec: FieldSpec, ids: Ids, id: str = "") -> Sequence[object]:
    """What a scalar field, or an item of a list, of the entity `id` may say; what refers to its own kind names one before it."""
    if spec.key == "internal":
        return record.redactable
    if spec.reference:
        named = ids.get(spec.reference, ())
        return named[: named.index(id)] if HOLDERS.get(spec.reference) is record and id in named else named
    assert spec.kind is not None
    return spec.kind.choices or (GOOD_SIDE if spec.key == "target" else VALUES[spec.kind])


def field_value(random: Random, record: EntityFacts, spec: FieldSpec, ids: Ids, id: str = "") -> Any:
    """A value of a field that holds no entities; None where there is nothing that it could name."""
    if spec.shape == "waivers":
        assert spec.record is not None
        return {
            random.choice(spec.record.ids): {key: field_value(random, spec.record, one, ids) for key, one in spec.record.fields.items()}
        }
    values = values_of(record, spec, ids, id)
    if not values:
        return None
    if spec.shape == "list":
        return random.sample(values, min(len(values), random.randint(1, 2)))
    value = random.choice(values)
    return {"param": value} if spec.shape == "texts" else value


def entity(seed: int, record: EntityFacts, ids: Ids, id: str, former: Iterator[int], deep: int = 0) -> Data:
    """An entity with what it needs and some of what it may have, only what it needs for 0; `former` numbers the ids of before.

    One number decides it all, since drawing each field would take most of the time of a test.
    """
    random = Random(seed)
    fields = record.fields.values()
    content, either = record.marked[FieldMark.CONTENT], record.marked[FieldMark.EITHER]
    needed = [spec for spec in fields if spec.required or spec in content or (spec.shape == "entities" and spec.key in ids)]
    needed += [random.choice(either)] if either else []
    optional = [spec for spec in fields if spec not in needed and (deep < DEEPEST or spec.shape != "entities")]
    chosen = [*needed, *random.sample(optional, random.randint(0, min(seed, MOST_OPTIONAL, len(optional))))]
    made: Data = {}
    for key, spec in record.fields.items():
        if spec not in chosen:
            continue
        if spec.shape == "entities":
            assert spec.record is not None
            below = ids.get(key) or random.sample(IDS, min(seed, 1) + 1)
            made[key] = {one: entity(random.randint(0, seed), spec.record, ids, one, former, deep + 1) for one in below}
        elif key == "aliases":
            made[key] = [f"former-{next(former)}"]
        else:
            made[key] = field_value(random, record, spec, ids, id)
    return {key: value for key, value in made.items() if value is not None}


@st.composite
def entities(draw: st.DrawFn, key: str, several: Sequence[str], ids: Ids, former: Iterator[int]) -> Data:
    """The entities of a collection by id."""
    return {id: entity(draw(SEEDS), HOLDERS[key], ids, id, former) for id in several}


@st.composite
def runbooks(draw: st.DrawFn) -> Data:
    """A whole variant as a writer types it, without layers: something in every collection, and every reference leads somewhere."""
    some = {key: sorted(draw(some_of(tuple(ANYTHING[key]), 1, 2))) for key in COLLECTIONS}
    ids: Ids = {**ANYTHING, **some, "address": [f"{key}.{id}" for key, several in some.items() for id in several]}
    former = count()
    entries = {key: draw(entities(key, several, ids, former)) for key, several in some.items()}
    return {"variant": entity(draw(SEEDS), VARIANT_HEAD, ids, "", former), **entries}


def plain_fields(record: EntityFacts) -> tuple[str, ...]:
    """The keys of the fields that one layer may set over another, waivers and what holds entities apart."""
    return tuple(key for key, spec in record.fields.items() if spec.shape in ("scalar", "list"))


@st.composite
def changes(draw: st.DrawFn, record: EntityFacts, entry: Data, keys: Sequence[str] = ()) -> Data:
    """What a layer may say of an entity that those below it have, of the fields in `keys` alone if there are any.

    It sets a field, fills it, leaves it to be filled or unsets it; or it keeps, places or removes the entity, or changes what it holds.
    """
    fields = tuple(keys) or plain_fields(record)
    ways = {
        "set": fields,
        "unset": tuple(key for key in fields if not record.fields[key].required),
        "fill": tuple(key for key, value in entry.items() if value is None and key in fields),
        "leave": tuple(key for key in fields if key not in entry and record.fields[key].shape == "scalar"),
        "below": tuple(spec.key for spec in record.children if entry.get(spec.key)),
        "keep": ("",),
        "remove": ("",),
        "place": ("first", "last", "after b", "before a"),
    }
    way = draw(one_of(tuple(way for way, choices in ways.items() if choices)))
    key = draw(one_of(ways[way]))
    if way == "below":
        id = draw(one_of(tuple(entry[key])))
        return {key: {id: draw(changes(HOLDERS[key], entry[key][id]))}}
    if way in ("set", "fill"):
        value = {key: field_value(Random(draw(SEEDS)), record, record.fields[key], ANYTHING)}
        return value if way == "fill" else {"because": "why", **value}
    said: dict[str, Data] = {
        "unset": {"because": "why", "unset": [key]},
        "leave": {"because": "why", key: None},
        "keep": {"because": "keep it"},
        "remove": {"remove": "why"},
        "place": {"place": key},
    }
    return said[way]
