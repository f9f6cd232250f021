"""Where events are kept: tabs, sites of one origin, full and blocked storage, and tabs that are killed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.built_site.page_kinds import serve
from tests.built_site.store_page import add, event, events_of, write_site

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with two releases, a site beside it and a site below it."""
    folder = tmp_path_factory.mktemp("stores")
    for path, release in (("site/2026.10", "2026.10"), ("site/2026.11", "2026.11"), ("beside", ""), ("site", "")):
        write_site(folder / path, release)
    return folder


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    with serve(folder) as found:
        yield found


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    own = browser.new_context()
    yield own
    own.close()


def opened(context: BrowserContext, address: str, path: str = "site/2026.11/one.html") -> Page:
    page = context.new_page()
    page.goto(f"{address}/{path}")
    return page


def test_events_are_kept_once_and_never_changed(context: BrowserContext, address: str) -> None:
    """A store is a set of events by id: adding an event again, also with other words, changes nothing, here and after a reload."""
    page = opened(context, address)
    first, second = event(1, text="as written"), event(2, None)
    add(page, first, second)
    add(page, {**first, "text": "changed"}, event(3))
    assert events_of(page) == [first, second, event(3)]
    page.reload()
    assert events_of(page) == [first, second, event(3)]
    assert page.evaluate("runbook.store.factsOf('shop')") == {"night": [second]}


def test_releases_share_events_and_other_sites_of_the_origin_do_not(context: BrowserContext, address: str) -> None:
    """The folder that holds the releases decides who shares: not the origin, and not a folder above."""
    page = opened(context, address)
    add(page, event(1))
    page.evaluate("runbook.store.setSetting('person', 'Mona')")
    for path, shared in (("site/2026.10", True), ("site", True), ("beside", False)):
        page.goto(f"{address}/{path}/two.html")
        assert events_of(page) == ([event(1)] if shared else [])
        assert page.evaluate("runbook.store.setting('person')") == ("Mona" if shared else None)


def test_a_tab_hears_what_another_adds_and_removes(context: BrowserContext, address: str) -> None:
    """Tabs tell each other events themselves; a removed run is gone in both, and after a reload."""
    page, other = opened(context, address), opened(context, address, "site/2026.10/one.html")
    other.evaluate("async () => { await runbook.store.ready; window.heard = []; runbook.store.onChange((one) => window.heard.push(one)); }")
    add(page, event(1), event(2, None))
    page.evaluate("runbook.store.setSetting('person', 'Mona')")
    other.wait_for_function("window.heard.length === 2")
    assert other.evaluate("window.heard") == [{"variant": "shop", "run": "night", "events": [event(1), event(2, None)]}, None]
    assert events_of(other) == [event(1), event(2, None)]
    assert other.evaluate("runbook.store.setting('person')") == "Mona"
    add(page, event(3), run="day")
    page.evaluate("runbook.store.remove('shop', 'night')")
    other.wait_for_function("window.heard.length === 4")
    for tab in (page, other):
        assert (events_of(tab), events_of(tab, "day")) == ([], [event(3)])
        tab.reload()
        assert (events_of(tab), events_of(tab, "day")) == ([], [event(3)])
