"""T-0 of a run as a moment, and how far clocks of devices differ."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime

from generator.model.clock import parse_moment
from generator.runs.run_events import RunEvent
from generator.runs.run_state import RunFacts

FIXED = re.compile(r"[+-][0-9]{2}:[0-5][0-9]")
LOCAL = 16


def moment_of_t0(facts: RunFacts) -> datetime | None:
    """Return T-0 of a run; None if it has none.

    Raises:
        ValueError: Its zone is unknown, or the clocks of the zone skip the time or show it twice.
    """
    if not facts.t0:
        return None
    zone = facts.zone if FIXED.fullmatch(facts.zone) else f"[{facts.zone}]" if facts.zone else ""
    return parse_moment(f"{facts.t0[:LOCAL]}{zone}" if zone == facts.zone and zone else f"{facts.t0}{zone}")


def skew_of(events: Iterable[RunEvent]) -> int:
    """Return by how many minutes clocks in a run differ at most: how far an event was behind others that its writer knew."""
    behind = (event.order[0] - datetime.fromisoformat(event.at).timestamp() for event in events)
    return round(max((0, *behind)) / 60)
