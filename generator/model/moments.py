"""The deploy clock: offsets from T-0 and the cadences of recurring work."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, get_args

Cadence = Literal["day", "week", "month", "quarter", "ongoing"]
CADENCES: tuple[Cadence, ...] = get_args(Cadence)
OFFSET = re.compile(r"T(?P<sign>[-+])(?P<number>[0-9]{1,6})(?P<unit>min|h|d|w)?")
SECONDS = {"min": 60, "h": 3600, "d": 86400, "w": 604800}
FURTHEST = 3650 * SECONDS["d"]


@dataclass(frozen=True, slots=True, order=True)
class Offset:
    """A moment on the deploy clock: `seconds` after T-0, negative before it.

    `by_date` is true for days and weeks: they keep the hour on the wall clock. Hours and minutes are exact. `T-1d` and `T-24h` are
    an hour apart when the clocks change between them.
    """

    seconds: int
    text: str

    @property
    def delta(self) -> timedelta:
        return timedelta(seconds=self.seconds)

    @property
    def amount(self) -> tuple[int, str]:
        """The number and its unit, as written: `(2, "h")`. T-0 has no unit."""
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
