"""Weeks and months, and the days of recurring work in them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.moments import CADENCES, Cadence
from generator.model.periods import parse_month, parse_week


def test_a_week_begins_on_a_monday_and_may_reach_into_another_year() -> None:
    week = parse_week("2026-W53")
    assert (week.first, week.last) == (date(2026, 12, 28), date(2027, 1, 3))
    assert (week.is_week, week.first.isoformat(), week.last.isoformat()) == (True, "2026-12-28", "2027-01-03")
    assert parse_week(" 2026-W5 ").name == "2026-W05"


def test_a_month_has_its_own_length() -> None:
    month = parse_month("2028-02")
    assert (month.is_week, month.first.isoformat(), month.last.isoformat()) == (False, "2028-02-01", "2028-02-29")
    assert len(parse_month("2026-12").days) == 31


@pytest.mark.parametrize(
    ("every", "days"),
    [("day", 31), ("week", 4), ("month", 1), ("quarter", 0), ("ongoing", 1)],
)
def test_work_falls_on_the_first_day_of_its_own_period(every: Cadence, days: int) -> None:
    assert len(parse_month("2026-12").dates(every)) == days


def test_a_quarter_begins_four_times_a_year() -> None:
    assert [parse_month(f"2026-{month:02}").dates("quarter") for month in (1, 2, 10)] == [(date(2026, 1, 1),), (), (date(2026, 10, 1),)]
    assert parse_week("2026-W40").dates("quarter") == (date(2026, 10, 1),)


@given(st.dates(date(1971, 1, 1), date(2198, 12, 31)), st.sampled_from([every for every in CADENCES if every != "ongoing"]))
def test_each_day_of_the_calendar_is_on_one_week_and_one_month(day: date, every: Cadence) -> None:
    year, week, _ = day.isocalendar()
    of_week, of_month = parse_week(f"{year}-W{week:02}"), parse_month(f"{day:%Y-%m}")
    assert day in of_week.days
    assert day in of_month.days
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
