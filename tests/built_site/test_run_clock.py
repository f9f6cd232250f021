"""The clock of a run in the browser: moments, lists that are due and overdue, alerts, holds, moves of T-0 and time zones."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import BrowserContext, Locator, expect

from tests.built_site.page_kinds import serve
from tests.built_site.phone_context import ZONE
from tests.built_site.test_policy import MOST_SHIFT, WATCH
from tests.built_site.test_ticking import BACKUP, DAY, box, open_page, set_up

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    with serve(site) as found:
        yield found


def test_with_a_t_zero_moments_are_local_times_with_zone_and_the_due_list_is_marked(context: BrowserContext, address: str) -> None:
    zero = datetime(2026, 12, 1, 22, 0, tzinfo=ZoneInfo(ZONE))
    context.clock.set_fixed_time(zero + timedelta(minutes=5))
    page = open_page(context, address)
    chips = page.locator("[data-rb-moment]")
    assert chips.first.inner_text().strip().startswith("T-2h")
    set_up(page, "Now", "Mona", zero.strftime("%Y-%m-%dT%H:%M"))
    expect(page.locator(".rb-run__clock")).to_contain_text(f"T-0 {zero:%a %Y-%m-%d %H:%M} UTC+06:00 (Asia/Dhaka)")
    for moment, away in (("T-2h", timedelta(hours=-2)), ("T+1h", timedelta(hours=1))):
        chip = page.locator(f'[data-rb-moment="{moment}"]').first
        expect(chip).to_contain_text(f"{zero + away:%H:%M} UTC+06:00")
    expect(page.locator('[data-rb-moment="T+1h"]').first).to_contain_text("in 55 min")
    expect(page.locator("[aria-current=time]")).to_have_count(1)
    assert page.locator("[aria-current=time]").first.get_attribute("data-rb-moment") == "T-0"


def test_each_list_is_announced_once_when_it_is_due_and_when_it_is_overdue_and_a_hold_stops_that(
    context: BrowserContext, address: str
) -> None:
    context.add_init_script(
        """window.alerts = []; window.Notification = class {
  static permission = "default";
  static async requestPermission() { return (this.permission = "granted"); }
  constructor(_title, { body }) { window.alerts.push(body); }
};"""
    )
    zero = datetime(2026, 12, 1, 22, 0, tzinfo=ZoneInfo(ZONE))
    page = context.new_page()
    page.clock.install(time=zero - timedelta(minutes=1))
    page.goto(f"{address}/{DAY}")
    plain, live = page.title(), page.locator("body > .rb-hidden[role=status]")
    set_up(page, "Night", "Mona", "2026-12-01T22:00")
    expect(live).to_have_text("Due now: G · Pre-deployment checks.")
    expect(page).to_have_title(f"Now: G · Pre-deployment checks · {plain}")
    page.get_by_role("button", name="Run settings").click()
    page.get_by_role("button", name="Alert me").click()
    expect(page.get_by_text("This browser alerts you")).to_be_visible()
    page.keyboard.press("Escape")
    page.clock.fast_forward(60_000)
    expect(live).to_have_text(re.compile(r"^Overdue: G · Pre-deployment checks\. Due now: H · [^,]*\.$"))
    expect(page).to_have_title(f"(1 overdue) {plain}")
    late, bar = page.locator("h2 > .rb-late"), page.locator(".rb-bar__way")
    expect(late).to_have_text("overdue since 22:00 (now)")
    expect(page.locator("[aria-current=time] .rb-clock__left")).to_have_text("now")
    assert page.evaluate("window.alerts") == [live.inner_text()]
    box(page, BACKUP).check()
    page.clock.fast_forward(300_000)
    expect(late).to_have_text("overdue since 22:00 (5 min)")
    expect(bar).to_have_text("Overdue 5 min: G · Pre-deployment checks")
    expect(page.locator(".rb-pace")).to_have_text("since 22:00, 5 min of 2 h")
    expect(page.locator(".rb-stepper [aria-current]")).to_contain_text("1 overdue")
    other = open_page(context, address)
    expect(other.locator("h2 > .rb-late")).to_have_count(1)
    assert other.locator("body > .rb-hidden[role=status]").inner_text() == ""
    page.get_by_role("button", name="Details").click()
    page.get_by_role("button", name="Move T-0").click()
    page.get_by_role("button", name="Hold").click()
    page.clock.fast_forward(7_200_000)
    expect(page).to_have_title(f"On hold · {plain}")
    expect(bar).to_have_text("On hold for 2 h")
    expect(page.locator(".rb-run__note")).to_contain_text("On hold: no reason given")
    expect(late).to_have_text("overdue since Tue 2026-12-01 22:00 (5 min)")
    page.get_by_role("button", name=re.compile(r"^Go on, T-0 .* → 00:00$")).click()
    expect(page.locator(".rb-run__clock")).to_contain_text("T-0 Wed 2026-12-02 00:00")
    page.locator(".rb-status").get_by_role("button", name="Undo").click()
    expect(page.locator(".rb-run__clock")).to_contain_text("T-0 Tue 2026-12-01 22:00")
    expect(page).to_have_title(f"On hold · {plain}")
    assert len(page.evaluate("window.alerts")) == 1


def test_nothing_moves_on_the_next_page_of_a_run_with_lists_that_are_late(context: BrowserContext, address: str) -> None:
    context.add_init_script(WATCH)
    zero = datetime(2026, 12, 1, 22, 0, tzinfo=ZoneInfo(ZONE))
    page = context.new_page()
    page.set_viewport_size({"width": 1280, "height": 800})
    page.clock.install(time=zero + timedelta(hours=2))
    page.goto(f"{address}/{DAY}")
    set_up(page, "Night", "Mona", "2026-12-01T22:00")
    expect(page.locator(".rb-run__due a")).to_have_count(4)
    for phase in ("prepare", "deploy-day"):
        page.goto(f"{address}/elearning-platform/{phase}/index.html")
        expect(page.locator(".rb-run__due a")).to_have_count(4)
        assert page.evaluate("window.shifted") <= MOST_SHIFT
    late = page.locator(".rb-run__due .rb-late").count()
    expect(page.locator(".rb-bar__more")).to_have_text(f"+{late - 1}")
    expect(page.get_by_role("button", name="Move T-0")).to_be_visible()
    page.goto(f"{address}/elearning-platform/emergency/index.html")
    expect(page.locator(".rb-run__move")).to_be_attached()
    expect(page.locator(".rb-run__move")).to_be_hidden()
    expect(page.locator(".rb-run__due")).to_be_hidden()


def test_a_time_that_clocks_show_twice_is_asked_about_and_a_skipped_one_is_replaced(context: BrowserContext, address: str) -> None:
    page = open_page(context, address)
    page.get_by_role("button", name="Start a run").click()
    zone, t0, said = page.get_by_label("Time zone"), page.get_by_label("T-0", exact=True), page.locator(".rb-form__said").first
    zone.fill("Mars")
    page.get_by_role("button", name="Start run").click()
    expect(said).to_have_text("This browser does not know the time zone “Mars”. Choose one from the list.")
    zone.fill("berl")
    page.keyboard.press("Enter")
    expect(zone).to_have_value("Europe/Berlin")
    t0.fill("2026-03-29T02:30")
    skipped = r"^Sun 2026-03-29 03:30 UTC\+02:00 .*\. 02:30 does not exist that day: clocks go forward\. T-0 is 03:30\.$"
    expect(said).to_have_text(re.compile(skipped))
    t0.fill("2026-10-25T02:30")
    page.get_by_role("button", name="Start run").click()
    expect(page.get_by_role("dialog")).to_be_visible()
    assert page.get_by_role("radio").evaluate_all("all => all.map(({labels}) => labels[0].innerText)") == [
        "First: 02:30 UTC+02:00",
        "Second: 02:30 UTC+01:00",
    ]
    page.get_by_label("Second: 02:30").check()
    page.get_by_role("button", name="Start run").click()
    other = open_page(context, address)
    expect(other.locator(".rb-run__clock")).to_contain_text("T-0 Sun 2026-10-25 02:30 UTC+01:00 (Europe/Berlin)")


def test_on_the_overview_the_name_and_the_times_of_a_moment_fit(context: BrowserContext, address: str) -> None:
    context.clock.set_fixed_time(datetime(2026, 12, 1, 16, 0, tzinfo=ZoneInfo(ZONE)))
    page = open_page(context, address)
    set_up(page, "Now", "Mona", "2026-12-01T22:00")
    for width, room in ((1280, 30), (390, 60)):
        page.set_viewport_size({"width": width, "height": 844})
        page.goto(f"{address}/elearning-platform/index.html")
        chips = page.locator(".rb-moment [data-rb-moment]")
        expect(chips.first).to_contain_text("UTC+06:00")
        assert max(height(chip) for chip in chips.all()) < room
        assert max(height(name) for name in chips.locator("strong").all()) < 24


def height(element: Locator) -> float:
    box = element.bounding_box()
    assert box is not None
    return box["height"]
