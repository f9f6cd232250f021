"""Differences of entities: events, fields and counts."""

from __future__ import annotations

import pytest

from generator.model.differences import ChangedPaths, Difference, Differences, FieldDifference, Value, depths, relayered, tally, value_text

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
def test_a_difference_lists_its_events(difference: Difference, words: tuple[str, ...]) -> None:
    assert difference.events == words


def test_the_source_of_a_difference_is_not_compared() -> None:
    assert Difference("removed", "slos.a", "A", source="a.yaml:1") == Difference("removed", "slos.a", "A", source="a.yaml:2")


def test_empty_differences_are_false() -> None:
    assert not Differences(("shop",))
    assert Differences(("shop",), pages=ChangedPaths(changed=("index.md",)))
    assert not ChangedPaths()
    assert ChangedPaths(removed=("index.md",))


def test_added_entities_show_all_fields_except_their_name_and_removed_ones_show_none() -> None:
    fields = (FieldDifference("text", None, "b"), FieldDifference("title", None, "B"), FieldDifference("run", None, "./b"))
    shown = {
        kind: [one.field for one in Difference(kind, "slos.a", "A", fields=fields).shown_fields] for kind in ("added", "removed", "kept")
    }
    assert shown == {"added": ["text", "run"], "removed": [], "kept": ["text", "title", "run"]}


def test_entities_added_with_their_parent_are_nested_in_it() -> None:
    added = [
        Difference("added", address, "") for address in ("checklists.a.items.b", "checklists.a.items.b.items.c", "checklists.x.items.y")
    ]
    kept = Difference("kept", "checklists.x", "", fields=TEXT)
    assert depths([*added, kept]) == {"checklists.a.items.b": 0, "checklists.a.items.b.items.c": 1, "checklists.x.items.y": 0}


def test_entities_that_only_change_their_layer_are_counted_by_layers() -> None:
    those = [Difference("kept", f"slos.s{at}", "", fields=RELAYERED) for at in range(3)]
    both = Difference("kept", "slos.x", "", fields=(*TEXT, *RELAYERED))
    assert [one.only_relayered for one in (*those, both)] == [True, True, True, False]
    assert relayered([*those, both]) == {("base", "web"): 3}
    assert tally([*those, both]) == {"changed": 1}


def test_a_tally_counts_each_event() -> None:
    those = [
        Difference("kept", "slos.a", "A", formerly="slos.b", fields=TEXT),
        Difference("kept", "slos.c", "C", fields=TEXT),
        Difference("removed", "slos.d", "D"),
        Difference("added", "slos.e", "E"),
    ]
    assert list(tally(those).items()) == [("added", 1), ("removed", 1), ("renamed", 1), ("changed", 2)]


@pytest.mark.parametrize(("value", "words"), [(None, ""), (True, "true"), (95, "95"), (("a", "b"), "a, b"), ("x", "x")])
def test_a_value_is_shown_as_people_write_it(value: Value | None, words: str) -> None:
    assert value_text(value) == words
