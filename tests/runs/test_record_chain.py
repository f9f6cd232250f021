"""The chain of records: which record names which, and what that proves."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from generator.runs.read_record import Record, read_record
from generator.runs.record_chain import broken_records, heads_of, in_chain_order
from tests.runs.record_sample import event, record_bytes


def record(name: str, *before: Record, text: str = "") -> Record:
    found = read_record(
        record_bytes(event(0, "begun"), event(1, "name", text=text), id=name, previous=tuple((one.name, one.digest) for one in before)),
        f"runs/shop/2025-12-01-{name}.json",
    )
    assert isinstance(found, Record)
    return found


def test_heads_are_the_records_that_nobody_names() -> None:
    first = record("m")
    left, right = record("z", first), record("a", first)
    assert [one.name[11:] for one in heads_of((left, first, right))] == ["a", "z"]
    assert [one.name[11:] for one in heads_of((left, first, right, record("b", left, right)))] == ["b"]
    assert heads_of(()) == []


@given(st.permutations(range(5)))
def test_a_record_comes_after_those_that_it_names_whatever_their_names(order: list[int]) -> None:
    first = record("z")
    left, right = record("y", first), record("x", first)
    last = record("a", left, right)
    every = [first, left, right, last, record("m")]
    found = [one.name[11:] for one in in_chain_order([every[at] for at in order])]
    assert [name for name in found if name != "m"] == ["z", "x", "y", "a"]
    assert len(found) == 5


def test_the_first_altered_record_comes_first_and_a_whole_chain_has_none() -> None:
    """Whoever alters a record and corrects the one after it breaks the next one instead."""
    first = record("a")
    second = record("b", first)
    third = record("c", second)
    assert list(broken_records((third, second, first))) == []
    altered = record("a", text="better")
    (found,) = broken_records((third, second, altered))
    assert (found.kind, found.record, found.digest, found.named_by) == ("altered", first.name, first.digest, (second.name,))
    (found,) = broken_records((third, record("b", altered), altered))
    assert (found.kind, found.record) == ("altered", second.name)
    (found,) = broken_records((third, first))
    assert (found.kind, found.record) == ("missing", second.name)
    both = [*broken_records((third, record("b", first, text="x"), altered))]
    assert [one.record for one in both] == [first.name, second.name]
