"""Offsets on the deploy clock, dates, and the days of recurring work in weeks and months."""

from __future__ import annotations

from datetime import date, timedelta
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.document.figures_in_words import recurrence_in_words
from generator.model.moments import (
    CADENCES,
    FURTHEST,
    RECURRENCES,
    SECONDS,
    WEEKDAYS,
    Cadence,
    parse_date,
    parse_month,
    parse_offset,
    parse_recurrence,
    parse_week,
)
from generator.text.catalogue import catalogue


@pytest.mark.parametrize(
    ("text", "shown", "seconds", "by_date"),
    [
        ("T-0", "T-0", 0, False),
        ("T+0", "T-0", 0, False),
        ("T-00", "T-0", 0, False),
        ("T-2h", "T-2h", -7200, False),
        ("T+15min", "T+15min", 900, False),
        ("T-7d", "T-7d", -604800, True),
        ("T+1w", "T+1w", 604800, True),
        (" T-02h ", "T-2h", -7200, False),
        ("T-24h", "T-24h", -86400, False),
        ("T-1d", "T-1d", -86400, True),
    ],
)
def test_valid_offsets(text: str, shown: str, seconds: int, by_date: bool) -> None:
    offset = parse_offset(text)
    assert (str(offset), offset.seconds, offset.by_date) == (shown, seconds, by_date)


def test_an_amount_is_the_number_and_the_unit_as_written() -> None:
    assert [parse_offset(text).amount for text in ("T-0", "T-02h", "T+15min", "T+1w")] == [(0, ""), (2, "h"), (15, "min"), (1, "w")]


@pytest.mark.parametrize(
    "text", ["", "T", "T-", "T-2", "T-0h", "T 2h", "T-15m", "t-2h", "2h", "T-2.5h", "T−2h", "T-৫h", "T-2h T-3h", "T-9999999h"]
)
def test_an_invalid_offset_is_refused_with_a_message(text: str) -> None:
    with pytest.raises(ValueError, match="expected a moment on the deploy clock"):
        parse_offset(text)


@pytest.mark.parametrize("text", ["T-999999d", "T+3651d", "T-600w"])
def test_an_offset_is_less_than_ten_years(text: str) -> None:
    with pytest.raises(ValueError, match="more than ten years"):
        parse_offset(text)


offsets = st.builds(
    lambda sign, number, unit: f"T{sign}{number}{unit}", st.sampled_from("+-"), st.integers(1, 3650), st.sampled_from(["min", "h", "d"])
) | st.sampled_from(["T-0", "T+0"])


@given(offsets)
def test_the_normal_form_is_read_back_unchanged(text: str) -> None:
    once = parse_offset(text)
    assert parse_offset(once.text) == once
    assert abs(once.seconds) <= FURTHEST


@given(offsets, offsets)
def test_offsets_sort_by_time(one: str, other: str) -> None:
    first, second = sorted([parse_offset(one), parse_offset(other)])
    assert first.seconds <= second.seconds


def test_dates_and_invalid_dates() -> None:
    assert parse_date("2026-11-01") == date(2026, 11, 1)
    for text in ("", "2026-1-1", "01.11.2026", "20261101", "2026-11-01T00:00", "২০২৬-১১-০১"):
        with pytest.raises(ValueError, match="expected a date"):
            parse_date(text)
    for text in ("2026-02-30", "0000-01-01", "2026-13-01"):
        with pytest.raises(ValueError, match="not a date in the calendar"):
            parse_date(text)


def test_every_recurrence_has_words() -> None:
    words = catalogue("page")
    assert get_args(Cadence) == CADENCES
    assert set(SECONDS) == {"min", "h", "d", "w"}
    shown = [recurrence_in_words(words, parse_recurrence(one)) for one in (*RECURRENCES, "2 days", "2 weeks", "6 months")]
    assert shown[:5] == ["every day", "every week", "every month", "every quarter", "ongoing"]
    assert shown[5:] == [*(f"every {day.title()}" for day in WEEKDAYS), "every 2 days", "every 2 weeks", "every 6 months"]


@pytest.mark.parametrize(
    ("text", "normal", "days"),
    [("1 week", "week", 7), ("2 week", "2 weeks", 14), (" 2  weeks ", "2 weeks", 14), ("99 days", "99 days", 99), ("sunday", "sunday", 7)],
)
def test_a_recurrence_has_a_normal_form(text: str, normal: str, days: int) -> None:
    every = parse_recurrence(text)
    assert (str(every), every.days) == (normal, days)
    assert parse_recurrence(normal) == every


@pytest.mark.parametrize(
    "text", ["", "Monday", "mondays", "biweekly", "0 weeks", "100 days", "2 quarters", "2weeks", "two weeks", "2.5 weeks", "২ weeks"]
)
def test_an_invalid_recurrence_is_refused_with_a_message(text: str) -> None:
    with pytest.raises(ValueError, match="expected one of day, week, month, quarter, ongoing, a weekday, or a number such as `2 weeks`"):
        parse_recurrence(text)


