"""What comes next: the next open item by key and by the button of the bar, the end of a phase, and the size of the bar."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.built_site.accessibility import violations
from tests.built_site.test_answers import CUT_OVER, DECIDE, MIGRATE, SMOKE, answer, open_page, value
from tests.built_site.test_ticking import box, save

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def address(address_of_shop: str) -> str:
    return address_of_shop


def at_next(page: Page) -> str:
    """Return the address of the focused box."""
    return str(page.evaluate("document.activeElement.dataset.rbBox"))


def test_the_next_open_item_is_one_key_or_one_tap_away(context: BrowserContext, address: str) -> None:
    page = open_page(context, address, person="Mona")
    button = page.locator(".rb-next")
    expect(button).to_contain_text("Technical lead")
    page.keyboard.press("n")
    expect(box(page, "sign-offs.lead")).to_be_focused()
    page.keyboard.press("n")
    expect(box(page, f"{CUT_OVER}.note")).to_be_focused()
    page.keyboard.press("p")
    assert at_next(page) == "sign-offs.lead"
    box(page, f"{CUT_OVER}.note").check()
    expect(button).to_contain_text("B2 Run the migrations")
    answer(page, MIGRATE, "Failed", "stopped")
    button.click()
    expect(box(page, DECIDE)).to_be_focused()
    free = page.evaluate("""() => {
      const top = document.querySelector("header").getBoundingClientRect().bottom;
      const bar = document.querySelector(".rb-bar").getBoundingClientRect().top;
      const head = document.activeElement.closest(".rb-item__head").getBoundingClientRect();
      return top <= head.top && head.bottom <= bar;
    }""")
    assert free
    assert page.url.endswith(f"#{DECIDE}")
    # What failed needs a decision, so it is open; what does not apply is not.
    page.keyboard.press("p")
    assert at_next(page) == MIGRATE
    answer(page, MIGRATE, "Not applicable", "nothing to migrate")
    box(page, DECIDE).focus()
    page.keyboard.press("p")
    assert at_next(page) == "sign-offs.lead"


def test_the_bar_respects_the_filter(context: BrowserContext, address: str) -> None:
    page = open_page(context, address, query="?blocking=1", person="Mona")
    button = page.locator(".rb-next")
    expect(button).to_contain_text("B2 Run the migrations")
    box(page, MIGRATE).check()
    expect(page.locator(".rb-bar__way")).to_have_text("Nothing is open within the filter")
    expect(button).to_be_hidden()
    page.locator(".rb-bar__filter").click()
    expect(button).to_contain_text("B3 Assess the severity")


def test_the_end_of_a_phase_leads_to_its_finish_and_to_the_next_phase(context: BrowserContext, address: str) -> None:
    page = open_page(context, address, "prepare", person="Mona")
    button = page.locator(".rb-next")
    for item in ("web", "data"):
        box(page, f"checklists.hosts.items.{item}").check()
    expect(button).to_contain_text("Finish this phase")
    button.click()
    declare = page.get_by_role("button", name="Mark “Prepare” done")
    expect(declare).to_be_focused()
    declare.click()
    expect(button).to_contain_text("Deployment day")
    button.click()
    expect(page).to_have_url(f"{address}/shop/deploy-day/index.html")


@pytest.mark.parametrize(("width", "height", "most"), [(390, 844, 844 / 6), (320, 256, 60)])
def test_the_bar_leaves_room_to_read_and_its_controls_are_large(
    width: int, height: int, most: float, context: BrowserContext, address: str
) -> None:
    page = open_page(context, address, person="" if height > 300 else "Mona")  # without a name, the bar asks for one
    page.set_viewport_size({"width": width, "height": height})
    box(page, SMOKE).check()
    expect(page.locator(".rb-next")).to_contain_text("B5.1 Orders are back")
    bar = page.locator(".rb-bar").bounding_box()
    assert bar is not None and bar["height"] <= most
    areas = {one.inner_text(): one.bounding_box() for one in page.locator(".rb-bar :is(button, a, input)").all() if one.is_visible()}
    assert [name for name, area in areas.items() if area is None or min(area["width"], area["height"]) < 44] == []
    following = page.locator(".rb-next").bounding_box()
    assert following is not None and (following["height"] >= 56 or height < 300)


def one(page: Page) -> Locator:
    return page.locator("dialog.rb-one")


def press(page: Page, name: str) -> None:
    one(page).get_by_role("button", name=name, exact=True).click()


def test_one_item_at_a_time_goes_on_after_each_answer_and_back_after_undo(context: BrowserContext, address: str) -> None:
    page = open_page(context, address, person="Mona")
    order = page.locator("[id]").evaluate_all("those => those.map(({id}) => id)")
    box(page, f"{CUT_OVER}.note").focus()
    page.keyboard.press("x")
    view = one(page)
    head = view.locator('[data-rb-step="here"] > .rb-item__head')
    expect(head).to_be_focused()
    expect(head).to_have_text("B1 Note the version")
    expect(view).to_contain_text("B · Cut-over")
    expect(view.locator(".rb-one__count")).to_have_text("Item 1 of 5")
    value(page, "Version").fill("abc1234")
    head.press("Enter")
    expect(view.locator(".rb-one__choices button").first).to_be_enabled()
    head.press("Space")
    expect(head).to_have_text("B2 Run the migrations")
    expect(head).to_be_focused()
    assert page.url.endswith(f"#{MIGRATE}")
    expect(view.locator(".rb-command").get_by_role("textbox", name="Fill in: Version")).to_have_value("abc1234")
    expect(view.locator(".rb-status")).to_contain_text("B1 ticked")
    view.locator(".rb-status").get_by_role("button", name="Undo").click()
    expect(head).to_have_text("B1 Note the version")
    press(page, "Not applicable")
    save(page)
    expect(page.get_by_text("Enter why it is not applicable.")).to_be_visible()
    page.locator("#rb-because").fill("known")
    save(page)
    expect(head).to_have_text("B2 Run the migrations")
    expect(view.locator(".rb-status")).to_contain_text("B1: Not applicable")
    page.keyboard.press("n")
    expect(head).to_have_text("B3 Assess the severity")
    press(page, "Back")
    expect(head).to_have_text("B2 Run the migrations")
    view.get_by_role("link", name="noted at B1").click()
    expect(head).to_have_text("B1 Note the version")
    press(page, "Next")
    expect(head).to_have_text("B2 Run the migrations")
    page.keyboard.press("Escape")
    expect(view).to_have_count(0)
    expect(box(page, MIGRATE)).to_be_focused()
    expect(page.locator("dd").get_by_role("textbox", name="Fill in: Version", exact=True)).to_have_value("abc1234")
    assert page.locator("[id]").evaluate_all("(those, order) => those.map(({id}) => id).filter(id => order.includes(id))", order) == order


def test_one_item_at_a_time_follows_ways_and_leads_from_list_to_list(context: BrowserContext, address: str) -> None:
    page = open_page(context, address)
    page.keyboard.press("x")
    view = one(page)
    head = view.locator('[data-rb-step="here"] > .rb-item__head')
    expect(head).to_have_text("Technical lead")
    press(page, "Signed")
    expect(page.locator("#rb-because")).to_be_hidden()
    page.get_by_label("Signed by").fill("Mona")
    save(page)
    expect(view.locator(".rb-status")).to_contain_text("Technical lead: Signed")
    expect(view.get_by_role("heading", name="List done")).to_be_focused()
    view.get_by_role("button", name="Next, in B · Cut-over").click()
    press(page, "Done")
    press(page, "Failed")
    page.locator("#rb-because").fill("stopped")
    save(page)
    expect(view.get_by_role("heading", name="B2 failed. Go on here:")).to_be_focused()
    expect(view.get_by_role("link", name="Roll back")).to_have_attribute("href", "../rollback/index.html#procedures.back")
    press(page, "Stay in this list")
    expect(view.get_by_role("button", name="Done", exact=True)).to_have_count(0)
    view.get_by_label("Low").check()
    expect(head).to_have_text("B4 The shop opens")
    press(page, "Skip")
    expect(head).to_have_text("B5.1 Orders are back")
    expect(view.locator('[data-rb-step="above"] > .rb-item__head')).to_have_text("B5 Restore the data")
    press(page, "Done")
    expect(view.get_by_role("heading", name="End of the list: 2 items are open")).to_be_focused()
    expect(view.locator(".rb-one__open")).to_contain_text("B4 The shop opens")
    expect(view.locator(".rb-late")).to_have_text("1 “Must” item open")
    view.get_by_role("button", name="Still open in").or_(view.locator(".rb-next")).first.click()
    expect(head).to_have_text("B2 Run the migrations")
    assert box(page, f"{CUT_OVER}.data").is_checked()
    page.reload()
    expect(box(page, MIGRATE)).to_be_in_viewport()
    page.keyboard.press("x")
    expect(head).to_have_text("B2 Run the migrations")


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_one_item_at_a_time_has_large_targets_and_is_accessible(colours: str, context: BrowserContext, address: str) -> None:
    page = open_page(context, address, person="Mona")
    page.emulate_media(color_scheme=colours)  # type: ignore[arg-type]
    box(page, f"{CUT_OVER}.note").check()
    for item in (MIGRATE, DECIDE):
        box(page, item).focus()
        page.keyboard.press("x")
        expect(one(page).locator(".rb-one__choices button").first).to_be_enabled()
        small = (
            one(page)
            .locator("button, a, input, select, summary")
            .evaluate_all("""those => those
          .filter((one) => one.checkVisibility() && one.type !== "radio").map((one) => [one, one.getBoundingClientRect()])
          .filter(([, { width, height }]) => width < 56 || height < 56).map(([one]) => one.outerHTML)""")
        )
        assert small == []
        assert one(page).evaluate("view => view.scrollWidth <= innerWidth")
        assert violations(page, ["dialog"]) == []
        page.keyboard.press("x")


def test_details_fold_without_scripts_and_open_where_a_link_leads_to_them(context: BrowserContext, browser: Browser, address: str) -> None:
    """They are open in the view of one item, too, and on printed pages."""
    page = open_page(context, address, "prepare")
    lamp = page.get_by_text("green")
    expect(lamp).to_be_hidden()
    page.emulate_media(media="print")
    expect(lamp).to_be_visible()
    page.emulate_media(media="screen")
    page.evaluate("location.hash = '#checklists.hosts.items.web'")
    expect(lamp).to_be_visible()
    plain = browser.new_page(java_script_enabled=False)
    plain.goto(page.url.split("#")[0])
    expect(plain.get_by_text("green")).to_be_hidden()
    plain.locator(".rb-details > summary").click()
    expect(plain.get_by_text("green")).to_be_visible()
    plain.close()
