"""The page of changes in published releases: every link to this release and to earlier ones has a target, and the page is valid."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page

from tests.built_site.accessibility import SCHEMES, violations
from tests.built_site.html_checker import check_files
from tests.built_site.link_check import link_fault
from tests.built_site.page_kinds import MISSING, STRICT, serve
from tests.built_site.page_reader import read_page
from tests.built_site.published_folder import CURRENT, NAMES, OLD, OLDEST
from tests.built_site.settled_pages import FIRST_VISIT
from tests.built_site.test_validity import allowed_entry

PAGE = "changes/index.html"
# These files are next to the releases; `runbook publish` writes them.
FEEDS = ("releases.atom", "reviews.json")


@pytest.fixture(scope="module")
def address(published: Path) -> Iterator[str]:
    with serve(published, STRICT) as found:
        yield found


@pytest.mark.parametrize("release", [*NAMES, "latest"])
def test_every_link_of_a_published_release_has_a_target(published: Path, release: str) -> None:
    faults, into_others = [], 0
    for path in sorted((published / release).rglob("*.html")):
        origin = path.relative_to(published).as_posix()
        for link in read_page(path).links if path.name != MISSING else ():
            place = posixpath.normpath(posixpath.join(posixpath.dirname(origin), urlsplit(link.target).path))
            into_others += not urlsplit(link.target).scheme and place.partition("/")[0] in set(NAMES) - {release}
            fault = "" if place in FEEDS else link_fault(published, origin, link.target)
            if fault:
                faults.append(f"{origin}:{link.line}: <{link.element}> {link.target}: {fault}")
    assert faults == []
    assert (into_others > 0) == (release != OLDEST)


def test_every_page_except_the_404_page_links_to_the_feeds(published: Path) -> None:
    pages = [path for path in (published / OLD).rglob("index.html") if "sheets" not in path.parts]
    assert len(pages) > 20
    for path in pages:
        named = [link.target for link in read_page(path).links if link.target.endswith(FEEDS)]
        root = "../" * len(path.relative_to(published).parent.parts)
        assert named == [f"{root}{feed}" for feed in FEEDS], path


def test_removed_entities_link_to_the_release_before(published: Path) -> None:
    links = [link.target for link in read_page(published / OLD / PAGE).links]
    assert f"../../{OLDEST}/shop/prepare/index.html#checklists.database.items.replicas" in links
    assert f"../../{OLDEST}/forum/index.html" in links
    assert "../shop/prepare/index.html#checklists.database.items.pool" in links


def test_the_page_is_valid(published: Path) -> None:
    findings = check_files(published, published / OLD / PAGE)
    assert [str(finding) for finding in findings if allowed_entry(finding) is None] == []


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """One tab for all tests; each sets its width and scheme, and opens its pages as a first visit."""
    context = browser.new_context(reduced_motion="reduce")
    context.add_init_script(f"Object.defineProperty(navigator, 'serviceWorker', {{get: () => undefined}}); {FIRST_VISIT}")
    yield context.new_page()
    context.close()


@pytest.mark.browser
@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("width", [390, 1280])
def test_the_page_has_no_fault_in_a_browser(page: Page, address: str, width: int, scheme: Literal["light", "dark"]) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    page.emulate_media(color_scheme=scheme)
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type in ("error", "warning") else None)
    for release in (OLDEST, OLD):
        page.goto(f"{address}/{release}/{PAGE}", wait_until="load")
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert complaints == []


@pytest.mark.browser
def test_closed_details_are_open_in_print(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 1280, "height": 720})
    page.emulate_media(color_scheme="light")
    page.goto(f"{address}/{CURRENT}/{PAGE}", wait_until="load")
    page.evaluate("document.querySelectorAll('details').forEach((one) => one.removeAttribute('open'))")
    folded = page.locator("details .rb-told").first
    seen = []
    for event in ("beforeprint", "afterprint"):
        page.evaluate("(name) => dispatchEvent(new Event(name))", event)
        seen.append(folded.is_visible())
    assert seen == [True, False]
