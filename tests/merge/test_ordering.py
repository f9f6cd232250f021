"""The order of entries: layers add at the end and move. A slow and simple implementation gives the same order."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.merge.merged_tree import OrderEdit, ordered_ids


@pytest.mark.parametrize(
    ("moved", "order"),
    [
        ([], "abcd"),
        ([("c", "first")], "cabd"),
        ([("a", "last")], "bcda"),
        ([("d", "before b")], "adbc"),
        ([("a", "after c")], "bcad"),
        ([("c", "first"), ("d", "first")], "cdab"),
        ([("c", "after a"), ("d", "after a")], "acdb"),
        ([("c", "before a"), ("d", "before a")], "cdab"),
        ([("b", "after d"), ("d", "first")], "dacb"),
    ],
)
def test_a_layer_moves_the_entries_that_it_places(moved: list[tuple[str, str]], order: str) -> None:
    assert "".join(ordered_ids((OrderEdit("base", tuple("abcd")), OrderEdit("shop", (), tuple(moved))))) == order


def test_each_layer_adds_at_the_end_and_an_id_once() -> None:
    assert ordered_ids((OrderEdit("a", ("x", "y")), OrderEdit("b", ("y", "z")))) == ["x", "y", "z"]


def test_of_entries_that_two_layers_move_to_one_place_the_later_comes_first() -> None:
    edits = (OrderEdit("base", ("a", "b")), OrderEdit("one", ("c",), (("c", "after a"),)), OrderEdit("two", ("d",), (("d", "after a"),)))
    assert ordered_ids(edits) == ["a", "d", "c", "b"]


def ordered_simply(edits: tuple[OrderEdit, ...]) -> list[str]:
    order: list[str] = []
    for edit in edits:
        order += [id for id in edit.added if id not in order]
        tails: dict[str, str] = {}
        for id, place in edit.moved:
            order.remove(id)
            side, _, anchor = place.partition(" ")
            if side == "last":
                order.append(id)
            elif side == "before":
                order.insert(order.index(anchor), id)
            else:
                tail = tails.get(place, anchor)
                order.insert(order.index(tail) + 1 if tail else 0, id)
                tails[place] = id
    return order


IDS = "abcdefg"


@st.composite
def layers(draw: st.DrawFn) -> tuple[OrderEdit, ...]:
    made = [OrderEdit("base", tuple(IDS))]
    for number in range(draw(st.integers(1, 3))):
        ids = draw(st.lists(st.sampled_from(IDS), unique=True, max_size=5))
        moved = []
        for id in ids:
            anchor = draw(st.sampled_from(IDS.replace(id, "")))
            moved.append((id, draw(st.sampled_from(("first", "last", f"after {anchor}", f"before {anchor}")))))
        made.append(OrderEdit(f"l{number}", (), tuple(moved)))
    return tuple(made)


@given(layers())
def test_the_order_is_that_of_a_simple_implementation(edits: tuple[OrderEdit, ...]) -> None:
    assert ordered_ids(edits) == ordered_simply(edits)
