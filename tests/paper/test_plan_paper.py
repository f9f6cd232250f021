"""The plan of the day on paper: one landscape page, readable on a desk and on a wall, with everything that the table of times says."""

from __future__ import annotations

import subprocess
from functools import cache

import pytest

from generator.document.day_plan import TIMES
from generator.document.document_parts import plain
from generator.document.print_job import PLAN_PAGES, WALL_PAPERS, WallPaper
from generator.document.print_job import Paper as PaperSize
from generator.document.select_sheets import sheet_of
from generator.document.sheets import PLAN, Sheet
from generator.document.tables import table_of
from generator.paper.print_data import print_job
from tests.document.plan_shop import SHOP, day_of, list_of, planned_document
from tests.paper.bad_copies import lost_lines
from tests.paper.paper_reader import Paper, overlaps, typeset, without_spaces

T0 = "2026-12-01T22:00 Asia/Dhaka"


def plan(data: str = SHOP, at: str = T0) -> Sheet:
    return sheet_of(planned_document(data, at), PLAN)


@cache
def printed(size: PaperSize | WallPaper = "a4", data: str = SHOP, at: str = T0) -> Paper:
    return Paper(typeset([print_job(plan(data, at), size)])[0].pdf)


def letters(paper: Paper) -> str:
    """Return the text of a plan without white space. Its margins are narrower than those of other sheets."""
    return without_spaces(subprocess.run(["pdftotext", "-raw", "-", "-"], input=paper.pdf, capture_output=True, check=True).stdout.decode())


@pytest.mark.parametrize("size", ["letter", "a3"])
def test_a_plan_is_one_landscape_page_without_overlaps(size: PaperSize | WallPaper) -> None:
    """No type is too small to read: 10 points, and 16 on a wall."""
    paper = printed(size)
    width, height = paper.size
    assert paper.pages == PLAN_PAGES and width > height
    assert min(paper.type_sizes) >= (16 if size in WALL_PAPERS else 10)
    assert overlaps(paper) == []
    assert paper.language == "en"


def test_a_plan_has_everything_that_the_table_of_times_says() -> None:
    """Also what has no time, and the day and the hour of T-0."""
    sheet, text = plan(), letters(printed())
    (times,) = (section for section in sheet.sections if section.anchor == TIMES)
    rows = [tuple(map(plain, row)) for row in table_of(times).rows]
    said = [plain(section.summary) for section in sheet.sections if section.anchor != TIMES]
    wanted = [*(part for time, what, who in rows for part in (time, what, *who.split(", "))), *said, *(fact.value for fact in sheet.head)]
    assert [one for one in wanted if without_spaces(one) not in text] == []


def test_a_row_is_heard_in_the_order_of_time() -> None:
    """The tags follow the clock, whatever line a bar is on. Each row begins with its role."""
    row = letters(printed()).partition("Headofoperations(A.Weber)22:55")[0].partition("Webengineer")[2]
    found = [row.index(name) for name in ("Codefreeze", "Cut-over", "Cleanup")]
    assert found == sorted(found)
    kinds = [kind for kind, _ in printed().tags]
    assert kinds.count("/TR") >= 7 and "/H1" in kinds


def test_a_plan_that_is_too_long_has_more_pages_and_no_smaller_type() -> None:
    """Each page has the axis and the roles; nothing is lost between pages."""
    lists = "".join(
        list_of(f"step-{number}", f"at: T+{number * 7 + 1}min, lasts: 20 min, role: {['dba', 'web', 'desk'][number % 3]}")
        for number in range(60)
    )
    paper = printed(data=day_of(lists))
    assert paper.pages > PLAN_PAGES
    assert min(paper.type_sizes) >= 10
    assert overlaps(paper) == []
    assert [page.count("UTC+06:00(Asia/Dhaka)") for page in paper.text_of_pages][1:] == [1] * (paper.pages - 1)
    assert all(f"Step-{number}" in letters(paper) for number in range(60))


def test_bars_and_rows_survive_two_bad_copies() -> None:
    """The rows, the frames of a go and of a watch, and the line of T-0 are there."""
    assert lost_lines(printed("letter").pdf, least=5) == []
