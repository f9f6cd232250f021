"""Markdown, HTML and PDF have the same content for every shipped system."""

from __future__ import annotations

import functools
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

import html5lib
import pytest

from generator.checks.resolve import resolve
from generator.document.compose import RunbookDocument, compose
from generator.document.pages import SiteSettings
from generator.document.print_job import PAPERS
from generator.document.select_sheets import sheet_of
from generator.document.sheets import BOOK, PACK, SHEETS, Sheet
from generator.model.clock import Clock, parse_moment
from generator.model.entities import PHASES
from generator.model.moments import parse_month, parse_week
from generator.model.variant import Variant, boxes
from generator.paper.markdown_sheets import render_sheet
from generator.paper.print_data import print_job
from generator.paper.print_html import render_print_page
from generator.paper.text_sheets import render_text
from tests.composed import VERSIONS, sheet_from
from tests.markdown_reader import boxes_of, tokens
from tests.paper.paper_reader import Paper, missing_texts, typeset
from tests.paper.text_reader import text_boxes

ROOT = Path(__file__).resolve().parents[2]
SETTINGS = SiteSettings(site_url="https://ops.tld/runbooks/", versions=VERSIONS, release="2026.11")
MOMENT = parse_moment("2026-12-01T22:00 Asia/Dhaka")
NAMES = sorted(path.name for path in (ROOT / "data/variants").iterdir())
HTML = "{http://www.w3.org/1999/xhtml}"


@functools.cache
def shipped_variants() -> dict[str, Variant]:
    files = {path.relative_to(ROOT).as_posix(): path.read_bytes() for path in sorted((ROOT / "data").rglob("*.yaml"))}
    return resolve(files).variants


@functools.cache
def document(name: str, at: datetime | None = None) -> RunbookDocument:
    return compose(shipped_variants()[name], SETTINGS, clock=None if at is None else Clock(at))


def sheets_of(name: str, parts: Iterable[str], at: datetime | None = None) -> list[Sheet]:
    return [sheet_of(document(name, at), part) for part in parts]


def papers_of(sheets: list[Sheet], paper: Any = "a4") -> list[Paper]:
    return [Paper(printed.pdf) for printed in typeset([print_job(sheet, paper) for sheet in sheets], 1700000000)]


def page_of(sheet: Sheet) -> Any:
    return parsed(render_print_page(sheet).text)


@functools.cache
def parsed(page: str) -> Any:
    return html5lib.HTMLParser(strict=True, tree=html5lib.getTreeBuilder("etree")).parse(page)


def counts(sheet: Sheet, paper: Paper) -> tuple[int, int, int]:
    """Return the number of boxes in Markdown, HTML and PDF. Plain text has those of Markdown."""
    marked = boxes_of(tokens(render_sheet(sheet)))
    assert text_boxes(render_text(sheet)) == marked
    drawn = [element.get("data-box") for element in page_of(sheet).iter(f"{HTML}span") if element.get("data-box")]
    return marked, len(drawn), paper.boxes


@pytest.mark.parametrize("name", NAMES)
def test_every_box_of_the_data_is_in_every_form_once(name: str) -> None:
    sheets = sheets_of(name, (*SHEETS, PACK, BOOK))
    papers = papers_of(sheets)
    found = [counts(sheet, paper) for sheet, paper in zip(sheets, papers, strict=True)]
    assert found == [(sheet.boxes,) * 3 for sheet in sheets]
    number = len(list(boxes(shipped_variants()[name].runbook)))
    assert sum(found[at][0] for at in range(len(PHASES))) == number
    assert found[-1] == (number,) * 3
    assert [min(paper.type_sizes) for paper in papers] == [10.0] * len(papers), "nothing on paper is smaller than ten point"
    assert {sheet.path: missing_texts(sheet, paper.text) for sheet, paper in zip(sheets, papers, strict=True)} == {
        sheet.path: [] for sheet in sheets
    }


@pytest.mark.parametrize("name", NAMES)
def test_every_text_of_a_sheet_is_on_its_html_page(name: str) -> None:
    for sheet in (*sheets_of(name, SHEETS), *sheets_of(name, SHEETS, MOMENT)):
        main = next(page_of(sheet).iter(f"{HTML}main"))
        assert missing_texts(sheet, "".join(main.itertext())) == [], sheet.path


@pytest.mark.parametrize("name", ["elearning-platform", "school-messaging"])
def test_letter_paper_and_clock_times_change_no_box(name: str) -> None:
    sheets = sheets_of(name, ("deploy-day", "rollback", "emergency", PACK), MOMENT)
    sheets += [sheet_of(document(name), "recurring", period) for period in (parse_week("2026-W49"), parse_month("2026-12"))]
    for sheet, paper in zip(sheets, papers_of(sheets, "letter"), strict=True):
        assert counts(sheet, paper) == (sheet.boxes,) * 3
        assert missing_texts(sheet, paper.text) == []
        assert min(paper.type_sizes) == 10.0
        assert paper.size == (612, 792)


@pytest.mark.parametrize("paper", PAPERS)
def test_emergency_cards_have_two_sides_at_most(paper: Any) -> None:
    cards = [sheet_of(document(name), "emergency") for name in NAMES]
    assert [card.pages <= 2 for card in papers_of(cards, paper)] == [True] * len(cards)


def test_a_pdf_is_tagged_and_has_its_title_and_language() -> None:
    sheet = sheet_of(document("elearning-platform"), "deploy-day")
    (paper,) = papers_of([sheet])
    assert paper.root["/MarkInfo"]["/Marked"] is True
    assert paper.language == "en"
    assert paper.root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert paper.document.docinfo["/Title"] == "Deployment day · E-learning platform"
    assert paper.document.docinfo["/Subject"] == f"Deployment day · E-learning platform · {sheet.version}"
    assert paper.document.docinfo["/Author"] == "E-learning platform"
    assert b"pdfuaid" in paper.root["/Metadata"].read_bytes()
    kinds = {kind for kind, _ in paper.tags}
    assert {"/H1", "/H2", "/Table", "/TH", "/TD", "/Figure", "/Link", "/Code"} <= kinds
    figures = {alt for kind, alt in paper.tags if kind == "/Figure" and not alt.startswith("Box ")}
    assert figures == {"QR code for https://ops.tld/runbooks/2026.11/elearning-platform/deploy-day/index.html"}


def test_the_same_commit_and_time_give_the_same_bytes() -> None:
    def made() -> list[bytes]:
        sheet = sheet_from(shipped_variants()["school-messaging"], "deploy-day", SETTINGS, MOMENT)
        return [render_sheet(sheet).encode(), render_print_page(sheet).text.encode(), *(paper.pdf for paper in papers_of([sheet]))]

    assert made() == made()


def test_every_shipped_page_is_well_formed_and_fetches_nothing() -> None:
    for name in NAMES:
        for sheet in sheets_of(name, (*SHEETS, PACK, BOOK)):
            page = page_of(sheet)
            assert not [
                element for element in page.iter() if element.get("src") or element.tag in (f"{HTML}link", f"{HTML}script", f"{HTML}img")
            ]
            style = next(page.iter(f"{HTML}style")).text
            assert "url(" not in style
            assert "@import" not in style
            found = [element.get("id") for element in page.iter() if element.get("id")]
            assert len(found) == len(set(found))
