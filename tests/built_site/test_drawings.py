"""Drawings in a real browser: text stays in its boxes and is large enough on a phone, and links lead to status pages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

SYSTEM = "elearning-platform"
# Text outside of its element: text of the graph outside of its boxes, text of a scale outside of its drawing.
OUTSIDE = """() => {
  const inside = (a, b) => a.left >= b.left - 1 && a.right <= b.right + 1 && a.top >= b.top - 2 && a.bottom <= b.bottom + 2;
  const area = (one) => one.getBoundingClientRect();
  const boxes = [...document.querySelectorAll(".rb-graph__box")].map(area);
  const texts = [...document.querySelectorAll(".rb-graph text")].filter((one) => !boxes.some((box) => inside(area(one), box)));
  const labels = [...document.querySelectorAll(".rb-scale text")].filter((one) => !inside(area(one), area(one.ownerSVGElement)));
  return [...texts, ...labels].map((one) => one.textContent);
}"""
SMALLEST = "() => Math.min(...[...document.querySelectorAll('main svg text')].map((one) => one.getBoundingClientRect().height))"


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """One tab for all pages; each test sets its width."""
    own = browser.new_page()
    yield own
    own.close()


@pytest.mark.parametrize("width", [360, 390, 1280])
@pytest.mark.parametrize("part", ["services/", "targets/", ""])
def test_text_stays_in_its_boxes_and_is_large_enough(part: str, width: int, site: Path, page: Page) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{site.as_uri()}/{SYSTEM}/{part}index.html")
    assert page.locator("main svg").count() > 0
    assert page.evaluate(OUTSIDE) == []
    assert page.evaluate(SMALLEST) >= 11
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_box_of_the_graph_links_to_the_status_page(site: Path, page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(f"{site.as_uri()}/{SYSTEM}/services/index.html")
    link = page.get_by_role("link", name="Payments: status page")
    assert link.get_attribute("href") == "https://status.stripe.com"
    size = link.bounding_box()
    assert size is not None and size["height"] >= 24 and size["width"] >= 24
