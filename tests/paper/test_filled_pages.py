"""The incident log fills both sides of a sheet of paper with lines, in each form without a box."""

from __future__ import annotations

import subprocess
from itertools import pairwise

import pytest

from generator.document.pages import SiteSettings
from generator.document.print_job import PAPERS, Paper
from generator.document.sheets import INCIDENT_LOG, Sheet
from generator.paper.markdown_sheets import render_sheet
from generator.paper.print_data import print_job
from generator.paper.print_html import render_print_page
from tests.composed import sheet_from
from tests.paper.paper_reader import MILLIMETRE, missing_texts, typeset
from tests.paper.paper_reader import Paper as Printed
from tests.sheet_sample import sample_variant

LINE = 9 * MILLIMETRE


@pytest.fixture(scope="module")
def log() -> Sheet:
    return sheet_from(sample_variant(), INCIDENT_LOG, SiteSettings())


@pytest.mark.parametrize("paper", PAPERS)
def test_lines_fill_two_pages(log: Sheet, paper: Paper) -> None:
    """Below the last line of a page, another one would not fit; the back has the end mark there."""
    printed = Printed(typeset([print_job(log, paper)])[0].pdf)
    assert (printed.pages, printed.boxes, missing_texts(log, printed.text)) == (2, 0, [])
    for page, least, end_mark in ((1, 8, 0), (2, 23, 45)):
        lines = lines_of(printed, page)
        assert len(lines) >= least
        assert printed.size[1] - 18 * MILLIMETRE - lines[-1] < LINE + end_mark


def lines_of(printed: Printed, page: int) -> list[int]:
    """Return how far from the top the lines to write on are, in points, from the first column of a picture of the page."""
    shot = ["pdftoppm", "-gray", "-r", "72", "-f", str(page), "-l", str(page), "-x", "70", "-W", "1", "-"]
    column = subprocess.run(shot, input=printed.pdf, capture_output=True, check=True).stdout.split(b"255\n", 1)[1]
    dark = [at for at, (before, grey) in enumerate(pairwise(column)) if grey < 160 <= before]
    return [line for before, line in pairwise(dark) if abs(line - before - LINE) < 1.6]


def test_no_form_has_a_box(log: Sheet) -> None:
    markdown, page = render_sheet(log), render_print_page(log).text
    assert "[ ]" not in markdown
    assert "( ) P0 ( ) P1 ( ) Low" in markdown
    assert "Time · What happened, or what was decided · Who · Next update due\n" in markdown
    assert f"{'_' * 8} {'_' * 45} {'_' * 8} {'_' * 8}\n" in markdown
    assert 'class="box' not in page
    assert page.count('<div class="fill">') == 2
