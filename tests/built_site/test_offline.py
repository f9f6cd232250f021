"""Without a network: what was kept opens whole and tells its age, newer editions come without disturbing anybody, and failures are told."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.built_site.moving_site import POLICY, MovingSite, serving

pytestmark = pytest.mark.browser

SYSTEM = "elearning-platform"
DAY = f"{SYSTEM}/deploy-day/index.html"
EMERGENCY = f"{SYSTEM}/emergency/index.html"
RELEASED = datetime.now(UTC) - timedelta(days=3)
PATIENCE = 15000


@pytest.fixture
def moving(site: Path, tmp_path: Path) -> Iterator[MovingSite]:
    """A copy of the built site behind a server, published three days ago."""
    folder = tmp_path / "site"
    shutil.copytree(site, folder, ignore=shutil.ignore_patterns("*.pdf", "adr", "reference", "images"))
    titles = {key: one["title"] for key, one in json.loads((folder / "offline.json").read_text(encoding="utf-8"))["systems"].items()}
    own = MovingSite(folder, titles)
    own.publish(RELEASED)
    with serving(own):
        yield own


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    own = browser.new_context(viewport={"width": 390, "height": 800})
    yield own
    own.close()


def line(page: Page, *states: str) -> str:
    """The line about what is kept, once it is in one of these states."""
    found = page.locator(", ".join(f'[data-rb-kept="{state}"]' for state in states))
    found.wait_for(state="attached", timeout=PATIENCE)
    return found.inner_text()


def visit(context: BrowserContext, moving: MovingSite, path: str = DAY) -> Page:
    """A page that was read until its system was kept."""
    page = context.new_page()
    page.goto(f"{moving.address}/{path}")
    line(page, "kept")
    return page


def cut(context: BrowserContext, moving: MovingSite) -> None:
    context.set_offline(True)
    moving.down = True


def editions(page: Page) -> list[str]:
    found: list[str] = page.evaluate("caches.keys()")
    return found


def test_the_visited_system_and_every_emergency_page_open_without_a_network(context: BrowserContext, moving: MovingSite) -> None:
    page = visit(context, moving)
    lists = [json.loads((moving.folder / path).read_text(encoding="utf-8"))["files"] for path in ("offline.json", f"{SYSTEM}/offline.json")]
    kept = sorted({path for files in lists for path in files if path.endswith(".html") and path != "404.html" and "/sheets/" not in path})
    assert [f"{system}/emergency/index.html" in kept for system in moving.systems] == [True] * 5
    assert f"{SYSTEM}/prepare/index.html" in kept and len(kept) > 20
    cut(context, moving)
    failed: list[str] = []
    # The worker asks the network first, in vain, and browsers ask for the icon of a tab by themselves; what counts is what pages got.
    context.on("requestfailed", lambda request: failed.append(request.url) if request.service_worker is None else None)
    for path in kept:
        answer = page.goto(f"{moving.address}/{path}", wait_until="load")
        assert answer is not None and answer.status == 200, path
        assert page.evaluate("[...document.styleSheets].every(sheet => sheet.cssRules.length > 0)"), path
        assert page.evaluate("document.styleSheets.length > 2 && Boolean(runbook.search && runbook.strings)"), path
    assert [url for url in failed if not url.endswith("favicon.svg")] == []
    sheet = page.goto(f"{moving.address}/{SYSTEM}/sheets/deploy-day.html")
    assert sheet is not None and sheet.status == 200
    assert sheet.headers["content-security-policy"] == POLICY


def test_a_kept_page_tells_its_age_and_that_it_is_the_kept_one(context: BrowserContext, moving: MovingSite) -> None:
    page = visit(context, moving)
    assert "(3 days ago)" in line(page, "kept")
    assert str(RELEASED.year) in line(page, "kept")
    expect(page.locator(".rb-notice")).to_be_empty()
    cut(context, moving)
    for path in (EMERGENCY, "school-messaging/emergency/index.html", "index.html"):
        page.goto(f"{moving.address}/{path}")
        expect(page.locator(".rb-notice")).to_contain_text("You are offline. This copy was built")
        expect(page.locator(".rb-notice")).to_contain_text("(3 days ago)")
        line(page, "kept", "kept.shared")


def test_a_notice_that_was_closed_stays_closed_for_the_visit(context: BrowserContext, moving: MovingSite) -> None:
    page = visit(context, moving)
    cut(context, moving)
    page.goto(f"{moving.address}/{EMERGENCY}")
    page.get_by_role("button", name="Close").click()
    expect(page.locator(".rb-notice")).to_be_empty()
    page.goto(f"{moving.address}/{DAY}")
    line(page, "kept")
    expect(page.locator(".rb-notice")).to_be_empty()


def test_links_with_a_question_or_without_a_file_name_open_too(context: BrowserContext, moving: MovingSite) -> None:
    page = visit(context, moving)
    cut(context, moving)
    for path in (f"{SYSTEM}/", f"{DAY}?role=dba&blocking=1#checklists.deployment", ""):
        answer = page.goto(f"{moving.address}/{path}")
        assert answer is not None and answer.status == 200, path


def test_what_is_not_kept_says_so_and_names_what_is(context: BrowserContext, moving: MovingSite) -> None:
    page = visit(context, moving)
    cut(context, moving)
    answer = page.goto(f"{moving.address}/school-messaging/prepare/index.html")
    assert answer is not None and answer.status == 503
    expect(page.get_by_role("heading", name="Not saved for offline use")).to_be_visible()
    page.get_by_role("link", name="School messaging: Emergency").click()
    expect(page.locator("h1")).to_contain_text("Emergency")


def test_while_there_is_a_network_pages_come_from_it(context: BrowserContext, moving: MovingSite) -> None:
    page = visit(context, moving)
    moving.edit(EMERGENCY, "</h1>", " today</h1>")
    page.goto(f"{moving.address}/{EMERGENCY}")
    expect(page.locator("h1")).to_contain_text("today")
    line(page, "kept")
    expect(page.locator(".rb-notice")).to_be_empty()


@pytest.mark.parametrize("trouble", ["broken", "slow"])
def test_a_server_that_breaks_or_dawdles_is_no_network(trouble: str, context: BrowserContext, moving: MovingSite) -> None:
    page = visit(context, moving)
    moving.broken = trouble == "broken"
    if trouble == "slow":
        moving.answers.clear()
    page.goto(f"{moving.address}/{EMERGENCY}", timeout=PATIENCE)
    expect(page.locator(".rb-notice")).to_contain_text("This copy was built")


def test_a_newer_edition_is_told_of_and_waits_until_somebody_reloads(context: BrowserContext, moving: MovingSite) -> None:
    page = visit(context, moving)
    boxes = page.locator("[data-rb-box]")
    boxes.nth(0).check()
    boxes.nth(2).check()
    page.evaluate("localStorage.setItem('kept', 'untouched'); window.mark = 1")
    before = page.evaluate("JSON.stringify({...localStorage})")
    old = editions(page)
    moving.edit(DAY, "</h1>", " revised</h1>")
    moving.publish(RELEASED + timedelta(days=2))
    page.evaluate("runbook.offline.check()")
    notice = page.locator(".rb-notice")
    expect(notice).to_contain_text("This page has been updated.", timeout=PATIENCE)
    assert "(yesterday)" in line(page, "kept")
    assert page.evaluate("window.mark") == 1
    assert boxes.nth(0).is_checked() and boxes.nth(2).is_checked() and not boxes.nth(1).is_checked()
    assert page.evaluate("JSON.stringify({...localStorage})") == before
    (new,) = editions(page)
    assert [new] != old
    notice.get_by_role("button", name="Reload").click()
    expect(page.locator("h1")).to_contain_text("revised")
    assert page.evaluate("localStorage.getItem('kept')") == "untouched"
    line(page, "kept")
    expect(notice).to_be_empty()
    cut(context, moving)
    page.goto(f"{moving.address}/{DAY}")
    expect(page.locator("h1")).to_contain_text("revised")


def test_an_edition_in_which_the_page_is_the_same_disturbs_nobody(context: BrowserContext, moving: MovingSite) -> None:
    page = visit(context, moving)
    asked = len(moving.asked)
    moving.edit(EMERGENCY, "</h1>", " revised</h1>")
    moving.publish(RELEASED + timedelta(days=2))
    page.evaluate("runbook.offline.check()")
    page.get_by_text("(yesterday)").wait_for(state="attached", timeout=PATIENCE)
    expect(page.locator(".rb-notice")).to_be_empty()
    assert sorted(moving.asked[asked:]) == [f"/{EMERGENCY}", f"/{SYSTEM}/offline.json", "/offline.json", "/sw.js"]


@pytest.mark.parametrize("damage", ["missing", "altered"])
def test_an_update_that_fails_keeps_the_edition_before_it_and_is_told(damage: str, context: BrowserContext, moving: MovingSite) -> None:
    page = visit(context, moving)
    old = editions(page)
    moving.edit(DAY, "</h1>", " revised</h1>")
    moving.publish(RELEASED + timedelta(days=2))
    if damage == "missing":
        moving.missing = {DAY}
    else:
        moving.edit(DAY, "revised</h1>", "altered</h1>")
    page.evaluate("runbook.offline.check()")
    assert "(3 days ago)" in line(page, "partly")
    assert editions(page) == old
    moving.missing = set()
    cut(context, moving)
    page.goto(f"{moving.address}/{DAY}")
    expect(page.locator(".rb-notice")).to_contain_text("(3 days ago)")
    assert "revised" not in page.locator("h1").inner_text()
    context.set_offline(False)
    moving.down = False
    moving.publish(RELEASED + timedelta(days=2, hours=1))
    # The browser looks for a newer worker by itself too, after each page; a question that meets its own one gets the same answer.
    page.evaluate("setInterval(() => Promise.resolve(runbook.offline.check()).catch(() => {}), 500)")
    expect(page.locator(".rb-notice")).to_contain_text("has been updated", timeout=PATIENCE)
    assert editions(page) != old


def limit(page: Page, quota: int) -> None:
    origin = page.evaluate("location.origin")
    page.context.new_cdp_session(page).send("Storage.overrideQuotaForOrigin", {"origin": origin, "quotaSize": quota})


def test_a_device_without_room_is_told_and_the_page_goes_on(context: BrowserContext, moving: MovingSite) -> None:
    page = context.new_page()
    page.goto(f"{moving.address}/assets/favicon.svg")
    limit(page, 2000)
    page.goto(f"{moving.address}/{DAY}")
    assert line(page, "full") == "This device has no space left for offline pages."
    assert editions(page) == []
    page.locator("[data-rb-box]").first.check()


def test_room_for_a_part_alone_keeps_the_emergency_pages(context: BrowserContext, moving: MovingSite) -> None:
    page = visit(context, moving)
    limit(page, 1000)
    page.goto(f"{moving.address}/school-messaging/prepare/index.html")
    line(page, "full")
    cut(context, moving)
    for path, status in (("school-messaging/emergency/index.html", 200), ("school-messaging/prepare/index.html", 503), (DAY, 200)):
        answer = page.goto(f"{moving.address}/{path}")
        assert answer is not None and answer.status == status, path


def test_an_update_without_room_keeps_the_edition_before_it(context: BrowserContext, moving: MovingSite) -> None:
    page = visit(context, moving)
    old = editions(page)
    limit(page, 1000)
    moving.edit(DAY, "</h1>", " revised</h1>")
    moving.publish(RELEASED + timedelta(days=2))
    page.evaluate("runbook.offline.check()")
    line(page, "full")
    assert editions(page) == old


def test_no_request_leaves_the_host(context: BrowserContext, moving: MovingSite) -> None:
    urls: list[str] = []
    context.on("request", lambda request: urls.append(request.url))
    page = visit(context, moving)
    moving.publish(RELEASED + timedelta(days=2))
    page.evaluate("runbook.offline.check()")
    page.get_by_text("(yesterday)").wait_for(state="attached", timeout=PATIENCE)
    assert len(urls) > 20
    assert [url for url in urls if not url.startswith(f"{moving.address}/")] == []


def test_a_server_without_the_worker_is_told_of(context: BrowserContext, moving: MovingSite) -> None:
    moving.missing = {"sw.js"}
    page = context.new_page()
    page.goto(f"{moving.address}/{DAY}")
    assert line(page, "failed") == "Pages could not be saved for offline use."


def test_an_address_that_is_not_secure_keeps_nothing_and_says_so(context: BrowserContext, moving: MovingSite) -> None:
    context.add_init_script("Object.defineProperty(navigator, 'serviceWorker', {value: undefined})")
    page = context.new_page()
    page.goto(f"{moving.address}/{DAY}")
    assert "secure (https) address" in line(page, "none")


def test_from_a_folder_the_page_is_whole_and_no_worker_is_asked_for(browser: Browser, site: Path) -> None:
    own = browser.new_context()
    complaints: list[str] = []
    own.on("console", lambda message: complaints.append(message.text) if message.type in ("error", "warning") else None)
    own.on("weberror", lambda error: complaints.append(str(error.error)))
    own.on("requestfailed", lambda request: complaints.append(request.url))
    page = own.new_page()
    for path in (DAY, EMERGENCY, f"{SYSTEM}/index.html", f"{SYSTEM}/services/index.html", f"{SYSTEM}/targets/index.html"):
        page.goto(f"{site.as_uri()}/{path}")
        assert page.locator("[data-rb-kept]").inner_text() == ""
        assert page.locator(".rb-notice").count() == 0
    assert complaints == []
    own.close()


def test_the_notice_moves_nothing_on_the_page(context: BrowserContext, moving: MovingSite) -> None:
    page = visit(context, moving)
    cut(context, moving)
    page.add_init_script(
        "window.shift = 0; new PerformanceObserver(list => { for (const one of list.getEntries()) window.shift += one.value; })"
        ".observe({type: 'layout-shift', buffered: true})"
    )
    page.goto(f"{moving.address}/{EMERGENCY}")
    expect(page.locator(".rb-notice")).to_contain_text("Offline")
    assert page.evaluate("window.shift") <= 0.01


def answer(page: Page) -> dict[str, Any]:
    found: dict[str, Any] = page.evaluate("runbook.offline.state()")
    return found


def test_a_second_window_is_told_too(context: BrowserContext, moving: MovingSite) -> None:
    first, second = visit(context, moving), visit(context, moving, EMERGENCY)
    moving.edit(EMERGENCY, "</h1>", " revised</h1>")
    moving.publish(RELEASED + timedelta(days=2))
    first.evaluate("runbook.offline.check()")
    expect(second.locator(".rb-notice")).to_contain_text("has been updated", timeout=PATIENCE)
    first.get_by_text("(yesterday)").wait_for(state="attached", timeout=PATIENCE)
    expect(first.locator(".rb-notice")).to_be_empty()
    assert answer(first)["edition"] == answer(second)["edition"]
