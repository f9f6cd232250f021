"""Weeks and months of the calendar, and the days on which recurring work falls in them."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from generator.model.clock import FIRST_YEAR, LAST_YEAR
from generator.model.moments import Cadence

WEEK = re.compile(r"(?P<year>[0-9]{4})-W(?P<week>[0-9]{1,2})")
MONTH = re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})")
QUARTERS = (1, 4, 7, 10)


@dataclass(frozen=True, slots=True)
class Period:
    """The days from `first` to `last`, both included; `name` is how people write them: `2026-W49`, `2026-12`."""

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
    """Read `2026-W49`, a week as ISO 8601 counts them, from Monday to Sunday.

    Raises ValueError with a sentence that helps.
    """
    match = WEEK.fullmatch(text.strip())
    if match is None:
        raise ValueError(f"expected a week, such as `2026-W49`, and found `{text[:40]}`")
    year, week = _year(match["year"]), int(match["week"])
    last = date(year, 12, 28).isocalendar().week
    if not 1 <= week <= last:
        raise ValueError(f"{year} has the weeks W01 to W{last:02}, and no W{week:02}")
    first = date.fromisocalendar(year, week, 1)
    return Period(f"{year}-W{week:02}", first, first + timedelta(days=6))


def parse_month(text: str) -> Period:
    """Read `2026-12`.

    Raises ValueError with a sentence that helps.
    """
    match = MONTH.fullmatch(text.strip())
    if match is None:
        raise ValueError(f"expected a month, such as `2026-12`, and found `{text[:40]}`")
    year, month = _year(match["year"]), int(match["month"])
    if not 1 <= month <= 12:
        raise ValueError(f"a year has the months 01 to 12, and no {month:02}")
    return Period(f"{year}-{month:02}", date(year, month, 1), date(year, month, monthrange(year, month)[1]))


def _begins(every: Cadence, day: date) -> bool:
    if every == "week":
        return day.weekday() == 0
    return every == "day" or (day.day == 1 and (every == "month" or day.month in QUARTERS))


def _year(text: str) -> int:
    year = int(text)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError(f"expected a year from {FIRST_YEAR} to {LAST_YEAR}, and found {year}")
    return year
