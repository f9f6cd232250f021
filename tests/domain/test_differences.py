"""The words for what happened to an entity."""

from __future__ import annotations

import pytest

from generator.domain.differences import Comparison, Difference, FieldDifference, Touched

TEXT = (FieldDifference("text", "a", "b"),)


@pytest.mark.parametrize(
    ("difference", "words"),
    [
        (Difference("added", "slos.a", "A", fields=TEXT), ("added",)),
        (Difference("removed", "slos.a", "A"), ("removed",)),
        (Difference("kept", "slos.a", "A", fields=TEXT), ("changed",)),
        (Difference("kept", "slos.a", "A", formerly="slos.b"), ("renamed",)),
        (Difference("kept", "slos.a", "A", place="first"), ("moved",)),
        (Difference("kept", "checklists.a.items.x", "X", formerly="checklists.b.items.x"), ("moved",)),
        (Difference("kept", "checklists.a.items.y", "X", formerly="checklists.b.items.x", fields=TEXT), ("renamed", "moved", "changed")),
    ],
)
def test_what_happened_in_words(difference: Difference, words: tuple[str, ...]) -> None:
    assert difference.words == words


def test_where_a_difference_stands_makes_no_other_of_it() -> None:
    assert Difference("removed", "slos.a", "A", source="a.yaml:1") == Difference("removed", "slos.a", "A", source="a.yaml:2")


def test_nothing_is_false() -> None:
    assert not Comparison(("shop",))
    assert Comparison(("shop",), pages=Touched(changed=("index.md",)))
    assert not Touched()
    assert Touched(removed=("index.md",))
