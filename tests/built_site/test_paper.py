"""Pages printed from the browser: no sheet of paper is empty, and nothing is outside of the printable area."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.built_site.page_kinds import STRICT, SYSTEM, serve
from tests.built_site.shared_builds import run

pytestmark = pytest.mark.browser

SHORT = ("contacts/", "services/", "severities/", "sign-offs/", "follow-up/")
FIELD = 688  # CSS pixels between margins of 14 mm on A4


@pytest.fixture
def page(site: Path, browser: Browser) -> Iterator[Page]:
    with serve(site, STRICT) as address:
        context = browser.new_context(base_url=f"{address}/{SYSTEM}/", service_workers="block")
        yield context.new_page()
        context.close()


@pytest.mark.parametrize("part", SHORT)
def test_a_short_page_is_one_sheet(part: str, page: Page, tmp_path: Path) -> None:
    page.goto(f"{part}index.html")
    page.pdf(path=tmp_path / "paper.pdf", format="A4")
    (text,) = run("pdftotext", str(tmp_path / "paper.pdf"), "-").split("\f")[:-1]
    assert "E-learning platform" in text


@pytest.mark.parametrize("part", SHORT)
def test_no_border_is_at_the_edge_of_the_paper(part: str, page: Page) -> None:
    page.set_viewport_size({"width": FIELD, "height": 1017})
    page.goto(f"{part}index.html")
    page.emulate_media(media="print")
    right = page.evaluate(
        "Math.max(...[...document.querySelectorAll('main [class^=rb-]')].map((one) => one.getBoundingClientRect().right))"
    )
    assert right <= FIELD - 1
