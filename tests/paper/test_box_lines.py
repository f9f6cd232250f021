"""The lines of boxes, for all formats that are text."""

from __future__ import annotations

from generator.document.document_parts import Box, Link, Meeting, Slot, WritingSpace
from generator.document.runbook_context import inline
from generator.document.sheets import Sheet
from generator.paper.box_lines import entry
from generator.paper.sheet_blocks import TICK, SheetLine, Typed
from generator.paper.text_sheets import TextStrings
from generator.text.catalogue import catalogue

WORDS = catalogue("page")
STRINGS = TextStrings(WORDS.language, WORDS.words)
SHEET = Sheet("a.md", "shop", "rollback", "Rollback", "Shop", "en")
WAIT, TELL = (Meeting("dba", "Wait for B1."),), (Meeting("dba", "Tell the lead."),)


def said(lines: tuple[SheetLine | object, ...]) -> list[str]:
    return [line.texts[0].rstrip("\1") if isinstance(line, SheetLine) else type(line).__name__ for line in lines]


def test_a_line_has_the_command_the_values_the_result_and_the_way_out_in_this_order() -> None:
    box = Box(
        "a",
        inline("Look"),
        "B2",
        run="git checkout <commit>",
        slots=(Slot("commit", "Commit before"),),
        expect=inline("clean"),
        spaces=(WritingSpace("a.b", "Size"),),
        on_failure=Link("Respond"),
    )
    (line,) = entry(STRINGS, SHEET, box)
    assert (line.mark, line.number, line.texts) == (TICK, "B2.", ("B2. Look",))
    assert said(line.below) == ["Typed", "<commit> Commit before: ", "Expect: clean", "Size: ", "If it fails: Respond"]
    assert line.below[0] == Typed("git checkout <commit>", "")


def test_people_meet_before_the_box_and_after_it() -> None:
    """The box of a parent is after its parts."""
    assert said((*entry(STRINGS, SHEET, Box("a", inline("Do it"), "B2", waits=WAIT, tells=TELL)),)) == [
        "WAIT for B1.",
        "B2. Do it",
        "TELL the lead.",
    ]
    parent = Box("a", inline("Both"), "B2", waits=WAIT, tells=TELL, children=(Box("a.b", inline("One"), "B2.1"),), done="1 of 1 done")
    line, tell = entry(STRINGS, SHEET, parent)
    assert [*said((line, tell)), line.mark] == ["B2. Both", "TELL the lead.", ""]
    assert said(line.below) == ["B2.1. One", "WAIT for B1.", "B2: 1 of 1 done"]


def test_the_line_of_somebody_else_has_no_box_and_says_who() -> None:
    (line,) = entry(STRINGS, SHEET, Box("a", inline("Do it"), "B2", quiet=True, who="DBA"))
    assert (line.quiet, line.mark, line.texts) == (True, "", ("B2 Do it", "DBA", ""))
