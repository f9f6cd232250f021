"""What a page knows of other releases, and when: from the root, from before, from nowhere."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.built_site.page_kinds import served
from tests.built_site.published_folder import CURRENT, NAMES, OLD, OLDEST, versions
from tests.built_site.release_visits import LOGS, Visit, news, visitor
from tests.built_site.settled_pages import hold, let_go, wait_until_kept, wait_until_told

pytestmark = pytest.mark.browser


@pytest.fixture
def alone(published: Path, tmp_path: Path) -> Path:
    """One release in a folder of its own."""
    shutil.copytree(published / OLD, tmp_path / "own" / OLD, ignore=shutil.ignore_patterns("*.pdf"))
    return tmp_path / "own"


def test_without_a_list_of_releases_nothing_is_told(alone: Path, browser: Browser) -> None:
    told: dict[str, str | None] = {
        "none": None,
        "wrong": "<html>",
        "null": "null",
        "odd": '[null, 1, {"version": "../.."}, {"version": 3}]',
    }
    with served(alone) as address:
        for name, text in told.items():
            if text is not None:
                (alone / "versions.json").write_text(text, encoding="utf-8")
            visit = visitor(browser, address)
            page = visit.to(f"{OLD}/shop/prepare/index.html")
            assert page.locator(".rb-release").inner_text().strip() == f"Release {OLD}", name
            assert not page.locator(".rb-release__others").is_visible()
            assert [one for one in visit.complaints if "404" not in one] == [], name
            visit.context.close()


def test_what_was_known_of_newer_releases_is_told_without_a_network_too(visit: Visit) -> None:
    visit.to(f"{OLDEST}/shop/index.html").close()
    visit.context.route("**/versions.json", lambda route: route.abort())
    page = visit.to(f"{OLD}/shop/prepare/index.html")
    assert news(page).startswith(f"Replaced by {CURRENT}")


def test_a_kept_page_says_without_a_network_what_it_was_told_before(address_of_releases: str, browser: Browser) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    visit = Visit(context, address_of_releases)
    page = visit.to(f"{OLDEST}/shop/index.html")
    wait_until_kept(page)
    context.set_offline(True)
    visit.complaints.clear()
    page = visit.to(f"{OLDEST}/shop/follow-up/index.html#{LOGS}")
    assert news(page) == f"Replaced by {CURRENT} Same page in {CURRENT}"
    assert [asked for asked in visit.asked if asked.endswith("versions.json")] == ["/versions.json"]
    assert visit.complaints == []
    context.close()


def test_a_page_shows_that_it_asks_until_it_has_said_what_it_knows(visit: Visit) -> None:
    page = visit.context.new_page()
    hold(page, "**/versions.json")
    page.goto(f"{visit.address}/{OLDEST}/shop/prepare/index.html")
    expect(page.locator(".rb-release[data-rb-asking]")).to_be_visible()
    assert news(page) == ""
    let_go(page)
    wait_until_told(page)
    assert news(page) == f"Replaced by {CURRENT} Same page in {CURRENT}"


def test_a_page_that_stays_open_learns_of_a_later_release(alone: Path, browser: Browser) -> None:
    (alone / "versions.json").write_text(versions(OLD, OLDEST, current=OLD), encoding="utf-8")
    with served(alone) as address:
        visit = visitor(browser, address)
        page = visit.to(f"{OLD}/shop/prepare/index.html")
        assert news(page) == ""
        (alone / "versions.json").write_text(versions(*NAMES), encoding="utf-8")
        page.evaluate("Date.now = ((now) => () => now() + 11 * 60 * 1000)(Date.now); document.dispatchEvent(new Event('visibilitychange'))")
        expect(page.locator(".rb-release__news")).to_have_text(f"Replaced by {CURRENT}")
        visit.context.close()


def test_a_release_without_scripts_and_one_from_a_folder_name_themselves_and_ask_for_nothing(published: Path, browser: Browser) -> None:
    visit = visitor(browser, published.as_uri())
    page = visit.to(f"{OLDEST}/shop/prepare/index.html#checklists.nothing")
    assert (page.locator(".rb-release").inner_text().strip(), visit.complaints) == (f"Release {OLDEST}", [])
    assert not any(asked.endswith(".json") for asked in visit.asked)
    visit.context.close()
    visit = visitor(browser, published.as_uri(), java_script_enabled=False)
    assert visit.to(f"{OLDEST}/shop/prepare/index.html").locator(".rb-release").inner_text().strip() == f"Release {OLDEST}"
    visit.context.close()


def test_a_site_that_is_no_release_says_and_asks_nothing(site: Path, browser: Browser) -> None:
    with served(site) as address:
        visit = visitor(browser, address)
        page = visit.to("elearning-platform/prepare/index.html#checklists.nothing")
        assert page.locator(".rb-release").count() == 0
        assert not any(re.search(r"versions\.json|places\.json|releases\.js", asked) for asked in visit.asked)
        visit.context.close()
