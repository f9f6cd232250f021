"""Sheets in large print: everything is larger, nothing is lost or over anything else, and there is room to write."""

from __future__ import annotations

import re
import subprocess
from dataclasses import replace

import html5lib
import pytest

from generator.document.document_parts import Box, Section, as_text
from generator.document.pages import SiteSettings
from generator.document.print_job import LARGEST_TYPE, TYPE_SIZE
from generator.document.sheets import Sheet
from generator.model.moments import parse_month
from generator.paper.print_data import print_data, print_job
from generator.paper.print_html import print_style, render_print_page
from tests.composed import sheet_from
from tests.paper.paper_reader import MILLIMETRE, Paper, missing_texts, overlaps, typeset
from tests.paper.test_print_layout import CUT_OVER, line, words_across
from tests.sheet_sample import sample_variant

SETTINGS = SiteSettings(site_url="https://ops.tld/", commit="0123456789abcdef")
LONG = "Donaudampfschifffahrtsgesellschaft"
# The mark of a row alone says what it is, so a row below its head has no head for it.
UNNAMED = ["Level"]


def deep(number: str) -> Box:
    return line(number, f"Check that {LONG} answers", run=f"./check.sh --name {LONG.lower()} --all --wait 30")


def crowded() -> Section:
    """A list with long numbers, long words and more lines than any page holds."""
    parts = tuple(deep(f"B9.10.{number}") for number in range(1, 4))
    parent = replace(deep("B9.10"), run="", children=parts, done="all of 3 done")
    boxes = (replace(deep("B9"), run="", children=(parent,), done="all of 1 done"), *(deep(f"B{number}") for number in range(10, 16)))
    return replace(CUT_OVER, boxes=boxes, watched=True, done="B: ____ of 11 done")


def sheets() -> list[Sheet]:
    variant = sample_variant()
    day = sheet_from(variant, "deploy-day", SETTINGS)
    month = sheet_from(variant, "recurring", SETTINGS, period=parse_month("2026-12"))
    ten = replace(CUT_OVER, dates=tuple(f"Mon 2026-11-{number}" for number in range(10, 20)), watched=False)
    return [
        replace(day, sections=(*day.sections, crowded())),
        replace(month, sections=(*month.sections, ten)),
        *(sheet_from(variant, part, SETTINGS) for part in ("rollback", "emergency", "book")),
    ]


@pytest.fixture(scope="module")
def largest() -> list[tuple[Sheet, Paper]]:
    """The sheets at the largest size on the smallest paper."""
    made = sheets()
    return [
        (sheet, Paper(one.pdf)) for sheet, one in zip(made, typeset([print_job(one, "letter", LARGEST_TYPE) for one in made]), strict=True)
    ]


def test_large_print_loses_no_box_and_no_text(largest: list[tuple[Sheet, Paper]]) -> None:
    for sheet, paper in largest:
        assert paper.boxes == sheet.boxes
        assert [text for text in missing_texts(sheet, paper.text) if text not in UNNAMED] == []


def test_every_letter_is_larger_in_proportion(largest: list[tuple[Sheet, Paper]]) -> None:
    """The smallest letters of a sheet have 10 point at 12, and 20 at 24."""
    for _, paper in largest:
        assert min(paper.type_sizes) == 20.0
        assert {24.0, 28.0} <= paper.type_sizes


def test_no_word_is_over_another_or_over_the_edge(largest: list[tuple[Sheet, Paper]]) -> None:
    """Long words, long numbers, a rota of ten dates and tables of seven columns stay in their place."""
    for sheet, paper in largest:
        # Places of words include the room above and below letters, which is twice as much as in usual letters.
        found = [(one, other) for one, other in overlaps(paper) if min(one[3], other[3]) - max(one[1], other[1]) > 12]
        assert found == [], sheet.part
        across = list(words_across(paper))
        edge = 13.5 if sheet.part == "emergency" else 15.5
        assert min(left for left, _ in across) >= edge * MILLIMETRE, sheet.part
        assert max(right for _, right in across) <= paper.size[0] - edge * MILLIMETRE, sheet.part


def test_every_page_says_which_page_it_is(largest: list[tuple[Sheet, Paper]]) -> None:
    for sheet, paper in largest:
        whole = subprocess.run(["pdftotext", "-", "-"], input=paper.pdf, capture_output=True, check=True).stdout.decode()
        for number, text in enumerate(whole.removesuffix("\f").split("\f"), 1):
            assert f"Page {number} of {paper.pages}" in text
            assert text.startswith(f"{sheet.system} · {sheet.title}")


def test_a_card_in_large_print_may_have_more_pages() -> None:
    """Somebody asked for it, so its letters do not shrink, and there is no note."""
    job = print_job(sheet_from(sample_variant(), "emergency", SETTINGS), "a4", 16)
    assert (job.sizes, job.most_pages) == ((16.0,), 0)


def test_the_usual_size_is_the_sheet_without_a_size() -> None:
    for sheet in sheets()[-2:]:
        assert print_job(sheet, "a4", TYPE_SIZE) == print_job(sheet, "a4")
        assert render_print_page(sheet, TYPE_SIZE) == render_print_page(sheet)


def test_a_command_has_as_many_letters_in_a_line_as_its_size_allows() -> None:
    run = "./deploy.sh --image registry --wait --timeout 600s --namespace production --verbose --replicas 3"
    sheet = replace(sheets()[0], sections=(Section("Go", boxes=(line("B1", "Go", run=run),)),))

    def longest(size: int) -> int:
        lines = print_data(sheet, size)["sections"][0]["boxes"][0]["run"]
        return max(sum(len(piece["c"]) for piece in pieces) for pieces in lines)

    assert [longest(size) <= most for size, most in ((12, 62), (14, 53), (16, 52), (24, 35))] == [True] * 4
    assert longest(12) > longest(24) > 24


@pytest.mark.parametrize(("size", "large"), [(13, None), (14, None), (15, "large"), (24, "large")])
def test_a_page_has_its_size_and_names_what_people_write_below_a_line(size: int, large: str | None) -> None:
    """The style does the rest: what people write is in columns, or from 15 point on below each line, with its name."""
    sheet = replace(sheets()[0], sections=(Section("Go", boxes=(Box("a", as_text("Go"), "B1", run="./go.sh"),), done="B: 1"),))
    page = html5lib.HTMLParser(strict=True, tree=html5lib.getTreeBuilder("etree"), namespaceHTMLElements=False).parse(
        render_print_page(sheet, size).text
    )
    assert (page.get("style"), page.get("class")) == (f"--size: {size}", large)
    rows = [row for row in page.iter("tr") if (row.get("class") or "").startswith("row")]
    named = [[cell.get("data-label") for cell in row if cell.get("class") == "write"] for row in rows]
    names = ["Time", "Initials", "If not done: why"]
    assert named == ([[], names] if large else [names, []])  # the second row has the command
    assert len([one for one in page.iter("span") if one.get("data-box")]) == sheet.boxes == 1


def test_the_style_of_the_site_enlarges_each_sheet() -> None:
    """A sheet of the site can be enlarged on its page, so its cells have their names; a single file of the usual size needs none."""
    assert ".large .write[data-label] {" in print_style().text
    sheet = sheets()[0]
    assert 'data-label="Initials"' in render_print_page(sheet, in_site=True).text
    plain = render_print_page(sheet).text
    assert "data-label" not in plain
    assert ".large" not in plain
    assert re.search("<html lang=[^>]* dir=[^>]*>", plain)
