"""Commands on a page: one tap copies them, parts must be filled in first, and a message shows the copied text."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.built_site.page_kinds import SYSTEM, serve

pytestmark = pytest.mark.browser

WITH_PART = "git checkout"


@pytest.fixture
def page(site: Path, browser: Browser) -> Iterator[Page]:
    with serve(site) as address:
        context = browser.new_context(
            service_workers="block", viewport={"width": 390, "height": 844}, permissions=["clipboard-read", "clipboard-write"]
        )
        tab = context.new_page()
        tab.goto(f"{address}/{SYSTEM}/rollback/index.html")
        yield tab
        context.close()


def clipboard_text(page: Page) -> str:
    return str(page.evaluate("navigator.clipboard.readText()"))


def test_one_tap_copies_and_shows_a_message(page: Page) -> None:
    command = page.locator(".rb-command").first
    command.get_by_role("button").click()
    expect(command.get_by_role("button")).to_have_text("Copied")
    words = command.locator("code").inner_text()
    assert clipboard_text(page) == words
    expect(command.get_by_role("status")).to_contain_text(f"Copied: {words}")


def test_the_message_about_a_copied_command_has_the_expected_result(site: Path, browser: Browser) -> None:
    page = browser.new_page()
    page.goto((site / SYSTEM / "rollback/index.html").as_uri())
    page.evaluate(
        "document.querySelector('.rb-command').insertAdjacentHTML('afterend', "
        '\'<p class="rb-outcome rb-outcome--expect"><span class="rb-outcome__label">Expect</span> no errors</p>\')'
    )
    command = page.locator(".rb-command").first
    command.get_by_role("button").click()
    expect(command.get_by_role("status")).to_contain_text("Expect no errors")
    page.close()


def test_a_part_must_be_filled_in_before_a_command_is_copied(page: Page) -> None:
    command = page.locator(".rb-command", has_text=WITH_PART)
    part = command.get_by_role("textbox", name="Fill in: previous-commit")
    page.evaluate("navigator.clipboard.writeText('before')")
    command.get_by_role("button").click()
    expect(part).to_be_focused()
    expect(command.get_by_role("status")).to_have_text("Fill in previous-commit first")
    assert clipboard_text(page) == "before"
    part.fill("4f2a91c")
    command.get_by_role("button").click()
    expect(command.get_by_role("button")).to_have_text("Copied")
    assert clipboard_text(page).splitlines()[0] == "git checkout 4f2a91c"
    assert "<" not in clipboard_text(page)


@pytest.mark.parametrize(
    "blocked",
    [
        "delete Navigator.prototype.clipboard",
        "Navigator.prototype.__defineGetter__('clipboard', () => ({writeText: () => Promise.reject()}))",
    ],
)
def test_without_the_clipboard_api_commands_can_still_be_copied(blocked: str, site: Path, browser: Browser) -> None:
    context = browser.new_context(service_workers="block")
    context.add_init_script(blocked)
    page = context.new_page()
    page.goto((site / SYSTEM / "rollback/index.html").as_uri())
    command = page.locator(".rb-command").first
    command.get_by_role("button").click()
    expect(command.get_by_role("button")).to_have_text("Copied")
    context.close()


def test_when_copying_is_blocked_the_command_is_selected(site: Path, browser: Browser) -> None:
    context = browser.new_context(service_workers="block")
    context.add_init_script("delete Navigator.prototype.clipboard; Document.prototype.execCommand = () => false")
    page = context.new_page()
    page.goto((site / SYSTEM / "rollback/index.html").as_uri())
    command = page.locator(".rb-command").first
    command.get_by_role("button").click()
    expect(command.get_by_role("status")).to_contain_text("blocks copying")
    assert page.evaluate("getSelection().toString().trim()") == command.locator("code").inner_text().strip()
    context.close()


def test_code_in_the_documentation_copies_without_its_prompts(page: Page) -> None:
    page.goto(page.url.partition(SYSTEM)[0] + "quick-start.html")
    block = page.locator(".highlight").first
    block.get_by_role("button").click()
    assert clipboard_text(page).strip() == "git clone REPOSITORY runbook\ncd runbook\nmake site"
