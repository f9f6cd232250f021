"""What a plan says about going back: the watch for triggers, and the last moment for a rollback or why it is not known."""

from __future__ import annotations

import pytest

from generator.document.last_moment import going_back
from generator.document.plan_times import PlanTimes
from tests.document.plan_shop import BACK, SHOP, day_of, list_of, planned_document

CUT_OVER = list_of("cut-over", "at: T-0, lasts: 1 h")
LATER = list_of("later", "at: T+1h, lasts: 30 min")
OPEN = list_of("later", "at: T+1h")


def said(data: str, at: str = "") -> list[tuple[str, str]]:
    """Return what is on the axis with its time, and what is only said."""
    document = planned_document(data, at)
    works, notes = going_back(document, PlanTimes(document.context))
    return [*((one.time, one.text) for one in works), *(("", note) for note in notes)]


def test_the_last_moment_is_early_enough_to_be_done_at_the_planned_end() -> None:
    """The longest of the procedures counts. The watch is from the cut-over to the end of the last list."""
    longer = BACK.replace("{back:", "{fast: {phase: rollback, title: Fast, lasts: 5 min, steps: {a: {text: Go}}}, back:")
    assert said(day_of(CUT_OVER + LATER, longer)) == [
        ("T-0 to T+1h 30min", "Watch for rollback triggers"),
        ("T+1h 10min", "Last moment for a rollback, because RB lasts 20 min"),
    ]
    assert said(SHOP, "2026-12-01T22:00 Asia/Dhaka") == [
        ("22:00 to Wed 02:00", "Watch for rollback triggers"),
        ("Wed 01:40", "Last moment for a rollback, because R lasts 20 min"),
    ]


def test_without_a_length_of_the_rollback_it_is_the_end_of_the_watch() -> None:
    (_, watch), (at, text) = said(day_of(CUT_OVER + LATER, BACK.replace("lasts: 20 min, ", "")))
    assert watch == "Watch for rollback triggers"
    assert (at, text) == ("T+1h 30min", "Last moment for a rollback: the watch ends. No procedure says how long a rollback lasts")


@pytest.mark.parametrize(
    ("lists", "back", "why"),
    [
        (CUT_OVER + OPEN, BACK, "not known, because “Later” does not say how long it lasts."),
        (CUT_OVER, "", "not known, because there is no rollback procedure."),
        (list_of("before", "at: T-2h"), BACK, "not known, because no list from T-0 on has a time."),
        (CUT_OVER, BACK.replace("20 min", "2 h"), "none before T+1h, when the plan ends, because R · Roll back a release lasts 2 h."),
    ],
)
def test_what_cannot_be_known_is_said_and_not_drawn(lists: str, back: str, why: str) -> None:
    *watch, last = said(day_of(lists, back))
    assert last == ("", f"Last moment for a rollback: {why}")
    assert all("Last moment" not in text for _, text in watch)


def test_a_rollback_that_does_not_apply_has_no_last_moment() -> None:
    absent = day_of(CUT_OVER, "").replace("rollback: {title: Rollback}", "rollback: {remove: the data change}")
    assert said(absent) == [("", "Last moment for a rollback: none, because a rollback does not apply: the data change")]


def test_a_watch_that_ends_with_a_list_without_a_duration_goes_on_until_it_is_done() -> None:
    (time, text), _ = said(day_of(CUT_OVER + OPEN))
    assert (time, text) == ("T-0 to T+1h", "Watch for rollback triggers until B · Later is done")


def test_a_watch_whose_first_list_has_no_time_is_only_said() -> None:
    lists = (
        list_of("before", "at: T-2h") + "  cut-over: {phase: deploy-day, title: Cut-over, items: {a: Do it}}\n" + list_of("end", "at: T+1h")
    )
    assert ("", "Watch for rollback triggers from B · Cut-over until C · End is done.") in said(day_of(lists))
