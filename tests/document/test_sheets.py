"""What stands on a printed sheet."""

from __future__ import annotations

from generator.document.sheets import SHEETS, Sheet, SheetBox, SheetContact, SheetSection, Signature, addresses
from generator.model.entities import PHASES


def test_the_emergency_card_comes_after_the_six_phases() -> None:
    assert (*PHASES, "emergency") == SHEETS
    assert len(PHASES) == 6


def test_every_box_counts_once_children_and_signatures_too() -> None:
    tree = SheetBox("a", children=(SheetBox("b", children=(SheetBox("c"),)), SheetBox("d")))
    sections = (SheetSection("One", boxes=(tree,)), SheetSection("Group"), SheetSection("Two", 3, signatures=(Signature("e", "Lead"),)))
    sheet = Sheet("x/sheets/prepare.md", "x", "prepare", "Prepare", "X", sections=sections, triggers=(SheetBox("not counted"),))
    assert list(addresses(sheet)) == ["a", "b", "c", "d", "e"]
    assert sheet.boxes == 5


def test_a_contact_whom_nobody_can_reach_is_unassigned() -> None:
    people = (
        SheetContact("Lead"),
        SheetContact("On call", hours="9 to 5"),
        SheetContact("DBA", phone="999"),
        SheetContact("Host", channel="portal"),
    )
    assert Sheet("x", "x", "emergency", "Card", "X", contacts=people).unassigned == 2
