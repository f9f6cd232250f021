"""Moments and periods: offsets from T-0, dates, calendar weeks and months, and how often work recurs."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, get_args

Cadence = Literal["day", "week", "month", "quarter", "ongoing"]
CADENCES: tuple[Cadence, ...] = get_args(Cadence)
SECONDS = {"min": 60, "h": 3600, "d": 86400, "w": 604800}
OFFSET = re.compile(rf"T(?P<sign>[-+])(?P<number>[0-9]{{1,6}})(?P<unit>{'|'.join(SECONDS)})?")
FURTHEST = 3650 * SECONDS["d"]
FIRST_YEAR, LAST_YEAR = 1970, 2199
WEEK = re.compile(r"(?P<year>[0-9]{4})-W(?P<week>[0-9]{1,2})")
MONTH = re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})")
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
EVERY_FEW = re.compile(r"(?P<number>[1-9][0-9]?) (?P<unit>day|week|month)s?")
RECURRENCES = (*CADENCES, *WEEKDAYS)  # the values that are one word
FIRST_MONDAY = date(1970, 1, 5)  # work of every two weeks or ten days counts from this day, that of every few months from January 1970
DAYS_OF = {"day": 1, "week": 7, "month": 30, "quarter": 91, "ongoing": 365}  # to sort by


@dataclass(frozen=True, slots=True, order=True)
class Offset:
    """A moment on the deploy clock: `seconds` after T-0, negative before T-0. `text` is the normal form, such as `T-2h`.

    `by_date` is true for days and weeks, which keep the hour on the wall clock. Hours and minutes are exact. So `T-1d` and `T-24h` are an
    hour apart if the clocks change between them and T-0.
    """

    seconds: int
    text: str

    @property
    def amount(self) -> tuple[int, str]:
        """The number and its unit, as in the text: `(2, "h")`. The unit of T-0 is empty."""
        match = OFFSET.fullmatch(self.text)
        assert match is not None
        return int(match["number"]), match["unit"] or ""

    @property
    def by_date(self) -> bool:
        return self.text.endswith(("d", "w"))

    def __str__(self) -> str:
        return self.text


def parse_offset(text: str) -> Offset:
    """Read `T-7d`, `T-2h`, `T-0`, `T+15min`.

    Raises:
        ValueError: The text is not a moment on the deploy clock; the message is for the writer.
    """
    match = OFFSET.fullmatch(text.strip())
    if match is None or (match["unit"] is None) != (int(match["number"]) == 0):
        raise ValueError(f"expected a moment on the deploy clock, such as `T-2h`, `T-0` or `T+15min`, and found `{text[:40]}`")
    if match["unit"] is None:
        return Offset(0, "T-0")
    number = int(match["number"])
    seconds = number * SECONDS[match["unit"]]
    if seconds > FURTHEST:
        raise ValueError(f"`{text.strip()}` is more than ten years away from the deployment")
    return Offset(seconds if match["sign"] == "+" else -seconds, f"T{match['sign']}{number}{match['unit']}")


def parse_date(text: str) -> date:
    """Read `2026-11-01`.

    Raises:
        ValueError: The text is not a date in the calendar; the message is for the writer.
    """
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        try:
            return date.fromisoformat(text)
        except ValueError:
            raise ValueError(f"`{text}` is not a date in the calendar") from None
    raise ValueError(f"expected a date, such as `2026-11-01`, and found `{text[:40]}`")


@dataclass(frozen=True, slots=True)
class Recurrence:
    """How often work recurs: each `number` of days, weeks or months, on a `weekday`, each quarter, or ongoing.

    `text` is the normal form, such as `week`, `monday` or `2 weeks`.
    """

    text: str
    unit: Cadence
    number: int = 1
    weekday: int = 0

    def __str__(self) -> str:
        return self.text

    @property
    def days(self) -> int:
        """The days from one time to the next, about; to sort by."""
        return DAYS_OF[self.unit] * self.number

    def is_on(self, day: date) -> bool:
        """Whether work is due on a day. Ongoing work is due as often as weekly work."""
        if self.unit in ("week", "ongoing"):
            return day.weekday() == self.weekday and (day - FIRST_MONDAY).days // 7 % self.number == 0
        if self.unit == "day":
            return (day - FIRST_MONDAY).days % self.number == 0
        months = (day.year - FIRST_MONDAY.year) * 12 + day.month - 1
        return day.day == 1 and months % (3 if self.unit == "quarter" else self.number) == 0


def parse_recurrence(text: str) -> Recurrence:
    """Read `day`, `week`, `month`, `quarter`, `ongoing`, `monday`, `2 weeks`.

    Raises:
        ValueError: The text does not say how often work recurs; the message is for the writer.
    """
    words = " ".join(text.split())
    if words in WEEKDAYS:
        return Recurrence(words, "week", weekday=WEEKDAYS.index(words))
    unit: Cadence | None = next((one for one in CADENCES if one == words), None)
    if unit is not None:
        return Recurrence(words, unit)
    match = EVERY_FEW.fullmatch(words)
    unit = next((one for one in CADENCES if match is not None and one == match["unit"]), None)
    if match is None or unit is None:
        raise ValueError(f"expected one of {', '.join(CADENCES)}, a weekday, or a number such as `2 weeks`, and found `{words[:40]}`")
    number = int(match["number"])
    return Recurrence(f"{number} {unit}s" if number > 1 else unit, unit, number)


@dataclass(frozen=True, slots=True)
class Period:
    """The days from `first` to `last`, both included. `name` is the normal form of the text: `2026-W49`, `2026-12`."""

    name: str
    first: date
    last: date

    @property
    def is_week(self) -> bool:
        return "W" in self.name

    def dates(self, every: Recurrence) -> tuple[date, ...]:
        """The days in this period on which recurring work is due.

        Weekly work is due on Mondays, monthly and quarterly work on the first of a month. Ongoing work is confirmed on the first day and on
        each Monday after it.
        """
        days = (self.first + timedelta(days=number) for number in range((self.last - self.first).days + 1))
        return tuple(day for day in days if every.is_on(day) or (every.unit == "ongoing" and day == self.first))


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


def check_year(year: int) -> None:
    """Raise ValueError for a year outside the supported range, which is probably a typing mistake."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError(f"expected a year from {FIRST_YEAR} to {LAST_YEAR}, and found {year}")
