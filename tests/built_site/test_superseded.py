"""Pages of an old release say that they are old and lead to the same item in the current release, or show why it was removed."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.built_site.accessibility import violations
from tests.built_site.focus_sweep import covered_controls
from tests.built_site.page_kinds import MISSING, PARTS
from tests.built_site.published_folder import CURRENT, DRAFT, OLD, OLDEST
from tests.built_site.release_visits import LOGS, Visit, link_to_current, news, visitor
from tests.built_site.settled_pages import wait_until_release_shown
from tests.built_site.test_policy import MOST_SHIFT

pytestmark = pytest.mark.browser

ACROSS = (
    "index.html",
    "contacts/index.html",
    "services/index.html",
    "matrix/index.html",
    "matrix/prepare/index.html",
    "quality/index.html",
    "changes/index.html",
)
KINDS = (*ACROSS, *(f"shop/{part}index.html" for part in PARTS), "writing.html")
REPLICAS = "checklists.database.items.replicas"
INDEXES = "checklists.database.items.indexes"
POOLING = "checklists.database.items.pooling"
# Go to a fragment, and wait until the page has handled it.
TO_FRAGMENT = "to => new Promise(done => { addEventListener('hashchange', done, {once: true}); location.hash = to; }).then(() => null)"


def test_every_page_of_an_old_release_says_so_and_links_to_the_same_page(visit: Visit, published: Path) -> None:
    for kind in KINDS:
        page = visit.to(f"{OLDEST}/{kind}")
        assert page.locator(".rb-release__inner").inner_text().startswith(f"Release {OLDEST}"), kind
        assert news(page) == f"Replaced by {CURRENT} Same page in {CURRENT}", kind
        assert page.locator(".rb-release__news .rb-icon").is_visible(), kind
        assert link_to_current(page) == f"{CURRENT}/{kind}" and (published / link_to_current(page)).is_file()
        assert page.evaluate("window.shifted") <= MOST_SHIFT, kind
        assert page.evaluate("window.violated") == []
        heading = page.locator("h1").bounding_box()
        banner = page.locator(".rb-release__inner").bounding_box()
        assert heading and banner and banner["y"] + banner["height"] <= heading["y"] + 2, kind
    assert visit.complaints == []


def test_the_banner_covers_no_control_that_has_the_focus(visit: Visit) -> None:
    """The banner stays below the header, so both count."""
    page = visit.to(f"{OLDEST}/shop/rollback/index.html")
    assert covered_controls(page)[1:] == ([], [])


def test_the_404_page_of_an_old_release_says_so_too(visit: Visit) -> None:
    page = visit.to(f"{OLDEST}/{MISSING}")
    assert news(page).startswith(f"Replaced by {CURRENT}")


def test_the_current_release_its_alias_and_later_drafts_show_no_notice(visit: Visit) -> None:
    for name, kinds in ((CURRENT, KINDS[::3]), ("latest", KINDS[::6]), (DRAFT, KINDS[::6])):
        for kind in kinds:
            page = visit.to(f"{name}/{kind}")
            banner = page.locator(".rb-release__inner").inner_text().replace("\n", " ")
            assert re.match(rf"Draft Release {DRAFT}" if name == DRAFT else f"Release {CURRENT}", banner), (name, kind)
            assert (news(page), page.locator("[data-rb-told]").count()) == ("", 0), (name, kind)
    assert visit.complaints == []


def test_the_link_leads_to_the_requested_item_at_its_present_address(visit: Visit) -> None:
    page = visit.to(f"{OLDEST}/shop/prepare/index.html#{POOLING}")
    assert link_to_current(page) == f"{CURRENT}/shop/prepare/index.html#checklists.database.items.pool"
    page = visit.to(f"{OLDEST}/shop/follow-up/index.html#{LOGS}")
    assert link_to_current(page) == f"{CURRENT}/shop/operate/index.html#{LOGS}"
    page.locator("[data-rb-current]").click()
    page.wait_for_url(f"**/{CURRENT}/shop/operate/index.html#{LOGS}")
    expect(page.locator(":target")).to_contain_text("No alert is open")
    page = visit.to(f"{OLD}/shop/deploy-day/index.html#sign-offs")
    assert link_to_current(page) == f"{CURRENT}/shop/deploy-day/index.html#sign-offs"
    page = visit.to(f"{OLD}/shop/rollback/index.html#procedures.back.steps.restore")
    assert link_to_current(page) == f"{CURRENT}/shop/rollback/index.html#procedures.back.steps.restore"


def test_the_link_leads_to_the_item_in_view(visit: Visit) -> None:
    page = visit.to(f"{OLD}/shop/deploy-day/index.html")
    assert link_to_current(page) == f"{CURRENT}/shop/deploy-day/index.html"
    page.evaluate("document.getElementById('checklists.cut-over.items.till').scrollIntoView()")
    expect(page.locator("[data-rb-current]")).to_have_text(f"Same item in {CURRENT}")
    assert "#checklists.cut-over" in link_to_current(page)
    assert page.locator(".rb-release__inner").bounding_box()["y"] < 60  # type: ignore[index]


def test_a_removed_item_is_shown_with_the_reason(visit: Visit) -> None:
    page = visit.to(f"{OLDEST}/shop/prepare/index.html#{REPLICAS}")
    removal = f"“A replica follows the primary” was removed in {OLD}: one instance by design Its former place in {CURRENT}"
    assert news(page) == f"Replaced by {CURRENT} {removal}"
    assert link_to_current(page) == f"{CURRENT}/shop/prepare/index.html#checklists.database"
    target, banner = page.locator(":target").bounding_box(), page.locator(".rb-release__inner").bounding_box()
    assert target and banner and target["y"] >= banner["y"] + banner["height"]


def test_an_item_removed_without_a_reason_links_to_the_changes(visit: Visit) -> None:
    page = visit.to(f"{OLDEST}/shop/prepare/index.html#{INDEXES}")
    assert f"“Every slow query has an index” was removed in {OLD}; no reason is recorded." in news(page)
    page.get_by_role("link", name=f"What changed in {OLD}").click()
    page.wait_for_url(f"**/{OLD}/changes/index.html")


def test_removed_systems_and_pages_link_to_the_current_home_page(visit: Visit) -> None:
    page = visit.to(f"{OLDEST}/forum/prepare/index.html")
    assert news(page) == f"Replaced by {CURRENT} This system is not in {CURRENT}. Go to {CURRENT}"
    assert link_to_current(page) == f"{CURRENT}/index.html"
    assert link_to_current(visit.to(f"{OLDEST}/old.html")) == f"{CURRENT}/index.html"


def test_a_draft_says_so_on_every_page_and_sheet(published: Path) -> None:
    pages = sorted((published / DRAFT).rglob("*.html"))
    assert len(pages) > 20
    for path in pages:
        text = path.read_text(encoding="utf-8")
        if "sheets" in path.parts:
            assert f"Part of draft release {DRAFT}" in text, path
        else:
            assert "<strong>Draft</strong>" in text and "data-rb-draft" in text, path
    sheet = (published / DRAFT / "shop/sheets/prepare.md").read_text(encoding="utf-8")
    assert f"**Draft. Do not release. Part of draft release {DRAFT}**" in sheet


def test_sheets_have_no_banner(published: Path) -> None:
    sheets = list((published / OLDEST).rglob("sheets/*.html"))
    assert len(sheets) > 5
    for sheet in sheets:
        text = sheet.read_text(encoding="utf-8")
        assert OLDEST in text and "rb-release" not in text and "releases.js" not in text


def test_a_fragment_that_is_not_on_the_page_leads_to_the_present_page_of_its_item(visit: Visit) -> None:
    page = visit.to(f"latest/shop/follow-up/index.html#{LOGS}")
    page.wait_for_url(f"**/latest/shop/operate/index.html#{LOGS}")
    page.goto(f"{visit.address}/latest/shop/operate/index.html#{POOLING}")
    page.wait_for_url("**/latest/shop/prepare/index.html#checklists.database.items.pool")
    page.goto(f"{visit.address}/latest/shop/prepare/index.html#{POOLING}")
    assert page.evaluate("document.querySelector(':target').className") == "rb-anchor"
    page.evaluate(f"location.hash = '{LOGS}'")
    page.wait_for_url(f"**/latest/shop/operate/index.html#{LOGS}")
    assert visit.complaints == []


def test_a_fragment_of_a_removed_item_shows_the_removal(visit: Visit) -> None:
    page = visit.to(f"latest/shop/prepare/index.html#{REPLICAS}")
    page.locator("[data-rb-told=gone]").wait_for()
    assert news(page) == f"“A replica follows the primary” was removed in {OLD}: one instance by design"
    assert page.locator(".rb-release__news").get_attribute("role") == "status"
    page.evaluate("location.hash = 'checklists.database'")
    expect(page.locator("[data-rb-told]")).to_have_count(0)
    page.evaluate(TO_FRAGMENT, "checklists.nothing")
    wait_until_release_shown(page)
    assert news(page) == ""
    assert news(visit.to("latest/shop/prepare/index.html#checklists.nothing")) == ""


def test_the_name_of_the_release_opens_links_to_the_same_item_in_other_releases(visit: Visit) -> None:
    page = visit.to(f"{CURRENT}/shop/operate/index.html#{LOGS}")
    page.locator(".rb-release summary").focus()
    page.keyboard.press("Enter")
    links = page.locator(".rb-release__others li")
    assert [" ".join(text.split()) for text in links.all_inner_texts()] == [f"{DRAFT} · draft", f"{CURRENT} · latest", OLD, OLDEST]
    assert page.locator(".rb-release [aria-current]").inner_text().startswith(CURRENT)
    page.keyboard.press("Escape")
    assert not links.first.is_visible() and page.evaluate("document.activeElement.tagName") == "SUMMARY"
    page.keyboard.press("Enter")
    page.get_by_role("link", name=OLDEST).click()
    page.wait_for_url(f"**/{OLDEST}/shop/follow-up/index.html#{LOGS}")


@pytest.mark.parametrize(("width", "scheme"), [(390, "light"), (1280, "dark")])
def test_banner_and_list_have_no_fault(width: int, scheme: str, browser: Browser, address_of_releases: str) -> None:
    visit = visitor(browser, address_of_releases, viewport={"width": width, "height": 844}, color_scheme=scheme)
    for path in (f"{OLDEST}/shop/prepare/index.html#{INDEXES}", f"{CURRENT}/index.html", f"{DRAFT}/shop/index.html"):
        page = visit.to(path)
        page.locator(".rb-release summary").click()
        assert violations(page) == [], path
    visit.context.close()


def test_the_banner_is_first_by_keyboard_and_is_printed_without_its_link(visit: Visit) -> None:
    page = visit.to(f"{OLD}/shop/prepare/index.html")
    page.locator(".rb-header__emergency").focus()
    focused = []
    for _ in range(3):
        page.keyboard.press("Tab")
        focused.append(page.evaluate("document.activeElement.closest('.rb-release') ? document.activeElement.tagName : 'page'"))
    assert focused == ["SUMMARY", "A", "page"]
    page.emulate_media(media="print")
    assert page.locator(".rb-release__news").is_visible() and page.locator(".rb-release summary").is_visible()
    assert not page.locator(".rb-release__way").is_visible()


def test_the_script_for_releases_is_small(published: Path) -> None:
    """Every page of a release loads it."""
    script = published / CURRENT / "assets/javascripts/releases.js"
    assert len(gzip.compress(script.read_bytes(), 6, mtime=0)) < 5 * 1024


def test_the_files_of_releases_are_stored_for_offline_use(published: Path) -> None:
    kept = json.loads((published / CURRENT / "shop/offline.json").read_text(encoding="utf-8"))["files"]
    assert "shop/places.json" in kept
    shared = json.loads((published / CURRENT / "offline.json").read_text(encoding="utf-8"))["files"]
    assert "assets/javascripts/releases.js" in shared


def test_the_banner_does_not_cover_the_target_of_a_link(browser: Browser, address_of_releases: str) -> None:
    visit = visitor(browser, address_of_releases, viewport={"width": 390, "height": 480})  # a higher window shows the end of the page
    for item in (REPLICAS, INDEXES):
        page = visit.to(f"{OLDEST}/shop/prepare/index.html#{item}")
        page.evaluate("dispatchEvent(new Event('scroll'))")  # its own script has moved the page, so it looks up the link again
        wait_until_release_shown(page)
        banner, target = page.locator(".rb-release__inner").bounding_box(), page.locator(":target").bounding_box()
        assert banner and target
        assert banner["height"] > 64, "the banner must be taller than the space that is left free for it"
        assert target["y"] >= banner["y"] + banner["height"], item
    visit.context.close()
