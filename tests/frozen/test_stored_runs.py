"""Runs from browsers, links and files of 0.1.0: current pages show every tick, reason, note, name and time."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.frozen.past import LINKS, NEWER, NEXT, OLDER, PAST, REHEARSAL, RUNS, STORAGE, Run
from tests.frozen.todays_pages import carry_over, choose_run, missing_answers, new_context

pytestmark = pytest.mark.browser

# The text of this item changed in the newer release, and nobody answered it again.
CHANGED = {"carried-over": {"checklists.warm-up.items.caches"}}
NO_STORAGE = "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('blocked', 'SecurityError'); }})"
POSTER, FREEZE = "checklists.cut-over.items.poster", "checklists.warm-up.items.freeze"


@pytest.fixture
def fresh_page(browser: Browser) -> Iterator[Page]:
    """Open a page in a browser without runs."""
    context = new_context(browser)
    yield context.new_page()
    context.close()


@pytest.fixture
def page_with_runs(browser: Browser) -> Iterator[Page]:
    """Open a page in a browser that stored the runs."""
    context = context_with_runs(browser)
    yield context.new_page()
    context.close()


def context_with_runs(browser: Browser) -> BrowserContext:
    """Return a browser that stored everything that 0.1.0 stores, for any address."""
    context = new_context(browser)
    context.add_init_script(f"if (!localStorage.length) Object.assign(localStorage, {json.dumps(STORAGE)})")
    return context


def ticks_on(page: Page) -> dict[str, bool]:
    found: dict[str, bool] = page.evaluate(
        "Object.fromEntries([...document.querySelectorAll('[data-rb-box]')].map((box) => [box.dataset.rbBox, box.checked]))"
    )
    return found


def test_the_frozen_runs_have_every_kind_of_answer() -> None:
    assert {kind: (run.folder, run.facts.get("from", ""), len(run.answers)) for kind, run in RUNS.items()} == {
        "carried-over": (f"{NEWER}/shop", OLDER, 19),
        "not-of-a-release": (f"{REHEARSAL}/shop", "", 7),
        "of-a-system-that-went": (f"{OLDER}/forum", "", 2),
        "of-the-day": (f"{NEWER}/shop", "", 4),
        "of-the-older-release": (f"{OLDER}/shop", "", 22),
    }
    answers = [answer for run in RUNS.values() for answer in run.answers.values()]
    assert {answer.get("state") for answer in answers} == {"done", "na", "open", None}
    assert {kind: set(links) for kind, links in LINKS.items()} == {kind: {"packed", "plain"} for kind in RUNS}


@pytest.mark.parametrize("kind", RUNS)
def test_a_stored_run_is_shown_with_all_its_answers(kind: str, page_with_runs: Page, todays_address: str) -> None:
    run = RUNS[kind]
    site = f"{todays_address}/{run.folder}"
    page_with_runs.goto(f"{site}/{run.pages[0]}")
    choose_run(page_with_runs, run)
    assert missing_answers(page_with_runs, site, run, CHANGED.get(kind, ())) == []
    if run.facts["t0"]:
        expect(page_with_runs.locator(".rb-run__clock")).to_contain_text(run.facts["t0"].replace("T", " "))
        expect(page_with_runs.locator(".rb-run__clock")).to_contain_text(run.facts["zone"])
    expect(page_with_runs.locator(".rb-run__name")).to_contain_text(run.facts["person"])


def test_moments_are_those_of_the_t_zero_that_was_set(page_with_runs: Page, todays_address: str) -> None:
    page_with_runs.goto(f"{todays_address}/{OLDER}/shop/deploy-day/index.html")
    choose_run(page_with_runs, RUNS["of-the-older-release"])
    for moment, time in (("T-2h", "20:00"), ("T-1h", "21:00"), ("T-0", "22:00")):
        expect(page_with_runs.locator(f'[data-rb-moment="{moment}"]').first).to_contain_text(f"{time} UTC+06:00")


def test_answers_that_were_cleared_can_be_brought_back(page_with_runs: Page, todays_address: str) -> None:
    page_with_runs.goto(f"{todays_address}/{REHEARSAL}/shop/incident/index.html")
    expect(page_with_runs.locator(".rb-run__name")).to_contain_text("Cleared")
    assert set(ticks_on(page_with_runs).values()) == {False}
    page_with_runs.get_by_role("button", name="Run settings").click()
    page_with_runs.get_by_role("button", name="Restore cleared answers").click()
    call, note = (f"procedures.respond.steps.{step}" for step in ("call", "note"))
    assert ticks_on(page_with_runs) == {call: True, note: False}
    item = page_with_runs.locator(".rb-item", has=page_with_runs.locator(f'[data-rb-box="{note}"]'))
    expect(item).to_contain_text("Not applicable: the clock stopped")
    expect(item).to_contain_text("ask for a new one")


def test_stored_settings_still_apply(page_with_runs: Page, todays_address: str) -> None:
    page_with_runs.goto(f"{todays_address}/{NEWER}/shop/index.html")
    expect(page_with_runs.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    page_with_runs.get_by_role("button", name="Keyboard shortcuts").click()
    expect(page_with_runs.get_by_role("dialog").get_by_role("checkbox")).not_to_be_checked()


def test_a_run_in_the_name_of_a_window_is_shown(fresh_page: Page, todays_address: str) -> None:
    name = (PAST / "window-name.txt").read_text(encoding="utf-8").removesuffix("\n")
    fresh_page.add_init_script(NO_STORAGE)
    fresh_page.goto(f"{todays_address}/versions.json")
    fresh_page.evaluate("(name) => { window.name = name; }", name)
    fresh_page.goto(f"{todays_address}/{REHEARSAL}/shop/deploy-day/index.html")
    expect(fresh_page.locator(".rb-run__name")).to_contain_text("Behind a wall")
    expect(fresh_page.locator(".rb-run__clock")).to_contain_text("2026-12-02 04:00")
    assert [item for item, checked in ticks_on(fresh_page).items() if checked] == [FREEZE]
    item = fresh_page.locator(".rb-item", has=fresh_page.locator(f'[data-rb-box="{POSTER}"]'))
    expect(item).to_contain_text("Not applicable: nobody sees it")
    expect(item).to_contain_text("ask again")


def open_offered_run(page: Page, kind: str) -> None:
    """Check the page's offer, and open the run."""
    run = RUNS[kind]
    offer = page.get_by_role("group", name="Received run")
    expect(offer).to_contain_text(run.name)
    expect(offer).to_contain_text(re.compile(rf"\b{len(run.answers)} entries"))
    assert not any(ticks_on(page).values()), "nothing is opened unasked"
    offer.get_by_role("button", name="Open run").click()


