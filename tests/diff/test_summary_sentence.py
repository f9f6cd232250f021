"""The summary of a comparison in one sentence."""

from __future__ import annotations

from dataclasses import replace

from generator.diff.summary_sentence import sum_up
from generator.model.differences import Difference, Differences, FieldDifference, SharedDifference, VariantDifference

ADDED = Difference("added", "checklists.a", "A")
REMOVED = Difference("removed", "checklists.b", "B")
CHANGED = Difference("kept", "checklists.c", "C", fields=(FieldDifference("text", "x", "y"),))
RENAMED = Difference("kept", "checklists.d", "D", formerly="checklists.e")
MOVED_AND_CHANGED = Difference("kept", "checklists.f", "F", place="first", fields=(FieldDifference("text", "x", "y"),))


def test_entries_are_counted_by_event_and_shared_ones_only_once() -> None:
    found = Differences(
        ("one", "two"),
        (SharedDifference("base", "Base", ("one", "two"), ("one", "two"), (), (CHANGED, ADDED)),),
        (
            VariantDifference("one", "One", "changed", differences=(ADDED, REMOVED, RENAMED, MOVED_AND_CHANGED), shared=2),
            VariantDifference("two", "Two", "changed", shared=2),
        ),
    )
    assert sum_up(found) == "2 entries added, 1 entry removed, 2 entries changed, 1 entry moved or renamed in 2 systems."


def test_added_and_removed_systems_are_counted() -> None:
    found = Differences(
        ("one", "two"), (), (VariantDifference("one", "One", "added", entities=9), VariantDifference("two", "Two", "removed"))
    )
    assert sum_up(found) == "1 system added, 1 system removed."
    more = replace(found, variants=(*found.variants, VariantDifference("three", "Three", "changed", differences=(ADDED,))))
    assert sum_up(more) == "1 entry added in 1 system. 1 system added, 1 system removed."


def test_no_change_has_its_own_sentence() -> None:
    assert sum_up(Differences(("one",))) == "The data did not change."


def test_a_system_that_overrides_every_change_is_not_counted() -> None:
    shared = (SharedDifference("base", "Base", ("one",), ("one", "two"), ("two",), (CHANGED,)),)
    variants = (VariantDifference("one", "One", "changed", shared=1), VariantDifference("two", "Two", "changed"))
    assert sum_up(Differences(("one", "two"), shared, variants)) == "1 entry changed in 1 system."
