"""What comes next: the next open item by key and by the button of the bar, the end of a phase, and the size of the bar."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.built_site.page_kinds import STRICT, serve
from tests.built_site.shop_project import built_shop
from tests.built_site.test_answers import CUT_OVER, DECIDE, MIGRATE, SMOKE, answer, open_page
from tests.built_site.test_ticking import box, new_context

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serve(built_shop(tmp_path_factory), STRICT) as found:
        yield found


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    own = new_context(browser)
    yield own
    own.close()


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
    page = open_page(context, address, person="Mona")
    button = page.locator(".rb-next")
    page.get_by_label("“Must” only").check()
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
