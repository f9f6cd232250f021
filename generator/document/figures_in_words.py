"""Quantities, moments, dates and periods as text."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from generator.document.document_parts import Moment, upper_first
from generator.model.clock import distance_from_utc
from generator.model.moments import Offset, Period, Recurrence
from generator.model.quantities import Comparison
from generator.model.variant_version import VariantVersion
from generator.text.catalogue import Catalogue

WEEKDAYS = 7
COMMIT_LENGTH = 12
PROBLEM = "clock.problem."


def compared(words: Catalogue, figure: Comparison | None) -> str:
    """Return a comparison as text, such as `over 500 ms`, with the unit of the author; empty for None."""
    return words(f"relation.{figure.relation}", quantity=figure.quantity.text) if figure else ""


def offset_in_words(words: Catalogue, offset: Offset) -> str:
    """Return an offset in words, with the unit of the author: `T-2h` is `2 hours before T-0`."""
    if not offset.seconds:
        return words("moment.t0")
    number, unit = offset.amount
    return words.count(f"moment.{'before' if offset.seconds < 0 else 'after'}.{unit}", number)


def recurrence_in_words(words: Catalogue, every: Recurrence) -> str:
    """Return how often work recurs, such as `every Monday` or `every 2 weeks`."""
    return words.count(f"cadence.few.{every.unit}", every.number) if every.number > 1 else words(f"cadence.{every}")


def in_full(words: Catalogue, moment: Moment | None) -> str:
    """Return a moment as a sheet prints it: `T-2h, lasts 30 min: Tue 2026-12-01 20:00 to 20:30 UTC+06:00`.

    The start is left out if the heading above shows the same start and the list has no duration of its own.
    """
    if moment is None:
        return ""
    at = moment.at if moment.lasts or not moment.repeated else ""
    lasts = words("sheet.lasts", time=moment.lasts) if moment.lasts else ""
    text = upper_first(", ".join(filter(None, (at, lasts, moment.every))))
    return words.isolated(f"{text}: {moment.clock}" if at and moment.clock else text)


def in_words(words: Catalogue, moment: datetime) -> str:
    """Return a moment as a sheet prints it: `Tue 2026-12-01 22:00 UTC+06:00 (Asia/Dhaka)`."""
    return words.isolated(f"{date_and_time(words, moment)} {zone_in_words(moment)}")


def span_in_words(words: Catalogue, start: datetime, end: datetime) -> str:
    """Return a start and an end as text. A day or time zone that is the same for both appears once."""
    begins = date_and_time(words, start)
    if start.utcoffset() != end.utcoffset():
        return words("clock.span", start=f"{begins} {distance_from_utc(start)}", end=in_words(words, end))
    ends = _time(end) if start.date() == end.date() else date_and_time(words, end)
    return words.isolated(f"{words('clock.span', start=begins, end=ends)} {zone_in_words(end)}")


def time_in_parts(words: Catalogue, t0: datetime, start: datetime, end: datetime | None) -> tuple[str, str, str]:
    """Return the hour of a start, the end on the same day if it is known, and the day, with the end if it is on another day.

    An offset from UTC is shown only if it is not the one of T-0.
    """
    hour, day = _time(start), _among(words, t0, start, day_in_words(words, start.date()))
    if end is None:
        return hour, "", day
    if end.date() != start.date():
        return hour, "", words("clock.span", start=day, end=_among(words, start, end, date_and_time(words, end)))
    return hour, words("sheet.until", time=_among(words, start, end, _time(end))), day


def among_days(words: Catalogue, t0: datetime, start: datetime, end: datetime | None) -> str:
    """Return a start and an end as on a plan: `22:00 to Wed 01:00`. A day is shown where it is not that of T-0, or not that of the start.

    Within a week, its weekday is enough.
    """
    begins, ends = (_beside(words, before, moment) for before, moment in ((t0, start), (start, end or start)))
    return words("clock.span", start=begins, end=ends) if end else begins


def _beside(words: Catalogue, before: datetime, moment: datetime) -> str:
    text, days = _time(moment), abs((moment.date() - before.date()).days)
    if 0 < days < WEEKDAYS:
        text = words("clock.day", weekday=words(f"clock.weekday.{moment.weekday()}"), day=text)
    return _among(words, before, moment, text if days < WEEKDAYS else date_and_time(words, moment))


def hour_among(words: Catalogue, t0: datetime, moment: datetime) -> str:
    """Return the hour of a moment, with its offset from UTC only if it is not the one of T-0."""
    return _among(words, t0, moment, _time(moment))


def _among(words: Catalogue, before: datetime, moment: datetime, text: str) -> str:
    return words.isolated(text if before.utcoffset() == moment.utcoffset() else f"{text} {distance_from_utc(moment)}")


def date_and_time(words: Catalogue, moment: datetime) -> str:
    return f"{day_in_words(words, moment.date())} {_time(moment)}"


def zone_in_words(moment: datetime) -> str:
    """Return the offset of a moment from UTC, and the name of its time zone if the zone has a name."""
    name = moment.tzinfo.key if isinstance(moment.tzinfo, ZoneInfo) and moment.tzinfo.key else ""
    return f"{distance_from_utc(moment)} ({name})" if name and name != "UTC" else distance_from_utc(moment)


def day_in_words(words: Catalogue, day: date) -> str:
    """Return a day with its weekday: `Tue 2026-12-01`."""
    return words("clock.day", weekday=words(f"clock.weekday.{day.weekday()}"), day=day.isoformat())


def period_in_words(words: Catalogue, period: Period) -> str:
    """Return a week or month with its days: `Week 2026-W49, Mon 2026-11-30 to Sun 2026-12-06`."""
    key = "clock.week" if period.is_week else "clock.whole-month"
    return words(key, name=period.name, first=day_in_words(words, period.first), last=day_in_words(words, period.last))


def script_words(words: Catalogue) -> dict[str, Any]:
    """Return the texts that scripts need for the clock.

    `weekdays` are from Monday; `day`, `span` and `after` are forms with values; `problems` are messages about a time that a reader enters.
    """
    texts = words.words
    problems = {key.removeprefix(PROBLEM): form for key, form in texts.items() if key.startswith(PROBLEM)}
    forms = {"day": texts["clock.day"], "span": texts["clock.span"], "after": texts["sheet.head.after"], "until": texts["sheet.until"]}
    days = [texts[f"clock.weekday.{number}"] for number in range(WEEKDAYS)]
    return {"weekdays": days, **forms, "problems": {**problems, "calendar": problems["form"]}}


def _time(moment: datetime) -> str:
    return moment.strftime("%H:%M:%S" if moment.second else "%H:%M")


def version_in_words(words: Catalogue, version: VariantVersion | None) -> str:
    """Return the version of a runbook, such as `runbook of 2026-11-21, 7dc5ff9866cb`; empty for None."""
    if version is None:
        return ""
    if version.unknown:
        return words("version.unknown")
    if not version.commit:
        return words("version.none")
    day = f"{version.committed:%Y-%m-%d}" if version.committed else ""
    known = words("version", version=", ".join(filter(None, (day, version.commit[:COMMIT_LENGTH]))))
    return words("version.modified", version=known) if version.modified else known
