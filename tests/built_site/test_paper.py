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


CODE = '<div class="rb-command rb-code"><span class="rb-syntax">sql</span><pre><code>SELECT 1; {}</code></pre></div>'
APART = """code => {
    document.querySelector("main .md-typeset").insertAdjacentHTML("beforeend", code)
    const text = document.createRange(), label = document.querySelector(".rb-syntax").getBoundingClientRect()
    text.selectNodeContents(document.querySelector(".rb-syntax + pre > code"))
    return [...text.getClientRects()].every(
        (line) => line.right <= label.left || line.left >= label.right || line.bottom <= label.top || line.top >= label.bottom)
}"""


@pytest.mark.parametrize("length", [1, 40])
def test_the_language_of_code_does_not_cover_it(length: int, page: Page) -> None:
    page.set_viewport_size({"width": FIELD, "height": 1017})
    page.goto("contacts/index.html")
    page.emulate_media(media="print")
    assert page.evaluate(APART, CODE.format("-- orders " * length))
