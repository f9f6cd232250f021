"""Moments of the deploy clock in words."""

from __future__ import annotations

import re

from generator.domain.quantities import Duration
from generator.domain.timeline import CADENCE_WORDS, Cadence, Offset
from generator.passes.compose.views import Moment

UNITS = {"min": "minute", "h": "hour", "d": "day", "w": "week"}


def in_words(offset: Offset) -> str:
    """`T-2h` is `2 hours before T-0`; the unit stays the writer's."""
    if not offset.seconds:
        return "the deployment starts"
    number, unit = re.fullmatch(r"T[-+](\d+)(\w+)", offset.text, re.ASCII).groups()  # type: ignore[union-attr]
    count = int(number)
    return f"{count} {UNITS[unit]}{'' if count == 1 else 's'} {'before' if offset.seconds < 0 else 'after'} T-0"


def moment(at: Offset | None, lasts: Duration | None = None, every: Cadence | None = None) -> Moment | None:
    """The moment of a group or a list, or None when it has none."""
    if at is None and lasts is None and every is None:
        return None
    return Moment(
        at=str(at) if at else "",
        words=in_words(at) if at else "",
        lasts=str(lasts) if lasts else "",
        every=CADENCE_WORDS[every] if every else "",
        seconds=at.seconds if at else None,
    )
