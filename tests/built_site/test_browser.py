"""Each kind of page in a real browser: no request to another host and no errors, from a server and from a folder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, Response, expect

from tests.built_site.accessibility import FOUND
from tests.built_site.page_kinds import KINDS, serve
from tests.built_site.settled_pages import is_cancelled, wait_until_stored

pytestmark = pytest.mark.browser

# A picture that is missing is a failed request, which the log has.
ALL_PICTURES = """() => Promise.all([...document.images].map((image) => {
  image.loading = "eager";
  return image.decode().catch(() => null);
})).then(() => null)"""


def from_server(site: Path) -> Iterator[str]:
    with serve(site) as address:
        yield address


def from_folder(site: Path) -> Iterator[str]:
    yield site.as_uri()


@pytest.fixture(scope="module", params=[from_server, from_folder], ids=["http", "file"])
def address(request: pytest.FixtureRequest, site: Path) -> Iterator[str]:
    """The address of the site: a server on this machine, or its folder."""
    yield from request.param(site)


def wait_until_loaded(page: Page, address: str) -> None:
    """Wait until a page sends no more requests, also for pictures that it loads late; pages opened from a folder store nothing."""
    page.wait_for_load_state()
    page.evaluate(ALL_PICTURES)
    if address.startswith("http"):
        wait_until_stored(page)


class RequestLog:
    """Records each request to another host and each error, of all pages of one visitor."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        self.requests: list[str] = []
        self.complaints: list[str] = []
        self.address = address
        context.on("request", lambda request: self.requests.append(request.url))
        context.on("requestfailed", self._record_failure)
        context.on("response", self._record_response)
        context.on("console", self._record_message)
        context.on("weberror", lambda error: self.complaints.append(str(error.error)))

    def _record_failure(self, request: Request) -> None:
        if not is_cancelled(request):
            self.complaints.append(f"{request.url}: {request.failure}")

    def _record_response(self, response: Response) -> None:
        if response.status >= 400:
            self.complaints.append(f"{response.url}: {response.status}")

    def _record_message(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(message.text)

    @property
    def requests_elsewhere(self) -> list[str]:
        return [url for url in self.requests if not url.startswith((f"{self.address}/", "data:", "blob:"))]


def test_no_kind_of_page_requests_another_host_or_reports_an_error(site: Path, address: str, browser: Browser) -> None:
    context = browser.new_context()
    log = RequestLog(context, address)
    page = context.new_page()
    for kind in KINDS:
        assert (site / kind).is_file(), kind
        page.goto(f"{address}/{kind}")
        wait_until_loaded(page, address)
        assert page.locator("h1").count() == 1, kind
    assert (log.requests_elsewhere, log.complaints) == ([], [])
    assert len(log.requests) > len(KINDS)
    context.close()


def test_no_style_or_script_is_missing(address: str, browser: Browser) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{address}/index.html")
    assert page.evaluate("document.documentElement.classList.contains('js')")
    assert page.evaluate("[...document.styleSheets].every(sheet => sheet.ownerNode.sheet !== null) && document.styleSheets.length > 2")
    assert page.evaluate("getComputedStyle(document.querySelector('.rb-system')).display") != "inline"
    context.close()


def test_a_link_to_an_item_opens_its_page_at_the_item(address: str, browser: Browser) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 800})
    page = context.new_page()
    page.goto(f"{address}/elearning-platform/prepare/index.html")
    box = page.locator("[data-rb-box]").last.get_attribute("data-rb-box")
    page.goto(f"{address}/elearning-platform/prepare/index.html#{box}")
    expect(page.locator(":target")).to_have_id(str(box))
    expect(page.locator(":target")).to_be_in_viewport()
    context.close()


def test_a_search_sends_no_request_to_another_host(address: str, browser: Browser) -> None:
    context = browser.new_context()
    log = RequestLog(context, address)
    page = context.new_page()
    page.goto(f"{address}/index.html")
    wait_until_loaded(page, address)
    page.keyboard.press("/")
    page.keyboard.type("backup")
    place = page.locator(FOUND).first.evaluate("link => link.href")
    page.locator(FOUND).first.click()
    page.wait_for_url(lambda url: url == place)
    wait_until_loaded(page, address)
    assert "backup" in page.locator("main").inner_text().lower()
    assert (log.requests_elsewhere, log.complaints) == ([], [])
    context.close()
