"""The order of the passages, lists and procedures of a phase."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.page_order import PageSection, default_order, with_places

GROUPS = ["early", "middle", "late"]


def section(written: str) -> PageSection:
    """Return a section from `a`, `a@early` or `procedures.a@early`; a list whose name ends with `!` is prepared beforehand."""
    name, _, group = written.partition("@")
    address = name.rstrip("!")
    return PageSection(address if "." in address else f"checklists.{address}", group, name.endswith("!"))


def order(phase: str, *written: str) -> list[str]:
    return [address.rpartition(".")[2] for address in default_order(phase, [section(one) for one in written], GROUPS)]


@pytest.mark.parametrize(
    ("lists", "found"),
    [
        ("", ""),
        ("a b", "a b"),
        ("a@early b@late c@early", "early a c late b"),
        ("b@late x a@early", "early a x late b"),
        ("x b@late", "x late b"),
        ("passages.p a procedures.q", "p a q"),
        ("procedures.q a passages.p", "p a q"),
        ("procedures.q@late a@late passages.p@late", "late p a q"),
        ("passages.p@early b@late x", "early p late b x"),
        ("x procedures.q@early procedures.r", "x early q r"),
        ("b@late x c@early passages.p@middle", "early c x middle p late b"),
    ],
)
def test_groups_are_in_their_order_at_the_positions_of_their_lists(lists: str, found: str) -> None:
    """Passages come before lists and procedures after them, in groups and outside; a group without lists comes before the next group."""
    assert order("prepare", *lists.split()) == found.split()


@pytest.mark.parametrize(
    ("lists", "found"),
    [
        ("backup! verify passages.p procedures.q", "q p verify backup"),
        ("a@early backup! b!@early procedures.q@late", "backup early a b late q"),
    ],
)
def test_in_a_rollback_what_people_do_comes_first_and_groups_last(lists: str, found: str) -> None:
    assert order("rollback", *lists.split()) == order("incident", *lists.split()) == found.split()


@pytest.mark.parametrize(
    ("places", "found"),
    [
        ({}, "G a b x y"),
        ({"y": "after a"}, "G a y b x"),
        ({"y": "before a"}, "G y a b x"),
        ({"x": "after b", "y": "after b"}, "G a b x y"),
        ({"y": "after G"}, "G a b y x"),
        ({"y": "before G"}, "y G a b x"),
        ({"y": "before a", "x": "after y"}, "G y x a b"),
        ({"x": "after y", "y": "after a"}, "G a y x b"),
        ({"x": "after y", "y": "before x"}, "G a b y x"),
        ({"new": "after a", "y": "after new"}, "G a new y b x"),
        ({"x": "after nobody"}, "G a b x y"),
        ({"a": "after b", "y": "after a"}, "G b a y x"),
    ],
)
def test_an_address_with_a_place_comes_right_beside_its_neighbour(places: dict[str, str], found: str) -> None:
    """A group ends after its last section; of a cycle, the first keeps its position; a neighbour may itself have a place."""
    assert with_places(["G", "a", "b", "x", "y"], places, {"a": "G", "b": "G"}) == found.split()


@given(st.dictionaries(st.sampled_from("abcdef"), st.tuples(st.sampled_from(("after", "before")), st.sampled_from("abcdefg")), max_size=6))
def test_placing_loses_nothing(places: dict[str, tuple[str, str]]) -> None:
    """Whatever the places, also in cycles, each address comes exactly once, and an address beside one that stays is on the right side."""
    found = with_places("abcdef", {one: " ".join(place) for one, place in places.items()}, {})
    assert sorted(found) == list("abcdef")
    for one, (side, neighbour) in places.items():
        if neighbour not in places and neighbour in found:
            assert (found.index(one) > found.index(neighbour)) == (side == "after")
