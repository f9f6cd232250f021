"""A run begins and ends: who is asked for a name, what is offered and not continued, what a received run changes, and what is counted."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.built_site.page_kinds import serve
from tests.built_site.phone_context import ZONE, new_context
from tests.built_site.test_ticking import BACKUP, DAY, box, item_of, open_page, set_up

pytestmark = pytest.mark.browser

START = datetime(2026, 12, 1, 20, 0, tzinfo=ZoneInfo(ZONE))
STAGING = "checklists.pre-deployment.items.staging-tests"
PLANNED = ("prepare", "deploy-day", "follow-up")


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    with serve(site) as found:
        yield found


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    own = new_context(browser)
    own.clock.set_fixed_time(START)
    yield own
    own.close()


def settings(page: Page) -> None:
    page.get_by_role("button", name="Run settings").first.click()


def receive(browser: Browser, address: str, page: Page) -> Page:
    """Open the run of a page in the browser of a colleague, who reads the offer."""
    link = page.evaluate("runbook.need('hand-over').then(() => runbook.handOver.link())")
    colleague = new_context(browser)
    colleague.clock.set_fixed_time(START + timedelta(minutes=10))
    other = colleague.new_page()
    other.goto(link)
    other.get_by_role("group", name="Received run").wait_for()
    return other


def test_a_first_tick_asks_for_the_name_and_puts_it_on_that_tick(context: BrowserContext, address: str) -> None:
    page = open_page(context, address)
    expect(page.locator("#rb-who")).to_be_hidden()
    box(page, BACKUP).check()
    page.locator("#rb-who").fill("Mona")
    page.reload()
    expect(page.locator("#rb-who")).to_have_value("Mona")
    page.locator("#rb-who").press("Enter")
    expect(page.locator("#rb-who")).to_be_hidden()
    expect(page.locator(".rb-next")).to_be_focused()
    page.reload()
    expect(item_of(page, BACKUP).locator("> .rb-answer")).to_contain_text("Mona")


def test_a_run_that_was_ended_is_offered_and_the_next_tick_begins_another(context: BrowserContext, address: str) -> None:
    page = open_page(context, address)
    set_up(page, "Release 42", "Mona")
    box(page, BACKUP).check()
    settings(page)
    page.get_by_role("button", name="End run").click()
    expect(page.get_by_role("dialog")).to_contain_text("items are open. End the run?")
    page.get_by_role("button", name="End run", exact=True).click()
    expect(page.locator(".rb-run__note")).to_contain_text("“Release 42” ended Tue 2026-12-01 20:00")
    with page.expect_download() as saved:
        page.locator(".rb-run__note").get_by_role("button", name="Export as JSON").click()
    assert json.loads(saved.value.path().read_text("utf-8"))["ended"].startswith("2026-12-01T")
    expect(box(page, BACKUP)).not_to_be_checked()
    box(page, STAGING).check()
    expect(page.locator(".rb-run__name")).to_contain_text("2026-12-01")
    expect(page.locator(".rb-status")).to_contain_text("ticked. New run: 2026-12-01")
    page.reload()
    expect(box(page, STAGING)).to_be_checked()
    expect(box(page, BACKUP)).not_to_be_checked()
    settings(page)
    page.get_by_role("button", name="Release 42 · Mona").click()
    page.get_by_role("button", name="Continue this run").click()
    expect(box(page, BACKUP)).to_be_checked()
    expect(box(page, STAGING)).not_to_be_checked()


def test_the_ticks_of_the_last_deployment_are_not_in_the_next_one(context: BrowserContext, address: str) -> None:
    page = open_page(context, address)
    box(page, BACKUP).check()
    context.clock.set_fixed_time(START + timedelta(days=10))
    page.reload()
    expect(page.locator(".rb-run__note")).to_contain_text("“2026-12-01” is over.")
    expect(page.locator(".rb-run__note")).not_to_contain_text("false")
    expect(box(page, BACKUP)).not_to_be_checked()
    page.get_by_role("button", name="Continue this run").click()
    expect(box(page, BACKUP)).to_be_checked()
    page.reload()
    expect(box(page, BACKUP)).to_be_checked()


def test_saving_the_settings_changes_only_what_was_typed(context: BrowserContext, address: str) -> None:
    """A T-0 that another tab or a colleague moved meanwhile stays, and a copied link settles nothing."""
    page = open_page(context, address)
    set_up(page, "Release 42", "Mona", "2026-12-01T22:00")
    settings(page)
    page.evaluate("""() => {
        const t0 = {what: "t0", zone: "UTC", at: "2026-12-01T14:00:00Z"};
        const events = [["aaaaaa", "2026-12-01T22:30"], ["bbbbbb", "2026-12-01T22:45"]];
        const { id } = runbook.run.current();
        return runbook.run.join(id, events.map(([node, moment]) => ({...t0, id: `typc00.0.${node}`, t0: moment})));
    }""")
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name="Copy link").click()
    expect(dialog.get_by_role("status").filter(has_text=re.compile("link", re.IGNORECASE))).to_have_count(1)
    expect(page.locator(".rb-run__note").filter(has_text="T-0 differs")).to_have_count(1)
    page.get_by_label("Run name").fill("")
    dialog.get_by_role("button", name="Copy link").click()
    assert page.evaluate("runbook.run.current().name") == "Release 42"
    page.get_by_label("Run name").fill("Release 4.2")
    dialog.get_by_role("button", name="Save").click()
    expect(page.locator(".rb-run__name")).to_contain_text("Release 4.2")
    expect(page.locator(".rb-run__clock")).to_contain_text("22:45")


def test_a_drill_says_that_it_is_one_until_somebody_says_that_it_is_not(context: BrowserContext, browser: Browser, address: str) -> None:
    """In the card, the bar, the title and one item at a time, in other tabs and at whoever receives it."""
    page, tab = open_page(context, address), open_page(context, address)
    page.get_by_role("button", name="Start a run").click()
    page.get_by_label("This is a drill").check()
    page.get_by_role("button", name="Start run").click()
    places = [".rb-run__name .rb-drill", ".rb-bar .rb-drill"]
    for shown in (page, tab):
        for place in places:
            expect(shown.locator(place)).to_have_text("Drill")
            expect(shown.locator(place)).to_be_visible()
    expect(page).to_have_title(re.compile("^Drill: "))
    page.get_by_role("button", name="One at a time").click()
    expect(page.locator(".rb-one .rb-drill")).to_be_visible()
    page.keyboard.press("Escape")
    other = receive(browser, address, page)
    expect(other.get_by_role("group", name="Received run")).to_contain_text("The received run is only practice.")
    other.context.close()
    settings(page)
    page.get_by_label("This is a drill").uncheck()
    for shown in (page, tab):
        expect(shown.locator(".rb-drill:visible")).to_have_count(0)
    expect(page).not_to_have_title(re.compile("Drill"))
    assert page.evaluate("runbook.run.state().events.filter(({what}) => what === 'drill').map(({text}) => text)") == ["yes", ""]


def test_the_settings_close_if_another_tab_opens_another_run(context: BrowserContext, address: str) -> None:
    page, other = open_page(context, address), open_page(context, address)
    set_up(page, "Release 42", "Mona")
    settings(page)
    page.get_by_label("Run name").fill("Release 4.2")
    other.evaluate("runbook.run.begin({name: 'Release 43'})")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.locator(".rb-status")).to_have_text("Another run is open. What you typed waits for “Release 42”.")
    page.wait_for_function("runbook.run.list().map(({name}) => name).sort().join() === 'Release 42,Release 43'")
    page.evaluate("runbook.run.open(runbook.run.list().find(({name}) => name === 'Release 42').id)")
    settings(page)
    expect(page.get_by_label("Run name")).to_have_value("Release 4.2")


def test_a_planned_run_goes_on_until_a_day_after_its_last_moment(context: BrowserContext, address: str) -> None:
    page = open_page(context, address)
    set_up(page, "Next week", "Mona", "2026-12-08T22:00")
    box(page, BACKUP).check()
    last = int(page.locator(".rb-run").get_attribute("data-rb-last") or 0)
    zero = datetime(2026, 12, 8, 22, 0, tzinfo=ZoneInfo(ZONE))
    for after, shown in ((timedelta(hours=23), True), (timedelta(hours=25), False)):
        context.clock.set_fixed_time(zero + timedelta(seconds=last) + after)
        page.reload()
        expect(box(page, BACKUP)).to_be_checked(checked=shown)


def test_a_run_is_held_with_a_reason_and_goes_on(context: BrowserContext, address: str) -> None:
    page = open_page(context, address)
    set_up(page, "Release 42", "Mona")
    settings(page)
    page.get_by_label("Why hold").fill("the database is slow")
    page.get_by_role("button", name="Hold", exact=True).click()
    page.reload()
    expect(page.locator(".rb-run__note")).to_contain_text("On hold: the database is slow")
    settings(page)
    page.get_by_role("dialog").get_by_role("button", name="Go on").click()
    expect(page.locator(".rb-run__note")).to_have_count(0)
    settings(page)
    page.get_by_role("button", name="History").click()
    expect(page.get_by_role("dialog")).to_contain_text("Mona · hold: the database is slow")
    page.get_by_label("Why hold").fill("the window is over")
    page.get_by_role("button", name="End run …").click()
    page.get_by_role("button", name="End run", exact=True).click()
    events = page.evaluate("runbook.run.state().events.map(({ what, text }) => `${what} ${text}`)")
    assert "hold the window is over" in events and events[-1].startswith("end")


def test_only_what_the_run_plans_is_counted(context: BrowserContext, address: str) -> None:
    page = open_page(context, address)
    box(page, BACKUP).check()
    counts = "() => runbook.boxes.ask().then(({phases}) => phases.map(({id, lists}) => [id, lists.flatMap(({boxes}) => boxes).length]))"
    boxes: dict[str, int] = dict(page.evaluate(counts))
    planned = sum(boxes.get(phase, 0) for phase in PLANNED)
    expect(page.locator(".rb-run__tally")).to_contain_text(f"run 1/{planned}")
    page.goto(f"{address}/elearning-platform/rollback/index.html")
    page.locator("[data-rb-box$='.steps.execute.items.stop']").check()
    expect(page.locator(".rb-run__tally")).to_contain_text(f"run 2/{planned + boxes['rollback']}")


def test_a_trigger_that_was_seen_is_not_counted_as_work(context: BrowserContext, address: str) -> None:
    """Nobody takes on a list of triggers, it takes no time, and the bar names none that is open."""
    page = open_page(context, address, "school-messaging/prepare/index.html")
    page.locator("[data-rb-box]").first.check()
    expect(page.locator(".rb-run__tally")).to_contain_text("run ")
    counted = page.locator(".rb-run__tally").inner_text().rpartition("run ")[2]
    page.goto(f"{address}/school-messaging/rollback/index.html")
    triggers = page.locator("[data-rb-box^='triggers.']")
    assert triggers.count() > 1
    triggers.first.check()
    expect(page.locator(".rb-list--triggers .rb-progress")).to_have_text(f"1 of {triggers.count()}")
    expect(page.locator(".rb-run__tally")).to_have_text(f"run {counted}")
    expect(page.locator(".rb-bar__way")).to_have_text("Nothing is open on this page")
    triggers.first.locator("xpath=ancestor::*[@role='listitem']").locator(".rb-answer").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("button", name="Copy link")).to_be_visible()
    expect(page.get_by_role("button", name="Claim")).to_have_count(0)


def test_a_received_run_asks_for_the_name_and_lists_what_contradicts_before_and_after(
    browser: Browser, context: BrowserContext, address: str
) -> None:
    page = open_page(context, address)
    set_up(page, "Release 42", "Mona")
    box(page, BACKUP).check()
    other = receive(browser, address, page)
    offer = other.get_by_role("group", name="Received run")
    assert other.evaluate("document.activeElement.id") == "rb-receiver"
    assert offer.locator("p").count() == 1 and "false" not in offer.inner_text()
    offer.get_by_label("Your name").fill("Rahim")
    offer.get_by_role("button", name="Open run").click()
    for one, reason in ((page, "no staging"), (other, "no server")):
        item_of(one, STAGING).locator("> .rb-answer").click()
        one.locator("#rb-because").fill(reason)
        one.get_by_role("dialog").get_by_role("button", name="Save").click()
    box(other, "checklists.pre-deployment.items.team-notified").check()
    page.goto(other.evaluate("runbook.need('hand-over').then(() => runbook.handOver.link())"))
    offer = page.get_by_role("group", name="Received run")
    expect(offer).to_contain_text("2 new entries")
    expect(offer).to_contain_text("Contradicts: G2 Verify that all staging tests pass")
    expect(offer).to_contain_text("Clocks differ by up to 10 min")
    offer.get_by_role("button", name="Merge").click()
    changed = page.locator(".rb-run__offer")
    expect(changed).to_contain_text("Merged. This has changed:")
    expect(changed).to_contain_text("not applicable: no staging (Mona")
    expect(changed).to_contain_text("not applicable: no server (Rahim")
    expect(page.locator(".rb-run__note").filter(has_text="different answers")).to_contain_text("Verify that all staging tests pass")
    expect(page.locator(".rb-item[data-rb-state=differs]")).to_have_count(1)
    other.context.close()


def test_a_link_of_another_system_leads_there_and_one_on_a_page_without_runs_opens(
    browser: Browser, context: BrowserContext, address: str
) -> None:
    page = open_page(context, address)
    set_up(page, "Release 42", "Mona")
    box(page, BACKUP).check()
    link = page.evaluate("runbook.need('hand-over').then(() => runbook.handOver.link())")
    fragment = link.partition("#")[2]
    colleague = new_context(browser)
    colleague.clock.set_fixed_time(START)
    other = colleague.new_page()
    other.goto(f"{address}/school-messaging/prepare/index.html#{fragment}")
    expect(other.locator(".rb-run__offer")).to_contain_text("This run belongs to another system: elearning-platform.")
    other.get_by_role("link", name="Open it there").click()
    offer = other.get_by_role("group", name="Received run")
    expect(offer).to_contain_text("Release 42")
    other.reload()
    offer.get_by_role("button", name="Ignore").click()
    assert "#" not in other.url
    other.goto(f"{address}/elearning-platform/contacts/index.html#{fragment}")
    other.wait_for_url("**/elearning-platform/index.html#run=*")
    expect(other.get_by_role("group", name="Received run")).to_contain_text("Release 42")
    for wrong in ("run=", "run=e!", "run=zAAAA", "run=x"):
        other.goto("about:blank")
        other.goto(f"{address}/{DAY}#{wrong}")
        expect(other.locator(".rb-run__offer")).to_have_text("This link or file is not a valid run.")
    nothing = '{"format": "runbook-run", "id": "x", "variant": "elearning-platform", "events": [{"id": "of no known form"}]}'
    other.reload()
    other.evaluate("file => runbook.need('hand-over').then(() => runbook.handOver.readFile(new Blob([file])))", nothing)
    expect(other.locator(".rb-run__offer")).to_have_text("This link or file is not a valid run.")
    colleague.close()
