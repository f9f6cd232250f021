"""Edits of a tree as splices of its text, in every layout."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from generator.source.node_edits import as_mapping, renamed_key, replaced, replaced_part, with_field, with_item, without_item
from generator.source.nodes import MappingNode, ScalarNode, SequenceNode, plain_value
from generator.source.read import read
from generator.source.splices import CannotEdit, Splice, spliced


def tree(text: str) -> MappingNode:
    found = read("x.yaml", text.encode()).tree
    assert found is not None
    return found


def inner(text: str) -> MappingNode:
    """The mapping under the first key."""
    found = next(iter(tree(text).values.values()))
    assert isinstance(found, MappingNode)
    return found


def made(text: str, *splices: Splice) -> str:
    return spliced(text, splices)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("old: 1\n", "new: 1\n"), ("'old': 1\n", "'new': 1\n"), ('"old" : 1\n', '"new" : 1\n'), ("{old: 1}\n", "{new: 1}\n")],
)
def test_a_key_keeps_its_quotes(text: str, expected: str) -> None:
    assert made(text, renamed_key(tree(text), "old", "new")) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: old  # why\n", "a: new  # why\n"),
        ("a: 'old'\n", "a: 'new'\n"),
        ("a:\n  old\n", "a:\n  new\n"),
        ("a:\nb: 1\n", "a: new\nb: 1\n"),
        ("a: null  # why\n", "a: new  # why\n"),
        ("{a: ~}\n", "{a: new}\n"),
    ],
)
def test_a_value_keeps_its_place_and_its_quotes(text: str, expected: str) -> None:
    scalar = tree(text).values["a"]
    assert isinstance(scalar, ScalarNode)
    assert made(text, replaced(scalar, "new")) == expected


def test_a_value_that_would_be_null_is_quoted() -> None:
    scalar = tree("a: old\n").values["a"]
    assert isinstance(scalar, ScalarNode)
    assert made("a: old\n", replaced(scalar, "null")) == 'a: "null"\n'


def test_a_part_of_a_value() -> None:
    text = "place: 'after  old'\n"
    scalar = tree(text).values["place"]
    assert isinstance(scalar, ScalarNode)
    assert made(text, replaced_part(scalar, 7, 10, "new")) == "place: 'after  new'\n"


@pytest.mark.parametrize("text", ['a: "o\\x6cd"\n', "a: old\n  er\n", "a: |\n  old\n"])
def test_a_value_written_with_escapes_is_not_edited(text: str) -> None:
    scalar = tree(text).values["a"]
    assert isinstance(scalar, ScalarNode)
    with pytest.raises(CannotEdit, match="write it plainly on one line first"):
        replaced(scalar, "new")


FIELDS = ("text", "role", "because")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("e:\n  text: T\n  role: r  # why\n  items:\n    a: A\n", "e:\n  text: T\n  role: r  # why\n  x: [y]\n  items:\n    a: A\n"),
        ("e:\n  text: T", "e:\n  text: T\n  x: [y]"),
        ("e:\r\n  text: T\r\n  items: {}\r\n", "e:\r\n  text: T\r\n  x: [y]\r\n  items: {}\r\n"),
        ("e:\n  # first\n  text: >-\n    T\n    U\n  items: {}\n", "e:\n  # first\n  x: [y]\n  text: >-\n    T\n    U\n  items: {}\n"),
        ("e:\n  text: T\n  role:\n  items: {}\n", "e:\n  text: T\n  role:\n  x: [y]\n  items: {}\n"),
        ("e:\n    items: {}\n", "e:\n    x: [y]\n    items: {}\n"),
        ("e: {text: T, items: {}}\n", "e: {text: T, x: [y], items: {}}\n"),
        ("e: {text: 'T' , }\n", "e: {text: 'T', x: [y] , }\n"),
        ("e: { items: {} }\n", "e: {x: [y],  items: {} }\n"),
        ("e: {}\n", "e: {x: [y]}\n"),
    ],
)
def test_a_field_is_added_behind_the_fields_that_it_belongs_to(text: str, expected: str) -> None:
    after = made(text, with_field(inner(text), "x", "[y]", FIELDS))
    assert after == expected
    assert plain_value(inner(after)) == {**dict(plain_value(inner(text))), "x": ["y"]}  # type: ignore[call-overload]


@pytest.mark.parametrize(
    "text",
    [
        "e:\n  old: T  # why\n  next: N\n",
        "e:\n  old:   'it''s'\n",
        "e:\n  old:\n    T\n  next: N\n",
        "e:\n  old: one\n    two\n\n    three\n  next: N\n",
        "e:\n  old: |  # why\n    one\n      two\n\n    three\n  next: N\n",
        "e:\n  old: |2-\n      one\n    two\n  next: N\n",
        "e:\n  old: >+\n    one\n\n  next: N\n",
        "e:\r\n  old: |\r\n    one\r\n    two\r\n",
        "e: {old: T, next: N}\n",
        "e: {old: 'T'}",
        "'e':\n    'old' : T",
    ],
)
def test_a_bare_text_becomes_an_entry_with_more_than_its_text(text: str) -> None:
    before = plain_value(inner(text))
    assert isinstance(before, dict)
    after = made(text, *as_mapping(inner(text), "old", "text", "aliases", "[a]"))
    assert plain_value(inner(after)) == {**before, "old": {"text": before["old"], "aliases": ["a"]}}
    assert [line for line in after.split("\n") if "next" in line] == [line for line in text.split("\n") if "next" in line] or "{" in text


def test_a_comment_between_an_id_and_its_text_is_not_lost() -> None:
    text = "e:\n  old:  # why\n    T\n"
    with pytest.raises(CannotEdit, match="there is a comment between"):
        list(as_mapping(inner(text), "old", "text", "aliases", "[a]"))


LISTS = (
    "a: [x]\n",
    "a: [x, 'y']  # why\n",
    "a: []\n",
    "a:\n  - x\n  - y  # why\n",
    "a:\n- x\n",
    "a: [x,\n  y]\n",
    "a: {b: [x]}\n",
    "a:\r\n  - x\r\n",
)


def names(text: str) -> SequenceNode:
    value = tree(text).values["a"]
    value = value.values["b"] if isinstance(value, MappingNode) else value
    assert isinstance(value, SequenceNode)
    return value


def words(text: str) -> list[str | None]:
    return [item.value for item in names(text).items if isinstance(item, ScalarNode)]


@pytest.mark.parametrize("text", LISTS)
def test_an_item_is_added_at_the_end(text: str) -> None:
    after = made(text, with_item(names(text), "z"))
    assert words(after) == [*words(text), "z"]
    assert ("# why" in after) == ("# why" in text)


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("e:\n  t: T\n  a: [x, y]\n", "x", "e:\n  t: T\n  a: [y]\n"),
        ("e:\n  t: T\n  a: [x, y]\n", "y", "e:\n  t: T\n  a: [x]\n"),
        ("e:\n  a:\n    - x\n    - y\n", "y", "e:\n  a:\n    - x\n"),
        ("e:\n  a:\n    - x\n    - y", "y", "e:\n  a:\n    - x\n"),
        ("e:\n  t: T\n  a: [x]\n  u: U\n", "x", "e:\n  t: T\n  u: U\n"),
        ("e:\n  t: T\n  a:\n    - x\n  u: U\n", "x", "e:\n  t: T\n  u: U\n"),
        ("e: {t: T, a: [x], u: U}\n", "x", "e: {t: T, u: U}\n"),
        ("e: {a: [x], u: U}\n", "x", "e: {u: U}\n"),
        ("e: {a: [x]}\n", "x", "e: {}\n"),
    ],
)
def test_removing_the_last_item_removes_the_field(text: str, name: str, expected: str) -> None:
    holder = inner(text)
    sequence = holder.values["a"]
    assert isinstance(sequence, SequenceNode)
    item = next(item for item in sequence.items if isinstance(item, ScalarNode) and item.value == name)
    assert made(text, without_item(holder, "a", item)) == expected


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("e:\n  t: T\n  a: [x]  # why\n", "there is a comment beside"),
        ("e:\n  a: [x, # why\n    y]\n", "there is a comment beside"),
        ("e:\n  a: [x]\n", "is not on a line of its own"),
    ],
)
def test_an_edit_that_would_damage_other_text_is_refused(text: str, reason: str) -> None:
    holder = inner(text)
    sequence = holder.values["a"]
    assert isinstance(sequence, SequenceNode)
    with pytest.raises(CannotEdit, match=reason):
        without_item(holder, "a", sequence.items[0])


def test_an_item_that_shares_its_line_is_not_edited() -> None:
    text = "a:\n  - - x\n"
    sequence = tree(text).values["a"]
    assert isinstance(sequence, SequenceNode)
    inside = sequence.items[0]
    assert isinstance(inside, SequenceNode)
    with pytest.raises(CannotEdit, match="move it to one first"):
        with_item(inside, "z")


def unique(splices: Iterable[Splice]) -> int:
    return len(set(splices))


def test_splices_of_one_edit_do_not_overlap() -> None:
    text = "e:\n  old: T\n"
    splices = [renamed_key(inner(text), "old", "new"), *as_mapping(inner(text), "old", "text", "aliases", "[old]")]
    assert unique(splices) == 3
    assert made(text, *splices) == "e:\n  new:\n    text: T\n    aliases: [old]\n"
