"""Ticks on the pages of a site are there again: with a full or blocked storage, after a kill, and apart from other sites."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.built_site.own_profiles import BLOCK_COOKIES, FILL_DATABASE, FILL_LOCAL_STORAGE, kill_browser, kill_tabs, launched, limit
from tests.built_site.page_kinds import serve

pytestmark = pytest.mark.browser

DAY, LATER = "latest/shop/deploy-day/index.html", "latest/shop/operate/index.html"
CASH, CARD = (f"checklists.cut-over.items.till.items.{item}" for item in ("cash", "card"))
ERRORS, ALERTS = (f"checklists.logs.items.{item}" for item in ("errors", "alerts"))
# The database answers when the test says so.
SLOW = """
const { open } = IDBFactory.prototype;
IDBFactory.prototype.open = function (name) {
  const late = new EventTarget();
  window.answer = () => {
    const request = open.call(this, name);
    request.onsuccess = () => { late.result = request.result; late.onsuccess(); };
  };
  return late;
};"""
NOT_KEPT = "This browser cannot save. Ticks are lost when you leave: export first."


@pytest.fixture
def address(published: Path, tmp_path: Path) -> Iterator[str]:
    """The address of two sites of one origin."""
    (tmp_path / "sites").mkdir()
    for name in ("one", "other"):
        (tmp_path / "sites" / name).symlink_to(published)
    with serve(tmp_path / "sites") as found:
        yield found


def opened(context: BrowserContext, address: str, path: str = DAY) -> Page:
    page = context.new_page()
    page.goto(f"{address}/one/{path}")
    return page


def ticked(page: Page, address: str, path: str) -> list[str]:
    """Open a page and return which of the four boxes are ticked there, once it shows the run."""
    page.goto(f"{address}/one/{path}")
    expect(page.locator(".rb-run__tally")).to_contain_text("run ")
    return [item for item in (CASH, CARD, ERRORS, ALERTS) if page.locator(f'[data-rb-box="{item}"]:checked').count()]


def tick(page: Page, item: str) -> None:
    page.locator(f'[data-rb-box="{item}"]').check()


def test_with_a_full_storage_the_run_stays_readable_and_the_page_offers_to_export_it(
    browser: Browser, address: str, tmp_path: Path
) -> None:
    """Another app of the origin fills everything: no tick is hidden, later ones last for the visit, and the page says so at once."""
    with launched(browser, tmp_path / "profile") as context:
        limit(context, address)
        page = opened(context, address)
        tick(page, CASH)
        page.evaluate("runbook.store.remove('shop', 'other')")
        page.evaluate(FILL_DATABASE)
        limit(context, address, 1)
        page.evaluate(FILL_LOCAL_STORAGE)
        assert ticked(page, address, DAY) == [CASH]
        tick(page, CARD)
        expect(page.locator(".rb-run__kept")).to_have_text(NOT_KEPT)
        expect(page.locator(".rb-status")).to_contain_text(NOT_KEPT)
        with page.expect_download():
            page.locator(".rb-status").get_by_role("button", name="Export").click()
        assert ticked(page, address, LATER) == []
        tick(page, ERRORS)
        assert ticked(page, address, DAY) == [CASH, CARD]
        assert ticked(page, address, LATER) == [ERRORS]


def test_with_all_cookies_blocked_ticks_last_over_pages_and_reloads(browser: Browser, address: str, tmp_path: Path) -> None:
    """In a plain profile with that setting; also where the reader goes by links, backwards and over another site of the origin."""
    with launched(browser, tmp_path / "profile", BLOCK_COOKIES) as context:
        page = context.new_page()
        errors: list[str] = []
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(f"{address}/one/{DAY}")
        expect(page.locator(".rb-run__kept")).to_have_text(NOT_KEPT)
        tick(page, CASH)
        assert ticked(page, address, LATER) == []
        tick(page, ALERTS)
        page.reload()
        expect(page.locator(f'[data-rb-box="{ALERTS}"]')).to_be_checked()
        page.go_back()
        expect(page.locator(f'[data-rb-box="{CASH}"]')).to_be_checked()
        page.goto(f"{address}/other/{DAY}")
        expect(page.locator(".rb-run__name")).to_contain_text("No run yet")
        tick(page, CARD)
        assert ticked(page, address, DAY) == [CASH]
        assert ticked(page, address, LATER) == [ALERTS]
        assert errors == []


def test_a_tick_is_there_after_the_tab_or_the_browser_is_killed(browser: Browser, address: str, tmp_path: Path) -> None:
    """The tab is killed right after the tick; the browser as soon as the database has the tick."""
    with launched(browser, tmp_path / "profile") as context:
        page = opened(context, address)
        tick(page, CASH)
        kill_tabs(tmp_path / "profile")
        page = opened(context, address)
        expect(page.locator(f'[data-rb-box="{CASH}"]')).to_be_checked()
        tick(page, CARD)
        page.evaluate("runbook.store.remove('shop', 'other')")
        kill_browser(tmp_path / "profile")
    with launched(browser, tmp_path / "profile") as context:
        assert ticked(context.new_page(), address, DAY) == [CASH, CARD]


def test_a_tick_before_the_database_has_answered_belongs_to_the_open_run(browser: Browser, address: str) -> None:
    """On a slow phone, people tick before the page knows which run is open: no second run begins, and the tick stays."""
    context = browser.new_context(service_workers="block")
    page = opened(context, address)
    page.get_by_role("button", name="Start a run").click()
    page.get_by_label("Run name").fill("Release 42")
    page.get_by_role("button", name="Start run").click()
    tick(page, CASH)
    page.evaluate("runbook.store.remove('shop', 'other')")
    page.add_init_script(SLOW)
    page.reload()
    page.locator(f'[data-rb-box="{CARD}"]').click()
    expect(page.locator(".rb-run__name")).not_to_contain_text("Release 42")
    page.evaluate("window.answer()")
    expect(page.locator(".rb-run__name")).to_contain_text("Release 42")
    expect(page.locator(f'[data-rb-box="{CARD}"]')).to_be_checked()
    expect(page.locator(f'[data-rb-box="{CASH}"]')).to_be_checked()
    context.close()


def test_two_sites_of_one_origin_do_not_share_ticks(browser: Browser, address: str) -> None:
    """The sites have the same name, the same systems and the same releases, and only another folder; releases of a site share runs."""
    context = browser.new_context(service_workers="block")
    page = opened(context, address)
    tick(page, CASH)
    expect(page.locator(".rb-run__tally")).to_contain_text("1")
    other = context.new_page()
    other.goto(f"{address}/other/{DAY}")
    expect(other.locator(".rb-run__name")).to_contain_text("No run yet")
    expect(other.locator(f'[data-rb-box="{CASH}"]')).not_to_be_checked()
    tick(other, CARD)
    expect(other.locator(".rb-run__tally")).to_contain_text("1")
    assert ticked(page, address, DAY) == [CASH]
    context.close()
