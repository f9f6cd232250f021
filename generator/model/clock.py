"""The deploy clock: T-0 as a moment in a time zone, and the local time of every offset.

Browsers compute the same times with `overrides/assets/javascripts/clock.js`. Both must pass the cases in `tests/cases/clock.yaml`.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from functools import lru_cache
from importlib.resources import files
from zoneinfo import ZoneInfo

from generator.diagnostics.diagnostic import nearest
from generator.model.moments import Offset, check_year
from generator.model.quantities import Duration

MOMENT = re.compile(
    r"(?P<local>[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(?::[0-9]{2})?)"
    r"(?P<offset>Z|[+-][0-9]{2}:[0-5][0-9])?(?:\[(?P<zone>[^\[\]]+)\]| (?P<spaced>[A-Za-z]\S*))?"
)
LENGTH = re.compile(r"(?P<number>[0-9]+) (?P<unit>day|week|month|year)s?")
EXAMPLE = "write `2026-12-01T22:00+06:00` or `2026-12-01T22:00 Asia/Dhaka`"
ABBREVIATION = re.compile("[A-Z]{2,5}")
# Areas of outdated zone names. Messages do not suggest them.
OLD_AREAS = {"Brazil", "Canada", "Chile", "Etc", "Mexico", "US"}


@dataclass(frozen=True, slots=True)
class Clock:
    """The deploy clock with a known T-0: `t0` is a datetime with a time zone.

    Hours and minutes are elapsed time. Days, weeks, months and years keep the hour on the wall clock. If the clocks skip that hour,
    the result is later by the length of the gap; if they show the hour twice, the result is the first of the two times.
    """

    t0: datetime

    def at(self, offset: Offset) -> datetime:
        """The moment of an offset, in the time zone of T-0."""
        elapsed = timedelta(seconds=offset.seconds)
        return _settled(self.t0 + elapsed) if offset.by_date else _later(self.t0, elapsed)

    def end(self, start: datetime, lasts: Duration) -> datetime | None:
        """The moment when something ends that starts at `start` and takes `lasts`; None if its length is zero or cannot be counted."""
        if not lasts.seconds:
            return None
        length = LENGTH.fullmatch(lasts.text)
        if length is None:
            return _later(start, timedelta(seconds=float(lasts.seconds)))
        number, unit = int(length["number"]), length["unit"]
        if unit in ("day", "week"):
            return _settled(start + timedelta(days=number * (7 if unit == "week" else 1)))
        return _months_later(start, number * (12 if unit == "year" else 1))


def parse_moment(text: str) -> datetime:
    """Read T-0: `2026-12-01T22:00+06:00`, `2026-12-01T22:00 Asia/Dhaka`, `2026-12-01T22:00[Asia/Dhaka]`, or a time with offset and zone.

    Raises:
        ValueError: The text has no zone, the zone is unknown, or the clocks of the zone skip the time or show it twice.
    """
    match = MOMENT.fullmatch(text.strip())
    if match is None:
        raise ValueError(f"expected a date, a time and a zone, and found `{text[:60]}`; {EXAMPLE}")
    try:
        local = _local(match["local"])
        offset = datetime.strptime(match["offset"], "%z").tzinfo if match["offset"] else None
    except ValueError:
        raise ValueError(f"`{text.strip()[:60]}` is not a date and time in the calendar; {EXAMPLE}") from None
    check_year(local.year)
    name = match["zone"] or match["spaced"]
    if name is None:
        if offset is None:
            raise ValueError(f"`{text.strip()}` has no time zone; {EXAMPLE}")
        return local.replace(tzinfo=offset)
    return _in_zone(local, zone(name), offset)


@lru_cache
def zone(name: str) -> ZoneInfo:
    """The time zone of a name, such as `Asia/Dhaka`.

    The rules come from the `tzdata` package and not from the machine, so that a release prints the same times everywhere.

    Raises:
        ValueError: No zone has this name; the message suggests the nearest name.
    """
    if name not in zone_names():
        known = sorted(zone_names())
        same = [one for one in known if name.casefold() in (one.casefold(), one.rpartition("/")[2].casefold())]
        close = f"did you mean `{same[0]}`?" if same else nearest(name, known)
        if ABBREVIATION.fullmatch(name) and not same:
            close = "an abbreviation does not do, because places far apart share it;"
        areas = sorted({one.partition("/")[0] for one in known if "/" in one} - OLD_AREAS)
        exist = f"zones are `UTC` and places such as `Asia/Dhaka`, in {', '.join(areas[:-1])} and {areas[-1]}"
        raise ValueError(" ".join(filter(None, (f"there is no time zone `{name[:60]}`;", close, exist))))
    with files("tzdata").joinpath("zoneinfo", *name.split("/")).open("rb") as file:
        return ZoneInfo.from_file(file, key=name)


@lru_cache(maxsize=1)
def zone_names() -> frozenset[str]:
    """The names of all time zones."""
    return frozenset(files("tzdata").joinpath("zones").read_text("utf-8").split())


def distance_from_utc(moment: datetime) -> str:
    """The difference of a moment's local time from UTC, as text: `UTC+06:00`."""
    return f"UTC{moment.isoformat(timespec='seconds')[19:]}" if moment.utcoffset() else "UTC"


