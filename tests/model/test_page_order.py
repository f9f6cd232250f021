"""The order of the checklists of a phase."""

from __future__ import annotations

import pytest

from generator.model.page_order import page_order


@pytest.mark.parametrize(
    ("lists", "found"),
    [
        ({}, []),
        ({"a": None, "b": None}, [("", ("a",)), ("", ("b",))]),
        ({"a": "early", "b": "late", "c": "early"}, [("early", ("a", "c")), ("late", ("b",))]),
        ({"b": "late", "x": None, "a": "early"}, [("early", ("a",)), ("", ("x",)), ("late", ("b",))]),
        ({"x": None, "b": "late"}, [("", ("x",)), ("late", ("b",))]),
        ({"a": "gone", "b": "late"}, [("", ("a",)), ("late", ("b",))]),
    ],
)
def test_groups_are_in_their_order_at_the_positions_of_their_lists(
    lists: dict[str, str | None], found: list[tuple[str, tuple[str, ...]]]
) -> None:
    assert list(page_order(lists, ["early", "middle", "late"])) == found
