"""The words for what happened to an entity."""

from __future__ import annotations

import pytest

from generator.model.differences import Difference, Differences, FieldDifference, Touched, Value, depths, relayered, spoken, tally

TEXT = (FieldDifference("text", "a", "b"),)
RELAYERED = (FieldDifference("layer", "base", "web"),)


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
    assert not Differences(("shop",))
    assert Differences(("shop",), pages=Touched(changed=("index.md",)))
    assert not Touched()
    assert Touched(removed=("index.md",))


def test_of_what_came_the_fields_are_told_that_its_title_does_not_say_and_of_what_went_none() -> None:
    fields = (FieldDifference("text", None, "b"), FieldDifference("title", None, "B"), FieldDifference("run", None, "./b"))
    shown = {
        kind: [one.field for one in Difference(kind, "slos.a", "A", fields=fields).shown_fields] for kind in ("added", "removed", "kept")
    }
    assert shown == {"added": ["text", "run"], "removed": [], "kept": ["text", "title", "run"]}


def test_what_came_with_another_stands_below_it() -> None:
    come = [
        Difference("added", address, "") for address in ("checklists.a.items.b", "checklists.a.items.b.items.c", "checklists.x.items.y")
    ]
    kept = Difference("kept", "checklists.x", "", fields=TEXT)
    assert depths([*come, kept]) == {"checklists.a.items.b": 0, "checklists.a.items.b.items.c": 1, "checklists.x.items.y": 0}


def test_what_only_comes_from_another_layer_is_counted_by_layers() -> None:
    those = [Difference("kept", f"slos.s{at}", "", fields=RELAYERED) for at in range(3)]
    both = Difference("kept", "slos.x", "", fields=(*TEXT, *RELAYERED))
    assert [one.only_relayered for one in (*those, both)] == [True, True, True, False]
    assert relayered([*those, both]) == {("base", "web"): 3}
    assert tally([*those, both]) == {"changed": 1}


def test_a_tally_counts_each_thing_that_happened() -> None:
    those = [
        Difference("kept", "slos.a", "A", formerly="slos.b", fields=TEXT),
        Difference("kept", "slos.c", "C", fields=TEXT),
        Difference("removed", "slos.d", "D"),
        Difference("added", "slos.e", "E"),
    ]
    assert list(tally(those).items()) == [("added", 1), ("removed", 1), ("renamed", 1), ("changed", 2)]


@pytest.mark.parametrize(("value", "words"), [(None, ""), (True, "true"), (95, "95"), (("a", "b"), "a, b"), ("x", "x")])
def test_a_value_is_said_as_people_write_it(value: Value | None, words: str) -> None:
    assert spoken(value) == words
