"""Moments of the deploy clock in words."""

from __future__ import annotations

import re

from generator.document.page_model import Moment
from generator.model.moments import Cadence, Offset
from generator.model.quantities import Duration
from generator.text.catalogue import Catalogue


def in_words(words: Catalogue, offset: Offset) -> str:
    """`T-2h` is `2 hours before T-0`; the unit stays the writer's."""
    if not offset.seconds:
        return words("moment.t0")
    number, unit = re.fullmatch(r"T[-+](\d+)(\w+)", offset.text, re.ASCII).groups()  # type: ignore[union-attr]
    return words.count(f"moment.{'before' if offset.seconds < 0 else 'after'}.{unit}", int(number))


def moment(words: Catalogue, at: Offset | None, lasts: Duration | None = None, every: Cadence | None = None) -> Moment | None:
    """The moment of a group or a list, or None when it has none."""
    if at is None and lasts is None and every is None:
        return None
    return Moment(
        at=str(at) if at else "",
        words=in_words(words, at) if at else "",
        lasts=str(lasts) if lasts else "",
        every=words(f"cadence.{every}") if every else "",
        seconds=at.seconds if at else None,
        lasting=int(lasts.seconds) if lasts and lasts.seconds else None,
    )
