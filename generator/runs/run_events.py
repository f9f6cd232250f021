"""The events of a run: the order of their ids, and the registers that they write.

The scripts of the pages have the same rules, in `run-events.js`. Both must pass the cases in `tests/cases/runs.yaml`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

# Spaces as scripts trim them. Python counts more characters as spaces.
SPACES = "\t\n\v\f\r \xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\ufeff"
ANSWERS = frozenset(("done", "failed", "na", "open", "seen", "signed"))
WITH_REASON = ("na", "failed")
# Events about the run that answer the same question share a register.
SHARED = {"begun": "release", "carried": "release", "continued": "ended"}


@dataclass(frozen=True, slots=True)
class RunEvent:
    """What somebody did: `what` at an `address`, `by` a person, and `at` a moment by the clock of the device. It never changes.

    The `id` has a second and a count, which order the events of all devices, and the visit of a page that wrote the event. `print` is the
    fingerprint of the box. An answer `through` a parent came with the tick of the parent. `replaces` are the events of the same register
    that the writer saw; `undoes` are events that no longer count. `moved` has the new addresses of boxes by the old ones.
    """

    id: str
    at: str
    what: str
    by: str = ""
    address: str = ""
    text: str = ""
    blank: str = ""
    way: str = ""
    print: str = ""
    through: str = ""
    replaces: tuple[str, ...] = ()
    undoes: tuple[str, ...] = ()
    t0: str = ""
    zone: str = ""
    release: str = ""
    from_: str = ""
    moved: Mapping[str, str] = field(default_factory=dict)

    @property
    def visit(self) -> str:
        """Return the visit of a page that wrote the event."""
        return order_of(self.id)[2]

    @property
    def is_earlier(self) -> bool:
        """Return whether the event comes from version 0.1, whose answers did not record what they replaced."""
        return self.visit.startswith("0")

    @property
    def order(self) -> tuple[int, int, str]:
        """Return what the events of a run are sorted by."""
        return order_of(self.id)


def order_of(id: str) -> tuple[int, int, str]:
    """Return the second, the count and the visit of an id; the first place of all for any other text."""
    parts = id.split(".")
    return (int(parts[0], 36), int(parts[1], 36), parts[2]) if len(parts) == 3 else (0, 0, "")


def trimmed(text: str) -> str:
    """Return a text without spaces around it."""
    return text.strip(SPACES)


def register_of(event: RunEvent, current: Callable[[str], str]) -> str:
    """Return the name of the register that an event writes; empty for an undo. `current` gives the address that a box has now."""
    if event.what == "undo":
        return ""
    if event.what == "named":
        return f"named {event.visit}"
    place = f" {current(event.address)}" if event.address else ""
    if event.what == "blank":
        return f"blank {event.blank}{place}"
    if event.what in ANSWERS:
        return f"answer{place}"
    return f"{SHARED.get(event.what, event.what)}{place}"


def value_of(event: RunEvent) -> tuple[str, ...]:
    """Return what an event says. Events that say the same do not contradict each other."""
    text = "" if event.what in ANSWERS and event.what not in WITH_REASON else trimmed(event.text)
    return (event.what, text, event.way, event.t0, event.zone, event.release)
