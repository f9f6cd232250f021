"""Draw the phases of a system as a timeline. Checklists with a moment are on one scale of offsets from T-0; others keep their order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from math import copysign, log1p

from generator.document.document_parts import Moment
from generator.document.drawings.shapes import Tick, Track
from generator.document.drawings.text_metrics import width
from generator.model.moments import SECONDS

UNIT = 15 * SECONDS["min"]  # near T-0 the scale is linear; further away it is logarithmic
# The labels of round offsets, the most useful first.
ROUND = {
    sign * number * SECONDS[unit]: f"T{'-' if sign < 0 else '+'}{number}{unit}"
    for number, unit in ((1, "d"), (1, "h"), (1, "w"), (30, "d"), (15, "min"), (365, "d"))
    for sign in (-1, 1)
}
NARROWEST, SIZE = 250, 11  # the width of a scale on a small phone, and the type size of its labels
BESIDE = 4.0


@dataclass(frozen=True, slots=True)
class PlacedChecklist:
    """A checklist of a phase, with the number of its boxes and its moment."""

    title: str
    anchor: str
    count: int
    moment: Moment | None


@dataclass(frozen=True, slots=True)
class Stretch:
    """Successive checklists that start together, or that have no moment."""

    moment: Moment | None
    track: Track | None
    lists: tuple[PlacedChecklist, ...]


@dataclass(frozen=True, slots=True)
class OffsetScale:
    """A scale of all moments of a system in seconds, from the earliest start to the latest end. It is wide around T-0, where minutes count.

    `labels` are the offsets at which checklists start, as in the data, by their seconds.
    """

    first: int
    last: int
    labels: dict[int, str]

    @classmethod
    def over(cls, moments: Iterable[Moment | None]) -> OffsetScale | None:
        """Return the scale that contains all moments, or None if none of them is relative to T-0."""
        given = [(one.seconds, one.lasting or 0, one.at) for one in moments if one is not None and one.seconds is not None]
        first, last = min([0, *(start for start, _, _ in given)]), max([0, *(start + lasting for start, lasting, _ in given)])
        return cls(first, last, {start: at for start, _, at in given}) if given else None

    def place(self, seconds: int) -> float:
        """Return the place of a moment in percent of the width."""
        low, high = _stretched(self.first), _stretched(self.last)
        if high - low < 1:  # a single point
            return 50.0
        return BESIDE + (_stretched(seconds) - low) / (high - low) * (100 - 2 * BESIDE)

    def ticks(self) -> tuple[Tick, ...]:
        """Return ticks at T-0, at the offsets at which checklists start, and at round offsets.

        As long as there is room, ticks get labels, in this order.
        """
        wanted = {0: "T-0"} | dict(sorted(self.labels.items(), key=lambda one: -abs(one[0])))
        ordered = {seconds: label for seconds, label in (wanted | ROUND | wanted).items() if self.first <= seconds <= self.last}
        found: list[tuple[float, Tick]] = []
        taken: list[tuple[float, float]] = []
        for seconds, label in ordered.items():
            at, room = self.place(seconds), width(label, SIZE) / NARROWEST * 100
            left = min(max(at - room / 2, 0), 100 - room)
            free = all(left + room <= low or left >= high for low, high in taken)
            taken += [(left, left + room)] if free else []
            anchor, label_at = ("start", 0.0) if left == 0 else ("end", 100.0) if left == 100 - room else ("middle", at)
            found.append((at, Tick(percent(at), label if free else "", percent(label_at), anchor, zero=seconds == 0)))
        return tuple(tick for _, tick in sorted(found, key=lambda one: one[0]))

    def track(self, moment: Moment) -> Track:
        at = self.place(moment.seconds or 0)
        end = self.place((moment.seconds or 0) + (moment.lasting or 0))
        return Track(percent(at), percent(end - at) if moment.lasting else "")


def stretches(lists: Iterable[PlacedChecklist], scale: OffsetScale | None) -> Iterator[Stretch]:
    """Yield the checklists of a phase in their order; checklists that start together are one stretch."""
    for start, group in groupby(lists, key=start_of):
        together = tuple(group)
        moment = together[0].moment if start else None
        yield Stretch(moment, scale.track(moment) if scale and moment else None, together)


def start_of(one: PlacedChecklist) -> tuple[int, str] | None:
    return (one.moment.seconds, one.moment.lasts) if one.moment is not None and one.moment.seconds is not None else None


def percent(share: float) -> str:
    return f"{share:.1f}%"


def _stretched(seconds: int) -> float:
    return copysign(log1p(abs(seconds) / UNIT), seconds)
