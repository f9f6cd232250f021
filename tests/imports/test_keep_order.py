"""The page keeps the order of the document."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from generator.imports.keep_order import _order, places_of
from generator.model.entities import PHASES

UNITS = st.lists(
    st.tuples(st.integers(0, 3), st.lists(st.sampled_from(("passages", "checklists", "procedures")), min_size=1, max_size=4)), max_size=6
)


@given(st.sampled_from(PHASES), UNITS)
def test_any_mix_of_collections_and_groups_keeps_its_order(phase: str, units: list[tuple[int, list[str]]]) -> None:
    """Law: with their places, the entries of a phase are on the page in the order of the document."""
    entries = []
    for at, (grouped, collections) in enumerate(units):
        for number, collection in enumerate(collections):
            entries.append((f"{collection}.e{at}-{number}", f"phases.{phase}.groups.g{at}" if grouped else ""))
    assert _order(phase, entries, places_of(phase, entries)) == [address for address, _ in entries]


def test_an_order_that_the_page_has_anyway_needs_no_place() -> None:
    """Law: places are written only where the page would have another order."""
    assert places_of("prepare", [("passages.a", ""), ("checklists.b", ""), ("procedures.c", "")]) == {}
    assert places_of("prepare", [("checklists.b", ""), ("passages.a", ""), ("checklists.c", "")]) == {"passages.a": "after checklists.b"}
