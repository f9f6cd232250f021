"""Search by text, by filters and by keyboard, from a server and from a folder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from tests.built_site.accessibility import FOUND
from tests.built_site.page_kinds import serve
from tests.built_site.settled_pages import delay_requests, release_requests
from tests.node_programs import ROOT, answer_in_node

pytestmark = pytest.mark.browser

SYSTEM = "elearning-platform"
RESULT = ".rb-search__result"
FIRST_RESULTS = ROOT / "tests/scripts/first_results.js"
QUERIES = ROOT / "tests/cases/search.yaml"
LOGIN = {"content-type": "text/html", "cache-control": "no-store"}


def from_server(site: Path) -> Iterator[str]:
    with serve(site) as address:
        yield address


def from_folder(site: Path) -> Iterator[str]:
    yield site.as_uri()


# For what a page does with the results it has: how it loads the indexes from a folder, other tests show.
FROM_SERVER = pytest.mark.parametrize("visitor", [from_server], ids=["http"], indirect=True)


@pytest.fixture(scope="module", params=[from_server, from_folder], ids=["http", "file"])
def visitor(request: pytest.FixtureRequest, site: Path, browser: Browser) -> Iterator[tuple[str, BrowserContext]]:
    context = browser.new_context(service_workers="block", viewport={"width": 1280, "height": 900})
    for address in request.param(site):
        yield address, context
    context.close()


@pytest.fixture
def page(visitor: tuple[str, BrowserContext]) -> Iterator[Page]:
    address, context = visitor
    tab = context.new_page()
    tab.goto(f"{address}/{SYSTEM}/deploy-day/index.html")
    yield tab
    tab.close()


@pytest.fixture(params=["http", "file"])
def shop(request: pytest.FixtureRequest, published: Path, address_of_releases: str, browser: Browser) -> Iterator[tuple[str, Page]]:
    """The address of a system in which some items are blocking, and a new page. No shipped system has such an item."""
    context = browser.new_context(service_workers="block", viewport={"width": 1280, "height": 900})
    yield f"{address_of_releases if request.param == 'http' else published.as_uri()}/latest/shop", context.new_page()
    context.close()


@pytest.fixture
def address_and_page(site: Path, browser: Browser) -> Iterator[tuple[str, Page]]:
    """The address of a server and a new page whose index requests a test can delay. Requests to a folder cannot be delayed."""
    with serve(site) as address:
        context = browser.new_context(service_workers="block")
        yield address, context.new_page()
        context.close()


def search(page: Page, words: str) -> None:
    page.keyboard.press("/")
    page.keyboard.type(words)
    page.locator(FOUND).first.wait_for()


def is_wanted(address: str, wanted: str) -> bool:
    return f"/{address}" == wanted or f"/{address}".endswith((f"/{wanted}", f"#{wanted}"))


def test_people_find_what_they_ask_for_first(site: Path) -> None:
    """Run the search functions in Node, without a browser, over all systems or over one."""
    rows = [row for part in yaml.safe_load(QUERIES.read_text("utf-8")).values() for row in part]
    found = answer_in_node(FIRST_RESULTS, [site], [[query, system] for query, system, _ in rows], zone="UTC")
    firsts = [hits[0]["href"] if hits else "" for hits in found]
    wrong = [(*row, first) for row, first in zip(rows, firsts, strict=True) if not is_wanted(first, row[2])]
    assert wrong == [], f"{len(rows) - len(wrong)} of {len(rows)} are right"


def test_enter_opens_the_first_result(page: Page) -> None:
    failed: list[str] = []
    page.on("pageerror", lambda error: failed.append(str(error)))
    search(page, "enable maintenance mode")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{SYSTEM}/**#checklists.deployment.items.*")
    expect(page.locator(":target")).to_be_in_viewport()
    expect(page.locator("dialog")).to_have_count(0)
    assert failed == []


@FROM_SERVER
def test_arrows_move_and_escape_closes(page: Page) -> None:
    page.locator("[data-rb-search]").focus()
    page.keyboard.press("s")
    page.keyboard.type("backup")
    page.locator(FOUND).nth(1).wait_for()
    page.keyboard.press("ArrowDown")
    expect(page.locator(RESULT).nth(0)).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.locator(RESULT).nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(page.locator(".rb-search__field")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("dialog")).to_have_count(0)
    expect(page.locator("[data-rb-search]")).to_be_focused()


def test_results_keep_their_places_while_others_arrive(address_and_page: tuple[str, Page]) -> None:
    address, page = address_and_page
    delay_requests(page, "**/elearning-platform/search.js*")
    page.goto(f"{address}/index.html")
    page.keyboard.press("/")
    page.locator(".rb-search__field").fill("backup")
    page.locator(RESULT).first.wait_for()
    before = page.locator(RESULT).all_inner_texts()
    expect(page.locator(FOUND)).to_have_count(0)
    release_requests(page)
    page.locator(FOUND).first.wait_for()
    assert page.locator(".rb-search__system").count() == 5
    assert page.locator(RESULT).all_inner_texts()[: len(before)] == before


def test_a_delayed_index_does_not_delay_the_others(address_and_page: tuple[str, Page]) -> None:
    address, page = address_and_page
    delay_requests(page, "**/caregiver-marketplace/search.js*")
    page.goto(f"{address}/index.html")
    page.keyboard.press("/")
    page.keyboard.type("backup")
    systems = page.locator(".rb-search__system")
    expect(systems).to_have_count(4, timeout=15000)
    expect(page.locator(FOUND)).to_have_count(0)
    release_requests(page)
    expect(systems).to_have_count(5)
    assert systems.last.inner_text() == "Caregiver marketplace"
    page.locator(FOUND).first.wait_for()


def test_while_an_index_loads_the_status_does_not_say_that_nothing_was_found(address_and_page: tuple[str, Page]) -> None:
    address, page = address_and_page
    delay_requests(page, f"**/{SYSTEM}/search.js*")
    page.goto(f"{address}/{SYSTEM}/deploy-day/index.html")
    page.keyboard.press("/")
    page.keyboard.type("backup")
    expect(page.locator(".rb-search__status")).to_have_text("Loading")
    release_requests(page)
    expect(page.locator(".rb-search__status")).to_contain_text("results")


def test_what_is_typed_while_the_search_loads_is_searched(address_and_page: tuple[str, Page]) -> None:
    """The script of the search and the index come late; the page itself has the field."""
    address, page = address_and_page
    delay_requests(page, "**/search-dialog.js*")
    page.goto(f"{address}/{SYSTEM}/deploy-day/index.html")
    page.keyboard.press("/")
    page.keyboard.type("enable maintenance mode")
    page.keyboard.press("Enter")
    expect(page.locator(".rb-search__status")).to_have_text("Loading")
    release_requests(page)
    page.wait_for_url(f"**/{SYSTEM}/**#checklists.deployment.items.*")


def test_a_search_that_did_not_load_says_so_and_the_next_letter_tries_again(address_and_page: tuple[str, Page]) -> None:
    address, page = address_and_page
    page.route("**/search-dialog.js*", lambda route: route.abort())
    page.goto(f"{address}/{SYSTEM}/deploy-day/index.html")
    page.keyboard.press("/")
    page.keyboard.type("back")
    expect(page.locator(".rb-search__status")).to_have_text("Search did not load. Type again to retry.")
    page.unroute("**/search-dialog.js*")
    page.keyboard.type("up")
    page.locator(FOUND).first.wait_for()
    expect(page.locator(".rb-search__field")).to_have_value("backup")


def test_an_invalid_index_is_requested_again(address_and_page: tuple[str, Page]) -> None:
    address, page = address_and_page
    page.route(f"**/{SYSTEM}/search.js*", lambda route: route.fulfill(body="", headers=LOGIN), times=1)
    page.goto(f"{address}/{SYSTEM}/deploy-day/index.html")
    page.keyboard.press("/")
    page.keyboard.type("backup")
    expect(page.locator(".rb-search__status")).to_contain_text(SYSTEM)
    page.keyboard.press("Escape")
    expect(page.locator("dialog")).to_have_count(0)
    page.keyboard.press("/")
    page.locator(FOUND).first.wait_for()
    expect(page.locator(".rb-search__status")).not_to_contain_text(SYSTEM)


def test_all_systems_are_searched_on_demand(page: Page) -> None:
    search(page, "backup")
    assert page.locator(".rb-search__system").count() == 0
    page.locator(".rb-search__wider").click()
    expect(page.locator(".rb-search__system").first).to_have_text("E-learning platform")
    page.locator(".rb-search__field").fill("merge rules")
    expect(page.locator(RESULT).first).to_contain_text("Merge rules")


def test_the_home_page_searches_every_system(page: Page, visitor: tuple[str, BrowserContext]) -> None:
    page.goto(f"{visitor[0]}/index.html")
    search(page, "bkash")
    expect(page.locator(".rb-search__system").first).to_have_text("Caregiver marketplace")
    page.locator(RESULT).first.click()
    page.wait_for_url("**/caregiver-marketplace/**")


def test_a_system_that_did_not_load_is_named_only_while_it_is_asked_for(address_and_page: tuple[str, Page]) -> None:
    address, page = address_and_page
    page.route("**/whatsapp-automation/search.js*", lambda route: route.abort())
    page.goto(f"{address}/{SYSTEM}/index.html")
    search(page, "whatsapp rollback")
    status = page.locator(".rb-search__status")
    expect(status).to_contain_text("WhatsApp Business automation platform did not load.")
    page.locator(".rb-search__field").fill("dba")
    expect(status).to_have_text("1 result")


@FROM_SERVER
def test_within_a_system_the_name_of_another_leads_there(page: Page) -> None:
    """Enter never opens the rollback of this system instead."""
    page.keyboard.press("/")
    page.keyboard.type("school messaging rollback")
    page.keyboard.press("Enter")
    page.wait_for_url("**/school-messaging/rollback/index.html")
    page.go_back()
    search(page, "restore yesterday")
    page.keyboard.press("Enter")
    expect(page.locator(f"{RESULT}:focus")).to_have_count(1)


def test_enter_waits_for_another_system_that_was_asked_for_twice(address_and_page: tuple[str, Page]) -> None:
    """Who types on while the names of the systems load need not press Enter again."""
    address, page = address_and_page
    held: list[Route] = []
    page.route(f"{address}/search.js*", lambda route: held.append(route))  # noqa: PLW0108 - Playwright needs a function in Python
    page.goto(f"{address}/elearning-platform/deploy-day/index.html")
    with page.expect_request(f"{address}/search.js*"):
        page.keyboard.press("/")
        page.keyboard.type("school rollback")
    page.keyboard.type(" messaging")
    page.keyboard.press("Enter")
    page.locator(".rb-search__result").first.wait_for()
    held[0].continue_()
    page.wait_for_url("**/school-messaging/rollback/index.html")


@FROM_SERVER
def test_the_best_system_comes_first_and_each_shows_the_rest_of_its_results(page: Page, visitor: tuple[str, BrowserContext]) -> None:
    page.goto(f"{visitor[0]}/index.html")
    search(page, "whatsapp rollback")
    expect(page.locator(".rb-search__system").first).to_have_text("WhatsApp Business automation platform")
    expect(page.locator(RESULT).first).to_contain_text("Rollback")
    page.locator(".rb-search__field").fill("deploy")
    more = page.locator(".rb-search__more-button:visible").first
    expect(more).to_contain_text("more in")
    before = page.locator(RESULT).count()
    assert before <= 50
    more.click()
    assert page.locator(RESULT).count() > before
    expect(page.locator(f"{RESULT}:focus")).to_have_count(1)


@FROM_SERVER
def test_the_search_says_what_it_corrected_and_which_words_are_missing(page: Page) -> None:
    search(page, "rollbak")
    status = page.locator(".rb-search__status")
    expect(status).to_contain_text("Nothing for “rollbak”. Showing “rollback”.")
    page.locator(".rb-search__field").fill("restore yesterday")
    expect(status).to_contain_text("Nothing has all words. Some of them:")
    expect(page.locator(RESULT).first).to_contain_text("Without: yesterday")
    page.locator(".rb-search__field").fill("ostman")
    expect(status).to_have_text("No results for “ostman”.")
    page.locator(".rb-search__field").fill("ackup")
    page.get_by_role("button", name="Search “backup” instead").click()
    expect(page.locator(".rb-search__field")).to_have_value("backup")


def test_a_search_with_filters_is_a_link_to_share(page: Page, visitor: tuple[str, BrowserContext]) -> None:
    search(page, "backup")
    page.locator("dialog select:visible").last.select_option("operate")
    expect(page.locator(RESULT).first).to_contain_text("Operate")
    shared = page.url
    assert "q=backup" in shared
    assert "phase=operate" in shared
    found = page.locator(RESULT).all_inner_texts()
    page.keyboard.press("Escape")
    page.wait_for_url(lambda url: "?" not in url)
    page.goto("about:blank")
    page.goto(shared)
    page.locator(FOUND).first.wait_for()
    expect(page.locator(RESULT)).to_have_count(len(found))
    assert page.locator(RESULT).all_inner_texts() == found


def test_a_filter_of_a_phase_is_a_link_to_share(shop: tuple[str, Page]) -> None:
    address, page = shop
    page.goto(f"{address}/deploy-day/index.html?blocking=1")
    items = page.locator(".rb-item--blocking")
    assert (
        page.locator("[data-rb-filter] [role=status]").inner_text()
        == f"{items.count()} of {page.locator('[data-rb-box]').count()} boxes shown: Must"
    )
    for item in page.locator(".rb-item:visible").all():
        assert item.evaluate("item => item.matches('.rb-item--blocking') || item.querySelector('.rb-item--blocking') !== null")
    links = [str(link.get_attribute("href")) for link in page.locator(".rb-stepper a:not([aria-current])").all()]
    filtered = [link for link in links if "blocking=1" in link]
    assert filtered and not any(part in link for link in filtered for part in ("shop/index", "emergency", "rollback", "incident"))
    page.locator("[data-rb-filter] [type=reset]").click()
    expect(page.locator(".rb-item:visible")).to_have_count(page.locator(".rb-item").count())
    assert "blocking" not in page.url


def test_a_filter_outside_a_phase_opens_the_search(shop: tuple[str, Page]) -> None:
    address, page = shop
    page.goto(f"{address}/index.html?blocking=1")
    page.locator(RESULT).first.wait_for()
    assert page.locator(f"{RESULT} .rb-fact--blocking").count() == page.locator(RESULT).count() >= 2


def test_a_filter_stays_until_the_reader_switches_it_off(shop: tuple[str, Page]) -> None:
    """A filter stays over pages and visits, and a link shows what it hides without switching it off."""
    address, page = shop
    page.goto(f"{address}/deploy-day/index.html")
    page.get_by_label("“Must” only").check()
    page.goto("about:blank")
    page.goto(f"{address}/deploy-day/index.html")
    expect(page.locator("[data-rb-filter] [role=status]")).to_contain_text("boxes shown")
    hidden = page.locator(".rb-item[hidden] [data-rb-box]").first
    address_of_item = str(hidden.get_attribute("data-rb-box"))
    page.goto(f"{page.url}#{address_of_item}")
    item = page.locator(".rb-item", has=page.locator(f'> .rb-item__head [data-rb-box="{address_of_item}"]')).last
    expect(item).to_contain_text("Outside your filter (Must). A link led here.")
    assert page.evaluate("item => runbook.filter.shows(item)", item.element_handle()) is False
    page.locator(".rb-item--blocking label").first.click()
    chip = page.locator(".rb-bar").get_by_role("button", name="Filter: Must · off")
    chip.click()
    expect(page.locator(".rb-item:visible")).to_have_count(page.locator(".rb-item").count())
    page.locator(".rb-status").get_by_role("button", name="Undo").click()
    expect(chip).to_be_visible()
    page.reload()
    expect(chip).to_be_visible()
    chip.click()
    page.goto("about:blank")
    page.goto(f"{address}/deploy-day/index.html")
    expect(page.locator(".rb-item:visible")).to_have_count(page.locator(".rb-item").count())
