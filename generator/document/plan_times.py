"""Times of a plan: where works begin and end on the axis, and how the plan says it, with or without a known T-0."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from generator.document.document_parts import Moment
from generator.document.drawings.plan_drawing import PlannedWork
from generator.document.figures_in_words import among_days, day_in_words, hour_among, zone_in_words
from generator.document.runbook_context import RunbookContext
from generator.model.clock import Clock
from generator.model.entities import Entity
from generator.model.moments import SECONDS, parse_offset
from generator.model.phase_order import SectionEntry, planned
from generator.model.quantities import parse_duration

# A T-0 to measure with, if the real one is not known.
ANY_DAY = Clock(datetime(2001, 1, 1, tzinfo=UTC))


class PlanTimes:
    """The clock of a plan. All places on its axis are in seconds that pass after T-0, also where clocks are changed."""

    def __init__(self, context: RunbookContext) -> None:
        self.words = context.words
        self.runbook = context.runbook
        self.known = context.clock is not None
        self.clock = context.clock or ANY_DAY

    @property
    def zone(self) -> str:
        """Return the time zone of T-0 in words; empty if T-0 is not known."""
        return zone_in_words(self.clock.t0) if self.known else ""

    def work(self, kind: str, moment: Moment, text: str, rows: Iterable[str], anchor: str = "") -> PlannedWork:
        """Return a work with the times of its moment."""
        start, end = self.span(moment)
        time = self.hours(start, end) if self.known else moment.at
        said = self.words.isolated(f"{time} · {moment.lasts}") if moment.lasts and not (self.known and end) else time
        return PlannedWork(kind, start, end, said, text, tuple(rows), at=moment.at, lasts=moment.lasts, anchor=anchor)

    def span(self, moment: Moment) -> tuple[int, int | None]:
        """Return when a moment begins, and when it ends if it has a duration that a clock can count."""
        start = self.clock.at(parse_offset(moment.at))
        end = self.clock.end(start, parse_duration(moment.lasts)) if moment.lasts else None
        return self.passed(start), None if end is None else self.passed(end)

    def planned(self, entry: Entity) -> tuple[int | None, int | None]:
        """Return when a list or procedure begins and ends; what it does not say, its group says."""
        at, lasts = planned(self.runbook, entry) if isinstance(entry, SectionEntry) else (None, None)
        start = self.clock.at(at) if at else None
        end = self.clock.end(start, lasts) if start and lasts else None
        return None if start is None else self.passed(start), None if end is None else self.passed(end)

    def passed(self, moment: datetime) -> int:
        """Return the seconds from T-0 to a moment."""
        return int(moment.timestamp() - self.clock.t0.timestamp())

    def at(self, seconds: int) -> datetime:
        """Return the moment some seconds after T-0."""
        return (self.clock.t0.astimezone(UTC) + timedelta(seconds=seconds)).astimezone(self.clock.t0.tzinfo)

    def hours(self, start: int, end: int | None = None) -> str:
        """Return a time as clock times, or as offsets if T-0 is not known."""
        if self.known:
            return among_days(self.words, self.clock.t0, self.at(start), None if end is None else self.at(end))
        return offset_text(start) if end is None else self.words("clock.span", start=offset_text(start), end=offset_text(end))

    def labels(self, works: Iterable[PlannedWork]) -> dict[int, tuple[str, str]]:
        """Return the label and the day of every moment at which a work begins or ends, and of T-0. Only a known T-0 has days."""
        starts = {one.start: one.at or offset_text(one.start) for one in works}
        moments = {0, *starts, *(one.end for one in works if one.end is not None)}
        if not self.known:
            return {one: (starts.get(one) or offset_text(one), "") for one in sorted(moments)}
        at = {one: self.at(one) for one in sorted(moments)}
        return {one: (hour_among(self.words, self.clock.t0, on), day_in_words(self.words, on.date())) for one, on in at.items()}


def offset_text(seconds: int) -> str:
    """Return an offset in the units that people count in: `T+1h`, `T+3h 40min`, `T-2d`."""
    left, parts = abs(seconds), []
    for unit in ("d", "h", "min"):
        number, left = divmod(left, SECONDS[unit])
        parts += [f"{number}{unit}"] if number else []
    parts += [f"{left}s"] if left else []
    return f"T{'-' if seconds < 0 else '+'}{' '.join(parts)}" if parts else "T-0"
