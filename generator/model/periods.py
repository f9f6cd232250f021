"""Calendar weeks and months, and the days of recurring work in them."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from generator.model.clock import check_year
from generator.model.moments import Cadence

WEEK = re.compile(r"(?P<year>[0-9]{4})-W(?P<week>[0-9]{1,2})")
MONTH = re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})")
QUARTERS = (1, 4, 7, 10)


@dataclass(frozen=True, slots=True)
class Period:
    """The days from `first` to `last`, both included. `name` is the written form: `2026-W49`, `2026-12`."""

    name: str
    first: date
    last: date

    @property
    def is_week(self) -> bool:
        return "W" in self.name

    @property
    def days(self) -> tuple[date, ...]:
        return tuple(self.first + timedelta(days=number) for number in range((self.last - self.first).days + 1))

    def dates(self, every: Cadence) -> tuple[date, ...]:
        """The days on which work of this cadence falls: the first of each of its own periods, so a Monday or the first of a month.

        What is ongoing falls on the first day, once.
        """
        if every == "ongoing":
            return (self.first,)
        return tuple(day for day in self.days if _begins(every, day))


def parse_week(text: str) -> Period:
    """Read an ISO 8601 week from Monday to Sunday, such as `2026-W49`.

    Raises:
        ValueError: The text is not a week of the calendar.
    """
    match = WEEK.fullmatch(text.strip())
    if match is None:
        raise ValueError(f"expected a week, such as `2026-W49`, and found `{text[:40]}`")
    year, week = int(match["year"]), int(match["week"])
    check_year(year)
    last = date(year, 12, 28).isocalendar().week
    if not 1 <= week <= last:
        raise ValueError(f"{year} has no week W{week:02}; its weeks are W01 to W{last:02}")
    first = date.fromisocalendar(year, week, 1)
    return Period(f"{year}-W{week:02}", first, first + timedelta(days=6))


def parse_month(text: str) -> Period:
    """Read a month, such as `2026-12`.

    Raises:
        ValueError: The text is not a month of the calendar.
    """
    match = MONTH.fullmatch(text.strip())
    if match is None:
        raise ValueError(f"expected a month, such as `2026-12`, and found `{text[:40]}`")
    year, month = int(match["year"]), int(match["month"])
    check_year(year)
    if not 1 <= month <= 12:
        raise ValueError(f"there is no month {month:02}; months are 01 to 12")
    return Period(f"{year}-{month:02}", date(year, month, 1), date(year, month, monthrange(year, month)[1]))


def _begins(every: Cadence, day: date) -> bool:
    if every == "week":
        return day.weekday() == 0
    return every == "day" or (day.day == 1 and (every == "month" or day.month in QUARTERS))
