"""Runs in the browser: ticks, answers, blocking boxes, times, blocked storage, reset, handover, two tabs and paper."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import segno
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from generator.runs.read_run import Run, read_run
from tests.built_site.page_kinds import serve
from tests.built_site.phone_context import ZONE, new_context

pytestmark = pytest.mark.browser

DAY = "elearning-platform/deploy-day/index.html"
BLOCKING = "latest/shop/deploy-day/index.html"  # no shipped system has a blocking item
BACKUP = "checklists.pre-deployment.items.backup"
PARENT = "checklists.validation.items.user-flows"
NO_STORAGE = """for (const name of ['localStorage', 'indexedDB']) {
  Object.defineProperty(window, name, {get() { throw new DOMException('blocked', 'SecurityError'); }});
}"""


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    with serve(site) as found:
        yield found


def open_page(context: BrowserContext, address: str, path: str = DAY) -> Page:
    page = context.new_page()
    page.goto(f"{address}/{path}")
    return page


def box(page: Page, item: str) -> Locator:
    return page.locator(f'[data-rb-box="{item}"]')


def item_of(page: Page, item: str) -> Locator:
    return page.locator(".rb-item", has=page.locator(f'> .rb-item__head [data-rb-box="{item}"]')).last


def set_up(page: Page, name: str, person: str, t0: str = "") -> None:
    page.get_by_role("button", name="Start a run").click()
    page.get_by_label("Run name").fill(name)
    page.get_by_label("Your name (shown on your ticks)").fill(person)
    if t0:
        page.get_by_label("T-0", exact=True).fill(t0)
        page.get_by_label("Time zone").fill(ZONE)
    page.get_by_role("button", name="Start run").click()


def save(page: Page) -> None:
    page.get_by_role("dialog").get_by_role("button", name="Save").click()


def open_answer(page: Page, item: str) -> None:
    item_of(page, item).locator("> .rb-answer").click()


def test_a_tick_shows_name_and_time_appears_in_other_tabs_and_is_stored(context: BrowserContext, address: str) -> None:
    first, second = open_page(context, address), open_page(context, address)
    set_up(first, "Release 2026.11", "Mona")
    first.locator(f'label[for="box:{BACKUP}"]').click()
    expect(second.locator(".rb-run__name")).to_contain_text("Release 2026.11")
    expect(box(second, BACKUP)).to_be_checked()
    first.reload()
    expect(box(first, BACKUP)).to_be_checked()
    label = item_of(first, BACKUP).locator("> .rb-answer").get_attribute("aria-label") or ""
    assert label.startswith("Done: Mona, ") and "UTC+06:00" in label
    expect(first.locator(".rb-run__tally")).to_contain_text("This phase 1/")
    expect(first.locator(".rb-run__kept")).to_have_text("Saved in this browser only.")


def test_the_whole_text_of_an_item_is_its_hit_area(context: BrowserContext, address: str) -> None:
    page = open_page(context, address)
    for place in page.locator(".rb-item__head").all()[:8]:
        area = place.locator("label").bounding_box()
        assert area is not None and area["height"] >= 24 and area["width"] >= 24
        square = place.locator("input").bounding_box()
        assert square is not None and min(square["height"], square["width"]) >= 24


def test_a_parent_follows_its_children_and_its_tick_can_be_undone(context: BrowserContext, address: str) -> None:
    page = open_page(context, address)
    children = page.locator(f'[data-rb-box^="{PARENT}.items."]')
    count = children.count()
    children.first.check()
    assert box(page, PARENT).evaluate("box => box.indeterminate && !box.checked")
    box(page, PARENT).check()
    expect(page.locator(".rb-status")).to_contain_text(f"{count - 1} box")
    assert all(child.is_checked() for child in children.all())
    page.locator(".rb-status").get_by_role("button", name="Undo").click()
    assert [child.is_checked() for child in children.all()] == [True, *[False] * (count - 1)]


def test_not_applicable_needs_a_reason_and_a_note_stays(context: BrowserContext, address: str) -> None:
    page = open_page(context, address)
    open_answer(page, BACKUP)
    page.get_by_label("Not applicable", exact=True).check()
    save(page)
    expect(page.get_by_text("Enter why it is not applicable.")).to_be_visible()
    page.locator("#rb-because").fill("nothing is stored yet")
    page.locator("#rb-note").fill("asked <b>twice</b>")
    save(page)
    page.reload()
    said = item_of(page, BACKUP).locator("> .rb-said")
    expect(said).to_contain_text("Not applicable: nothing is stored yet")
    expect(said).to_contain_text("Note: asked <b>twice</b>")
    expect(box(page, BACKUP)).not_to_be_checked()


def test_an_answer_of_a_parent_keeps_children_that_are_not_applicable_and_says_so(context: BrowserContext, address: str) -> None:
    page = open_page(context, address)
    children = page.locator(f'[data-rb-box^="{PARENT}.items."]')
    first = str(children.first.get_attribute("data-rb-box"))
    open_answer(page, first)
    page.locator("#rb-because").fill("no mail")
    save(page)
    open_answer(page, PARENT)
    others = children.count() - 1
    expect(page.get_by_role("dialog")).to_contain_text(f"Applies to the {others} boxes below. 1 box keeps its own answer.")
    page.get_by_label("Done", exact=True).check()
    save(page)
    expect(box(page, PARENT)).to_be_checked()
    assert [child.is_checked() for child in children.all()] == [False, *[True] * others]
    expect(item_of(page, first).locator("> .rb-said")).to_contain_text("Not applicable: no mail")


def test_open_blocking_boxes_are_listed_before_a_phase_is_marked_done(context: BrowserContext, address_of_releases: str) -> None:
    page = open_page(context, address_of_releases, BLOCKING)
    set_up(page, "Night", "Mona")
    finish = page.locator("[data-rb-finish]")
    blocking = page.locator(".rb-item--blocking")
    expect(finish).to_contain_text("cannot be finished: 2 “Must” items are open")
    words = [text.strip() for text in blocking.locator("> .rb-item__head label").all_inner_texts()]
    assert [text.strip() for text in finish.locator("li").all_inner_texts()] == words
    for one in blocking.locator("> .rb-item__head input").all():
        one.check()
    finish.get_by_role("button", name="Mark").click()
    expect(finish).to_contain_text("is done: Mona")
    blocking.locator("> .rb-item__head input").first.uncheck()
    expect(finish).to_contain_text("1 “Must” item is open again")
    expect(finish.locator(".rb-finish__again")).to_be_visible()
    expect(finish.locator(".rb-finish__done")).to_have_count(0)


def test_a_phase_is_finished_with_open_items_only_with_a_reason(context: BrowserContext, address_of_releases: str) -> None:
    page = open_page(context, address_of_releases, BLOCKING)
    set_up(page, "Night", "Mona")
    finish = page.locator("[data-rb-finish]")
    finish.get_by_role("button", name="Finish with open items").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_label("Why the phase ends")).to_be_focused()
    dialog.get_by_label("Why the phase ends").fill("  ")
    dialog.get_by_role("button", name="Mark").click()
    expect(dialog).to_be_visible()
    dialog.get_by_label("Why the phase ends").fill("the vendor is down")
    dialog.get_by_role("button", name="Mark").click()
    expect(finish).to_contain_text("is done: Mona")
    expect(finish).to_contain_text("2 “Must” items are open.")
    expect(finish).to_contain_text("Reason: the vendor is down")
    with page.expect_download() as record:
        page.evaluate("runbook.need('hand-over').then(() => runbook.handOver.saveMarkdown())")
    markdown = Path(record.value.path()).read_text(encoding="utf-8")
    assert "phase marked done with open “Must” items: the vendor is down (Mona)" in markdown


def test_without_storage_ticks_last_for_the_visit_and_the_page_says_so(context: BrowserContext, address: str) -> None:
    context.add_init_script(NO_STORAGE)
    page = open_page(context, address)
    box(page, BACKUP).check()
    expect(page.locator(".rb-run__kept")).to_contain_text("This browser cannot save. Ticks are lost when you leave")
    page.goto(f"{address}/elearning-platform/prepare/index.html")
    page.goto(f"{address}/{DAY}")
    expect(box(page, BACKUP)).to_be_checked()
    with page.expect_download() as export:
        page.get_by_role("button", name="Export", exact=True).first.click()
    assert BACKUP in json.loads(Path(export.value.path()).read_text(encoding="utf-8"))["answers"]


def test_a_reset_asks_first_and_can_be_undone(context: BrowserContext, address: str) -> None:
    page = open_page(context, address)
    box(page, BACKUP).check()
    page.get_by_role("button", name="Run settings").first.click()
    page.get_by_role("button", name="Clear all answers").click()
    expect(box(page, BACKUP)).to_be_checked()
    page.get_by_role("button", name="Clear all answers", exact=True).click()
    expect(box(page, BACKUP)).not_to_be_checked()
    page.locator(".rb-status").get_by_role("button", name="Undo").click()
    expect(box(page, BACKUP)).to_be_checked()


def test_a_run_is_handed_over_as_a_link_a_file_and_a_record(
    context: BrowserContext, browser: Browser, address: str, tmp_path: Path
) -> None:
    page = open_page(context, address)
    set_up(page, "Release | 7", "Mona")
    box(page, BACKUP).check()
    page.get_by_role("button", name="Run settings").first.click()
    page.get_by_role("button", name="Copy link").click()
    link = page.get_by_label("Link to this run")
    expect(link).to_be_visible()
    address_of_run = link.input_value()
    assert address_of_run.startswith(f"{address}/{DAY}#run=")
    with page.expect_download() as record:
        page.get_by_role("button", name="Markdown for the ticket").click()
    markdown = Path(record.value.path()).read_text(encoding="utf-8")
    assert markdown.startswith("# Release \\| 7 · E-learning platform\n")
    assert re.search(r"^- \[x\] [A-Z]+\d+ Create a database backup \(Mona, ", markdown, re.MULTILINE)
    assert re.search(r"^- \[ \] [A-Z]+\d+ Verify that all staging tests pass$", markdown, re.MULTILINE)
    with page.expect_download() as export:
        page.get_by_role("button", name="Export as JSON").click()
    file = tmp_path / "run.json"
    export.value.save_as(file)
    assert json.loads(file.read_text(encoding="utf-8"))["answers"][BACKUP]["state"] == "done"
    run = read_run(file.read_bytes(), file.name)
    assert isinstance(run, Run) and "Create a database backup" in {line.text for line in run.lines if line.address == BACKUP}
    for how in ("link", "file"):
        colleague = new_context(browser)
        other = colleague.new_page()
        if how == "link":
            other.goto(address_of_run)
        else:
            other.goto(f"{address}/{DAY}")
            other.get_by_role("button", name="Start a run").click()
            other.locator("#rb-file").set_input_files(file)
        offer = other.get_by_role("group").filter(has_text="Release | 7")
        expect(offer).not_to_contain_text("false")
        expect(box(other, BACKUP)).not_to_be_checked()
        offer.get_by_role("button").first.click()
        expect(box(other, BACKUP)).to_be_checked()
        assert other.evaluate("runbook.run.exported()") == page.evaluate("runbook.run.exported()")
        expect(other.locator(".rb-run__name")).to_contain_text("Release | 7")
        colleague.close()


# What a phone offers, and what the page asked it for.
PHONE = """window.asked = { shared: [], locks: [] };
navigator.share = async (data) => {
  asked.shared.push(data.url);
  if (asked.shared.length > 1) throw new DOMException("closed", "AbortError");
};
const request = async () => {
  const lock = Object.assign(new EventTarget(), { open: true, release: () => (lock.open = false) });
  asked.locks.push(lock);
  return lock;
};
Object.defineProperty(navigator, "wakeLock", { value: { request } });"""


def test_the_link_of_a_run_is_shared_and_scanned_and_the_screen_stays_on(context: BrowserContext, address: str) -> None:
    """The code on the page has the link of the run, closing the share sheet is not an error, and the screen is let go with the run."""
    page = context.new_page()
    page.add_init_script(PHONE)
    page.goto(f"{address}/{DAY}")
    set_up(page, "Night", "Mona")
    page.get_by_role("button", name="Run settings").first.click()
    dialog = page.get_by_role("dialog")
    for _ in range(2):
        dialog.get_by_role("button", name="Share").click()
    page.wait_for_function("asked.shared.length === 2")
    expect(dialog).not_to_contain_text("Sharing failed")
    dialog.get_by_role("button", name="QR code").click()
    code = page.get_by_role("img", name="QR code with the link to this run")
    rows = segno.make_qr(page.evaluate("asked.shared[0]").encode(), error="l", mode="byte", boost_error=False).matrix
    size = len(rows) + 8
    assert code.get_attribute("viewBox") == f"0 0 {size} {size}"
    area = code.bounding_box()
    assert area is not None and area["width"] >= 3 * size
    page.get_by_role("button", name="Fill the screen with the code").click()
    assert page.locator(".rb-code--full").bounding_box() == {"x": 0, "y": 0, "width": 390, "height": 844}
    page.keyboard.press("Escape")
    page.get_by_label("Keep the screen on").check()
    expect(dialog).to_contain_text("The screen stays on while this run is open.")
    page.reload()
    page.wait_for_function("asked.locks.length === 1 && asked.locks[0].open")
    page.evaluate("runbook.run.end()")
    page.wait_for_function("!asked.locks[0].open")


def test_no_tick_is_lost_when_two_tabs_are_used(context: BrowserContext, address: str) -> None:
    first, second = open_page(context, address), open_page(context, address)
    set_up(first, "Busy", "Mona")
    expect(second.locator(".rb-run__name")).to_contain_text("Busy")
    tick = """async ([name, many]) => {
      for (let n = 0; n < many; n += 1) {
        runbook.run.say({ what: "done", address: `${name}.${n}` });
        if (n % 5 === 0) await new Promise((resolve) => setTimeout(resolve));
      }
    }"""
    for page, name in ((first, "one"), (second, "two")):
        page.evaluate(f"window.work = ({tick})(['{name}', 100])")
    for page in (first, second):
        page.evaluate("window.work")
    third = open_page(context, address)
    third.wait_for_function("runbook.run.state().addresses.length === 200")


def test_a_printed_page_has_the_run_and_its_boxes_and_no_controls(context: BrowserContext, address: str) -> None:
    page = open_page(context, address)
    set_up(page, "Release 7", "Mona")
    box(page, BACKUP).check()
    page.evaluate("() => { window.print = () => { document.title = document.querySelector('dialog') ? 'covered' : 'printed' } }")
    page.get_by_role("button", name="Run settings").first.click()
    page.get_by_role("button", name="Print this page").click()
    expect(page).to_have_title("printed")
    page.emulate_media(media="print")
    for chrome in (".rb-header", ".rb-bar", ".rb-nav", ".rb-run__head button", ".rb-answer__more"):
        assert not [one for one in page.locator(chrome).all() if one.is_visible()], chrome
    expect(page.locator(".rb-run__name")).to_be_visible()
    expect(page.locator(".rb-run__name")).to_contain_text("Release 7")
    expect(box(page, BACKUP)).to_be_visible()
    assert page.locator(".rb-item").first.evaluate("item => getComputedStyle(item).breakInside") == "avoid"
    # A row that may not be the last on a page would move to the next page together with the row after it.
    assert (
        page.locator(".rb-item:not(:has(.rb-item)) > .rb-item__head").first.evaluate("head => getComputedStyle(head).breakAfter") == "auto"
    )
