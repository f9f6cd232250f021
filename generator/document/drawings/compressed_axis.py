"""Place moments on an axis of whole units. Long gaps are compressed, so that minutes stay readable beside days."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from math import log2

from generator.model.moments import SECONDS

# A gap is compressed to `SHORT` if it is longer than `LONG`, and longer than `TIMES` the short gaps. Other gaps are drawn as long as they
# are up to `SHORT`; longer ones grow more slowly.
SHORT, LONG, TIMES = 15 * SECONDS["min"], SECONDS["h"], 4


@dataclass(frozen=True, slots=True)
class CompressedAxis:
    """An axis of `units`. `places` are the first and last unit of each moment; rules are drawn between the two.

    `breaks` are the pairs of moments, in seconds, with a compressed gap between them.
    """

    units: int
    places: Mapping[int, tuple[int, int]]
    breaks: tuple[tuple[int, int], ...]

    def start(self, seconds: int) -> int:
        """Return the unit where something begins at a moment: after the rules of the moment."""
        return self.places[seconds][1]

    def end(self, seconds: int) -> int:
        """Return the unit where something ends at a moment: before the rules of the moment."""
        return self.places[seconds][0]


def compressed_axis(moments: Iterable[int], rules: Mapping[int, int], units: int, tail: int) -> CompressedAxis:
    """Return the axis of some moments, in seconds.

    Args:
        moments: At least one moment.
        rules: The width in units of all rules of a moment.
        units: The length of the axis. It becomes longer if each gap would have less than a unit.
        tail: The units after the last moment, for what begins then.
    """
    order = sorted(set(moments))
    gaps = [after - before for before, after in pairwise(order)]
    limit = max(LONG, TIMES * sorted(gaps)[len(gaps) // 4]) if gaps else LONG
    lengths = shares([drawn_length(gap) if gap <= limit else SHORT for gap in gaps], units - tail - sum(rules.values()))
    at = accumulate((length + rules.get(moment, 0) for length, moment in zip(lengths, order, strict=False)), initial=0)
    places = {moment: (unit, unit + rules.get(moment, 0)) for moment, unit in zip(order, at, strict=True)}
    breaks = tuple(pair for pair, gap in zip(pairwise(order), gaps, strict=True) if gap > limit)
    return CompressedAxis(max(units, places[order[-1]][1] + tail), places, breaks)


def drawn_length(gap: int) -> int:
    """Return the length of a gap in the drawing: twice as long above `SHORT` is one `SHORT` more."""
    return gap if gap <= SHORT else round(SHORT * (1 + log2(gap / SHORT)))


def shares(weights: Sequence[int], room: int) -> list[int]:
    """Divide a room by weights, in whole numbers of at least 1. If there is too little room, each gets 1."""
    spare, all_weights = max(0, room - len(weights)), sum(weights)
    ends = [*accumulate(weights, initial=0)]
    return [1 + spare * after // all_weights - spare * before // all_weights for before, after in pairwise(ends)]
