"""What is saved on a device: it is shown as it is, people save and remove systems, and a full device is reported."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.built_site.moving_site import MovingSite
from tests.built_site.test_offline import (
    DAY,
    PATIENCE,
    RELEASED,
    context,
    go_offline,
    moving,
    stored_caches,
    visit,
    wait_for_state,
)

__all__ = ["context", "moving"]
pytestmark = pytest.mark.browser


@pytest.mark.parametrize("sign", ["the button", "the network", "the server"])
def test_a_page_that_is_not_stored_opens_when_the_network_returns(sign: str, context: BrowserContext, moving: MovingSite) -> None:
    """A device may have a network while the server is out of reach, so the page asks the server too. The place in the page is kept."""
    page = visit(context, moving)
    context.set_offline(sign == "the network")
    moving.down = True
    path = "school-messaging/prepare/index.html?role=dba#checklists"
    page.goto(f"{moving.address}/{path}")
    expect(page.locator("main")).to_contain_text("You are offline." if sign == "the network" else "The server does not answer.")
    if sign != "the server":
        page.evaluate("void (fetch = () => new Promise(() => {}))")
    moving.down = False
    context.set_offline(False)
    if sign == "the button":
        page.get_by_role("button", name="Try again").click()
    expect(page.locator("[data-rb-box]").first).to_be_attached(timeout=PATIENCE)
    assert page.url == f"{moving.address}/{path}"


def limit_storage(page: Page, quota: int) -> None:
    origin = page.evaluate("location.origin")
    page.context.new_cdp_session(page).send("Storage.overrideQuotaForOrigin", {"origin": origin, "quotaSize": quota})


def test_a_full_device_is_reported_and_the_page_still_works(context: BrowserContext, moving: MovingSite) -> None:
    page = context.new_page()
    page.goto(f"{moving.address}/assets/favicon.svg")
    limit_storage(page, 2000)
    page.goto(f"{moving.address}/{DAY}")
    assert wait_for_state(page, "full") == "This device has no space left for offline pages."
    assert stored_caches(page) == []
    page.locator("[data-rb-box]").first.check()


def test_with_little_space_the_emergency_pages_are_stored(context: BrowserContext, moving: MovingSite) -> None:
    page = visit(context, moving)
    limit_storage(page, 1000)
    page.goto(f"{moving.address}/school-messaging/prepare/index.html")
    wait_for_state(page, "full")
    go_offline(context, moving)
    for path, status in (("school-messaging/emergency/index.html", 200), ("school-messaging/prepare/index.html", 503), (DAY, 200)):
        # The page of a missing one tries again by itself, which would break off the next visit.
        visited = context.new_page()
        answer = visited.goto(f"{moving.address}/{path}")
        assert answer is not None and answer.status == status, path
        visited.close()


def test_an_update_without_space_keeps_the_build_before_it(context: BrowserContext, moving: MovingSite) -> None:
    page = visit(context, moving)
    old = stored_caches(page)
    limit_storage(page, 1000)
    moving.edit(DAY, "</h1>", " revised</h1>")
    moving.publish(RELEASED + timedelta(days=2))
    page.evaluate("runbook.offline.check()")
    wait_for_state(page, "full")
    assert stored_caches(page) == old


def card(page: Page, title: str) -> str:
    """Return the mark on the card of a system."""
    return page.locator(".rb-system", has=page.get_by_role("heading", name=title)).locator("[data-rb-saved]").inner_text()


def test_the_home_page_shows_what_is_saved_and_saves_and_removes_systems(context: BrowserContext, moving: MovingSite) -> None:
    """Marks follow what the cache has: a file that the browser removed makes its system unsaved, also without a network."""
    page = visit(context, moving)
    page.goto(f"{moving.address}/index.html")
    panel = page.locator(".rb-offline")
    expect(panel).to_contain_text("1 of 5 systems are saved")
    assert re.fullmatch(r"Saved · \w{3} \d{4}-\d\d-\d\d \d\d:\d\d", card(page, "E-learning platform"))
    assert card(page, "School messaging") == "Not saved"
    panel.get_by_role("button", name="Save all systems for offline").click()
    expect(panel).to_contain_text("5 of 5 systems are saved", timeout=PATIENCE)
    panel.get_by_text("Each system").click()
    panel.get_by_role("button", name="Remove: School messaging").click()
    expect(panel).to_contain_text("4 of 5 systems are saved")
    page.evaluate(f"caches.keys().then(([name]) => caches.open(name)).then(cache => cache.delete('{DAY}'))")
    go_offline(context, moving)
    page.reload()
    expect(panel).to_contain_text("3 of 5 systems are saved")
    expect(panel).to_contain_text("Connect to save more.")
    assert panel.get_by_role("button").count() == 0
    assert [card(page, title) for title in ("School messaging", "E-learning platform")] == ["Not saved"] * 2
    expect(page.locator("a[data-rb-unsaved]", has_text="Matrix")).to_be_visible()
    expect(page.locator(".rb-quick__alarm a[data-rb-unsaved]")).to_have_count(0)


def test_without_space_the_home_page_says_what_to_do(context: BrowserContext, moving: MovingSite) -> None:
    """What was saved stays, and nothing half saved counts."""
    page = visit(context, moving)
    page.goto(f"{moving.address}/index.html")
    panel = page.locator(".rb-offline")
    expect(panel).to_contain_text("1 of 5 systems are saved")
    limit_storage(page, 1000)
    panel.get_by_role("button", name="Save all systems for offline").click()
    expect(panel.get_by_role("status")).to_contain_text("This device has no space left. Remove a system", timeout=PATIENCE)
    page.reload()
    expect(panel).to_contain_text("1 of 5 systems are saved")


def test_links_to_pages_that_are_not_saved_are_marked_without_a_network(context: BrowserContext, moving: MovingSite) -> None:
    """In the navigation, in the text and in what a search finds; nothing is marked with a network."""
    page = visit(context, moving)
    page.goto(f"{moving.address}/contacts/index.html")
    wait_for_state(page, "kept.shared")
    expect(page.locator("a[data-rb-unsaved]")).to_have_count(0)
    go_offline(context, moving)
    page.reload()
    expect(page.locator("a[data-rb-unsaved]").first).to_be_attached()
    marked = page.eval_on_selector_all("a[data-rb-unsaved]", "links => links.map(link => link.href)")
    assert not [url for url in marked if "/elearning-platform/" in url or url.endswith("/emergency/index.html")]
    moving.down = False
    context.set_offline(False)
    expect(page.locator("a[data-rb-unsaved]")).to_have_count(0, timeout=PATIENCE)


def test_a_script_that_did_not_load_is_tried_again_where_it_was_asked_for(browser: Browser, moving: MovingSite) -> None:
    """A slow network loses what pages load on demand; a button that does nothing would look broken."""
    context = browser.new_context(service_workers="block")
    page = context.new_page()
    page.route("**/run-dialog.js*", lambda route: route.abort())
    page.goto(f"{moving.address}/{DAY}")
    start = page.locator(".rb-run").get_by_role("button").first
    start.click()
    failure = page.locator(".rb-load-failed")
    expect(failure).to_contain_text("A part of this page did not load.")
    page.unroute("**/run-dialog.js*")
    failure.get_by_role("button", name="Try again").click()
    expect(page.locator("dialog[open]")).to_be_visible()
    expect(failure).to_have_count(0)
    context.close()
