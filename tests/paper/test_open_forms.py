"""Sheets that go on with a run in every form: the same boxes, ticks that are no boxes, and every answer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from generator.document.document_parts import Box, with_children
from generator.document.print_job import Paper as PaperSize
from generator.document.role_sheet import for_role
from generator.document.sheets import Sheet
from generator.paper.markdown_sheets import render_sheet
from generator.paper.print_data import print_job
from generator.paper.text_sheets import render_text
from tests.document.night_run import AFTER, CUT_OVER, SHOP, Night, full_night, opened
from tests.document.test_open_items import NEWER, roll_back
from tests.paper.paper_reader import Paper, overlaps, typeset, without_spaces
from tests.paper.test_forms import counts, page_of

HTML = "{http://www.w3.org/1999/xhtml}"
LONG = "the supplier moved the terminals to the new building and nobody could reach the room before the window began " * 4


def long_night() -> Night:
    """Return a run with all that is long or rare: reasons, names, decisions that differ, ways of an open line, a second decision."""
    night = full_night()
    night.note("failed", AFTER + "order", "Wei", text=LONG)
    night.note("na", AFTER + "mail", "Muhammad-Abdurrahman bin Abdullah al-Khwarizmi", text=LONG)
    night.note("failed", CUT_OVER + "decide", "Wei", text="one light is red")
    night.note("failed", "sign-offs.closed", "Ann", text="not before Monday")
    night.note("note", "checklists.after", text="tills first")
    return night


def sheets() -> Iterator[tuple[Sheet, PaperSize, int]]:
    whole = opened(full_night())
    yield whole, "a4", 12
    yield opened(long_night()), "letter", 12
    yield opened(full_night(), text=NEWER), "a4", 12
    yield opened(roll_back(full_night()), "rollback"), "letter", 12
    yield replace(opened(long_night()), language="ar"), "a4", 12
    yield opened(long_night()), "letter", 18
    yield for_role(full_night().document.context, whole, "lead"), "a4", 12


@pytest.fixture(scope="module")
def printed() -> list[tuple[Sheet, Paper]]:
    made = list(sheets())
    done = typeset([print_job(*one) for one in made])
    return [(sheet, Paper(one.pdf)) for (sheet, *_), one in zip(made, done, strict=True)]


def lines(sheet: Sheet) -> list[Box]:
    found = [box for section in sheet.sections for box in with_children(section.boxes)]
    return [*found, *(sheet.calls.boxes if sheet.calls and any(section.watched for section in sheet.sections) else ())]


def test_all_forms_have_a_box_for_each_open_line_and_for_no_other(printed: list[tuple[Sheet, Paper]]) -> None:
    assert [counts(sheet, paper) for sheet, paper in printed] == [(sheet.boxes,) * 3 for sheet, _ in printed]
    assert [sheet.boxes for sheet, _ in printed] == [6, 6, 7, 2, 6, 6, 5]
    assert [overlaps(paper) for _, paper in printed] == [[]] * len(printed)


def bare(text: str) -> str:
    """Return a text without what forms write in their own way: spaces, quotes, and capitals at the beginning."""
    return without_spaces(text).lower().translate({ord(quote): '"' for quote in "“”"})


def test_every_answer_is_in_every_form(printed: list[tuple[Sheet, Paper]]) -> None:
    for sheet, paper in printed:
        texts = {box.answer.text for box in lines(sheet) if box.answer}
        texts |= {space.noted for box in lines(sheet) for space in box.spaces if space.noted}
        texts |= {fact.value for fact in sheet.head[:2]}
        forms = {
            "pdf": paper.text,
            "html": "".join(next(page_of(sheet).iter(f"{HTML}main")).itertext()),
            "md": render_sheet(sheet).replace("\\", ""),
            "txt": render_text(sheet),
        }
        for form, text in forms.items():
            assert [one for one in texts if bare(one) not in bare(text)] == [], (form, sheet.path)


def test_what_is_done_has_a_tick_that_is_no_box_and_what_does_not_apply_a_dash(printed: list[tuple[Sheet, Paper]]) -> None:
    for sheet, paper in printed:
        done = sum(box.quiet and box.answer is not None and box.answer.kind == "done" for box in lines(sheet))
        ticks = [name for kind, name in paper.tags if kind == "/Figure" and name == "done"]
        assert (len(ticks), render_sheet(sheet).count("[x]")) == (done, done)
        assert render_page_ticks(sheet) == done
        dashes = sum(box.quiet and box.answer is not None and box.answer.kind == "na" for box in lines(sheet))
        assert [text.count("[-]") for text in (render_sheet(sheet).replace("\\", ""), render_text(sheet))] == [dashes] * 2


def render_page_ticks(sheet: Sheet) -> int:
    return sum("ticked" in element.get("class", "").split() for element in page_of(sheet).iter(f"{HTML}span"))


def test_the_way_that_a_run_chose_is_marked_on_an_open_line() -> None:
    """A decision with parts has a way of its own, whatever the state of its parts."""
    text = SHOP.replace(
        "choices: {go: {text: everything is green, then: start}, wait: {text: something is odd, then: note}}",
        "choices: {go: {text: everything is green, then: start}, wait: {text: something is odd, then: note}}\n"
        "        items: {light: {text: The light is green}}",
    )
    night = Night(text)
    night.note("done", CUT_OVER + "decide", way="go")
    sheet = opened(night, text=text)
    markdown = render_sheet(sheet)
    assert "(x) **Go**: everything is green" in markdown and "( ) **Wait**" in markdown
    page = page_of(sheet)
    assert [element.get("aria-label") for element in page.iter(f"{HTML}span") if "round--chosen" in element.get("class", "")] == [
        "Round mark Go, chosen"
    ]
    (done,) = typeset([print_job(sheet)])
    assert "Round mark B3 · Go, chosen" in [name for _, name in Paper(done.pdf).tags]
