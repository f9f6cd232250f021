"""Figures of past runs."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from generator.model.past_runs import PastList, PastRun, RunTotals

BEGAN = datetime(2025, 12, 1, 18, tzinfo=UTC)


def test_lengths_are_minutes_as_clocks_show_them_and_unknown_without_an_answer() -> None:
    end = BEGAN + timedelta(minutes=26, seconds=40)
    assert PastList("checklists.a", "prepare", "A", began=BEGAN, ended=end).minutes == 26
    assert PastList("checklists.a", "prepare", "A", began=BEGAN - timedelta(seconds=1), ended=end).minutes == 27
    assert PastList("checklists.a", "prepare", "A").minutes is None
    assert PastRun("night", "2025-12-01-night", "", BEGAN, end).minutes == 26


def test_a_list_is_late_by_what_clocks_show() -> None:
    """A list that was planned for 18:00 and began at 18:00:45 is not late: both moments are shown as 18:00."""
    for seconds, late in ((45, 0), (-45, -1), (100, 1)):
        assert PastList("checklists.a", "prepare", "A", planned=BEGAN, began=BEGAN + timedelta(seconds=seconds)).late == late


def test_a_run_says_how_long_a_list_took_only_if_its_moments_are_those_of_the_work() -> None:
    run = PastRun("night", "2025-12-01-night", "", BEGAN, BEGAN)
    done = PastList("checklists.a", "prepare", "A", began=BEGAN, ended=BEGAN + timedelta(minutes=26), complete=True)
    assert run.length_of(done) == 26
    at_once = replace(done, began=done.ended and done.ended - timedelta(seconds=40))
    assert [run.length_of(one) for one in (at_once, replace(done, complete=False), replace(done, ended=None))] == [None] * 3
    assert [one.length_of(done) for one in (replace(run, typed=True), replace(run, hold_minutes=1))] == [None] * 2


def test_the_day_of_a_run_is_that_of_those_who_deployed() -> None:
    """At 18:00 UTC, the next day has begun in Dhaka."""
    run = PastRun("night", "2025-12-01-night", "", BEGAN, BEGAN)
    days = [one.day_of(BEGAN).isoformat() for one in (run, replace(run, t0=BEGAN.astimezone(ZoneInfo("Asia/Dhaka"))))]
    assert days == ["2025-12-01", "2025-12-02"]


def test_all_lines_are_the_sum() -> None:
    assert RunTotals(done=3, failed=1, na=2, open=4).all == 10
