"""The order of entries: layers add at the end and move; a slow and plain way of saying so agrees."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.merge.ordering import Placing, placed


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
def test_a_layer_moves_what_it_places(moved: list[tuple[str, str]], order: str) -> None:
    assert "".join(placed((Placing("base", tuple("abcd")), Placing("shop", (), tuple(moved))))) == order


def test_each_layer_adds_at_the_end_and_an_id_once() -> None:
    assert placed((Placing("a", ("x", "y")), Placing("b", ("y", "z")))) == ["x", "y", "z"]


def test_entries_of_two_layers_at_one_spot_stand_with_the_later_first() -> None:
    placings = (Placing("base", ("a", "b")), Placing("one", ("c",), (("c", "after a"),)), Placing("two", ("d",), (("d", "after a"),)))
    assert placed(placings) == ["a", "d", "c", "b"]


def plainly(placings: tuple[Placing, ...]) -> list[str]:
    order: list[str] = []
    for placing in placings:
        order += [id for id in placing.added if id not in order]
        tails: dict[str, str] = {}
        for id, place in placing.moved:
            order.remove(id)
            word, _, anchor = place.partition(" ")
            if word == "last":
                order.append(id)
            elif word == "before":
                order.insert(order.index(anchor), id)
            else:
                tail = tails.get(place, anchor)
                order.insert(order.index(tail) + 1 if tail else 0, id)
                tails[place] = id
    return order


IDS = "abcdefg"


@st.composite
def layers(draw: st.DrawFn) -> tuple[Placing, ...]:
    made = [Placing("base", tuple(IDS))]
    for number in range(draw(st.integers(1, 3))):
        ids = draw(st.lists(st.sampled_from(IDS), unique=True, max_size=5))
        moved = []
        for id in ids:
            anchor = draw(st.sampled_from(IDS.replace(id, "")))
            moved.append((id, draw(st.sampled_from(("first", "last", f"after {anchor}", f"before {anchor}")))))
        made.append(Placing(f"l{number}", (), tuple(moved)))
    return tuple(made)


@given(layers())
def test_it_is_as_if_done_plainly(placings: tuple[Placing, ...]) -> None:
    assert placed(placings) == plainly(placings)
