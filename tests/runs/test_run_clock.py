"""T-0 of a run as a moment, as pages show it, and how far clocks differ."""

from __future__ import annotations

import pytest

from generator.runs.run_clock import moment_of_t0, skew_of
from generator.runs.run_events import RunEvent
from generator.runs.run_state import RunFacts
from tests.runs.run_cases import EVENING, base_36


@pytest.mark.parametrize(
    ("t0", "zone", "moment"),
    [
        ("2026-12-01T22:00", "Asia/Dhaka", "2026-12-01T22:00:00+06:00"),
        ("2026-12-01T22:00", "+05:30", "2026-12-01T22:00:00+05:30"),
        ("2026-12-01T22:00", "UTC", "2026-12-01T22:00:00+00:00"),
        ("2026-10-25T02:30+01:00", "Europe/Berlin", "2026-10-25T02:30:00+01:00"),
        ("2026-10-25T02:30+02:00", "Europe/Berlin", "2026-10-25T02:30:00+02:00"),
    ],
)
def test_t_0_is_the_moment_that_pages_show(t0: str, zone: str, moment: str) -> None:
    found = moment_of_t0(RunFacts(t0=t0, zone=zone))
    assert found is not None and found.isoformat() == moment


def test_a_run_may_have_no_t_0() -> None:
    assert moment_of_t0(RunFacts(zone="Asia/Dhaka")) is None


@pytest.mark.parametrize(
    ("t0", "zone"), [("2026-10-25T02:30", "Europe/Berlin"), ("2026-12-01T22:00", ""), ("2026-12-01T22:00", "Mars/Base")]
)
def test_a_t_0_that_means_no_moment_says_why(t0: str, zone: str) -> None:
    with pytest.raises(ValueError, match=r"twice|no time zone"):
        moment_of_t0(RunFacts(t0=t0, zone=zone))


def test_clocks_differ_by_how_far_a_writer_was_behind_what_it_knew() -> None:
    def event(second: int) -> RunEvent:
        return RunEvent(f"{base_36(EVENING + second)}.0.aaaaaa", "2026-01-01T00:00:00Z", "done", address="a")

    assert skew_of([]) == 0
    assert skew_of([event(0), event(600)]) - skew_of([event(0)]) == 10


def test_a_clock_that_is_ahead_of_the_ids_is_no_negative_difference() -> None:
    ahead = RunEvent(f"{base_36(EVENING)}.0.aaaaaa", "2027-01-01T00:00:00Z", "done", address="a")
    assert skew_of([ahead]) == 0
