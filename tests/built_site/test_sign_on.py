"""Pages behind single sign-on: they lead to the login and back, stored files stay complete, and the login page is never stored."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from generator.site.built_site import BuiltSite
from generator.site.service_worker import offline_files
from tests.built_site.guarded_site import MARK, GuardedSite, serve_guarded
from tests.built_site.published_folder import CURRENT, OLD
from tests.built_site.settled_pages import wait_until_stored
from tests.built_site.test_finding import RESULT

pytestmark = pytest.mark.browser

DAY = "shop/deploy-day/index.html"
PATIENCE = 15000
KEPT_TEXTS = """async () => {
  const texts = [];
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) texts.push(request.url, await (await cache.match(request)).text());
  }
  return texts;
}"""

# Check for a newer worker. After the answer the browser either installs one or has none to install.
LOOK_FOR_NEWER = """async () => {
  const worker = await navigator.serviceWorker.getRegistration();
  const failed = await worker.update().then(() => false, () => true);
  return {failed, found: Boolean(worker.installing || worker.waiting)};
}"""


@pytest.fixture(params=["on the same host", "elsewhere"])
def guard(request: pytest.FixtureRequest, published: Path, tmp_path: Path) -> Iterator[GuardedSite]:
    shutil.copytree(published, tmp_path / "published")
    with serve_guarded(tmp_path / "published", elsewhere=request.param == "elsewhere") as site:
        yield site


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    own = browser.new_context(viewport={"width": 390, "height": 800})
    yield own
    own.close()


def log_in(page: Page, guard: GuardedSite, path: str) -> None:
    """Request a page, follow the redirect to the login, and log in."""
    guard.open = "one"
    page.goto(f"{guard.address}/{path}")
    expect(page.get_by_role("heading", name=MARK)).to_be_visible()
    page.get_by_role("link", name="Enter").click()
    page.wait_for_url(f"{guard.address}/{path}")


def kept_texts(page: Page) -> list[str]:
    found: list[str] = page.evaluate(KEPT_TEXTS)
    return found


def test_a_page_leads_to_the_login_and_back_also_when_a_session_ends(context: BrowserContext, guard: GuardedSite) -> None:
    page = context.new_page()
    log_in(page, guard, f"{CURRENT}/{DAY}")
    expect(page.get_by_role("heading", name="Cut-over")).to_be_visible()
    wait_until_stored(page)
    guard.open = ""
    page.reload()
    expect(page.get_by_role("heading", name=MARK)).to_be_visible()
    guard.open = "two"
    page.get_by_role("link", name="Enter").click()
    expect(page.get_by_role("heading", name="Cut-over")).to_be_visible()
    assert page.url == f"{guard.address}/{CURRENT}/{DAY}"


def test_the_login_is_never_stored_and_stored_pages_open_without_a_network(context: BrowserContext, guard: GuardedSite) -> None:
    page, other = context.new_page(), context.new_page()
    log_in(page, guard, f"{CURRENT}/{DAY}")
    wait_until_stored(page)
    guard.open = ""
    for path in (DAY, "shop/prepare/index.html", "index.html", "shop/search.js", "no-such-page.html"):
        other.goto(f"{guard.address}/{CURRENT}/{path}")
        expect(other.get_by_role("heading", name=MARK)).to_be_visible()
    texts = kept_texts(page)
    assert any("Cut-over" in text for text in texts)
    assert [text for text in texts if MARK in text or "/login" in text] == []
    guard.down = True
    for path in (DAY, "shop/emergency/index.html"):
        page.goto(f"{guard.address}/{CURRENT}/{path}")
        expect(page.locator("h1")).not_to_contain_text(MARK)
        expect(page.get_by_text("This copy was checked")).to_be_visible(timeout=PATIENCE)


def test_an_open_page_still_works_when_the_session_ends(context: BrowserContext, guard: GuardedSite) -> None:
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    log_in(page, guard, f"{CURRENT}/{DAY}")
    wait_until_stored(page)
    guard.open = ""
    context.new_cdp_session(page).send("Network.clearBrowserCache")
    asked = len(guard.asked)
    page.keyboard.press("/")
    page.keyboard.type("pooling")
    expect(page.locator(RESULT).first).to_contain_text("pooling", ignore_case=True, timeout=PATIENCE)
    assert any("builds.js" in path for path in guard.asked[asked:]), "the login answers the question for the index of today"
    assert faults == []


def test_a_newer_build_replaces_the_stored_one_only_after_the_login(context: BrowserContext, guard: GuardedSite) -> None:
    page = context.new_page()
    log_in(page, guard, f"latest/{DAY}")
    wait_until_stored(page)
    caches = page.evaluate("caches.keys()")
    folder = guard.folder / "latest"
    build_again(folder, DAY, "The shop opens", "The shop starts")
    guard.open = ""
    assert page.evaluate(LOOK_FOR_NEWER) == {"failed": True, "found": False}
    assert page.evaluate("caches.keys()") == caches
    guard.open = "one"
    assert page.evaluate(LOOK_FOR_NEWER) == {"failed": False, "found": True}
    expect(page.locator(".rb-notice")).to_contain_text("This page has been updated.", timeout=PATIENCE)
    assert len(newer := page.evaluate("caches.keys()")) == 1 and newer != caches
    assert any("The shop starts" in text for text in kept_texts(page))


def build_again(folder: Path, path: str, old: str, new: str) -> None:
    """Build another version of the site in a folder: change one file and update the worker and its lists."""
    place = folder / path
    text = place.read_text(encoding="utf-8")
    assert old in text
    place.unlink()  # releases share files
    place.write_text(text.replace(old, new), encoding="utf-8")
    titles = {key: one["title"] for key, one in json.loads((folder / "offline.json").read_text(encoding="utf-8"))["systems"].items()}
    for file in offline_files(BuiltSite(folder), titles, datetime.now(UTC)):
        (folder / file.path).unlink()
        (folder / file.path).write_text(file.text, encoding="utf-8")


def test_a_login_page_does_not_replace_the_list_of_releases(context: BrowserContext, guard: GuardedSite) -> None:
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    log_in(page, guard, f"{OLD}/{DAY}")
    expect(page.locator("[data-rb-current]")).to_have_attribute("href", re.compile(rf"/{re.escape(CURRENT)}/"), timeout=PATIENCE)
    wait_until_stored(page)
    known = page.evaluate("JSON.stringify(localStorage)")
    assert CURRENT in known
    guard.open = ""
    # The session ends while the page is open: the request for the list is answered with a login page, which is not a list.
    found = page.evaluate("window.runbook.versions.ask()")
    assert CURRENT in [one["version"] for one in found]
    assert page.evaluate("JSON.stringify(localStorage)") == known
    assert faults == []