@pytest.mark.parametrize(("kind", "form"), [*((kind, "packed") for kind in RUNS), ("of-the-older-release", "plain")])
def test_a_link_opens_a_run_with_all_its_answers(kind: str, form: str, fresh_page: Page, todays_address: str) -> None:
    run = RUNS[kind]
    fresh_page.goto(todays_address + LINKS[kind][form])
    open_offered_run(fresh_page, kind)
    assert missing_answers(fresh_page, f"{todays_address}/{run.folder}", run, CHANGED.get(kind, ())) == []


@pytest.mark.parametrize("kind", RUNS)
def test_a_file_opens_a_run_with_all_its_answers(kind: str, fresh_page: Page, todays_address: str) -> None:
    run = RUNS[kind]
    site = f"{todays_address}/{run.folder}"
    fresh_page.goto(f"{site}/{run.pages[0]}")
    fresh_page.get_by_role("button", name="Start a run").click()
    fresh_page.locator("#rb-file").set_input_files(PAST / f"exports/{kind}.json")
    open_offered_run(fresh_page, kind)
    assert missing_answers(fresh_page, site, run, CHANGED.get(kind, ())) == []


def test_a_link_to_a_stored_run_keeps_the_younger_answers(page_with_runs: Page, todays_address: str) -> None:
    run = RUNS["of-the-older-release"]
    page_with_runs.goto(f"{todays_address}/{OLDER}/shop/deploy-day/index.html")
    choose_run(page_with_runs, run)
    page_with_runs.locator(f'[data-rb-box="{FREEZE}"]').check()
    page_with_runs.goto(f"{todays_address}/{OLDER}/shop/index.html")
    page_with_runs.goto(todays_address + LINKS["of-the-older-release"]["packed"])
    page_with_runs.get_by_role("group", name="Received run").get_by_role("button", name="Merge").click()
    page_with_runs.goto(f"{todays_address}/{OLDER}/shop/deploy-day/index.html")
    expect(page_with_runs.locator(f'[data-rb-box="{FREEZE}"]')).to_be_checked()
    expect(page_with_runs.locator(f'[data-rb-box="{POSTER}"]')).not_to_be_checked()


def test_a_stored_run_is_carried_over_to_a_new_release(browser: Browser, next_address: str) -> None:
    context = context_with_runs(browser)
    page = context.new_page()
    run = RUNS["of-the-older-release"]
    page.goto(f"{next_address}/{NEXT}/shop/follow-up/index.html")
    choose_run(page, run)
    parts = carry_over(page, NEXT, OLDER)
    assert [line.partition(" Now: ")[0] for line in parts["3 items changed"]] == [
        *("Before: The caches are warm", "Before: Migrations have run to the end", "Before: The shop opens"),
    ]
    assert parts["1 phase must be marked done again"] == ["Prepare"]
    # `pooling` was renamed twice, and the second time the alias of the first was dropped.
    database, cut = "checklists.database.items", "checklists.cut-over.items"
    gone = {*(f"{database}.{item}" for item in ("pooling", "replicas", "indexes", "backup")), f"{cut}.banner", POSTER}
    assert len(parts["6 items were removed"]) == len(gone)
    answers = {item: answer for item, answer in run.answers.items() if item not in gone and item != "phases.prepare"}
    changed = {"checklists.warm-up.items.caches", f"{cut}.migrate", f"{cut}.smoke"}
    pages = [f"{phase}/index.html" for phase in ("prepare", "deploy-day", "follow-up", "operate", "rollback")]
    assert missing_answers(page, f"{next_address}/{NEXT}/shop", Run({**run.facts, "answers": answers}), changed, pages) == []
    context.close()
