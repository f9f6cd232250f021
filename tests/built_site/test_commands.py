"""Commands on a page: one tap copies them with the values of their blanks, and a message shows the copied text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.built_site.page_kinds import SYSTEM, serve

pytestmark = pytest.mark.browser

WITH_BLANK = "git checkout"
LABEL = "Commit hash before T-0"


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
    expect(command.locator(".rb-copy__status")).to_contain_text(f"Copied: {words}")


def test_the_message_about_a_copied_command_has_the_expected_result(site: Path, browser: Browser) -> None:
    page = browser.new_page()
    page.goto((site / SYSTEM / "rollback/index.html").as_uri())
    page.evaluate(
        "document.querySelector('.rb-command').insertAdjacentHTML('afterend', "
        '\'<p class="rb-outcome rb-outcome--expect"><span class="rb-outcome__label">Expect</span> no errors</p>\')'
    )
    command = page.locator(".rb-command").first
    command.get_by_role("button").click()
    expect(command.locator(".rb-copy__status")).to_contain_text("Expect no errors")
    page.close()


def test_a_blank_must_be_filled_in_before_a_command_is_copied(page: Page) -> None:
    command = page.locator(".rb-command", has_text=WITH_BLANK)
    blank = command.get_by_role("textbox", name=f"Fill in: {LABEL}")
    page.evaluate("navigator.clipboard.writeText('before')")
    command.get_by_role("button").click()
    expect(blank).to_be_focused()
    expect(command.locator(".rb-copy__status")).to_have_text(f"Fill in {LABEL} first")
    assert clipboard_text(page) == "before"
    blank.fill("4f2a91c")
    blank.press("Enter")
    expect(command.get_by_role("button")).to_have_text("Copied")
    assert clipboard_text(page).splitlines()[0] == "git checkout 4f2a91c"
    assert "<" not in clipboard_text(page)


def test_a_value_is_the_same_on_all_pages_of_the_visit_and_is_not_stored_for_longer(page: Page) -> None:
    """The line that notes the value and the commands that use it are on different pages."""
    page.goto(page.url.replace("/rollback/", "/deploy-day/"))
    page.get_by_role("textbox", name=f"Fill in: {LABEL}").fill("4f2a91c")
    page.goto(page.url.replace("/deploy-day/", "/emergency/"))
    expect(page.get_by_role("textbox", name=f"Fill in: {LABEL}").first).to_have_value("4f2a91c")
    assert "4f2a91c" not in page.evaluate("JSON.stringify(localStorage)")
    assert "4f2a91c" not in page.url
    other = page.context.new_page()
    other.goto(page.url)
    expect(other.get_by_role("textbox", name=f"Fill in: {LABEL}").first).to_have_value("")


def test_an_address_fills_in_values_that_match_and_no_others(page: Page) -> None:
    address = page.url
    blank = page.get_by_role("textbox", name=f"Fill in: {LABEL}")
    page.goto(f"{address}?previous-commit=v2.4%2B1&unknown=x")
    expect(blank).to_have_value("v2.4+1")
    expect(page.get_by_role("alert")).to_have_count(0)
    page.goto(f"{address}?previous-commit=%24(rm%20x)")
    expect(page.get_by_role("alert")).to_contain_text(f"no valid value for {LABEL}")
    expect(blank).to_have_value("v2.4+1")


def test_a_value_that_a_shell_could_interpret_is_shown_and_not_copied(page: Page) -> None:
    changed(page, r'data-rb-pattern="[^"]*"', 'data-rb-pattern=".+"')
    page.evaluate("navigator.clipboard.writeText('before')")
    command = page.locator(".rb-command", has_text=WITH_BLANK)
    blank = command.get_by_role("textbox", name=f"Fill in: {LABEL}")
    blank.fill("$(rm x)")
    command.get_by_role("button").click()
    expect(command.locator(".rb-copy__status")).to_contain_text("Not copied: a shell could interpret")
    expect(blank).to_have_value("$(rm x)")
    assert clipboard_text(page) == "before"


def test_a_secret_is_copied_and_neither_shown_nor_kept(page: Page) -> None:
    changed(page, r"data-rb-pattern=", "data-rb-secret data-rb-pattern=")
    page.goto(f"{page.url}?previous-commit=hunter2")
    expect(page.get_by_role("alert")).to_contain_text("is secret")
    command = page.locator(".rb-command", has_text=WITH_BLANK)
    secret = command.get_by_label(f"Fill in: {LABEL}")
    expect(secret).to_have_attribute("type", "password")
    expect(secret).to_have_value("")
    secret.fill("hunter3")
    command.get_by_role("button").click()
    expect(command.locator(".rb-copy__status")).to_contain_text("git checkout <previous-commit>")
    assert "hunter3" in clipboard_text(page)
    assert "hunter3" not in page.evaluate("JSON.stringify(sessionStorage) + JSON.stringify(localStorage)")
    page.reload()
    expect(secret).to_have_value("")


def test_without_scripts_a_command_is_shown_as_it_is_written(site: Path, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((site / SYSTEM / "rollback/index.html").as_uri())
    expect(page.locator(".rb-command code", has_text=WITH_BLANK)).to_contain_text("git checkout <previous-commit>")
    context.close()


def test_a_blank_in_prose_has_the_value_of_the_run(page: Page) -> None:
    """The mark is that of a command, and the run says what it knows about the blank beside commands and prose."""
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    mark = f'<span data-rb-blank="previous-commit" data-rb-label="{LABEL}" data-rb-pattern="[0-9a-f]+">&lt;previous-commit&gt;</span>'
    changed(page, r"</h1>", rf'</h1><div class="rb-prose"><p>Go back to {mark} and <code>show {mark}</code></p></div>')
    command = page.locator(".rb-command", has_text=WITH_BLANK)
    command.get_by_role("textbox", name=f"Fill in: {LABEL}").fill("4f2a91c")
    inputs = page.locator(".rb-prose .rb-part")
    expect(inputs).to_have_count(2)
    for input in inputs.all():
        expect(input).to_have_value("4f2a91c")
    expect(page.locator(".rb-prose .rb-noted")).to_have_count(1)
    assert errors == []


def changed(page: Page, pattern: str, replacement: str) -> None:
    """Load the page again, with other attributes of its blanks."""

    def fulfil(route: Route) -> None:
        response = route.fetch()
        route.fulfill(response=response, body=re.sub(pattern, replacement, response.text()))

    page.route(re.compile(r"/rollback/index\.html"), fulfil)
    page.reload()


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
    expect(command.locator(".rb-copy__status")).to_contain_text("blocks copying")
    assert page.evaluate("getSelection().toString().trim()") == command.locator("code").inner_text().strip()
    context.close()


def test_code_in_the_documentation_copies_without_its_prompts(page: Page) -> None:
    page.goto(page.url.partition(SYSTEM)[0] + "quick-start.html")
    block = page.locator(".highlight").first
    block.get_by_role("button").click()
    assert clipboard_text(page).strip() == "git clone REPOSITORY runbook\ncd runbook\nmake site"
