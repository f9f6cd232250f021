"""Pages without a network: stored pages open completely and show their age, updates interrupt nobody, and failures are shown."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, expect

from tests.built_site.accessibility import FOUND
from tests.built_site.moving_site import POLICY, MovingSite, serve_moving_site
from tests.built_site.settled_pages import is_cancelled

pytestmark = pytest.mark.browser

SYSTEM = "elearning-platform"
DAY = f"{SYSTEM}/deploy-day/index.html"
EMERGENCY = f"{SYSTEM}/emergency/index.html"
RELEASED = datetime.now(UTC) - timedelta(days=3)
PATIENCE = 15000
PHONE: ViewportSize = {"width": 390, "height": 800}


@contextmanager
def serve_copy(site: Path, folder: Path) -> Iterator[MovingSite]:
    """Copy the built site to a folder, and serve the copy, published three days ago, until the block ends."""
    shutil.copytree(site, folder, ignore=shutil.ignore_patterns("*.pdf", "adr", "reference", "images"))
    titles = {key: one["title"] for key, one in json.loads((folder / "offline.json").read_text(encoding="utf-8"))["systems"].items()}
    own = MovingSite(folder, titles)
    own.publish(RELEASED)
    with serve_moving_site(own):
        yield own


@pytest.fixture
def moving(site: Path, tmp_path: Path) -> Iterator[MovingSite]:
    with serve_copy(site, tmp_path / "site") as own:
        yield own


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    own = browser.new_context(viewport=PHONE)
    yield own
    own.close()


@pytest.fixture(scope="module")
def stored(browser: Browser, site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[BrowserContext, MovingSite]]:
    """A visitor who stored a system and now has no network. Pages only read what is stored, so that tests can share it."""
    with serve_copy(site, tmp_path_factory.mktemp("stored") / "site") as moving:
        context = browser.new_context(viewport=PHONE)
        visit(context, moving).close()
        go_offline(context, moving)
        yield context, moving
        context.close()


@pytest.fixture
def page_without_network(stored: tuple[BrowserContext, MovingSite]) -> Iterator[tuple[Page, MovingSite]]:
    """A new tab of this visitor, and the site."""
    context, moving = stored
    page = context.new_page()
    yield page, moving
    page.close()


def wait_for_state(page: Page, *states: str) -> str:
    """Return the line about stored pages after it has reached one of these states."""
    found = page.locator(", ".join(f'[data-rb-kept="{state}"]' for state in states))
    found.wait_for(state="attached", timeout=PATIENCE)
    return found.inner_text()


def visit(context: BrowserContext, moving: MovingSite, path: str = DAY) -> Page:
    """Open a page and wait until its system is stored."""
    page = context.new_page()
    page.goto(f"{moving.address}/{path}")
    wait_for_state(page, "kept")
    return page


def go_offline(context: BrowserContext, moving: MovingSite) -> None:
    context.set_offline(True)
    moving.down = True


def expect_no_notice(page: Page) -> None:
    expect(page.locator(".rb-notice:not(:empty)")).to_have_count(0)


def stored_caches(page: Page) -> list[str]:
    found: list[str] = page.evaluate("caches.keys()")
    return found


def test_the_visited_system_and_every_emergency_page_open_without_a_network(page_without_network: tuple[Page, MovingSite]) -> None:
    page, moving = page_without_network
    lists = [json.loads((moving.folder / path).read_text(encoding="utf-8"))["files"] for path in ("offline.json", f"{SYSTEM}/offline.json")]
    kept = sorted({path for files in lists for path in files if path.endswith(".html") and path != "404.html" and "/sheets/" not in path})
    assert [f"{system}/emergency/index.html" in kept for system in moving.systems] == [True] * 5
    assert f"{SYSTEM}/prepare/index.html" in kept and len(kept) > 20
    failed: list[str] = []
    page.on("requestfailed", lambda request: None if is_cancelled(request) else failed.append(request.url))
    for path in kept:
        answer = page.goto(f"{moving.address}/{path}", wait_until="load")
        assert answer is not None and answer.status == 200, path
        assert page.evaluate("[...document.styleSheets].every(sheet => sheet.cssRules.length > 0)"), path
        assert page.evaluate("document.styleSheets.length > 2 && Boolean(runbook.search && runbook.strings)"), path
    assert [url for url in failed if not url.endswith("favicon.svg")] == []
    sheet = page.goto(f"{moving.address}/{SYSTEM}/sheets/deploy-day.html")
    assert sheet is not None and sheet.status == 200
    assert sheet.headers["content-security-policy"] == POLICY
    page.goto(f"{moving.address}/{SYSTEM}/prepare/index.html")
    page.keyboard.press("/")
    page.keyboard.type("backup")
    page.locator(FOUND).first.wait_for()


def test_a_stored_page_shows_its_age_and_that_it_is_a_copy(page_without_network: tuple[Page, MovingSite]) -> None:
    page, moving = page_without_network
    for path in (EMERGENCY, "school-messaging/emergency/index.html", "index.html"):
        page.goto(f"{moving.address}/{path}")
        expect(page.locator(".rb-notice")).to_contain_text("You are offline. This copy was checked now.")
        assert "Built 3 days ago (" in wait_for_state(page, "kept", "kept.shared")


def test_a_notice_that_was_closed_stays_closed_for_the_visit(page_without_network: tuple[Page, MovingSite]) -> None:
    page, moving = page_without_network
    page.goto(f"{moving.address}/{EMERGENCY}")
    page.get_by_role("button", name="Close").click()
    expect_no_notice(page)
    page.goto(f"{moving.address}/{DAY}")
    wait_for_state(page, "kept")
    expect_no_notice(page)


def pass_time(page: Page, days: float) -> None:
    """Let the clock of the page go on, and let the page notice it, as its own timer does each minute."""
    page.evaluate("days => { const { now } = Date; Date.now = () => now() + days * 864e5 }", days)
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")


def test_the_age_of_a_copy_grows_while_its_page_is_open_and_is_announced_once(page_without_network: tuple[Page, MovingSite]) -> None:
    """A screen reader would read the whole notice each minute."""
    page, moving = page_without_network
    page.goto(f"{moving.address}/{DAY}")
    expect(page.locator(".rb-notice")).to_contain_text("This copy was checked")
    page.locator(".rb-notice span").evaluate("text => text.dataset.same = ''")
    pass_time(page, 2 / 24)
    expect(page.locator(".rb-notice [data-same]")).to_contain_text("This copy was checked 2 hours ago.")
    expect(page.locator(".rb-notice [data-same]")).to_have_attribute("aria-live", "off")
    pass_time(page, 1)
    expect(page.locator(".rb-notice span")).to_have_text("You are offline. This copy is 1 day old.")


def test_a_copy_gets_louder_with_its_age(page_without_network: tuple[Page, MovingSite]) -> None:
    """A week warns, on each page again; a month also at the top of an emergency page, where nobody can close it."""
    page, moving = page_without_network
    shown = page.locator(".rb-notice")
    page.goto(f"{moving.address}/{EMERGENCY}")
    expect(shown).to_contain_text("This copy was checked")
    pass_time(page, 12)
    text = "This copy is 12 days old. Numbers and steps may have changed. Connect to update."
    expect(shown.locator("span")).to_have_text(text)
    expect(shown).to_have_class("rb-notice rb-notice--warn")
    expect(page.locator(".rb-stale")).to_have_count(0)
    shown.get_by_role("button", name="Close").click()
    expect_no_notice(page)
    page.reload()
    pass_time(page, 12)
    expect(shown.locator("span")).to_have_text(text)
    pass_time(page, 28)
    expect(shown).to_have_class("rb-notice rb-notice--alarm")
    expect(page.locator("h1 + .rb-stale")).to_have_text(text.replace("12", "40"))
    shown.get_by_role("button", name="Close").click()
    expect_no_notice(page)
    expect(page.locator("h1 + .rb-stale")).to_be_visible()


def test_a_clock_that_is_wrong_gives_a_date_and_no_age(page_without_network: tuple[Page, MovingSite]) -> None:
    """The device was a year ahead when it saved the page, or is a year behind now."""
    page, moving = page_without_network
    page.goto(f"{moving.address}/{DAY}")
    expect(page.locator(".rb-notice")).to_contain_text("This copy was checked")
    pass_time(page, -400)
    today = f"{datetime.now(UTC):%a %Y-%m-%d}"
    expect(page.locator(".rb-notice")).to_contain_text(f"This copy was checked {today}")
    assert "ago" not in wait_for_state(page, "kept")


def test_links_with_a_query_or_without_a_file_name_open_too(page_without_network: tuple[Page, MovingSite]) -> None:
    page, moving = page_without_network
    for path in (f"{SYSTEM}/", f"{DAY}?role=dba&blocking=1#checklists.deployment", ""):
        answer = page.goto(f"{moving.address}/{path}")
        assert answer is not None and answer.status == 200, path


def test_a_page_that_is_not_stored_says_so_and_lists_the_stored_ones(page_without_network: tuple[Page, MovingSite]) -> None:
    page, moving = page_without_network
    answer = page.goto(f"{moving.address}/school-messaging/prepare/index.html?role=dba#items")
    assert answer is not None and answer.status == 503
    expect(page.get_by_role("heading", name="Not saved on this device")).to_be_visible()
    lists = [one.get_by_role("link").all_inner_texts() for one in page.locator("ul").all()]
    assert [names[0] for names in lists[:2]] == ["School messaging: Emergency", "Caregiver marketplace: Emergency"]
    own = next(names for names in lists if names[0] == "E-learning platform: Emergency")
    assert own[1] == "E-learning platform"
    assert {"Prepare", "Deployment day", "Services"} <= set(own)
    assert lists[-1][0] == "All systems"
    page.get_by_role("link", name="School messaging: Emergency").click()
    expect(page.locator("h1")).to_contain_text("Emergency")


def test_a_link_that_was_tapped_wins_over_the_page_that_tries_again(page_without_network: tuple[Page, MovingSite]) -> None:
    """A device that finds its network again reloads this page; who tapped a link just before wants that link."""
    page, moving = page_without_network
    page.goto(f"{moving.address}/school-messaging/prepare/index.html")
    page.get_by_role("link", name="School messaging: Emergency").evaluate("link => { link.click(); dispatchEvent(new Event('online')) }")
    expect(page.locator("h1")).to_contain_text("Emergency")


def test_an_address_without_its_last_slash_opens_the_stored_page(page_without_network: tuple[Page, MovingSite]) -> None:
    page, moving = page_without_network
    page.goto(f"{moving.address}/{SYSTEM}/deploy-day?role=dba#checklists.deployment")
    page.wait_for_url(f"**/{DAY}?role=dba#checklists.deployment")
    page.goto(f"{moving.address}/school-messaging/emergency")
    page.wait_for_url("**/school-messaging/emergency/index.html")
    expect(page.locator("h1")).to_contain_text("Emergency")


def test_with_a_network_pages_come_from_the_server_and_show_when_they_were_built(context: BrowserContext, moving: MovingSite) -> None:
    page = visit(context, moving)
    assert "3 days ago (" in wait_for_state(page, "kept")
    assert str(RELEASED.year) in wait_for_state(page, "kept")
    expect_no_notice(page)
    moving.edit(EMERGENCY, "</h1>", " today</h1>")
    page.goto(f"{moving.address}/{EMERGENCY}")
    expect(page.locator("h1")).to_contain_text("today")
    wait_for_state(page, "kept")
    expect_no_notice(page)


@pytest.mark.parametrize("trouble", ["broken", "slow"])
def test_when_the_server_fails_or_is_slow_the_stored_page_is_shown(trouble: str, context: BrowserContext, moving: MovingSite) -> None:
    page = visit(context, moving)
    moving.broken = trouble == "broken"
    if trouble == "slow":
        moving.answers.clear()
    page.goto(f"{moving.address}/{EMERGENCY}", timeout=PATIENCE)
    expect(page.locator(".rb-notice")).to_contain_text("The server does not answer. This copy was checked")


def test_a_newer_build_is_announced_and_shown_after_a_reload(context: BrowserContext, moving: MovingSite) -> None:
    page = visit(context, moving)
    boxes = page.locator("[data-rb-box]")
    boxes.nth(0).check()
    boxes.nth(2).check()
    # Events leave this storage once the database has them.
    page.wait_for_function("Object.keys(localStorage).every((name) => !name.includes(' event '))")
    page.evaluate("localStorage.setItem('kept', 'untouched'); window.mark = 1")
    before = page.evaluate("JSON.stringify({...localStorage})")
    old = stored_caches(page)
    moving.edit(DAY, "</h1>", " revised</h1>")
    moving.publish(RELEASED + timedelta(days=2))
    page.evaluate("runbook.offline.check()")
    notice = page.locator(".rb-notice")
    expect(notice).to_contain_text("This page has been updated.", timeout=PATIENCE)
    assert "1 day ago (" in wait_for_state(page, "kept")
    assert page.evaluate("window.mark") == 1
    assert boxes.nth(0).is_checked() and boxes.nth(2).is_checked() and not boxes.nth(1).is_checked()
    assert page.evaluate("JSON.stringify({...localStorage})") == before
    (new,) = stored_caches(page)
    assert [new] != old
    notice.get_by_role("button", name="Reload").click()
    expect(page.locator("h1")).to_contain_text("revised")
    assert page.evaluate("localStorage.getItem('kept')") == "untouched"
    wait_for_state(page, "kept")
    expect_no_notice(page)
    go_offline(context, moving)
    page.goto(f"{moving.address}/{DAY}")
    expect(page.locator("h1")).to_contain_text("revised")


def test_a_newer_build_with_the_same_page_shows_no_notice_and_no_request_leaves_the_host(
    context: BrowserContext, moving: MovingSite
) -> None:
    urls: list[str] = []
    context.on("request", lambda request: urls.append(request.url))
    page = visit(context, moving)
    asked = len(moving.asked)
    moving.edit(EMERGENCY, "</h1>", " revised</h1>")
    moving.publish(RELEASED + timedelta(days=2))
    page.evaluate("runbook.offline.check()")
    page.get_by_text("1 day ago (").wait_for(state="attached", timeout=PATIENCE)
    expect_no_notice(page)
    assert sorted(moving.asked[asked:]) == [f"/{EMERGENCY}", f"/{SYSTEM}/offline.json", "/offline.json", "/sw.js"]
    assert len(urls) > 20
    assert [url for url in urls if not url.startswith(f"{moving.address}/")] == []


@pytest.mark.parametrize("damage", ["missing", "altered"])
def test_a_failed_update_keeps_the_build_before_it_and_is_reported(damage: str, context: BrowserContext, moving: MovingSite) -> None:
    page = visit(context, moving)
    old = stored_caches(page)
    moving.edit(DAY, "</h1>", " revised</h1>")
    moving.publish(RELEASED + timedelta(days=2))
    if damage == "missing":
        moving.missing = {DAY}
    else:
        moving.edit(DAY, "revised</h1>", "altered</h1>")
    page.evaluate("runbook.offline.check()")
    assert "3 days ago (" in wait_for_state(page, "partly")
    assert stored_caches(page) == old
    moving.missing = set()
    go_offline(context, moving)
    page.goto(f"{moving.address}/{DAY}")
    expect(page.locator(".rb-notice")).to_contain_text("This copy was checked")
    assert "3 days ago (" in wait_for_state(page, "kept")
    assert "revised" not in page.locator("h1").inner_text()
    context.set_offline(False)
    moving.down = False
    moving.publish(RELEASED + timedelta(days=2, hours=1))
    # The browser also checks for a newer worker after each page; a check during such a request gets the same answer.
    page.evaluate("setInterval(() => Promise.resolve(runbook.offline.check()).catch(() => {}), 500)")
    expect(page.locator(".rb-notice")).to_contain_text("has been updated", timeout=PATIENCE)
    assert stored_caches(page) != old


def test_a_missing_worker_is_reported(context: BrowserContext, moving: MovingSite) -> None:
    moving.missing = {"sw.js"}
    page = context.new_page()
    page.goto(f"{moving.address}/{DAY}")
    assert wait_for_state(page, "failed") == "Pages could not be saved for offline use."


def test_an_insecure_address_stores_nothing_and_says_so(context: BrowserContext, moving: MovingSite) -> None:
    context.add_init_script("Object.defineProperty(navigator, 'serviceWorker', {value: undefined})")
    page = context.new_page()
    page.goto(f"{moving.address}/{DAY}")
    assert "secure (https) address" in wait_for_state(page, "none")


def test_a_page_from_a_folder_is_complete_and_requests_no_worker(browser: Browser, site: Path) -> None:
    own = browser.new_context()
    complaints: list[str] = []
    own.on("console", lambda message: complaints.append(message.text) if message.type in ("error", "warning") else None)
    own.on("weberror", lambda error: complaints.append(str(error.error)))
    own.on("requestfailed", lambda request: None if is_cancelled(request) else complaints.append(request.url))
    page = own.new_page()
    for path in (DAY, EMERGENCY, f"{SYSTEM}/index.html", f"{SYSTEM}/services/index.html", f"{SYSTEM}/targets/index.html"):
        page.goto(f"{site.as_uri()}/{path}")
        assert page.locator("[data-rb-kept]").inner_text() == ""
        assert page.locator(".rb-notice").count() == 0
    assert complaints == []
    own.close()


def test_the_notice_causes_no_layout_shift(page_without_network: tuple[Page, MovingSite]) -> None:
    page, moving = page_without_network
    page.add_init_script(
        "window.shift = 0; new PerformanceObserver(list => { for (const one of list.getEntries()) window.shift += one.value; })"
        ".observe({type: 'layout-shift', buffered: true})"
    )
    page.goto(f"{moving.address}/{EMERGENCY}")
    expect(page.locator(".rb-notice")).to_contain_text("You are offline")
    assert page.evaluate("window.shift") <= 0.01


def worker_state(page: Page) -> dict[str, Any]:
    found: dict[str, Any] = page.evaluate("runbook.offline.state()")
    return found


def test_a_second_window_shows_the_notice_too(context: BrowserContext, moving: MovingSite) -> None:
    first, second = visit(context, moving), visit(context, moving, EMERGENCY)
    moving.edit(EMERGENCY, "</h1>", " revised</h1>")
    moving.publish(RELEASED + timedelta(days=2))
    first.evaluate("runbook.offline.check()")
    expect(second.locator(".rb-notice")).to_contain_text("has been updated", timeout=PATIENCE)
    first.get_by_text("1 day ago (").wait_for(state="attached", timeout=PATIENCE)
    expect_no_notice(first)
    assert worker_state(first)["edition"] == worker_state(second)["edition"]
