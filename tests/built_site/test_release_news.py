"""What a page knows of other releases: from the root of the site, from an earlier visit, or nothing."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.built_site.page_kinds import serve
from tests.built_site.published_folder import CURRENT, NAMES, OLD, OLDEST, versions
from tests.built_site.release_visits import LOGS, Visit, news, visitor
from tests.built_site.settled_pages import delay_requests, release_requests, wait_until_release_shown, wait_until_stored

pytestmark = pytest.mark.browser


@pytest.fixture
def single_release(published: Path, tmp_path: Path) -> Path:
    """A folder with one release."""
    shutil.copytree(published / OLD, tmp_path / "own" / OLD, ignore=shutil.ignore_patterns("*.pdf"))
    return tmp_path / "own"


def test_without_a_valid_list_of_releases_a_page_shows_only_its_own(single_release: Path, browser: Browser) -> None:
    lists: dict[str, str | None] = {
        "none": None,
        "wrong": "<html>",
        "null": "null",
        "odd": '[null, 1, {"version": "../.."}, {"version": 3}]',
    }
    with serve(single_release) as address:
        for name, text in lists.items():
            if text is not None:
                (single_release / "versions.json").write_text(text, encoding="utf-8")
            visit = visitor(browser, address)
            page = visit.to(f"{OLD}/shop/prepare/index.html")
            assert page.locator(".rb-release").inner_text().strip() == f"Release {OLD}", name
            assert not page.locator(".rb-release__others").is_visible()
            assert [one for one in visit.complaints if "404" not in one] == [], name
            visit.context.close()


def test_known_newer_releases_are_shown_when_the_list_cannot_be_read(visit: Visit) -> None:
    visit.to(f"{OLDEST}/shop/index.html")
    visit.context.route("**/versions.json", lambda route: route.abort())
    page = visit.to(f"{OLD}/shop/prepare/index.html")
    assert news(page).startswith(f"Replaced by {CURRENT}")


def test_a_stored_page_shows_known_newer_releases_without_a_network(address_of_releases: str, browser: Browser) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    visit = Visit(context, address_of_releases)
    page = visit.to(f"{OLDEST}/shop/index.html")
    wait_until_stored(page)
    context.set_offline(True)
    visit.complaints.clear()
    page = visit.to(f"{OLDEST}/shop/follow-up/index.html#{LOGS}")
    assert news(page) == f"Replaced by {CURRENT} Same page in {CURRENT}"
    assert [asked for asked in visit.asked if asked.endswith("versions.json")] == ["/versions.json"]
    assert visit.complaints == []
    context.close()


def test_a_page_shows_that_it_waits_for_the_list_of_releases(visit: Visit) -> None:
    page = visit.context.new_page()
    delay_requests(page, "**/versions.json")
    page.goto(f"{visit.address}/{OLDEST}/shop/prepare/index.html")
    expect(page.locator(".rb-release[data-rb-asking]")).to_be_visible()
    assert news(page) == ""
    release_requests(page)
    wait_until_release_shown(page)
    assert news(page) == f"Replaced by {CURRENT} Same page in {CURRENT}"


def test_an_open_page_shows_a_later_release(single_release: Path, browser: Browser) -> None:
    (single_release / "versions.json").write_text(versions(OLD, OLDEST, current=OLD), encoding="utf-8")
    with serve(single_release) as address:
        visit = visitor(browser, address)
        page = visit.to(f"{OLD}/shop/prepare/index.html")
        assert news(page) == ""
        (single_release / "versions.json").write_text(versions(*NAMES), encoding="utf-8")
        page.evaluate("Date.now = ((now) => () => now() + 11 * 60 * 1000)(Date.now); document.dispatchEvent(new Event('visibilitychange'))")
        expect(page.locator(".rb-release__news")).to_have_text(f"Replaced by {CURRENT}")
        visit.context.close()


def test_without_scripts_or_from_a_folder_a_page_shows_its_release_and_requests_nothing(published: Path, browser: Browser) -> None:
    visit = visitor(browser, published.as_uri())
    page = visit.to(f"{OLDEST}/shop/prepare/index.html#checklists.nothing")
    assert (page.locator(".rb-release").inner_text().strip(), visit.complaints) == (f"Release {OLDEST}", [])
    assert not any(asked.endswith(".json") for asked in visit.asked)
    visit.context.close()
    visit = visitor(browser, published.as_uri(), java_script_enabled=False)
    assert visit.to(f"{OLDEST}/shop/prepare/index.html").locator(".rb-release").inner_text().strip() == f"Release {OLDEST}"
    visit.context.close()


def test_a_site_without_releases_shows_and_requests_nothing(site: Path, browser: Browser) -> None:
    with serve(site) as address:
        visit = visitor(browser, address)
        page = visit.to("elearning-platform/prepare/index.html#checklists.nothing")
        assert page.locator(".rb-release").count() == 0
        assert not any(re.search(r"versions\.json|places\.json|releases\.js", asked) for asked in visit.asked)
        visit.context.close()
