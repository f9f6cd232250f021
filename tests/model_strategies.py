"""Hypothesis strategies for runbook data, derived from the model: values by the kind of each field, and ids that exist.

A new field is part of every property through its annotation; a new kind of value needs its line in `VALUES`.

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
Ids = Mapping[str, Sequence[str]]  # existing ids, by the key of their collection

IDS = ("a", "b", "c")
DEEPEST = 2
MOST_OPTIONAL = 4
SEEDS = st.integers(0, 2**20)
# Values of each kind as a writer types them; numbers and booleans as YAML reads them.
VALUES: dict[Kind, tuple[object, ...]] = {
    kinds.TEXT: ("Pools are sized", "It is `up` and **fast**", "বাংলা লেখা", "no"),
    kinds.LINE: ("day", "night"),
    kinds.COMMAND: ("npm test", "ls -l"),
    kinds.PROSE: ("Pools are **sized**", "One\n\n- two"),
    kinds.FIXED: ("one line", "one\n  two"),
    kinds.SYNTAX: ("json", "sql"),
    kinds.ADDRESS: ("was-a", "was-b"),
    kinds.URL: ("https://shop.example/a", "https://host.example/b#c"),
    kinds.SYSTEM_PAGE: ("shop",),
    kinds.EMAIL: ("ada@shop.example", "bob@shop.example"),
    kinds.PHONE: ("+880 2 5566 7788", "+880 2 1122 3344"),
    kinds.LANGUAGE: ("en", "bn"),
    kinds.PERCENTILE: (95, 99.9),
    kinds.INTEGER: (2, 9),
    kinds.BOOLEAN: (True, False),
    kinds.DATE: ("2026-11-01", "2027-01-31"),
    kinds.DURATION: ("30 min", "2 h"),
    kinds.SPAN: ("15 min", "30 days"),
    kinds.RECURRENCE: ("week", "2 weeks"),
    kinds.OFFSET: ("T-2h", "T+30min"),
    kinds.PATTERN: ("[0-9]+", "v[0-9.]*"),
    kinds.COMPARISON: ("over 300 ms", "over 5 s"),
}
GOOD_SIDE = ("under 100 ms", "under 200 ms")  # of a target; all other comparisons are alerts
# References to nested entities always find one: all phases have these groups, and all procedures these steps.
NESTED = {spec.reference for record in HOLDERS.values() for spec in record.fields.values()} & HOLDERS.keys() - COLLECTIONS.keys()
ANYTHING: Ids = {
    **{key: HOLDERS[key].ids or IDS for key in COLLECTIONS},
    **dict.fromkeys(NESTED, IDS[:2]),
    "way": (*kinds.ENDS, "contacts.a", "contacts.b"),
}


@cache
def one_of(values: tuple[T, ...]) -> st.SearchStrategy[T]:
    """Draw one of some values; cached, because creating a strategy takes longer than drawing from it."""
    return st.sampled_from(values)


@cache
def some_of(values: tuple[T, ...], least: int, most: int) -> st.SearchStrategy[list[T]]:
    return st.lists(st.sampled_from(values), min_size=least, max_size=most, unique=True)


def values_of(record: EntityFacts, spec: FieldSpec, ids: Ids, id: str = "") -> Sequence[object]:
    """Draw a value for a scalar field, or a list item, of the entity `id`; a reference to the same kind names an earlier entity."""
    if spec.key == "internal":
        return record.redactable
    if spec.kind is kinds.HELD:
        return ()  # the list must be in the phase of the approval
    if spec.reference:
        named = [one for one in ids.get(spec.reference, ()) if one in (spec.kind.choices or (one,))]
        return named[: named.index(id)] if HOLDERS.get(spec.reference) is record and id in named else named
    return spec.kind.choices or (GOOD_SIDE if spec.key == "target" else VALUES[spec.kind])


def field_value(random: Random, record: EntityFacts, spec: FieldSpec, ids: Ids, id: str = "") -> Any:
    """Draw a value for a field without entities; None if there is no entity that it could refer to."""
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
    """Draw an entity with its required fields and some optional fields. With `seed` 0, it has only required fields.

    `former` yields the numbers in its aliases.

    All choices follow from `seed`, because drawing each field would take most of a test's time.

    """
    random = Random(seed)
    fields = record.fields.values()
    content, either = record.marked[FieldMark.CONTENT], record.marked[FieldMark.EITHER]
    needed = [spec for spec in fields if spec.required or spec in content or (spec.shape == "entities" and spec.key in ids)]
    needed += [random.choice(either)] if either else []
    optional = [spec for spec in fields if spec not in needed and (deep < DEEPEST or spec.shape != "entities")]
    if deep != 1:  # the parts of steps have no columns
        optional = [spec for spec in optional if spec.reference != "columns"]
    chosen = [*needed, *random.sample(optional, random.randint(0, min(seed, MOST_OPTIONAL, len(optional))))]
    made: Data = {}
    for key, spec in record.fields.items():
        if spec not in chosen:
            continue
        if spec.shape == "entities":
            assert spec.record is not None
            below = ids.get(spec.reference or key) or random.sample(IDS, min(seed, 1) + 1)
            if key == "blanks":  # their ids are unique in a runbook
                below = [f"{one}-{next(former)}" for one in below]
            made[key] = {one: entity(random.randint(0, seed), spec.record, ids, one, former, deep + 1) for one in below}
        elif key == "aliases":
            made[key] = [f"former-{next(former)}"]
        else:
            made[key] = field_value(random, record, spec, ids, id)
    made = {key: value for key, value in made.items() if value is not None}
    for key, holds in {"escalates-after": "escalates-to" in made, "warn": "alert" not in made}.items():
        if not holds:  # the check compares these fields
            made.pop(key, None)
    return _with_matching_choices(record, made) if "label" in made and "kind" in record.fields else made


def _with_matching_choices(record: EntityFacts, blank: Data) -> Data:
    """Return a blank with choices if its kind is `choice`. A column has another kind, because cells have any text."""
    if blank.get("kind") == "choice" and record.name == "Blank":
        return {**blank, "choices": blank.get("choices") or {"yes": {"label": "day"}}}
    return {key: value for key, value in blank.items() if key != "choices" and (key, value) != ("kind", "choice")}


@st.composite
def entities(draw: st.DrawFn, key: str, several: Sequence[str], ids: Ids, former: Iterator[int]) -> Data:
    """Draw the entities of a collection by id."""
    return {id: entity(draw(SEEDS), HOLDERS[key], ids, id, former) for id in several}


@st.composite
def runbooks(draw: st.DrawFn) -> Data:
    """Draw a whole variant as a writer types it, without layers: every collection has entries and every reference is valid."""
    some = {key: sorted(draw(some_of(tuple(ANYTHING[key]), 1, 2))) for key in COLLECTIONS}
    ids: Ids = {**ANYTHING, **some, "way": [*kinds.ENDS, *(f"{key}.{id}" for key, several in some.items() for id in several)]}
    former = count()
    entries = {key: draw(entities(key, several, ids, former)) for key, several in some.items()}
    return {"variant": entity(draw(SEEDS), VARIANT_HEAD, ids, "", former), **entries}


def plain_fields(record: EntityFacts) -> tuple[str, ...]:
    """Return the keys of fields that a layer can override, without waivers and nested entities."""
    return tuple(key for key, spec in record.fields.items() if spec.shape in ("scalar", "list"))


@st.composite
def changes(draw: st.DrawFn, record: EntityFacts, entry: Data, keys: Sequence[str] = ()) -> Data:
    """Draw a layer's changes to an inherited entity, only to the fields in `keys` if there are any.

    A change sets a field, fills it, leaves it open or unsets it; or it keeps, places or removes the entity, or changes its children.

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
