"""Figures of past runs."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from generator.model.past_runs import PastList, PastRun, RunTotals

BEGAN = datetime(2025, 12, 1, 18, tzinfo=UTC)


def test_lengths_are_minutes_as_clocks_show_them_and_unknown_without_an_answer() -> None:
    end = BEGAN + timedelta(minutes=26, seconds=40)
    assert PastList("checklists.a", "prepare", "A", began=BEGAN, ended=end).minutes == 26
    assert PastList("checklists.a", "prepare", "A", began=BEGAN - timedelta(seconds=1), ended=end).minutes == 27
    assert PastList("checklists.a", "prepare", "A").minutes is None
    assert PastRun("night", "2025-12-01-night", "", "shop", BEGAN, end).minutes == 26


def test_all_lines_are_the_sum() -> None:
    assert RunTotals(done=3, failed=1, na=2, open=4).all == 10
