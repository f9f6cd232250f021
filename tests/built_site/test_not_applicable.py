"""A box that was answered "not applicable" keeps its reason, its person and its time, whatever is answered on the boxes above it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.built_site.page_kinds import served
from tests.built_site.shared_builds import made_once, runbook
from tests.built_site.test_ticking import answer, box, item_of, new_context, set_up
from tests.conftest import MKDOCS

pytestmark = pytest.mark.browser

SHOP = """\
variant: {title: Shop}
phases: {deploy-day: {title: Deployment day}}
checklists:
  till:
    phase: deploy-day
    title: Till
    at: T-0
    items:
      pays:
        text: Payments work
        blocking: true
        items:
          card:
            text: Cards work
            items: {visa: A Visa card is charged, amex: An Amex card is charged}
          cash: Cash is counted
          coupon: A coupon is taken
"""
FILES = {"mkdocs.yml": MKDOCS, "docs/writing.md": "# Write a runbook\n", "data/variants/shop/variant.yaml": SHOP}
DAY = "shop/deploy-day/index.html"
PAYS = "checklists.till.items.pays"
CARD = f"{PAYS}.items.card"
VISA, AMEX, CASH, COUPON = f"{CARD}.items.visa", f"{CARD}.items.amex", f"{PAYS}.items.cash", f"{PAYS}.items.coupon"
LEAVES = (VISA, AMEX, CASH, COUPON)
REASON = "the bank has no Amex"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    def make(folder: Path) -> None:
        for path, text in FILES.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_text(text, encoding="utf-8")
        runbook("build", cwd=folder)

    with served(made_once(tmp_path_factory, "not-applicable", make) / "site") as found:
        yield found


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    own = new_context(browser)
    yield own
    own.close()


@pytest.fixture
def page(context: BrowserContext, address: str) -> Page:
    """The page of the phase in a run of Mona's, who has answered one box two levels down "not applicable"."""
    page = context.new_page()
    page.goto(f"{address}/{DAY}")
    set_up(page, "Night", "Mona")
    not_applicable(page, AMEX, REASON)
    return page


def not_applicable(page: Page, item: str, reason: str) -> None:
    choose(page, item, "Not applicable", reason)


def choose(page: Page, item: str, state: str, reason: str = "") -> None:
    """Answer an item in its dialog."""
    answer(page, item)
    page.get_by_label(state, exact=True).check()
    if reason:
        page.locator("#rb-because").fill(reason)
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("dialog")).to_have_count(0)


def kept(page: Page, item: str = AMEX) -> dict[str, Any]:
    """The whole answer on an item, as the browser keeps it."""
    found: dict[str, Any] = page.evaluate(f"JSON.parse(JSON.stringify(runbook.run.answerOf('{item}')))")
    return found


def states(page: Page) -> list[str]:
    return [item_of(page, item).get_attribute("data-rb-state") or "" for item in LEAVES]


def test_the_tick_of_a_parent_and_its_way_back_leave_it_alone(page: Page) -> None:
    before = kept(page)
    assert (before["state"], before["because"], before["by"]) == ("na", REASON, "Mona")
    for parent, ticked in ((CARD, ["done", "na", "open", "open"]), (PAYS, ["done", "na", "done", "done"])):
        box(page, parent).click()
        assert states(page) == ticked
        assert kept(page) == before
        assert box(page, parent).is_checked()
    page.locator(".rb-status").get_by_role("button", name="Undo").click()
    assert states(page) == ["done", "na", "open", "open"]
    box(page, PAYS).click()
    box(page, PAYS).click()
    assert states(page) == ["open", "na", "open", "open"]
    assert box(page, PAYS).evaluate("box => box.indeterminate")
    assert kept(page) == before
    page.reload()
    expect(item_of(page, AMEX).locator("> .rb-said")).to_contain_text(f"Not applicable: {REASON}")


def test_every_answer_of_a_parent_leaves_it_alone_and_says_so(page: Page) -> None:
    before = kept(page)
    answer(page, PAYS)
    expect(page.get_by_role("dialog")).to_contain_text("Applies to the 3 boxes below. 1 box stays “not applicable”.")
    page.keyboard.press("Escape")
    choose(page, PAYS, "Done")
    assert states(page) == ["done", "na", "done", "done"]
    choose(page, PAYS, "Open")
    assert states(page) == ["open", "na", "open", "open"]
    choose(page, PAYS, "Not applicable", "the shop is free")
    assert states(page) == ["na"] * 4
    assert kept(page) == before
    assert [kept(page, item)["because"] for item in (VISA, CASH, COUPON)] == ["the shop is free"] * 3


