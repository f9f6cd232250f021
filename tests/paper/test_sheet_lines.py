"""The lines of sheets: Markdown and plain text say the same, in the same order."""

from __future__ import annotations

import pytest

from generator.document.pages import SiteSettings
from generator.document.sheets import BOOK, SHEETS
from generator.model.clock import parse_moment
from generator.paper.markdown_sheets import render_sheet
from generator.paper.text_sheets import render_text
from tests.composed import VERSIONS, sheet_from
from tests.paper.text_reader import lost_words, words_of
from tests.sheet_sample import sample_variant

SETTINGS = SiteSettings(versions=VERSIONS, site_url="https://ops.tld/")
CLOCK = parse_moment("2026-10-24T22:00 Europe/Berlin")


@pytest.mark.parametrize("part", [*SHEETS, BOOK])
def test_the_text_has_the_words_of_the_markdown_and_no_others(part: str) -> None:
    """The heads of a wide table are in the text once for each row."""
    sheet = sheet_from(sample_variant(), part, SETTINGS, CLOCK)
    markdown, text = render_sheet(sheet), render_text(sheet)
    assert lost_words(markdown, text) == {}
    assert words_of(text).keys() - words_of(markdown).keys() == set()
