"""Moments of the deployment clock as text."""

from __future__ import annotations

from generator.document.document_parts import Moment, upper_first
from generator.model.moments import Offset
from generator.text.catalogue import Catalogue


def offset_in_words(words: Catalogue, offset: Offset) -> str:
    """`T-2h` is `2 hours before T-0`. The unit stays as written."""
    if not offset.seconds:
        return words("moment.t0")
    number, unit = offset.amount
    return words.count(f"moment.{'before' if offset.seconds < 0 else 'after'}.{unit}", number)


def in_full(words: Catalogue, moment: Moment | None) -> str:
    """A moment as sheets print it: `T-2h, lasts 30 min: Tue 2026-12-01 20:00 to 20:30 UTC+06:00`.

    A moment that the heading above has too is left out, unless the list has its own duration.
    """
    if moment is None:
        return ""
    at = moment.at if moment.lasts or not moment.repeated else ""
    lasts = words("sheet.lasts", time=moment.lasts) if moment.lasts else ""
    text = upper_first(", ".join(filter(None, (at, lasts, moment.every))))
    return words.isolated(f"{text}: {moment.clock}" if at and moment.clock else text)
