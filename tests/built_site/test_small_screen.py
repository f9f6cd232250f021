"""Pages on a phone: nothing is wider than the screen or too small for a finger, work and facts come first, no request leaves the host."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.built_site.touch_targets import small_targets

pytestmark = pytest.mark.browser

OWN = (
    "index",
    "emergency/index",
    "prepare/index",
    "deploy-day/index",
    "follow-up/index",
    "operate/index",
    "rollback/index",
    "incident/index",
    "targets/index",
    "services/index",
    "contacts/index",
    "severities/index",
    "commands/index",
    "sign-offs/index",
)
ACROSS = ("index", "contacts/index", "services/index", "matrix/index", "matrix/prepare/index", "matrix/deploy-day/index")
PATHS = [
    *ACROSS,
    *(f"elearning-platform/{name}" for name in OWN),
    "caregiver-marketplace/prepare/index",
    "whatsapp-automation/prepare/index",
    "whatsapp-automation/deploy-day/index",
    "school-messaging/rollback/index",
    "school-messaging/emergency/index",
    "reference/command-line",
]
HEIGHT = 844
# The first fact of an emergency page begins above this line.
FIRST_FACT = 250
TOP = "element => element.getBoundingClientRect().top"
# How far what is shown has moved since the page began, without what people did.
SHIFT = """() => new Promise((done) => new PerformanceObserver((list) => done(
  list.getEntries().filter((entry) => !entry.hadRecentInput).reduce((sum, entry) => sum + entry.value, 0),
)).observe({ type: "layout-shift", buffered: true }) ?? setTimeout(() => done(0), 200))"""
MOST_SHIFT = 0.001


@pytest.fixture(scope="module")
def phone(browser: Browser) -> Iterator[tuple[Page, list[str]]]:
    """A page with the size of a phone, and its errors. Nothing here depends on colours."""
    context = browser.new_context(service_workers="block", viewport={"width": 390, "height": HEIGHT}, has_touch=True)
    page = context.new_page()
    faults: list[str] = []
    page.on("console", lambda message: faults.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("request", lambda asked: faults.append(asked.url) if not asked.url.startswith(("file:", "data:", "blob:")) else None)
    yield page, faults
    context.close()


@pytest.mark.parametrize("path", PATHS)
def test_a_page_fits_a_phone(path: str, phone: tuple[Page, list[str]], site: Path) -> None:
    page, faults = phone
    faults.clear()
    page.goto((site / f"{path}.html").as_uri(), wait_until="load")
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    assert small_targets(page) == []
    first = page.locator(".rb-item").first
    if "emergency" in path:
        assert page.locator(".rb-stop p, .rb-cause, .rb-item").first.evaluate(TOP) < FIRST_FACT
    elif first.count():
        assert first.evaluate(TOP) < HEIGHT / 2
    assert [fault for fault in faults if "search_index" not in fault and "worker" not in fault.lower()] == []


def test_the_whole_text_of_an_item_ticks_it(phone: tuple[Page, list[str]], site: Path) -> None:
    page, _ = phone
    page.goto((site / "elearning-platform/deploy-day/index.html").as_uri())
    label = page.locator(".rb-item__head label").first
    box = page.locator(".rb-box").first
    label.click()
    assert box.is_checked()
    box.focus()
    page.keyboard.press("Space")
    assert not box.is_checked()
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"


def test_an_address_in_the_link_marks_its_item(phone: tuple[Page, list[str]], site: Path) -> None:
    page, _ = phone
    address = "checklists.deployment.items.migrate"
    page.goto((site / "elearning-platform/deploy-day/index.html").as_uri() + f"#{address}")
    item = page.locator(f'.rb-item:has(> [id="{address}"])')
    assert item.evaluate("element => getComputedStyle(element).backgroundColor") != "rgba(0, 0, 0, 0)"
    top = item.evaluate("element => element.getBoundingClientRect().top")
    assert 0 <= top < HEIGHT


def test_contacts_are_one_tap_away_on_the_emergency_page(phone: tuple[Page, list[str]], site: Path) -> None:
    page, _ = phone
    page.goto((site / "school-messaging/emergency/index.html").as_uri())
    page.get_by_role("navigation", name="On this page").get_by_role("link", name="Call").tap()
    top = page.locator("#call").evaluate(TOP)
    assert 40 <= top < HEIGHT
    assert page.locator("#call + p").evaluate(TOP) < HEIGHT


def test_every_emergency_button_of_home_is_near(phone: tuple[Page, list[str]], site: Path) -> None:
    """The buttons of five systems are in the first screen and a half."""
    page, _ = phone
    page.goto((site / "index.html").as_uri())
    buttons = page.locator(".rb-system .rb-head__emergency")
    assert buttons.count() == 5
    assert buttons.last.evaluate("element => element.getBoundingClientRect().bottom") < 1.5 * HEIGHT


def test_the_stop_frame_is_a_line_that_opens_and_shows_what_was_seen(phone: tuple[Page, list[str]], site: Path) -> None:
    page, _ = phone
    page.goto((site / "school-messaging/deploy-day/index.html").as_uri())
    frame = page.locator(".rb-stop").first
    line = frame.get_by_role("button", name="Stop and roll back if")
    triggers = frame.locator("[data-rb-trigger]")
    expect(line).to_contain_text("6 triggers")
    expect(triggers.first).to_be_hidden()
    line.tap()
    triggers.nth(1).get_by_role("button", name="Seen").tap()
    line.tap()
    expect(line).to_contain_text("S2 seen")
    expect(triggers.first).to_be_hidden()
    expect(triggers.nth(1)).to_be_visible()
    alarm, solid = frame.evaluate("""frame => [getComputedStyle(frame.querySelector("button")).backgroundColor,
        getComputedStyle(frame).borderTopColor]""")
    assert alarm == solid
    page.emulate_media(media="print")
    expect(triggers.first).to_be_visible()
    page.emulate_media(media="screen")
    page.set_viewport_size({"width": 1280, "height": HEIGHT})
    expect(line).to_be_hidden()
    expect(triggers.first).to_be_visible()
    page.set_viewport_size({"width": 390, "height": HEIGHT})


def test_work_comes_first_in_a_run_too(phone: tuple[Page, list[str]], site: Path) -> None:
    """What is folded opens with one tap; the dialogs of a run have large controls, too. The buttons of lists come late and move nothing."""
    page, _ = phone
    for path in ("caregiver-marketplace/follow-up", "elearning-platform/deploy-day", "elearning-platform/incident"):
        page.goto((site / f"{path}/index.html").as_uri())
        page.locator(".rb-item__head label").first.tap()
        page.reload()
        expect(page.locator(".rb-bar")).to_be_visible()
        assert page.locator(".rb-item").first.evaluate(TOP) < HEIGHT / 2
        assert small_targets(page) == []
        expect(page.get_by_role("button", name="Claim").first).to_be_visible()
        assert page.evaluate(SHIFT) <= MOST_SHIFT
    details = page.get_by_role("button", name="Details")
    expect(page.locator(".rb-intro")).to_be_hidden()
    details.tap()
    expect(page.get_by_role("link", name="Printable sheet")).to_be_visible()
    for opener in (".rb-run__head > .rb-button", ".rb-answer", "[data-rb-switch]", "[data-rb-search]", "[data-rb-keys]"):
        page.locator(opener).first.tap()
        page.locator("dialog[open]").wait_for()
        assert small_targets(page, "dialog[open]") == [], opener
        page.keyboard.press("Escape")


def test_what_explains_a_name_in_a_dialog_is_below_it(phone: tuple[Page, list[str]], site: Path) -> None:
    """A name beside its explanation would break into pieces of a few letters."""
    page, _ = phone
    page.goto((site / "elearning-platform/deploy-day/index.html").as_uri())
    for opener, name, words in (("search", ".rb-search__title", ".rb-search__where"), ("switch", ".rb-switch__list strong", "span")):
        page.locator(f"[data-rb-{opener}]").click()
        if opener == "search":
            page.get_by_role("dialog").get_by_role("searchbox").fill("backup")
        expect(page.locator(name).first).to_be_visible()
        below = "(all, words) => all.map((one) => [one.getBoundingClientRect().bottom, one.parentElement.querySelector(words)])"
        below += ".map(([bottom, next]) => !next || next.getBoundingClientRect().top >= bottom - 1)"
        assert all(page.locator(name).evaluate_all(below, words)), opener
        page.keyboard.press("Escape")


@pytest.mark.parametrize("name", ["Care and companion marketplace of Dhaka", "শিক্ষক ও অভিভাবকদের বার্তা আদান-প্রদান", "x" * 40])
def test_the_name_of_the_system_is_whole(name: str, phone: tuple[Page, list[str]], site: Path) -> None:
    """At 320 px too; a long name takes more lines."""
    page, _ = phone
    page.goto((site / "elearning-platform/deploy-day/index.html").as_uri())
    shown = page.locator(".rb-header__name")
    shown.evaluate("(element, name) => { element.textContent = name; }", name)
    for width in (390, 320):
        page.set_viewport_size({"width": width, "height": HEIGHT})
        assert shown.evaluate("({scrollWidth, clientWidth}) => scrollWidth <= clientWidth")
        box, header = shown.bounding_box(), page.locator(".rb-header").bounding_box()
        assert box and header and header["y"] <= box["y"] and box["y"] + box["height"] <= header["y"] + header["height"]
        assert header["height"] < 64
    page.set_viewport_size({"width": 390, "height": HEIGHT})
