"""The frame of every page: the emergency page is one tap away, other systems open at the same item, shortcuts, drawer, colour scheme."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.built_site.focus_sweep import covered_controls
from tests.built_site.page_kinds import KINDS, SYSTEM
from tests.built_site.page_reader import read_page
from tests.built_site.settled_pages import FIRST_VISIT

pytestmark = pytest.mark.browser

# The last is a window of 1280 x 1024 at a zoom of 400 %.
WINDOWS = ((1280, 720), (390, 844), (320, 256))


@pytest.fixture(scope="module")
def tab(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(service_workers="block", viewport={"width": 390, "height": 844})
    yield context.new_page()
    context.close()


@pytest.fixture
def page(site: Path, tab: Page) -> Page:
    """Open a page as a first visit, in the one tab of all tests."""
    tab.goto((site / "assets/favicon.svg").as_uri())
    tab.evaluate(FIRST_VISIT)
    tab.goto((site / SYSTEM / "prepare/index.html").as_uri())
    return tab


def test_the_emergency_page_is_one_tap_away_on_every_page_of_a_system(site: Path) -> None:
    for path in sorted(site.rglob("*.html")):
        system = path.relative_to(site).parts[0]
        if (site / system / "emergency/index.html").is_file() and "sheets" not in path.parts:
            targets = [
                (path.parent / link.target).resolve() for link in read_page(path).links if link.element == "a" and ":" not in link.target
            ]
            assert site / system / "emergency/index.html" in targets, path


def test_the_emergency_button_stays_visible(page: Page) -> None:
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    page.locator(".rb-header__emergency").click()
    page.wait_for_url(f"**/{SYSTEM}/emergency/index.html")
    for words in ("How to roll back", "Severities", "Call"):
        expect(page.get_by_role("heading", name=words, exact=True)).to_have_count(1)


def test_another_system_opens_at_the_same_item(page: Page, site: Path) -> None:
    other = "school-messaging"
    shared = sorted(set(read_page(site / SYSTEM / "prepare/index.html").boxes) & set(read_page(site / other / "prepare/index.html").boxes))
    assert shared
    page.goto((site / SYSTEM / "prepare/index.html").as_uri() + f"#{shared[0]}")
    page.locator("[data-rb-switch]").click()
    page.locator(".rb-switch__list a", has_text="School messaging").click()
    page.wait_for_url(f"**/{other}/prepare/index.html#{shared[0]}")


def test_another_system_opens_at_the_same_page_or_its_overview(page: Page, site: Path) -> None:
    page.goto((site / SYSTEM / "commands/index.html").as_uri())
    page.keyboard.press("v")
    page.locator(".rb-switch__list a", has_text="HeyPeter Academy").click()
    page.wait_for_url("**/heypeter-academy/index.html")
    page.keyboard.press("v")
    page.locator(".rb-switch__list a", has_text="E-learning").click()
    page.wait_for_url(f"**/{SYSTEM}/index.html")
    page.goto((site / SYSTEM / "prepare/index.html").as_uri())
    page.keyboard.press("v")
    page.locator(".rb-switch__list a", has_text="Caregiver").click()
    page.wait_for_url("**/caregiver-marketplace/prepare/index.html")


def test_the_question_mark_lists_the_shortcuts_and_turns_them_off(page: Page) -> None:
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog", name="Keyboard shortcuts")
    expect(dialog.locator("kbd").first).to_have_text("/")
    dialog.get_by_role("checkbox").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    expect(page.locator("dialog")).to_have_count(0)
    page.reload()
    page.keyboard.press("/")
    expect(page.locator("dialog")).to_have_count(0)
    page.keyboard.press("?")
    page.get_by_role("dialog").get_by_role("checkbox").check()
    page.keyboard.press("Escape")
    page.keyboard.press("e")
    page.wait_for_url(f"**/{SYSTEM}/emergency/index.html")


def test_a_shortcut_types_a_letter_in_a_text_field(page: Page) -> None:
    page.keyboard.press("/")
    page.keyboard.type("servers")
    expect(page.locator(".rb-search__field")).to_have_value("servers")
    assert "/prepare/" in page.url


def test_the_drawer_opens_and_closes_by_keyboard(page: Page) -> None:
    assert not page.locator(".rb-nav a").first.is_visible()
    button = page.locator("[data-rb-drawer]")
    button.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".rb-nav a").first).to_be_focused()
    expect(button).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Escape")
    expect(button).to_be_focused()
    expect(button).to_have_attribute("aria-expanded", "false")


@pytest.mark.parametrize("kind", ["index", "matrix/prepare/index", "quick-start", *(f"{SYSTEM}/{part}index" for part in ("", "print/"))])
def test_nothing_covers_the_focus(kind: str, tab: Page, site: Path) -> None:
    """No control is below the header while it has the focus, in whole or in part; see also WCAG 2.2, 2.4.11."""
    tab.goto((site / f"{kind}.html").as_uri())
    for width, height in WINDOWS:
        tab.set_viewport_size({"width": width, "height": height})
        count, whole, partly = covered_controls(tab)
        assert count > 10
        assert (whole, partly) == ([], [])
    tab.set_viewport_size({"width": 390, "height": 844})


def test_no_bar_message_or_notice_covers_the_focus(page: Page) -> None:
    """A run has a bar that asks for a name; over it are the message about the last tick, and the notice of a copy."""
    page.evaluate("document.body.append(Object.assign(document.createElement('div'), {className: 'rb-notice', textContent: 'Offline'}))")
    for width, height in WINDOWS:
        page.set_viewport_size({"width": width, "height": height})
        page.locator(".rb-item__head label").first.click()
        page.locator(".rb-bar__who").wait_for()
        page.locator(".rb-status button").focus()
        _, whole, partly = covered_controls(page)
        assert (whole, partly if height > 300 else []) == ([], [])
    page.set_viewport_size({"width": 390, "height": 844})


def test_the_scheme_follows_the_device_until_the_reader_chooses(site: Path, browser: Browser) -> None:
    context = browser.new_context(service_workers="block", color_scheme="dark")
    page = context.new_page()
    page.goto((site / "index.html").as_uri())
    scheme = "document.body.dataset.mdColorScheme"
    assert page.evaluate(scheme) == "slate"
    page.emulate_media(color_scheme="light")
    page.wait_for_function(f"{scheme} === 'default'")
    page.locator(".rb-header [data-rb-scheme]").click()
    page.reload()
    assert page.evaluate(scheme) == "slate"
    context.close()


def test_pages_without_scripts_are_complete(site: Path, browser: Browser) -> None:
    context = browser.new_context(service_workers="block", viewport={"width": 390, "height": 844}, java_script_enabled=False)
    page = context.new_page()
    for kind in KINDS:
        page.goto((site / kind).as_uri())
        assert page.locator("main h1").is_visible(), kind
        assert not page.locator("[data-rb-search]").is_visible(), kind
        page.locator("label.rb-header__menu").click()
        assert page.locator(".rb-nav a").first.is_visible(), kind
    context.close()
