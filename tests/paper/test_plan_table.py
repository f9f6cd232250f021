"""A plan as a table: its cells fill the axis, and the page has the same words as the other forms."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape

from hypothesis import given

from generator.document.drawings.plan_drawing import RULES, PlannedWork
from generator.document.select_sheets import sheet_of
from generator.document.sheets import PLAN, Sheet
from generator.paper.plan_table import axis_cells, break_cells, legend_keys, line_cells
from generator.paper.print_html import render_print_page
from tests.document.drawings.test_plan_drawing import drawn, works
from tests.document.plan_shop import SHOP, planned_document
from tests.paper.paper_reader import missing_texts


def plan(at: str = "") -> Sheet:
    return sheet_of(planned_document(SHOP, at), PLAN)


@given(works())
def test_the_cells_of_each_row_fill_the_axis(given: list[PlannedWork]) -> None:
    """Each bar has one cell, as wide as the bar and its label; the bar has its share of it."""
    drawing = drawn(given)
    lines = [line for row in drawing.rows for line in row.lines]
    cells = [line_cells(drawing, line) for line in lines]
    for one in (axis_cells(drawing), break_cells(drawing), *cells):
        assert sum(cell.span for cell in one) == drawing.units
        assert all(cell.span > 0 for cell in one)
    for line, found in zip(lines, cells, strict=True):
        assert [cell.bar for cell in found if cell.bar] == list(line)
        for cell in found:
            if cell.width:
                assert abs(float(cell.before) + float(cell.width) + float(cell.behind) - 100) < 0.1
                assert cell.bar is not None and cell.bar.kind not in RULES


def test_a_page_has_the_words_of_the_plan_for_eyes_and_for_ears() -> None:
    """The drawing is for eyes and wide screens; phones and screen readers have the table."""
    for sheet in (plan(), plan("2026-12-01T22:00 Asia/Dhaka")):
        page = render_print_page(sheet).text
        assert page.count('<table class="plan" ') == 1
        drawing, _, words = page.partition('<table class="plan"')[2].partition("</table>")
        head = page.partition("<main>")[2].partition("<table")[0]
        assert missing_texts(replace(sheet, drawing=None), unescape(re.sub("<[^>]*>", "", head + words))) == []
        assert sheet.drawing is not None
        text = unescape(re.sub("<[^>]*>", "", drawing))
        bars = [bar for row in sheet.drawing.rows for line in row.lines for bar in line]
        assert [bar for bar in bars if f"{bar.time} {bar.text}" not in text] == []


def test_a_page_is_printed_in_landscape_and_needs_no_script() -> None:
    page = render_print_page(plan()).text
    assert re.search(r"@page \{\nsize: landscape;", page)
    assert "<script" not in page and "style=" not in page.partition("<body>")[2]
    assert "landscape" not in render_print_page(sheet_of(planned_document(), "deploy-day")).text


def test_only_what_a_plan_has_is_explained() -> None:
    drawing = plan().drawing
    assert drawing is not None and legend_keys(drawing) == ("bar", "mark", "break")
