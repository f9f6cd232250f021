"""Every page with a strict content security policy: no violations, few bytes, no layout shifts."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.built_site.accessibility import FOUND, set_state
from tests.built_site.page_kinds import KINDS, MISSING, STRICT, serve
from tests.built_site.page_reader import read_page
from tests.built_site.settled_pages import FIRST_VISIT, wait_until_stored

pytestmark = pytest.mark.browser

LAZY = re.compile(r'<img src="([^"]+)"[^>]* loading="lazy"')
MOST_BYTES = 90 * 1024
# The reference of all diagnostics grows with every code, and nobody reads it in an emergency.
MOST_BYTES_OF = {"reference/diagnostics.html": 110 * 1024}
MOST_SHIFT = 0.01
WATCH = """
window.violated = [];
document.addEventListener("securitypolicyviolation", (event) => window.violated.push(`${event.violatedDirective}: ${event.blockedURI}`));
window.shifted = 0;
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shifted += entry.value;
}).observe({ type: "layout-shift", buffered: true });
"""

# Add a script to the page: it runs, or the browser reports a violation.
RUN_INLINE = """() => new Promise((done) => {
  document.addEventListener("securitypolicyviolation", (event) => done(`${event.violatedDirective}: ${event.blockedURI}`));
  document.head.append(Object.assign(document.createElement("script"), {textContent: "window.ran = 1"}));
  if (window.ran) done("it ran");
})"""


@pytest.fixture(scope="module")
def strict(site: Path, browser: Browser) -> Iterator[tuple[str, BrowserContext]]:
    """The address of a server with the policy, and a visitor with a phone that records each violation and each layout shift."""
    with serve(site, STRICT) as address:
        context = browser.new_context(viewport={"width": 390, "height": 844}, reduced_motion="reduce")
        context.add_init_script(WATCH)
        yield address, context
        context.close()


@pytest.fixture(scope="module")
def tab(strict: tuple[str, BrowserContext]) -> tuple[Page, list[str]]:
    """One tab for many pages, and its errors."""
    page = strict[1].new_page()
    page.add_init_script(FIRST_VISIT)
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    return page, complaints


@pytest.mark.parametrize("kind", [*KINDS, MISSING])
def test_a_page_complies_with_the_policy_and_has_no_layout_shift(
    kind: str, strict: tuple[str, BrowserContext], tab: tuple[Page, list[str]]
) -> None:
    address, _ = strict
    page, complaints = tab
    complaints.clear()
    answer = page.goto(f"{address}/{kind}", wait_until="load")
    assert answer is not None
    assert "script-src 'self'" in answer.headers["content-security-policy"]
    shift = page.evaluate("window.shifted")
    for state in ("focused", "ticked", "search"):
        set_state(page, state)
        page.keyboard.press("Escape")
    assert page.evaluate("window.violated") == []
    assert complaints == []
    assert shift <= MOST_SHIFT


def test_the_policy_blocks_inline_scripts(strict: tuple[str, BrowserContext]) -> None:
    address, context = strict
    page = context.new_page()
    page.goto(f"{address}/index.html")
    assert page.evaluate(RUN_INLINE) == "script-src-elem: inline"
    assert page.evaluate("window.ran") is None
    assert page.evaluate("window.violated") == ["script-src-elem: inline"]
    page.close()


def weight(site: Path, kind: str) -> dict[str, int]:
    """Return the compressed size of a page and of all files that it loads immediately; lazy pictures are not counted."""
    path = site / kind
    later = set(LAZY.findall(path.read_text(encoding="utf-8")))
    targets = {link.target for link in read_page(path).links if link.loads} - later
    loaded = {path} | {(path.parent / urlsplit(target).path).resolve() for target in targets}
    return {part.name: len(gzip.compress(part.read_bytes(), 6, mtime=0)) for part in loaded if part.is_file()}


def test_no_page_of_the_site_is_large(site: Path) -> None:
    heavy = {}
    for path in sorted(site.rglob("*.html")):
        kind = path.relative_to(site).as_posix()
        parts = weight(site, kind)
        if sum(parts.values()) > MOST_BYTES_OF.get(kind, MOST_BYTES):
            heavy[path] = parts
    assert heavy == {}


def test_no_index_is_loaded_before_a_search(strict: tuple[str, BrowserContext]) -> None:
    address, context = strict
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(urlsplit(request.url).path))
    page.goto(f"{address}/elearning-platform/prepare/index.html")
    wait_until_stored(page)
    assert [path for path in asked if path.endswith("/search.js") and "assets" not in path] == []
    page.keyboard.press("/")
    page.keyboard.type("backup")
    page.locator(FOUND).first.wait_for()
    assert [path for path in asked if path.endswith("/search.js") and "assets" not in path] == ["/elearning-platform/search.js"]
    page.close()


def test_an_index_stays_small(site: Path) -> None:
    sizes = {path.parent.name: len(gzip.compress(path.read_bytes(), 6, mtime=0)) for path in site.glob("*/search.js")}
    assert len(sizes) == 5
    assert max(sizes.values()) < 8 * 1024
