"""No page has a fault that axe-core finds, in a selection of pages, states, schemes and widths; `make audit` checks all combinations."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.built_site.accessibility import ADDED, SCHEMES, STATES, WIDTHS, Cell, check_states, pairs, violations
from tests.built_site.page_kinds import KINDS, MISSING, SYSTEM, serve
from tests.built_site.settled_pages import FIRST_VISIT

pytestmark = pytest.mark.browser

# One page of each template; `make audit` checks all of them.
SELECTED = (
    "index.html",
    "matrix/prepare/index.html",
    "quality/index.html",
    "reference/command-line.html",
    *(f"{SYSTEM}/{part}index.html" for part in ("", "deploy-day/", "emergency/", "services/", "contacts/", "print/")),
)
SAME_NAMES = """() => {
  const nameOf = (one) => one.getAttribute("aria-label") || one.labels?.[0]?.textContent || one.textContent || one.querySelector("img").alt;
  const found = new Map();
  const controls = document.querySelectorAll("main :is(a[href], button, input, select, summary)");
  for (const one of [...controls].filter((control) => control.checkVisibility() && !control.closest("table"))) {
    const name = `${one.tagName} ${nameOf(one).trim()}`;
    found.set(name, [...(found.get(name) || []), one.href || String(found.size)]);
  }
  return [...found].filter(([, targets]) => new Set(targets).size > 1).map(([name]) => name);
}"""

LOOK = """(one) => {
  const { appearance, backgroundImage, backgroundColor, borderStyle } = getComputedStyle(one);
  return [appearance, backgroundImage, backgroundColor, borderStyle].join();
}"""


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    with serve(site) as place:
        yield place


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """One tab for all pages: the browser compiles the script of axe only once."""
    context = browser.new_context(service_workers="block", reduced_motion="reduce")
    context.add_init_script(FIRST_VISIT)
    yield context.new_page()
    context.close()


def by_kind() -> dict[str, list[Cell]]:
    cells = defaultdict(list)
    for cell in pairs():
        cells[cell.kind].append(cell)
    return cells


@pytest.mark.parametrize("kind", SELECTED)
def test_a_page_has_no_fault(kind: str, address: str, page: Page) -> None:
    """Open the page once for all states; `make audit` opens it for each scheme and width and checks the whole page in each state."""
    page.goto(f"{address}/{kind}", wait_until="load")
    faults = [f"{cell}: {fault}" for cell, found in check_states(page, by_kind()[kind], whole=False) for fault in found]
    assert faults == []


def test_the_404_page_has_no_fault(address: str, page: Page) -> None:
    page.set_viewport_size({"width": 1280, "height": 720})
    page.emulate_media(color_scheme="light")
    page.goto(f"{address}/{MISSING}", wait_until="load")
    assert violations(page) == []


def test_the_controls_of_a_page_have_different_names(address: str, page: Page) -> None:
    """Two controls of a page have the same name only if they do the same, or if they are cells of a table with headers."""
    for kind in (f"{SYSTEM}/rollback/index.html", f"{SYSTEM}/commands/index.html", f"{SYSTEM}/print/index.html"):
        page.goto(f"{address}/{kind}", wait_until="load")
        assert page.evaluate(SAME_NAMES) == [], kind
    assert page.locator("main :is(.rb-nav, .rb-toc)").count() == 0
    assert page.locator(".rb-toc").count() == 1
    page.goto(f"{address}/{SYSTEM}/rollback/index.html", wait_until="load")
    names = page.locator(".rb-copy").evaluate_all("them => them.map((one) => one.getAttribute('aria-label'))")
    assert names and all(name.startswith("Copy: ") for name in names)
    assert page.locator("h2 .headerlink").first.get_attribute("aria-label") == "Link to R · Roll back a release"


def test_the_skip_link_is_near_the_first_box(address: str, page: Page) -> None:
    for part in ("deploy-day", "emergency"):
        page.goto(f"{address}/{SYSTEM}/{part}/index.html", wait_until="load")
        page.locator(".md-skip").press("Enter")
        for _ in range(15):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.matches('.rb-box')"):
                break
        else:
            pytest.fail(part)


def test_readers_with_their_own_colours_see_every_state(address: str, page: Page) -> None:
    """Each state has an edge or a sign: browsers remove all areas of colour. The source of a row is over no other row."""
    page.emulate_media(forced_colors="active")
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(f"{address}/{SYSTEM}/rollback/index.html", wait_until="load")
    style = "(one, property) => getComputedStyle(one)[property]"
    assert page.locator(".md-header").evaluate("one => getComputedStyle(one).borderBottomStyle") == "solid"
    lines = page.locator(".rb-nav__link").evaluate_all("them => them.map((one) => getComputedStyle(one).borderInlineStartColor)")
    assert lines.count(lines[0]) == len(lines) - 1  # the page that is open has another one
    assert page.locator(".rb-progress progress").first.evaluate(style, "borderTopStyle") == "solid"
    boxes = page.locator(".rb-item")
    seen = set()
    for at, state in enumerate(("open", "na", "failed", "differs", "changed")):
        boxes.nth(at).evaluate("(one, state) => one.dataset.rbState = state", state)
        seen.add(boxes.nth(at).locator(".rb-box").first.evaluate(LOOK))
    assert len(seen) == 5
    page.emulate_media(forced_colors="none")
    item = page.locator(".rb-item").last
    item.hover()
    assert (
        item.locator("> .rb-source").evaluate("one => getComputedStyle(one).position + getComputedStyle(one).visibility") == "fixedvisible"
    )


def test_the_selection_has_every_pair() -> None:
    cells = list(pairs())
    for one, other in itertools.product(KINDS, STATES):
        assert any((cell.kind, cell.state) == (one, other) for cell in cells)
    for kind in KINDS:
        whole = [cell for cell in cells if cell.kind == kind and cell.state not in ADDED]
        assert {cell.scheme for cell in whole} == set(SCHEMES)
        assert {cell.width for cell in whole} == set(WIDTHS)
    known = {(cell.scheme, cell.width) for cell in cells}
    assert known == set(itertools.product(SCHEMES, WIDTHS))
    for state in STATES:
        assert {cell.scheme for cell in cells if cell.state == state} == set(SCHEMES)
        assert {cell.width for cell in cells if cell.state == state} == ({390} if state == "drawer" else set(WIDTHS))


def test_a_fault_is_found(browser: Browser) -> None:
    page = browser.new_page()
    page.set_content('<html lang="en"><title>x</title><main><h1>x</h1><img src="data:,"><p><input></p></main></html>')
    assert {fault.partition(",")[0] for fault in violations(page)} == {"image-alt", "label"}
    assert {fault.partition(",")[0] for fault in violations(page, ["p"])} == {"label"}
    page.close()