def test_two_weeks_count_from_the_first_monday_of_1970() -> None:
    """The count goes on across years, also across one with 53 weeks, so that sheets of two months never name a day twice or none."""
    found = [day.isoformat() for month in ("2026-12", "2027-01") for day in parse_month(month).dates(parse_recurrence("2 weeks"))]
    assert found == ["2026-12-07", "2026-12-21", "2027-01-04", "2027-01-18"]
    assert parse_recurrence("2 weeks").is_on(date(1970, 1, 5))
    assert [day.day for day in parse_month("2026-12").dates(parse_recurrence("thursday"))] == [3, 10, 17, 24, 31]
    assert [day.day for day in parse_month("2026-12").dates(parse_recurrence("10 days"))] == [7, 17, 27]
    assert [len(parse_month(f"2026-{month:02}").dates(parse_recurrence("2 months"))) for month in range(1, 5)] == [1, 0, 1, 0]


def test_a_week_begins_on_a_monday_and_may_reach_into_another_year() -> None:
    week = parse_week("2026-W53")
    assert (week.first, week.last) == (date(2026, 12, 28), date(2027, 1, 3))
    assert (week.is_week, week.first.isoformat(), week.last.isoformat()) == (True, "2026-12-28", "2027-01-03")
    assert parse_week(" 2026-W5 ").name == "2026-W05"


def test_a_month_has_its_own_length() -> None:
    month = parse_month("2028-02")
    assert (month.is_week, month.first.isoformat(), month.last.isoformat()) == (False, "2028-02-01", "2028-02-29")
    assert len(parse_month("2026-12").dates(parse_recurrence("day"))) == 31


@pytest.mark.parametrize(
    ("every", "days"),
    [("day", 31), ("week", 4), ("monday", 4), ("tuesday", 5), ("month", 1), ("quarter", 0), ("ongoing", 5)],
)
def test_work_falls_on_the_first_day_of_its_own_period(every: str, days: int) -> None:
    assert len(parse_month("2026-12").dates(parse_recurrence(every))) == days


def test_ongoing_work_is_confirmed_once_a_week() -> None:
    """A month has a box for the days before its first Monday, and a week has one box."""
    assert [day.day for day in parse_month("2026-12").dates(parse_recurrence("ongoing"))] == [1, 7, 14, 21, 28]
    assert parse_week("2026-W49").dates(parse_recurrence("ongoing")) == (date(2026, 11, 30),)


def test_a_quarter_begins_four_times_a_year() -> None:
    assert [parse_month(f"2026-{month:02}").dates(parse_recurrence("quarter")) for month in (1, 2, 10)] == [
        (date(2026, 1, 1),),
        (),
        (date(2026, 10, 1),),
    ]
    assert parse_week("2026-W40").dates(parse_recurrence("quarter")) == (date(2026, 10, 1),)


@given(
    st.dates(date(1971, 1, 1), date(2198, 12, 31)),
    st.sampled_from([*(one for one in RECURRENCES if one != "ongoing"), "2 days", "2 weeks", "3 weeks", "5 months"]),
)
def test_each_day_of_the_calendar_is_on_one_week_and_one_month(day: date, text: str) -> None:
    every = parse_recurrence(text)
    year, week, _ = day.isocalendar()
    of_week, of_month = parse_week(f"{year}-W{week:02}"), parse_month(f"{day:%Y-%m}")
    assert day in of_week.dates(parse_recurrence("day"))
    assert day in of_month.dates(parse_recurrence("day"))
    assert of_week.last - of_week.first == timedelta(days=6)
    assert (day in of_week.dates(every)) == (day in of_month.dates(every))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("2026-49", "expected a week, such as `2026-W49`, and found `2026-49`"),
        ("2026-W54", "2026 has no week W54; its weeks are W01 to W53"),
        ("2025-W53", "2025 has no week W53; its weeks are W01 to W52"),
        ("2026-W00", "2026 has no week W00; its weeks are W01 to W53"),
        ("0001-W01", "expected a year from 1970 to 2199, and found 1"),
    ],
)
def test_invalid_weeks(text: str, message: str) -> None:
    with pytest.raises(ValueError, match="^" + message.replace("`", "`")):
        parse_week(text)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("December", "expected a month, such as `2026-12`, and found `December`"),
        ("2026-13", "there is no month 13; months are 01 to 12"),
        ("9999-01", "expected a year from 1970 to 2199, and found 9999"),
    ],
)
def test_invalid_months(text: str, message: str) -> None:
    with pytest.raises(ValueError, match="^" + message):
        parse_month(text)
