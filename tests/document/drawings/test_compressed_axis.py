"""An axis with compressed gaps: order is kept, minutes stay readable beside days, and rules have their room."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from generator.document.drawings.compressed_axis import compressed_axis, drawn_length, shares

MINUTE, HOUR, DAY = 60, 3600, 86400
MOMENTS = st.lists(st.integers(-10 * DAY, 10 * DAY), min_size=1, max_size=150)


@given(MOMENTS, st.data())
def test_later_moments_are_further_on_and_everything_is_on_the_axis(moments: list[int], data: st.DataObject) -> None:
    """Nothing is before the axis or after it, and two moments are never at the same place."""
    rules = {moment: data.draw(st.integers(1, 9)) for moment in data.draw(st.lists(st.sampled_from(moments), max_size=4))}
    axis = compressed_axis(moments, rules, 240, 8)
    assert set(axis.places) == set(moments)
    order = sorted(axis.places)
    assert axis.end(order[0]) == 0
    assert axis.start(order[-1]) + 8 <= axis.units
    assert all(axis.start(before) < axis.end(after) for before, after in pairwise(order))
    assert all(axis.start(moment) - axis.end(moment) == rules.get(moment, 0) for moment in order)
    assert all(after - before > HOUR for before, after in axis.breaks)


@given(st.lists(st.integers(1, 10**6), max_size=60), st.integers(0, 400))
def test_a_room_is_divided_without_rest(weights: list[int], room: int) -> None:
    """Everything gets at least 1, more for more weight, and together they are as long as the room."""
    found = shares(weights, room)
    assert sum(found) == max(room, len(weights)) if weights else not found
    assert all(one >= 1 for one in found)
    by_weight = [share for _, share in sorted(zip(weights, found, strict=True))]
    assert all(after >= before - 1 for before, after in pairwise(by_weight))


def test_minutes_around_t0_are_readable_in_a_plan_of_days() -> None:
    """A quarter of an hour is as long as a week that is compressed, and longer gaps of the day are longer."""
    moments = (-7 * DAY, -DAY, -2 * HOUR, 0, 15 * MINUTE, 30 * MINUTE, 60 * MINUTE, DAY)
    axis = compressed_axis(moments, {}, 240, 8)
    assert axis.breaks == ((-7 * DAY, -DAY), (-DAY, -2 * HOUR), (-2 * HOUR, 0), (60 * MINUTE, DAY))
    week, quarter, half = (axis.start(b) - axis.start(a) for a, b in ((-7 * DAY, -DAY), (0, 15 * MINUTE), (30 * MINUTE, 60 * MINUTE)))
    assert week == quarter >= 240 // 10
    assert half > quarter


def test_equal_gaps_are_equal_however_long_they_are() -> None:
    """A day of lists that begin every six hours has nothing to compress."""
    axis = compressed_axis(range(0, DAY + 1, 6 * HOUR), {}, 240, 0)
    assert axis.breaks == ()
    assert [axis.start(at) for at in range(0, DAY + 1, 6 * HOUR)] == [0, 60, 120, 180, 240]


def test_a_gap_is_as_long_as_it_is_up_to_a_quarter_of_an_hour() -> None:
    assert [drawn_length(minutes * MINUTE) / MINUTE for minutes in (5, 15, 30, 60)] == [5, 15, 30, 45]