def _local(text: str) -> datetime:
    """The date and time of a text. 24:00 raises ValueError, because from Python 3.14 on it would mean midnight of the next day."""
    if text[11:13] == "24":
        raise ValueError(text)
    return datetime.fromisoformat(text)


def _in_zone(local: datetime, region: ZoneInfo, offset: tzinfo | None) -> datetime:
    """The moment of a local time in a zone. If the clocks show the time twice, the offset selects one of the two moments.

    Raises:
        ValueError: The clocks skip the time, show it twice and no offset is given, or never have this offset at that time.
    """
    first, second = local.replace(tzinfo=region, fold=0), local.replace(tzinfo=region, fold=1)
    shown = f"`{_iso(local)}`"
    if _settled(first).replace(tzinfo=None) != local:
        after = _exact([_settled(first)])
        raise ValueError(f"the clocks of {region.key} skip {shown}, because they are set forward; a time that exists is {after}")
    both = [first] if first.utcoffset() == second.utcoffset() else [first, second]
    meant = [moment for moment in both if offset is None or moment.utcoffset() == offset.utcoffset(None)]
    if not meant:
        right = " or ".join(map(distance_from_utc, both))
        wrong = distance_from_utc(local.replace(tzinfo=offset))
        raise ValueError(f"in {region.key}, {shown} is at {right}, not {wrong}; write {_exact(both)}")
    if len(meant) > 1:
        raise ValueError(f"the clocks of {region.key} show {shown} twice; write {_exact(both)}")
    return meant[0]


def _exact(moments: list[datetime]) -> str:
    """Moments as texts that `parse_moment` reads, each with its offset and zone, to suggest in a message."""
    return " or ".join(f"`{_iso(moment)}[{moment.tzinfo}]`" for moment in moments)


def _iso(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds" if moment.second else "minutes")


def _settled(moment: datetime) -> datetime:
    """The same moment as the clocks show it: a time that the clocks skip becomes the time after the gap."""
    return moment.astimezone(UTC).astimezone(moment.tzinfo)


def _later(moment: datetime, elapsed: timedelta) -> datetime:
    return (moment.astimezone(UTC) + elapsed).astimezone(moment.tzinfo)


def _months_later(moment: datetime, months: int) -> datetime:
    """The same day and hour some months later, or the last day of that month if the month is shorter."""
    years, month = divmod(moment.month - 1 + months, 12)
    year, month = moment.year + years, month + 1
    day = min(moment.day, monthrange(year, month)[1])
    return _settled(moment.replace(year=year, month=month, day=day, fold=0))
