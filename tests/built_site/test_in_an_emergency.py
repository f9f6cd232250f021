"""What people do in an emergency: tick steps on the emergency page, mark triggers as seen, go to the rollback and back."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from tests.built_site.accessibility import violations
from tests.built_site.test_answers import answer, open_page
from tests.built_site.test_ticking import box, item_of

pytestmark = pytest.mark.browser

RESTORE = "procedures.back.steps.restore"


@pytest.fixture(scope="module")
def address(address_of_shop: str) -> str:
    return address_of_shop


def test_steps_are_ticked_on_the_emergency_page(context: BrowserContext, address: str) -> None:
    """The boxes are those of the rollback page: a tick shows there at once. The first tick starts a run."""
    page = open_page(context, address, "emergency")
    other = open_page(context, address, "rollback")
    box(page, RESTORE).check()
    expect(page.locator(".rb-status")).to_contain_text("R1 ticked")
    expect(box(other, RESTORE)).to_be_checked()
    answer(other, RESTORE, "Failed", "no backup")
    expect(item_of(page, RESTORE).locator("> .rb-said")).to_contain_text("Failed: no backup")
    expect(page.locator(".rb-run__tally")).to_contain_text("This page 0/1")
    expect(page.locator(".rb-bar")).to_contain_text("0 of 1")
    page.locator("[data-rb-trigger]").first.get_by_role("button", name="Seen").click()
    expect(page.locator(".rb-status")).to_contain_text("S1 seen")
    expect(item_of(other, "triggers.errors")).to_have_attribute("data-rb-state", "done")
    assert violations(page) == []


def test_a_tick_before_the_scripts_have_loaded_is_recorded(context: BrowserContext, address: str) -> None:
    """A tick that the browser restores from an earlier visit is none of this run."""
    page = context.new_page()
    held: list[Route] = []
    page.route("**/ticking.js*", lambda route: held.append(route))  # noqa: PLW0108 - Playwright needs a function in Python
    page.goto(f"{address}/shop/rollback/index.html", wait_until="commit")
    box(page, RESTORE).check()
    box(page, "triggers.errors").evaluate("(input) => { input.checked = true }")
    held[0].continue_()
    expect(page.locator(".rb-status")).to_contain_text("R1 ticked")
    expect(box(page, RESTORE)).to_be_checked()
    expect(box(page, "triggers.errors")).not_to_be_checked()


def test_the_way_back_leads_to_the_item_and_stays_for_the_visit(context: BrowserContext, address: str) -> None:
    """It is also there after a reload, and on a page further on; a page that is opened by its address or by search has none."""
    page = open_page(context, address, person="Mona")
    smoke = "checklists.cut-over.items.smoke"
    answer(page, smoke, "Failed", "blank page")
    item_of(page, smoke).get_by_role("link", name="go to R, Roll back").click()
    back = page.get_by_role("link", name="Back to B4 The shop opens (Deployment day)")
    expect(back).to_have_count(2)
    page.reload()
    page.get_by_role("link", name="Emergency").first.click()
    expect(page.locator(".rb-back").first).to_have_text("Back to R1 The old version runs (Roll back)")
    top = page.locator(".rb-back--top a")
    page.mouse.wheel(0, 5000)
    expect(top).to_be_in_viewport()
    assert violations(page) == []
    top.click()
    expect(page).to_have_url(f"{address}/shop/rollback/index.html#{RESTORE}")
    page.goto(f"{address}/shop/incident/index.html")
    page.go_back()
    back.first.click()
    expect(page).to_have_url(f"{address}/shop/deploy-day/index.html#{smoke}")
    expect(page.locator(".rb-back")).to_have_count(0)
    page.goto(f"{address}/shop/rollback/index.html")
    expect(page.locator(".rb-bar")).to_be_visible()
    expect(back).to_have_count(0)


def test_the_view_of_one_item_has_a_way_back_too(context: BrowserContext, address: str) -> None:
    """On a phone it does not cover what is beside the title."""
    page = open_page(context, address, person="Mona")
    box(page, "checklists.cut-over.items.decide").focus()
    page.keyboard.press("x")
    page.locator(".rb-one").get_by_role("radio", name="High").check()
    page.locator(".rb-one__choices").get_by_role("link", name="go to R, Roll back").click()
    expect(page.locator(".rb-back").first).to_have_text("Back to B3 Assess the severity (Deployment day)")
    page.set_viewport_size({"width": 390, "height": 844})
    page.get_by_role("button", name="Details").click(timeout=5000)


def test_a_trigger_is_seen_beside_the_list_and_leads_to_the_rollback(context: BrowserContext, address: str) -> None:
    page = open_page(context, address, person="Mona")
    page.get_by_role("button", name="Stop and roll back if").click()
    trigger = page.locator("[data-rb-trigger]").first
    trigger.get_by_role("button", name="Seen").click()
    expect(trigger).to_contain_text("Seen: Mona, ")
    page.emulate_media(media="print")
    expect(trigger.get_by_role("button")).to_have_count(0)
    page.emulate_media(media="screen")
    page.goto(f"{address}/shop/rollback/index.html")
    said = item_of(page, "triggers.errors").locator("> .rb-said")
    expect(said).to_contain_text("Seen: Mona, ")
    expect(said.get_by_role("link")).to_have_attribute("href", "#procedures.back")
    page.goto(f"{address}/shop/emergency/index.html")
    expect(page.locator("[data-rb-trigger]").first).to_contain_text("Seen: Mona, ")


def test_a_trigger_that_was_seen_leads_to_the_first_open_step_and_can_be_undone_later(context: BrowserContext, address: str) -> None:
    page = open_page(context, address, person="Mona")
    page.get_by_role("button", name="Stop and roll back if").click()
    trigger = page.locator("[data-rb-trigger]").first
    expect(trigger.get_by_role("button")).to_have_count(1)
    trigger.get_by_role("button", name="Seen").click()
    now = trigger.get_by_role("link", name="Roll back now: R1")
    expect(now).to_have_attribute("href", f"{address}/shop/rollback/index.html#{RESTORE}")
    page.reload()
    page.get_by_role("button", name="Stop and roll back if").click()
    trigger.get_by_role("button", name="History: S1 Too many requests fail").click()
    page.get_by_role("dialog").locator("ol.rb-history").get_by_role("button", name="Undo").click()
    page.get_by_role("button", name="Close").click()
    expect(trigger).not_to_contain_text("Mona")
    expect(trigger.get_by_role("link")).to_have_text("→ go to R, Roll back")
    page.goto(f"{address}/shop/emergency/index.html")
    trigger.get_by_role("button", name="Seen").click()
    now.click()
    expect(page).to_have_url(f"{address}/shop/emergency/index.html#{RESTORE}")
    box(page, RESTORE).check()
    expect(now).to_have_count(0)
    assert violations(page) == []


def test_who_decided_when_and_why_is_filled_in_from_the_trigger(context: BrowserContext, address: str) -> None:
    page = open_page(context, address, "emergency")
    page.locator("[data-rb-trigger]").first.get_by_role("button", name="Seen").click()
    page.locator("#rb-who").fill("Mona")
    page.keyboard.press("Enter")
    offer = page.locator(".rb-decision__offer")
    expect(offer).to_contain_text("S1 was seen at ")
    page.goto(f"{address}/shop/rollback/index.html")
    expect(offer).to_contain_text("by Mona.")
    offer.get_by_role("button", name="Fill in").click()
    page.locator(".rb-decision summary").click()
    expect(page.get_by_label("Fill in: Trigger")).to_have_value("S1 Too many requests fail")
    expect(page.get_by_label("Fill in: By")).to_have_value("Mona")
    expect(page.locator(".rb-decision__said")).to_contain_text("· Mona · S1 Too many requests fail")
    expect(offer).to_have_text("")
    with page.expect_download() as record:
        page.evaluate("runbook.need('hand-over').then(() => runbook.handOver.saveMarkdown())")
    assert "Roll back: Trigger: `S1 Too many requests fail`" in Path(record.value.path()).read_text(encoding="utf-8")
    page.locator(".rb-status").get_by_role("button", name="Undo").click()
    expect(page.get_by_label("Fill in: Decided at")).to_have_value("")
    expect(offer).to_contain_text("S1 was seen at ")
    assert violations(page) == []


def copied(page: Page) -> str:
    """Tap on the first copy button of the page, and return what was copied."""
    copy = page.locator(".rb-copy").first
    copy.click()
    # A copy waits for the values of the run, on a slow machine for some seconds.
    expect(copy).to_have_text("Copied", timeout=15000)
    return str(page.evaluate("navigator.clipboard.readText()"))


def test_from_home_two_taps_copy_a_command_that_is_filled_in(context: BrowserContext, address: str) -> None:
    """The value is in the address of the home page."""
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{address}/index.html?commit=abcdef0")
    page.get_by_role("link", name="Shop: Emergency").click()
    assert copied(page) == "./restore.sh abcdef0"


@pytest.mark.parametrize("late", ["inputs", "run-marks"])
def test_the_first_tap_on_copy_waits_for_the_value_of_the_run(context: BrowserContext, address: str, late: str) -> None:
    """It counts more than what is in the address, and nobody has to tap twice because a script is late."""
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    first = open_page(context, address, person="Mona")
    field = first.get_by_role("textbox", name="Fill in: Version").first
    field.fill("1234567")
    field.press("Tab")
    expect(first.locator(".rb-status")).to_contain_text("1234567")
    page = context.new_page()
    held: list[Route] = []
    page.route(f"**/{late}.js*", lambda route: held.append(route))  # noqa: PLW0108 - Playwright needs a function in Python
    with page.expect_request(f"**/{late}.js*"):
        page.goto(f"{address}/shop/emergency/index.html?commit=abcdef0", wait_until="commit")
    copy = page.locator(".rb-copy").first
    copy.click()
    expect(copy).to_have_text("Copy")
    held[0].continue_()
    expect(copy).to_have_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()") == "./restore.sh 1234567"
    assert page.locator(".rb-header a", has_text="Emergency").count() == 0
