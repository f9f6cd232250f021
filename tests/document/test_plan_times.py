"""Times of a plan, with and without a known T-0, also where clocks are changed."""

from __future__ import annotations

import pytest

from generator.document.document_parts import Moment
from generator.document.plan_times import PlanTimes, offset_text
from tests.document.plan_shop import SHOP, planned_document

HOUR = 3600


def times(at: str = "") -> PlanTimes:
    return PlanTimes(planned_document(SHOP, at).context)


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(0, "T-0"), (-7200, "T-2h"), (900, "T+15min"), (13200, "T+3h 40min"), (-604800, "T-7d"), (90, "T+1min 30s"), (90000, "T+1d 1h")],
)
def test_an_offset_is_said_in_units_that_people_count_in(seconds: int, text: str) -> None:
    assert offset_text(seconds) == text


def test_without_t0_a_work_has_its_offset_and_its_duration() -> None:
    work = times().work("list", Moment("T-120min", lasts="45 min"), "B", ("lead",))
    assert (work.time, work.start, work.end) == ("T-120min · 45 min", -2 * HOUR, -75 * 60)
    assert times().labels([work]) == {-2 * HOUR: ("T-120min", ""), -75 * 60: ("T-1h 15min", ""), 0: ("T-0", "")}


def test_a_day_is_said_where_it_is_another_one() -> None:
    """Only a start on another day than T-0, and an end on another day than its start, has its weekday, or its date a week away."""
    clock = times("2026-12-01T22:00 Asia/Dhaka")
    assert clock.work("list", Moment("T+1h", lasts="3 h"), "B", ()).time == "23:00 to Wed 02:00"
    assert clock.work("list", Moment("T+3h", lasts="1 h"), "B", ()).time == "Wed 01:00 to 02:00"
    assert clock.work("list", Moment("T-7d"), "B", ()).time == "Tue 2026-11-24 22:00"
    assert clock.work("list", Moment("T-0", lasts="next sprint"), "B", ()).time == "22:00 · next sprint"
    assert clock.zone == "UTC+06:00 (Asia/Dhaka)"


def test_places_on_the_axis_are_time_that_passes() -> None:
    """In that night, clocks in Berlin are set back from 03:00 to 02:00: a day before is 25 hours before, and the offset is said."""
    clock = times("2026-10-25T20:00 Europe/Berlin")
    assert clock.span(Moment("T-1d")) == (-25 * HOUR, None)
    assert clock.work("list", Moment("T-1d"), "B", ()).time == "Sat 20:00 UTC+02:00"
