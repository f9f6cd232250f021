"""What people record at an item: failures, ways, values, signatures and triggers; its history; and text that was not saved."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.built_site.accessibility import violations
from tests.built_site.test_ticking import box, item_of, open_answer, save, set_up

pytestmark = pytest.mark.browser

CUT_OVER = "checklists.cut-over.items"
MIGRATE, DECIDE, SMOKE, RESTORE = (f"{CUT_OVER}.{item}" for item in ("migrate", "decide", "smoke", "data"))
# Adds events by a colleague who did not know of the events on the page.
JOIN = """given => {
  const clock = runbook.runEvents.openClock("wei000", Date.now);
  const events = given.map((event) => ({ id: clock.next(), at: "2026-12-01T16:00:00Z", by: "Wei", ...event }));
  return runbook.run.join(runbook.run.exported().id, events);
}"""


@pytest.fixture(scope="module")
def address(address_of_shop: str) -> str:
    return address_of_shop


def open_page(context: BrowserContext, address: str, phase: str = "deploy-day", query: str = "", person: str = "") -> Page:
    page = context.new_page()
    page.goto(f"{address}/shop/{phase}/index.html{query}")
    if person:
        set_up(page, "Night", person)
    return page


def events(page: Page, what: str) -> list[dict[str, str]]:
    found: list[dict[str, str]] = page.evaluate("what => runbook.run.state().events.filter((event) => event.what === what)", what)
    return found


def value(page: Page, label: str) -> Locator:
    return page.locator("dd").get_by_role("textbox", name=f"Fill in: {label}", exact=True)


def place_of(page: Page, label: str) -> Locator:
    return page.locator("dd").filter(has=page.get_by_role("textbox", name=f"Fill in: {label}", exact=True))


def undo(page: Page) -> None:
    page.locator(".rb-status").get_by_role("button", name="Undo").click()


def answer(page: Page, item: str, state: str, reason: str) -> None:
    open_answer(page, item)
    page.get_by_role("dialog").get_by_label(state, exact=True).check()
    page.locator("#rb-because").fill(reason)
    save(page)


def test_a_failed_item_shows_what_was_done_and_its_way_out_and_still_blocks(context: BrowserContext, address: str) -> None:
    page = open_page(context, address, person="Mona")
    open_answer(page, MIGRATE)
    page.get_by_role("dialog").get_by_label("Failed", exact=True).check()
    save(page)
    expect(page.get_by_text("Enter what was done about it.")).to_be_visible()
    page.locator("#rb-because").fill("ran it <b>twice</b>")
    save(page)
    said = item_of(page, MIGRATE).locator("> .rb-said")
    expect(said).to_contain_text("Failed: ran it <b>twice</b> (Mona, ")
    expect(said.get_by_role("link", name="Roll back")).to_have_attribute("href", "../rollback/index.html#procedures.back")
    expect(page.locator(".rb-run__tally")).to_contain_text("1 failed")
    finish = page.locator("[data-rb-finish]")
    expect(finish).to_contain_text("cannot be finished: 1 “Must” item is open")
    expect(finish.locator("li")).to_contain_text("(failed)")
    assert violations(page) == []


@pytest.mark.parametrize("colours", ["none", "active"])
def test_each_state_of_a_box_looks_different_and_has_a_word(colours: str, context: BrowserContext, address: str) -> None:
    page = open_page(context, address, person="Mona")
    page.emulate_media(forced_colors=colours)  # type: ignore[arg-type]
    answer(page, MIGRATE, "Failed", "stopped")
    answer(page, f"{CUT_OVER}.note", "Not applicable", "no version")
    box(page, SMOKE).check()
    page.evaluate(JOIN, [{"what": "failed", "address": SMOKE, "text": "blank page"}])
    words = [item_of(page, item).locator("> .rb-answer .rb-answer__when") for item in (MIGRATE, f"{CUT_OVER}.note", SMOKE)]
    for place, word in zip(words, ("failed", "n/a", "differs"), strict=True):
        expect(place).to_have_text(word)
    looks = [box(page, item).screenshot() for item in (MIGRATE, f"{CUT_OVER}.note", SMOKE, DECIDE)]
    assert len(set(looks)) == len(looks)


def test_a_tap_on_an_item_with_a_reason_opens_the_dialog_and_changes_nothing(context: BrowserContext, address: str) -> None:
    page = open_page(context, address, person="Mona")
    answer(page, SMOKE, "Not applicable", "closed today")
    before = len(page.evaluate("runbook.run.state().events"))
    page.locator(f'label[for="box:{SMOKE}"]').click()
    expect(page.get_by_role("dialog")).to_contain_text("The shop opens")
    expect(page.locator("#rb-because")).to_have_value("closed today")
    page.keyboard.press("Escape")
    expect(box(page, SMOKE)).to_be_focused()
    page.keyboard.press("Space")
    expect(page.get_by_role("dialog")).to_be_visible()
    assert len(page.evaluate("runbook.run.state().events")) == before
    expect(item_of(page, SMOKE).locator("> .rb-said")).to_contain_text("Not applicable: closed today")


def test_every_tick_can_be_undone_and_the_history_has_every_entry(context: BrowserContext, address: str) -> None:
    page = open_page(context, address, person="Mona")
    box(page, SMOKE).check()
    undo(page)
    expect(box(page, SMOKE)).not_to_be_checked()
    answer(page, SMOKE, "Failed", "blank page")
    open_answer(page, SMOKE)
    entries = page.get_by_role("dialog").locator("ol.rb-history > li")
    expect(entries).to_have_count(2)
    expect(entries.first).to_contain_text("Undone: Mona")
    expect(entries.last).to_contain_text("Mona: failed: blank page")
    entries.last.get_by_role("button", name="Undo").click()
    expect(item_of(page, SMOKE)).to_have_attribute("data-rb-state", "open")
    entries.first.get_by_role("button", name="Restore").click()
    expect(item_of(page, SMOKE)).to_have_attribute("data-rb-state", "done")
    assert violations(page, ["dialog"]) == []


def test_a_decision_is_answered_by_a_way_and_by_no_tick(context: BrowserContext, address: str) -> None:
    page = open_page(context, address, person="Mona")
    page.locator(f'label[for="box:{DECIDE}"]').click()
    expect(page.locator(".rb-status")).to_contain_text("Choose one of the ways.")
    expect(box(page, DECIDE)).not_to_be_checked()
    high, low = (page.get_by_role("radio", name=name) for name in ("High", "Low"))
    expect(high).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(low).to_be_focused()
    page.keyboard.press("Space")
    expect(box(page, DECIDE)).to_be_checked()
    area = low.bounding_box()
    assert area is not None and min(area["width"], area["height"]) >= 24
    high.check()
    expect(low).not_to_be_checked()
    assert [event["way"] for event in events(page, "done")] == ["low", "high"]
    undo(page)
    expect(low).to_be_checked()
    open_answer(page, DECIDE)
    expect(page.get_by_role("dialog").get_by_label("Low", exact=True)).to_be_checked()
    page.get_by_role("dialog").get_by_label("High", exact=True).check()
    save(page)
    page.reload()
    expect(high).to_be_checked()
    assert violations(page) == []


def test_a_sign_off_is_signed_by_somebody(context: BrowserContext, address: str) -> None:
    page = open_page(context, address)
    lead = "sign-offs.lead"
    page.locator(f'label[for="box:{lead}"]').click()
    expect(page.get_by_label("Signed by")).to_be_focused()
    save(page)
    expect(page.get_by_text("Enter the name of the person who signs.")).to_be_visible()
    page.get_by_label("Signed by").fill("Ravi")
    save(page)
    expect(item_of(page, lead).locator("> .rb-said")).to_contain_text("Signed: Ravi, ")
    expect(page.locator(".rb-go")).to_have_text("Go: all have signed")
    assert [event["by"] for event in events(page, "signed")] == ["Ravi"]
    page.locator(f'label[for="box:{lead}"]').click()
    page.get_by_role("dialog").get_by_label("Refused", exact=True).check()
    page.locator("#rb-because").fill("the tests are red")
    save(page)
    expect(page.locator(".rb-go")).to_have_text("No-go: a sign-off is refused")


def test_different_answers_are_both_shown_until_somebody_answers_again(context: BrowserContext, address: str) -> None:
    page = open_page(context, address, person="Mona")
    box(page, SMOKE).check()
    page.evaluate(JOIN, [{"what": "failed", "address": SMOKE, "text": "blank page"}])
    said = item_of(page, SMOKE).locator("> .rb-said")
    expect(said).to_contain_text("People answered differently: ")
    expect(said).to_contain_text("failed: blank page (Wei")
    said.get_by_role("button", name="Answer again").click()
    page.get_by_role("dialog").get_by_role("button", name="Keep this: failed").click()
    expect(item_of(page, SMOKE)).to_have_attribute("data-rb-state", "failed")
    expect(page.get_by_role("dialog").locator("ol.rb-history > li")).to_have_count(3)


def test_values_are_recorded_once_and_are_the_same_on_all_pages(context: BrowserContext, address: str) -> None:
    page = open_page(context, address)
    value(page, "Size").type("42")
    page.keyboard.press("Enter")
    page.evaluate("runbook.need('run-marks')")
    assert page.evaluate("runbook.run.current()") is None, "typing begins no run"
    set_up(page, "Night", "Mona")
    value(page, "Version").type("4f2a91c")
    page.keyboard.press("Enter")
    assert [(event["blank"], event["text"]) for event in events(page, "blank")] == [("size", "42"), ("commit", "4f2a91c")]
    expect(place_of(page, "Version")).to_contain_text("Mona, ")
    other = open_page(context, address, "emergency")
    expect(other.get_by_role("textbox", name="Fill in: Version").first).to_have_value("4f2a91c")
    expect(page.locator(".rb-status")).to_contain_text("Recorded: Version = 4f2a91c")
    undo(page)
    expect(other.get_by_role("textbox", name="Fill in: Version").first).to_have_value("")
    other.goto(f"{address}/shop/rollback/index.html")
    other.get_by_role("textbox", name="Fill in: Ticket of the rollback").fill("OPS 12: see <there>")
    other.keyboard.press("Tab")
    expect(page.locator(".rb-run__name")).to_contain_text("Night")
    assert events(other, "blank")[-1]["text"] == "OPS 12: see <there>"
    assert violations(other) == []


def test_the_cells_of_rows_are_values_of_their_own(context: BrowserContext, address: str) -> None:
    page = open_page(context, address, "prepare", person="Mona")
    owners = page.get_by_role("textbox", name=re.compile("^Fill in: .*Owner$"))  # with the number of the item
    expect(page.locator(".rb-columns")).to_be_hidden()  # nobody can choose its marks
    expect(owners).to_have_count(2)
    owners.first.fill("Web team")
    page.keyboard.press("Tab")
    page.get_by_role("combobox", name=re.compile("^Fill in: .*State$")).last.select_option("Broken")
    found = [(event["blank"], event["address"].rpartition(".")[2], event["text"]) for event in events(page, "blank")]
    assert found == [("owner", "web", "Web team"), ("state", "data", "broken")]
    expect(owners.last).to_have_value("")
    page.reload()
    expect(owners.first).to_have_value("Web team")
    open_answer(page, "checklists.hosts.items.web")
    expect(page.get_by_role("dialog").locator("ol.rb-history > li")).to_contain_text("Web team")


def test_a_value_of_another_form_is_not_recorded_and_a_secret_never(context: BrowserContext, address: str) -> None:
    page = open_page(context, address, person="Mona")
    value(page, "Version").fill("main")
    page.keyboard.press("Tab")
    expect(place_of(page, "Version")).to_contain_text("Not a value for Version. The form is: [0-9a-f]{7}")
    expect(value(page, "Version")).to_have_value("main")
    page.locator(".rb-command").get_by_label("Fill in: Token").fill("hunter2")
    page.keyboard.press("Tab")
    page.locator(".rb-command").first.get_by_role("button", name="Copy").click()
    assert events(page, "blank") == []
    assert "hunter2" not in page.evaluate("JSON.stringify(sessionStorage) + JSON.stringify(localStorage)")


def test_an_address_never_replaces_a_recorded_value(context: BrowserContext, address: str) -> None:
    page = open_page(context, address, query="?commit=aaaaaaa", person="Mona")
    place = place_of(page, "Version")
    expect(place).to_contain_text("Not in the run yet.")
    assert events(page, "blank") == []
    place.get_by_role("button", name="Record").click()
    expect(place).to_contain_text("Mona, ")
    page.goto(f"{address}/shop/deploy-day/index.html?commit=bbbbbbb")
    expect(place).to_contain_text("Not in the run: bbbbbbb")
    expect(value(page, "Version")).to_have_value("aaaaaaa")
    place.get_by_role("button", name="Use this").click()
    expect(value(page, "Version")).to_have_value("bbbbbbb")
    assert [event["text"] for event in events(page, "blank")] == ["aaaaaaa", "bbbbbbb"]


def test_a_command_is_not_copied_while_people_have_noted_different_values(context: BrowserContext, address: str) -> None:
    page = open_page(context, address, person="Mona")
    value(page, "Version").fill("aaaaaaa")
    page.keyboard.press("Tab")
    page.evaluate(JOIN, [{"what": "blank", "blank": "commit", "text": "bbbbbbb"}])
    command = page.locator(".rb-command").first
    command.get_by_label("Fill in: Token").fill("x")
    command.get_by_role("button", name="Copy").click()
    expect(command.locator(".rb-copy__status")).to_contain_text("Not copied: people noted different values for Version.")
    page.locator("dd").get_by_role("button", name="Use this: Version, bbbbbbb").click()
    command.get_by_role("button", name="Copy").click()
    expect(command.locator(".rb-copy__status")).to_contain_text("./migrate.sh bbbbbbb <token>")


@pytest.mark.parametrize("how", ["Escape", "close", "beside", "reload"])
def test_text_that_was_not_saved_is_there_when_the_dialog_opens_again(how: str, context: BrowserContext, address: str) -> None:
    page = open_page(context, address, person="Mona")
    page.set_viewport_size({"width": 1280, "height": 800})
    open_answer(page, SMOKE)
    expect(page.get_by_role("dialog").get_by_label("Open", exact=True)).to_be_focused()
    page.get_by_role("dialog").get_by_label("Failed", exact=True).check()
    page.locator("#rb-because").fill("the page is blank")
    if how == "Escape":
        page.keyboard.press("Escape")
    elif how == "close":
        page.get_by_role("dialog").get_by_role("button", name="Close").click()
    elif how == "beside":
        page.mouse.click(5, 400)
    else:
        page.reload()
    expect(page.get_by_role("dialog")).to_have_count(0)
    if how == "reload":
        open_answer(page, SMOKE)
    else:
        expect(page.locator(".rb-status")).to_contain_text("Not saved: the page is blank")
        page.locator(".rb-status").get_by_role("button", name="Open again").click()
    expect(page.get_by_role("dialog").get_by_label("Failed", exact=True)).to_be_checked()
    expect(page.locator("#rb-because")).to_have_value("the page is blank")
    save(page)
    expect(item_of(page, SMOKE)).to_have_attribute("data-rb-state", "failed")
    open_answer(page, SMOKE)
    page.keyboard.press("Escape")
    expect(page.locator(".rb-status")).not_to_contain_text("Not saved")


def test_a_reason_beside_an_answer_without_one_becomes_a_note(context: BrowserContext, address: str) -> None:
    page = open_page(context, address, person="Mona")
    open_answer(page, SMOKE)
    page.get_by_role("dialog").get_by_label("Failed", exact=True).check()
    page.locator("#rb-because").fill("slow at first")
    page.get_by_role("dialog").get_by_label("Done", exact=True).check()
    save(page)
    expect(item_of(page, SMOKE)).to_have_attribute("data-rb-state", "done")
    expect(item_of(page, SMOKE)).to_contain_text("Note: slow at first")


def test_the_way_of_a_decision_with_items_below_is_shown_at_once(context: BrowserContext, address: str) -> None:
    page = open_page(context, address, person="Mona")
    page.get_by_role("radio", name="Everything").check()
    page.evaluate(JOIN, [{"what": "done", "address": RESTORE, "way": "part"}])
    page.get_by_role("button", name="Answer again").click()
    page.get_by_role("dialog").get_by_role("button", name="Keep this: chosen: Part").click()
    expect(page.get_by_role("radio", name="A part")).to_be_checked()


def test_typed_text_is_kept_and_an_address_gives_no_secret_and_no_odd_day(context: BrowserContext, address: str) -> None:
    page = open_page(context, address, query="?token=hunter2&day=2026-02-30&commit=aaaaaaa", person="Mona")
    expect(page.get_by_role("alert")).to_contain_text("The form is: a day, such as 2026-12-31")
    assert "hunter2" not in page.url + page.content()
    page.get_by_role("button", name="Record: Version").press("Enter")
    value(page, "Version").fill("bbbbbbb")
    page.reload()
    expect(place_of(page, "Version")).to_contain_text("Not in the run: bbbbbbb")
    open_answer(page, SMOKE)
    page.locator("#rb-note").fill("slow")
    page.keyboard.press("Escape")
    box(page, SMOKE).check()
    open_answer(page, SMOKE)
    save(page)
    expect(box(page, SMOKE)).to_be_checked()


def test_an_item_and_a_list_are_claimed_given_back_and_taken_over(context: BrowserContext, address: str) -> None:
    """A claim settles nothing, names who had it, can be undone, and hides an item from those who see only their own."""
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = open_page(context, address, person="Mona")
    said = page.locator(".rb-status")
    box(page, SMOKE).focus()
    page.keyboard.press("c")
    expect(item_of(page, SMOKE).locator("> .rb-said")).to_contain_text("Mona · since")
    expect(box(page, SMOKE)).not_to_be_checked()
    page.evaluate(JOIN, [{"what": "claim", "address": address, "text": "Wei"} for address in ("checklists.cut-over", SMOKE)])
    expect(item_of(page, SMOKE).locator("> .rb-said")).to_contain_text(re.compile("Claimed by (Mona / Wei|Wei / Mona). Agree who has it."))
    expect(page.locator(".rb-run__claims")).to_contain_text("Wei: B · Cut-over, B4")
    other = open_page(context, address, "prepare")
    other.get_by_role("button", name="Details").click()
    other.get_by_label("Mine and unclaimed").check()
    other.get_by_role("link", name="B · Cut-over").click()
    expect(page.locator(".rb-claim", has_text="Wei · since")).to_be_visible()
    expect(page.locator(".rb-item:visible > .rb-item__head [data-rb-box]")).to_have_count(2)
    page.locator(".rb-bar").get_by_role("button", name="Filter: mine and unclaimed · off").click()
    page.get_by_role("button", name="Take over: B · Cut-over").click()
    expect(said).to_contain_text("Mona has B · Cut-over, taken over from Wei.")
    said.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("button", name="Take over: B · Cut-over")).to_be_visible()
    open_answer(page, MIGRATE)
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("Wei · with B · Cut-over")
    dialog.get_by_role("button", name="Take over: B2").click()
    expect(dialog).to_contain_text("Mona has B2, taken over from Wei.")
    dialog.get_by_role("button", name="Give back: B2").click()
    expect(dialog.locator(".rb-history")).to_contain_text("given back")
    dialog.get_by_role("button", name="Copy link").click()
    expect(dialog).to_contain_text("Link copied: B2")
    assert page.evaluate("navigator.clipboard.readText()") == f"{address}/shop/deploy-day/index.html#{MIGRATE}"


def test_text_is_readable_in_the_dark_if_the_theme_has_no_palette(context: BrowserContext, address: str) -> None:
    page = open_page(context, address, "emergency")
    page.emulate_media(color_scheme="dark")
    expect(page.locator(".rb-decision summary")).to_be_visible()
    assert violations(page) == []


def test_pages_for_when_something_is_wrong_show_everything(context: BrowserContext, address: str) -> None:
    """A filter that was chosen for another phase hides no step of a rollback, and says so."""
    page = open_page(context, address)
    page.get_by_role("button", name="Details").click()
    page.get_by_label("“Must” only").check()
    page.locator(".rb-stepper").get_by_role("link", name="Roll back").click()
    expect(page.locator("[data-rb-filter]")).to_contain_text("Everything is shown here. Your filter (Must) does not apply.")
    expect(box(page, "procedures.back.steps.restore")).to_be_visible()
