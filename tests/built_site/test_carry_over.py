"""A run belongs to the release that it was started on; pages of other releases offer to carry it over and first show the differences."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, StorageState, expect

from tests.built_site.accessibility import violations
from tests.built_site.page_kinds import STRICT, serve
from tests.built_site.phone_context import new_context
from tests.built_site.published_folder import CURRENT, OLD, OLDEST
from tests.built_site.test_ticking import box, item_of, open_answer, set_up

pytestmark = pytest.mark.browser

PREPARE, DAY, AFTER, OPERATE = (f"shop/{phase}/index.html" for phase in ("prepare", "deploy-day", "follow-up", "operate"))
DATABASE = "checklists.database.items"
CUT_OVER = "checklists.cut-over.items"
ERRORS = "checklists.logs.items.errors"
GONE = [
    f"{text} Ticked: Mona"
    for text in ("A replica follows the primary: one instance by design", "Every slow query has an index", "The sale's banner hangs")
]


@pytest.fixture(scope="module")
def address(published: Path) -> Iterator[str]:
    with serve(published, STRICT) as found:
        yield found


@pytest.fixture(scope="module")
def state(browser: Browser, address: str) -> StorageState:
    """The storage of a browser after a run was ticked in three phases of the oldest release."""
    context = new_context(browser)
    start_run(context, f"{address}/{OLDEST}")
    found = context.storage_state(indexed_db=True)
    context.close()
    return found


@pytest.fixture
def page(browser: Browser, address: str, state: StorageState) -> Iterator[Page]:
    """A page of the oldest release in the browser that has the run."""
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, service_workers="block", reduced_motion="reduce", storage_state=state
    )
    tab = context.new_page()
    tab.goto(f"{address}/{OLDEST}/{DAY}")
    yield tab
    context.close()


def start_run(context: BrowserContext, release: str) -> Page:
    page = context.new_page()
    page.goto(f"{release}/{AFTER}")
    set_up(page, "Night of the release", "Mona")
    box(page, ERRORS).check()
    page.goto(f"{release}/{PREPARE}")
    for item in ("pooling", "replicas", "indexes", "backup"):
        box(page, f"{DATABASE}.{item}").check()
    page.locator("[data-rb-finish]").get_by_role("button", name="Mark").click()
    open_answer(page, f"{DATABASE}.pooling")
    page.locator("#rb-note").fill("asked *twice*")
    page.get_by_role("button", name="Save").click()
    page.goto(f"{release}/{DAY}")
    for item in ("smoke", "banner", "till"):
        box(page, f"{CUT_OVER}.{item}").check()
    open_answer(page, f"{CUT_OVER}.migrate")
    page.locator("#rb-because").fill("no schema changed")
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".rb-run__name")).to_contain_text("Night of the release")
    return page


def stored_events(page: Page) -> list[str]:
    """Return what was recorded in all runs of the system, in order."""
    found: list[str] = page.evaluate(
        """async () => {
          const runs = Object.keys(await runbook.store.factsOf("shop"));
          const events = await Promise.all(runs.map((run) => runbook.store.eventsOf("shop", run)));
          return events.flat().map((event) => JSON.stringify(event)).sort();
        }"""
    )
    assert found
    return found


def open_offer(page: Page, address: str, path: str = DAY, release: str = CURRENT) -> Locator:
    """Open the dialog that offers to carry the run over."""
    page.goto(f"{address}/{release}/{path}")
    expect(page.locator(".rb-run__note")).to_contain_text(f"This run is on release {OLDEST}.")
    page.get_by_role("button", name=f"Carry over to {release}").click()
    return page.get_by_role("dialog", name="Carry “Night of the release” over")


def entries_below(dialog: Locator, heading: str) -> list[str]:
    """Return the entries below a heading of the dialog, without dates."""
    section = dialog.locator("section").filter(has=dialog.page.get_by_role("heading", name=heading, exact=True))
    expect(section).to_have_count(1)
    return [" ".join(text.split()).partition(", ")[0] for text in section.locator("li").all_inner_texts()]


def test_differences_are_shown_before_anything_is_stored(page: Page, address: str) -> None:
    before = stored_events(page)
    dialog = open_offer(page, address)
    expect(dialog).to_contain_text(f"This run is on release {OLDEST}.")
    expect(dialog).to_contain_text("5 answers are kept.")
    assert entries_below(dialog, "2 items changed: read and answer them again") == [
        "Before: Migrations have run to the end Now: All migrations have run to the end Not applicable: no schema changed · Mona",
        "Before: The shop opens Now: The shop opens within 2 seconds Ticked: Mona",
    ]
    assert entries_below(dialog, "3 items were removed") == GONE
    assert entries_below(dialog, "1 item is new") == ["The tables are vacuumed"]
    assert entries_below(dialog, "1 phase must be marked done again") == ["Prepare"]
    dialog.get_by_role("button", name="Ignore").click()
    assert stored_events(page) == before
    expect(page.get_by_role("button", name=f"Carry over to {CURRENT}")).to_be_visible()


def test_answers_of_equal_items_are_kept_and_changed_items_must_be_answered_again(page: Page, address: str) -> None:
    old = stored_events(page)
    open_offer(page, address).get_by_role("button", name=f"Carry over to {CURRENT}").click()
    expect(page.locator(".rb-run__name")).to_contain_text("Night of the release · run by Mona")
    expect(page.locator(".rb-run__note")).to_have_text(f"This run was carried over from release {OLDEST}.")
    assert all(box(page, f"{CUT_OVER}.till.items.{item}").is_checked() for item in ("card", "cash"))
    for item in ("migrate", "smoke"):
        expect(box(page, f"{CUT_OVER}.{item}")).not_to_be_checked()
        expect(item_of(page, f"{CUT_OVER}.{item}").locator("> .rb-said")).to_contain_text("This item changed after it was ticked (Mona, ")
    page.goto(f"{address}/{CURRENT}/{PREPARE}")
    expect(box(page, f"{DATABASE}.pool")).to_be_checked()
    expect(item_of(page, f"{DATABASE}.pool").locator("> .rb-said")).to_have_text("Note: asked *twice*")
    assert (item_of(page, f"{DATABASE}.pool").locator("> .rb-answer").get_attribute("aria-label") or "").startswith("Done: Mona, ")
    expect(box(page, f"{DATABASE}.vacuum")).not_to_be_checked()
    expect(page.locator("[data-rb-finish]")).not_to_contain_text("is done")
    page.goto(f"{address}/{CURRENT}/{OPERATE}")
    expect(box(page, ERRORS)).to_be_checked()
    assert set(old) < set(stored_events(page))
    page.goto(f"{address}/{OLDEST}/{DAY}")
    expect(page.locator(".rb-run__note")).to_contain_text(f"This run is on release {CURRENT}.")
    expect(box(page, f"{CUT_OVER}.smoke")).not_to_be_checked()


def test_a_run_goes_back_to_the_earlier_release_with_all_answers(page: Page, address: str) -> None:
    open_offer(page, address).get_by_role("button", name=f"Carry over to {CURRENT}").click()
    page.goto(f"{address}/{CURRENT}/{PREPARE}")
    box(page, f"{DATABASE}.vacuum").check()
    page.goto(f"{address}/{OLDEST}/{PREPARE}")
    page.get_by_role("button", name=f"Carry over to {OLDEST}").click()
    page.get_by_role("dialog").get_by_role("button", name=f"Carry over to {OLDEST}").click()
    for item in ("pooling", "replicas", "indexes", "backup"):
        expect(box(page, f"{DATABASE}.{item}")).to_be_checked()
    page.goto(f"{address}/{OLDEST}/{DAY}")
    expect(box(page, f"{CUT_OVER}.smoke")).to_be_checked()


def test_carrying_over_can_be_undone(page: Page, address: str) -> None:
    open_offer(page, address).get_by_role("button", name=f"Carry over to {CURRENT}").click()
    status = page.locator(".rb-status")
    expect(status).to_contain_text(f"“Night of the release” continues in release {CURRENT}.")
    status.get_by_role("button", name="Undo").click()
    expect(page.locator(".rb-run__note")).to_contain_text(f"This run is on release {OLDEST}.")
    page.goto(f"{address}/{OLDEST}/{DAY}")
    expect(box(page, f"{CUT_OVER}.smoke")).to_be_checked()


def test_a_link_and_a_file_of_an_older_release_offer_to_carry_over(page: Page, browser: Browser, address: str, tmp_path: Path) -> None:
    link = page.evaluate("runbook.need('hand-over').then(() => runbook.handOver.link())")
    file = tmp_path / "run.json"
    with page.expect_download() as export:
        page.evaluate("runbook.handOver.saveJson()")
    export.value.save_as(file)
    for how in ("link", "file"):
        colleague = new_context(browser)
        other = colleague.new_page()
        other.goto(f"{address}/{OLD}/{DAY}" + (f"#{link.partition('#')[2]}" if how == "link" else ""))
        if how == "file":
            other.get_by_role("button", name="Start a run").click()
            other.locator("#rb-file").set_input_files(file)
        group = other.get_by_role("group", name="Received run")
        expect(group).to_contain_text(f"This run is on release {OLDEST}.")
        group.get_by_role("button", name=f"Open and carry over to {OLD}").click()
        dialog = other.get_by_role("dialog")
        assert entries_below(dialog, "1 item changed: read and answer it again") == [
            "Before: The shop opens Now: The shop opens within 2 seconds Ticked: Mona"
        ]
        dialog.get_by_role("button", name=f"Carry over to {OLD}").click()
        expect(box(other, f"{CUT_OVER}.till.items.card")).to_be_checked()
        expect(item_of(other, f"{CUT_OVER}.migrate").locator("> .rb-said")).to_contain_text("Not applicable: no schema changed")
        colleague.close()


def test_a_run_is_carried_over_between_folders_too(browser: Browser, published: Path) -> None:
    context = new_context(browser)
    page = start_run(context, (published / OLDEST).as_uri())
    dialog = open_offer(page, published.as_uri())
    expect(dialog).to_contain_text("5 answers are kept.")
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_offer_has_no_fault_and_returns_the_focus(scheme: str, page: Page, address: str) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    dialog = open_offer(page, address)
    expect(dialog).to_be_visible()
    assert violations(page) == []
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.textContent") == f"Carry over to {CURRENT}"
    assert violations(page) == []
