"""Which entries the lists of several drafts share.

Also tests `draft`.
"""

from __future__ import annotations

from generator.imports.compare_lists import compare_lists, shared_elsewhere
from generator.imports.draft import DraftText, fields_of, line_of, text_at, value_at
from tests.imports.test_share import NORTH, SOUTH, a_draft, items


def test_lists_with_the_same_id_are_compared() -> None:
    """Each entry is counted once, with the drafts that have it, in an order that all of them have."""
    found = compare_lists({"north": NORTH, "south": SOUTH})
    assert [(one.id, one.title, sum(len(entry.ids) > 1 for entry in one.entries), len(one.entries), one.drafts) for one in found] == [
        ("before", "Before", 3, 4, ("north", "south"))
    ]
    assert [one.ids for one in found[0].entries][2:] == [{"north": "heating", "south": "heating"}, {"south": "lift"}]


def test_entries_in_another_order_are_not_the_same() -> None:
    """A list has one order, so an entry that is elsewhere in it counts as another one."""
    one, other = (a_draft("X", before=items(*texts)) for texts in (("Alpha", "Bravo", "Charlie"), ("Charlie", "Alpha", "Bravo")))
    (compared,) = compare_lists({"one": one, "other": other})
    assert (sum(len(entry.ids) > 1 for entry in compared.entries), len(compared.entries), compared.drafts) == (2, 4, ())


def test_lists_of_other_phases_are_not_compared() -> None:
    """The same heading in another phase is another list."""
    other = a_draft("X", before=items("Lights are on"))
    lists = other["checklists"]
    assert isinstance(lists, dict) and isinstance(lists["before"], dict)
    lists["before"]["phase"] = DraftText("operate")
    assert compare_lists({"north": NORTH, "other": other}) == []


def test_entries_below_other_headings_are_found() -> None:
    """What is shared below different headings is reported with its places; what is shared in a list is not."""
    assert list(shared_elsewhere({"north": NORTH, "south": SOUTH})) == [("north", 11, "Doors are locked", "south", 12, "Night")]
    assert line_of(NORTH) == 5


def test_values_of_a_draft_are_found_by_address() -> None:
    """An entry in its short form has one field; what is not there is None or empty."""
    title = value_at(NORTH, "checklists.before.title")
    assert title == DraftText("Before") and value_at(NORTH, "checklists.other.title") is None
    assert fields_of(title) == {"text": title} and text_at(fields_of(title), "text") == "Before" and text_at(fields_of(None), "text") == ""