def test_a_box_of_a_parent_that_is_done_keeps_who_ticked_it(page: Page) -> None:
    box(page, VISA).click()
    before = kept(page, VISA)
    page.evaluate("runbook.run.setPerson('Rahim')")
    choose(page, PAYS, "Done")
    assert kept(page, VISA) == before
    assert kept(page, CASH)["by"] == "Rahim"


def test_a_reason_that_all_boxes_share_is_the_parents_and_can_be_changed_there(page: Page) -> None:
    choose(page, CARD, "Not applicable", REASON)
    choose(page, CARD, "Not applicable", "cards come later")
    assert [kept(page, item)["because"] for item in (VISA, AMEX)] == ["cards come later"] * 2
    choose(page, CARD, "Open")
    assert states(page) == ["open"] * 4


def test_where_all_is_not_applicable_a_tick_of_the_parent_says_why_it_changes_nothing(page: Page) -> None:
    not_applicable(page, VISA, "the bank has no Visa")
    before = kept(page, VISA)
    box(page, CARD).click()
    expect(page.locator(".rb-status")).to_contain_text("2 boxes below stay “not applicable”. Change them there.")
    assert not box(page, CARD).is_checked()
    assert kept(page, VISA) == before


def test_after_its_item_has_changed_it_is_still_left_to_its_own_box(page: Page) -> None:
    page.evaluate(f"runbook.run.setAnswer('{AMEX}', {{...runbook.run.answerOf('{AMEX}'), print: '00000000'}})")
    before = kept(page)
    box(page, PAYS).click()
    assert states(page) == ["done", "changed", "done", "done"]
    box(page, PAYS).click()
    expect(page.locator(".rb-status")).to_contain_text("1 box below stays “not applicable”. Change it there.")
    assert states(page) == ["done", "changed", "done", "done"]
    assert kept(page) == before


def test_undoing_a_tick_of_the_parent_leaves_alone_what_was_answered_since(page: Page) -> None:
    box(page, PAYS).click()
    not_applicable(page, COUPON, "no coupon is out")
    before = kept(page, COUPON)
    page.locator(".rb-status").get_by_role("button", name="Undo").click()
    assert states(page) == ["open", "na", "open", "na"]
    assert kept(page, COUPON) == before


def test_declaring_the_phase_done_and_taking_it_back_leave_it_alone(page: Page) -> None:
    before = kept(page)
    finish = page.locator("[data-rb-finish]")
    expect(finish).to_contain_text("1 blocking box is open")
    box(page, PAYS).click()
    finish.get_by_role("button", name="Mark").click()
    expect(finish).to_contain_text("is done: Mona")
    finish.get_by_role("button", name="Reopen the phase").click()
    assert states(page) == ["done", "na", "done", "done"]
    assert kept(page) == before


@pytest.mark.parametrize("how", ["tick", "not applicable"])
def test_joining_a_run_whose_parent_was_answered_later_leaves_it_alone_on_both_sides(
    browser: Browser, page: Page, address: str, how: str
) -> None:
    before, run = kept(page), page.evaluate("runbook.run.exported()")
    page.evaluate("runbook.need('hand-over')")
    colleague = new_context(browser)
    other = colleague.new_page()
    other.goto(f"{address}/{DAY}")
    other.evaluate("given => runbook.run.merge({...given, answers: {}})", run)
    expect(other.locator(".rb-run__name")).to_contain_text("Night")
    if how == "tick":
        box(other, PAYS).click()
    else:
        choose(other, PAYS, "Not applicable", "the shop is free")
    assert kept(other)["at"] > before["at"]
    receive(page, other)
    others = "done" if how == "tick" else "na"
    assert states(page) == [others, "na", others, others]
    assert kept(page) == before
    receive(other, page)
    assert kept(other) == before
    colleague.close()


def test_joining_a_run_that_opened_it_again_before_the_parents_tick_takes_the_tick(browser: Browser, page: Page, address: str) -> None:
    colleague = new_context(browser)
    other = colleague.new_page()
    other.goto(f"{address}/{DAY}")
    receive(other, page)
    choose(other, AMEX, "Open")
    box(other, PAYS).click()
    receive(page, other)
    assert states(page) == ["done"] * 4
    colleague.close()


def receive(page: Page, other: Page) -> None:
    """Join a run as it is handed over by another browser."""
    other.evaluate("runbook.need('hand-over')")
    given = other.evaluate("runbook.handOver.packed()")
    page.evaluate("runbook.need('hand-over')")
    page.evaluate("given => runbook.handOver.propose(given)", given)
    page.locator(".rb-offer").get_by_role("button").first.click()
    expect(page.locator(".rb-offer")).to_have_count(0)
