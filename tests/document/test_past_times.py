"""Days, times and lengths of past runs."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from generator.document.past_times import day_in_run, length_in_words, length_of_plan, planned_minutes, time_in_run
from generator.model.past_runs import PastRun
from generator.text.catalogue import catalogue
from tests.past_runs_sample import shop

WORDS = catalogue("page")
LATE = datetime(2026, 11, 2, 19, 5, 40, tzinfo=UTC)


def test_times_are_in_the_zone_of_t0_else_in_utc() -> None:
    """After midnight in Dhaka, the time has its day; without T-0 it is the evening of the day before."""
    run = shop().runs[1]
    assert (day_in_run(run, LATE), time_in_run(WORDS, run, LATE)) == ("2026-11-03", "Tue 2026-11-03 01:05")
    bare = PastRun("x", "", "", LATE, LATE)
    assert (day_in_run(bare, LATE), time_in_run(WORDS, bare, LATE)) == ("2026-11-02", "19:05")


@pytest.mark.parametrize(
    ("minutes", "words"), [(0, "0 min"), (119, "119 min"), (120, "2 h"), (185, "3 h 5 min"), (2880, "2 d"), (3110, "2 d 4 h")]
)
def test_lengths_have_at_most_two_units(minutes: int, words: str) -> None:
    assert length_in_words(WORDS, minutes) == words


@pytest.mark.parametrize(
    ("minutes", "lasts", "words"),
    [
        (42, "30 min", "42 of 30 min"),
        (42, "", "42 min"),
        (42, "next sprint", "42 min"),
        (42, "<b>", "42 min"),
        (150, "2 h", "2 h 30 min of 2 h"),
    ],
)
def test_a_length_is_beside_its_plan_if_that_can_be_counted(minutes: int, lasts: str, words: str) -> None:
    """The plan is that of a record, which may hold anything."""
    assert length_of_plan(WORDS, minutes, lasts) == words


def test_a_plan_without_a_length_is_unknown() -> None:
    assert planned_minutes("immediately") is None
