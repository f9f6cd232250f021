"""Joining parents: a parent replaces only what it inherits, and unedited entries are shared. The laws are in tests/properties."""

from __future__ import annotations

import pytest

from generator.merge.join import join
from generator.merge.merge_variant import SharedLayers, merge_shared
from generator.merge.merged_tree import Entry
from tests.layered import entry_at, layers_of

INHERITED = """\
    contacts:
      a: {title: A, hours: always, phone: null}
      b: {title: B}
    checklists:
      k: {title: K, items: {x: X, y: Y}}
    """


def layers(**layers: str) -> SharedLayers:
    """Layers by name that extend `base`; each text begins with the parents of the layer, in brackets."""
    files = {"data/layers/base/x.yaml": INHERITED}
    for name, text in layers.items():
        parents, _, entries = text.partition("]")
        files[f"data/layers/{name}/x.yaml"] = f"layer: {{extends: {parents}]}}\n{entries.strip()}\n"
    made = merge_shared(layers_of(files))
    assert not made.diagnostics
    return made


def joined(made: SharedLayers, one: str, other: str, address: str = "contacts.a") -> Entry:
    return entry_at(join(made.trees[one], made.trees[other]), address)


def hours(entry: Entry) -> tuple[object, list[str]]:
    """The value of `hours`, and the layers that differ on it."""
    return entry.settings["hours"][-1].value, [one.layer for one in entry.conflicts.get("hours", ())]


def set_hours(value: str) -> str:
    return f"contacts: {{a: {{because: why, hours: {value}}}}}"


DAY, NIGHT = set_hours("day"), set_hours("night")


def test_what_neither_edited_is_shared_and_not_copied() -> None:
    made = layers(one=f"[base] {DAY}", other="[base] contacts: {c: {title: C}}")
    tree = join(made.trees["one"], made.trees["other"])
    assert tree["checklists"] is made.trees["base"]["checklists"]
    assert entry_at(tree, "contacts.b") is entry_at(made.trees["base"], "contacts.b")
    assert join({}, made.trees["one"]) is made.trees["one"]


def test_a_parent_that_sets_a_field_wins_over_one_that_inherits_it() -> None:
    made = layers(day=f"[base] {DAY}", other="[base] contacts: {b: {because: why, hours: never}}")
    assert hours(joined(made, "day", "other")) == hours(joined(made, "other", "day")) == ("day", [])


def test_a_layer_wins_over_its_own_parent() -> None:
    made = layers(day=f"[base] {DAY}", night=f"[day] {NIGHT}")
    assert hours(joined(made, "day", "night")) == hours(joined(made, "night", "day")) == ("night", [])


def test_different_values_of_two_parents_are_both_kept() -> None:
    made = layers(day=f"[base] {DAY}", night=f"[base] {NIGHT}")
    for pair in (("day", "night"), ("night", "day")):
        assert hours(joined(made, *pair))[1] == ["day", "night"]


def test_a_conflict_stays_when_one_side_is_joined_again() -> None:
    made = layers(day=f"[base] {DAY}", night=f"[base] {NIGHT}", both="[day, night] contacts: {c: {title: C}}")
    for side in ("day", "night"):
        assert hours(joined(made, "both", side))[1] == ["day", "night"]
        assert len(joined(made, side, "both").settings["hours"]) == 3, "no assignment is twice in a stack"


def test_a_decision_wins_over_both_sides() -> None:
    made = layers(day=f"[base] {DAY}", night=f"[base] {NIGHT}", decided=f"[day, night] {set_hours('noon')}")
    for side in ("day", "night"):
        assert hours(joined(made, "decided", side)) == hours(joined(made, side, "decided")) == ("noon", [])


def test_different_values_of_three_parents_are_all_kept() -> None:
    made = layers(day=f"[base] {DAY}", night=f"[base] {NIGHT}", noon=f"[base] {set_hours('noon')}")
    three = join(join(made.trees["day"], made.trees["noon"]), made.trees["night"])
    assert hours(entry_at(three, "contacts.a"))[1] == ["day", "night", "noon"]


def test_unset_conflicts_with_a_value() -> None:
    made = layers(day=f"[base] {DAY}", gone="[base] contacts: {a: {because: why, unset: [hours]}}")
    assert hours(joined(made, "day", "gone"))[1] == ["day", "gone"]


def test_a_removal_applies_unless_another_parent_changes_the_entry() -> None:
    made = layers(
        gone="[base] contacts: {a: {remove: why}}",
        quiet="[base] contacts: {b: {because: why, hours: never}}",
        moved="[base] contacts: {a: {place: last}}",
        day=f"[base] {DAY}",
        knew="[day] contacts: {a: {remove: why}}",
    )
    assert not joined(made, "gone", "quiet").live
    assert not joined(made, "gone", "moved").live, "moving an entry does not change it"
    assert not joined(made, "knew", "day").live
    assert not joined(made, "gone", "knew").live
    contested = joined(made, "gone", "day")
    assert contested.live
    assert contested.contested_removal is not None
    assert [edit.layer for edit in contested.contested_removal] == ["gone", "day"]


def test_a_change_of_a_child_is_a_change() -> None:
    made = layers(gone="[base] checklists: {k: {remove: why}}", child="[base] checklists: {k: {items: {x: {because: why, text: XX}}}}")
    assert joined(made, "gone", "child", "checklists.k").contested_removal is not None


def test_a_decision_to_keep_an_entry_wins_over_its_removal() -> None:
    made = layers(
        gone="[base] contacts: {a: {remove: why}}", day=f"[base] {DAY}", kept="[gone, day] contacts: {a: {because: it is needed}}"
    )
    for pair in (("kept", "gone"), ("gone", "kept")):
        entry = joined(made, *pair)
        assert (entry.live, entry.contested_removal, entry.removals) == (True, None, ())


def test_children_are_joined_where_one_parent_removes_the_entry() -> None:
    made = layers(
        ex="[base] checklists: {k: {items: {x: {because: why, text: XX}}}}",
        gone="[ex] checklists: {k: {remove: why}}",
        why="[base] checklists: {k: {items: {y: {because: why, text: YY}}}}",
    )
    entry = joined(made, "gone", "why", "checklists.k")
    assert [entry.children["items"].entries[id].text("text") for id in ("x", "y")] == ["XX", "YY"]


@pytest.mark.parametrize(("one", "other"), [("with", "without"), ("without", "with")])
def test_null_gives_way_to_a_value(one: str, other: str) -> None:
    made = layers(**{"with": "[] contacts: {n: {title: N, hours: day}}", "without": "[] contacts: {n: {title: N, hours: null}}"})
    entry = joined(made, one, other, "contacts.n")
    assert hours(entry) == ("day", [])
    assert entry.conflicts == {}
