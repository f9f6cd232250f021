"""The phases of a system as a timeline: what has a moment stands on one scale of offsets from T-0, what has none keeps its order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from math import log1p

from generator.document.document_parts import Link, Moment
from generator.document.drawings.shapes import Tick, Track
from generator.document.drawings.text_metrics import width
from generator.model.moments import SECONDS

UNIT = 15 * SECONDS["min"]  # around T-0 the scale is even; further out each step is a multiple of the one before
ZERO = "T-0"
ROUND = {
    sign * number * SECONDS[unit]: f"T{sign:+d}"[:2] + f"{number}{unit}"
    for number, unit in ((1, "d"), (1, "h"), (1, "w"), (30, "d"), (15, "min"), (365, "d"))
    for sign in (-1, 1)
}
NARROWEST, SIZE = 250, 11  # what a scale is wide on a small phone, and the size of its words
BESIDE = 4.0


@dataclass(frozen=True, slots=True)
class PlacedChecklist:
    """A list of a phase, with the number of its boxes and its moment."""

    link: Link
    anchor: str
    count: int
    moment: Moment | None


@dataclass(frozen=True, slots=True)
class Stretch:
    """Lists that follow each other and start together; without a moment their order stands alone."""

    moment: Moment | None
    track: Track | None
    lists: tuple[PlacedChecklist, ...]


@dataclass(frozen=True, slots=True)
class OffsetScale:
    """All moments of a system from the earliest to the end of the last; wide around T-0, where minutes count.

    `named` are the offsets at which something starts, as they are written, by their seconds.
    """

    first: int
    last: int
    named: dict[int, str]

    @classmethod
    def over(cls, moments: Iterable[Moment | None]) -> OffsetScale | None:
        """The scale that holds all of these, or None when none of them is on the deploy clock."""
        given = [(one.seconds, one.lasting or 0, one.at) for one in moments if one is not None and one.seconds is not None]
        if not given:
            return None
        first, last = min(0, *(start for start, _, _ in given)), max(0, *(start + lasting for start, lasting, _ in given))
        return cls(first, last, {start: at for start, _, at in given})

    def place(self, seconds: int) -> float:
        """Where a moment stands, in percent of the width."""
        low, high = _stretched(self.first), _stretched(self.last)
        if high - low < 1:  # one spot alone
            return 50.0
        return BESIDE + (_stretched(seconds) - low) / (high - low) * (100 - 2 * BESIDE)

    def ticks(self) -> tuple[Tick, ...]:
        """T-0, the offsets at which something starts, and the round ones between: named in this order while there is room."""
        found: list[Tick] = []
        taken: list[tuple[float, float]] = []
        wanted = {0: ZERO} | dict(sorted(self.named.items(), key=lambda one: -abs(one[0])))
        for seconds, label in (wanted | {seconds: label for seconds, label in ROUND.items() if seconds not in wanted}).items():
            if not self.first <= seconds <= self.last:
                continue
            at = self.place(seconds)
            room = width(label, SIZE) / NARROWEST * 100
            left = min(max(at - room / 2, 0), 100 - room)
            free = all(left + room <= low or left >= high for low, high in taken)
            if free:
                taken.append((left, left + room))
            anchor, label_at = ("start", 0.0) if left == 0 else ("end", 100.0) if left == 100 - room else ("middle", at)
            found.append(Tick(percent(at), label if free else "", percent(label_at), anchor, zero=seconds == 0))
        return tuple(sorted(found, key=lambda tick: float(tick.at[:-1])))

    def track(self, moment: Moment) -> Track:
        seconds = moment.seconds or 0
        at = self.place(seconds)
        return Track(percent(at), percent(self.place(seconds + moment.lasting) - at) if moment.lasting else "")


def stretches(lists: Iterable[PlacedChecklist], scale: OffsetScale | None) -> tuple[Stretch, ...]:
    """The lists of a phase in their order, those that start together side by side."""
    found: list[Stretch] = []
    for start, group in groupby(lists, key=starts):
        together = tuple(group)
        moment = together[0].moment if start else None
        found.append(Stretch(moment, scale.track(moment) if scale and moment else None, together))
    return tuple(found)


def starts(one: PlacedChecklist) -> tuple[int, str] | None:
    return (one.moment.seconds, one.moment.lasts) if one.moment is not None and one.moment.seconds is not None else None


def percent(share: float) -> str:
    return f"{share:.1f}%"


def _stretched(seconds: int) -> float:
    grown = log1p(abs(seconds) / UNIT)
    return grown if seconds >= 0 else -grown
