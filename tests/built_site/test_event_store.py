"""Where events are kept: tabs, sites of one origin, full and blocked storage, and tabs that are killed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.built_site.own_profiles import (
    BLOCK_COOKIES,
    FILL_DATABASE,
    FILL_LOCAL_STORAGE,
    FREE_LOCAL_STORAGE,
    kill_browser,
    kill_tabs,
    launched,
    limit,
)
from tests.built_site.page_kinds import serve
from tests.built_site.store_page import add, event, events_of, write_site

pytestmark = pytest.mark.browser


# The database never answers, as in some browsers; for what happens while it works, the test does not wait for it.
NO_ANSWER = "IDBFactory.prototype.open = () => new EventTarget()"


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
    other.wait_for_function("window.heard.length === 2", polling=20)
    assert other.evaluate("window.heard") == [{"variant": "shop", "run": "night", "events": [event(1), event(2, None)]}, None]
    assert events_of(other) == [event(1), event(2, None)]
    assert other.evaluate("runbook.store.setting('person')") == "Mona"
    add(page, event(3), run="day")
    page.evaluate("runbook.store.remove('shop', 'night')")
    other.wait_for_function("window.heard.length === 4", polling=20)
    for tab in (page, other):
        assert (events_of(tab), events_of(tab, "day")) == ([], [event(3)])
        tab.reload()
        assert (events_of(tab), events_of(tab, "day")) == ([], [event(3)])


def is_kept(page: Page) -> bool:
    kept: bool = page.evaluate("async () => { await runbook.store.ready; return runbook.store.isKept(); }")
    return kept


@pytest.mark.parametrize("fill", [FILL_LOCAL_STORAGE, FILL_DATABASE], ids=["localStorage", "IndexedDB"])
def test_one_full_storage_does_not_matter(fill: str, browser: Browser, address: str, tmp_path: Path) -> None:
    """While one of the two storages takes an event, it is kept, and everything is there after a reload and in a new tab."""
    with launched(browser, tmp_path) as context:
        limit(context, address)
        page = opened(context, address)
        add(page, event(1), event(2, None))
        page.evaluate(fill)
        add(page, event(3), until=False)
        page.evaluate("runbook.store.remove('shop', 'other')")  # resolves when everything before it was tried too
        assert is_kept(page)
        page.reload()
        assert events_of(page) == [event(1), event(2, None), event(3)]
        other = opened(context, address)
        assert events_of(other) == [event(1), event(2, None), event(3)]
        assert is_kept(page) and is_kept(other)
        assert page.evaluate("window.name") == ""


def test_where_everything_is_full_pages_say_so_and_keep_the_visit(browser: Browser, address: str, tmp_path: Path) -> None:
    """What was stored stays readable, what comes now lasts for the visit, and all is kept as soon as there is room again."""
    with launched(browser, tmp_path) as context:
        limit(context, address)
        page = opened(context, address)
        add(page, event(1))
        page.evaluate(FILL_DATABASE)
        limit(context, address, 1)  # the browser may free some space later
        page.evaluate(FILL_LOCAL_STORAGE)
        page.evaluate("window.heard = []; runbook.store.onChange((change) => window.heard.push([change, runbook.store.isKept()]))")
        add(page, event(2), until=False)
        page.wait_for_function("!runbook.store.isKept()", polling=20)
        assert page.evaluate("window.heard") == [[None, False]]
        for path in ("two", "one", "one"):
            page.goto(f"{address}/site/2026.10/{path}.html")
            assert events_of(page) == [event(1), event(2)]
            page.wait_for_function("!runbook.store.isKept()", polling=20)
        other = opened(context, address)
        other.wait_for_function("(async () => (await runbook.store.eventsOf('shop', 'night')).length === 2)()", polling=20)
        other.wait_for_function("!runbook.store.isKept()", polling=20)
        other.close()
        page.evaluate(FREE_LOCAL_STORAGE)
        add(page, event(3), until=False)
        page.wait_for_function("runbook.store.isKept()", polling=20)
        assert events_of(opened(context, address)) == [event(1), event(2), event(3)]
        assert page.evaluate("window.name") == ""


def test_with_all_cookies_blocked_the_visit_keeps_everything(browser: Browser, address: str, tmp_path: Path) -> None:
    """In a plain profile with that setting: over pages, reloads and other sites of the origin, and in a second tab."""
    with launched(browser, tmp_path, BLOCK_COOKIES) as context:
        page = opened(context, address)
        assert page.evaluate("() => { try { return localStorage.length; } catch (error) { return error.name; } }") == "SecurityError"
        assert not is_kept(page)
        for number in range(1, 4):
            add(page, event(number), until=False)
            page.goto(f"{address}/site/2026.10/{('one', 'two')[number % 2]}.html")
            assert events_of(page) == [event(one) for one in range(1, number + 1)]
            page.reload()
            assert events_of(page) == [event(one) for one in range(1, number + 1)]
        page.evaluate("runbook.store.setSetting('person', 'Mona')")
        page.goto(f"{address}/beside/one.html")
        assert events_of(page) == []
        add(page, event(9), until=False)
        other = context.new_page()
        page.goto(f"{address}/site/one.html")
        other.goto(f"{address}/site/two.html")
        other.wait_for_function("(async () => (await runbook.store.eventsOf('shop', 'night')).length === 3)()", polling=20)
        add(other, event(4), until=False)
        page.wait_for_function("(async () => (await runbook.store.eventsOf('shop', 'night')).length === 4)()", polling=20)
        assert [tab.evaluate("runbook.store.setting('person')") for tab in (page, other)] == ["Mona", "Mona"]
        page.evaluate("runbook.store.remove('shop', 'night')")
        page.goto(f"{address}/beside/one.html")
        assert events_of(page) == [event(9)]
        page.goto(f"{address}/site/one.html")
        assert events_of(page) == []


def test_a_database_that_never_answers_is_not_waited_for(browser: Browser, address: str, tmp_path: Path) -> None:
    """The journal is the store, over pages and in other tabs; when the database answers again, it takes what the journal has."""
    with launched(browser, tmp_path) as context:
        page = opened(context, address)
        add(page, event(1))
        context.add_init_script(NO_ANSWER)
        page.goto(f"{address}/site/one.html")
        add(page, event(2), until=False)
        assert is_kept(page)
        page.reload()
        assert events_of(page) == [event(2)]


@pytest.mark.parametrize("database", ["works", "never answers"])
def test_a_tab_that_is_killed_right_after_a_tick_loses_nothing(database: str, browser: Browser, address: str, tmp_path: Path) -> None:
    """The journal has an event before `add` returns."""
    with launched(browser, tmp_path) as context:
        page = opened(context, address)
        if database == "never answers":
            page.add_init_script(NO_ANSWER)
            page.reload()
        add(page, event(1), event(2), until=False)
        kill_tabs(tmp_path)
        other = opened(context, address)
        assert events_of(other) == [event(1), event(2)]


def test_a_browser_that_is_killed_keeps_what_the_database_has(browser: Browser, address: str, tmp_path: Path) -> None:
    """An event that left the journal is on the disk: the browser itself can be killed."""
    with launched(browser, tmp_path) as context:
        page = opened(context, address)
        add(page, event(1))
        add(page, event(2), event(3, None))
        kill_browser(tmp_path)
    with launched(browser, tmp_path) as context:
        assert events_of(opened(context, address)) == [event(1), event(2), event(3, None)]


def test_files_keep_events_by_the_folder_of_their_site(browser: Browser, folder: Path, tmp_path: Path) -> None:
    """All files of a device are one origin; two sites on the disk share nothing all the same."""
    with launched(browser, tmp_path) as context:
        page = opened(context, folder.as_uri())
        add(page, event(1))
        page.goto(f"{folder.as_uri()}/site/2026.10/two.html")
        assert events_of(page) == [event(1)]
        page.goto(f"{folder.as_uri()}/beside/one.html")
        assert events_of(page) == []
