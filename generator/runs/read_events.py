"""Reads events of runs from files, which anybody can write: known fields, bounded, of the right form.

The scripts of the pages have the same rules, in `reading-events.js`. Both must pass the cases in `tests/cases/runs.yaml`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from generator.runs.run_events import RunEvent

MOST_EVENTS = 20000
MOST_CHARACTERS = 8000000
MOST_MOVED = 5000
MOST_COUNTED = 999999
FIRST, LAST = datetime(2000, 1, 1, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
# The second and the count in base 36, then six letters for the visit.
ID = re.compile(r"([1-9a-z][0-9a-z]{5,6})\.(0|[1-9a-z][0-9a-z]{0,3})\.([0-9a-z]{6})")
MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z")
LOCAL = re.compile(r"(.{16})(?:[+-][0-9]{2}:[0-5][0-9])?")
ADDRESS = re.compile(r"[a-z0-9.-]{1,600}")
PRINT = re.compile(r"~?[A-Za-z0-9_-]{1,20}")
ZONE = re.compile(r"[A-Za-z0-9_+:/-]{0,60}")
SURROGATE = re.compile("[\ud800-\udfff]")
INVISIBLE = re.compile("[\0-\x08\x0b-\x1f\x7f]")
ON_BOX = ("done", "failed", "na", "open", "seen", "signed", "note", "claim")
ON_RUN = ("begun", "name", "lead", "t0", "hold", "named", "carried", "continued", "ended", "drill")
# What an event `drill` can say: that the run is a drill, or that it is not.
DRILL = ("yes", "")
WHATS = frozenset((*ON_BOX, *ON_RUN, "blank", "undo"))

Reader = Callable[[Any], Any]


def length_of(text: str) -> int:
    """Return the length of a text as scripts count it, in units of UTF-16."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def cut(text: str, most: int) -> str:
    """Return the first characters of a text, counted as scripts count them. Half of a character may be left."""
    if len(text) <= most // 2:  # each character is one unit or two
        return text
    return text.encode("utf-16-le", "surrogatepass")[: 2 * most].decode("utf-16-le", "surrogatepass")


def readable(text: str, most: int) -> str:
    """Return a text without characters that cannot be shown, cut to its maximum length; halves of characters become U+FFFD."""
    return INVISIBLE.sub("", SURROGATE.sub("\ufffd", cut(text, most)))


def text_of(most: int) -> Reader:
    """Return a reader of texts. Each reader returns a value that is safe, or None for one that is wrong."""
    return lambda given: readable(given, most) if isinstance(given, str) else None


def matching(pattern: re.Pattern[str]) -> Reader:
    """Return a reader of texts that match a pattern as a whole."""
    return lambda given: given if isinstance(given, str) and pattern.fullmatch(given) else None


def moment_from(first: datetime) -> Reader:
    """Return a reader of moments, in UTC and whole seconds."""

    def read(given: Any) -> str | None:
        if not isinstance(given, str) or not MOMENT.fullmatch(given):
            return None
        try:
            moment = datetime.fromisoformat(given)
        except ValueError:
            return None
        return given if first <= moment < LAST else None

    return read


def local_time(given: Any) -> str | None:
    """Read T-0: a local time, with the offset from UTC only if the clocks of its zone show the time twice."""
    match = LOCAL.fullmatch(given) if isinstance(given, str) else None
    return given if given == "" or (match and moment_from(EPOCH)(f"{match[1]}:00Z")) else None


def id_of(given: Any) -> str | None:
    """Read the id of an event."""
    match = ID.fullmatch(given) if isinstance(given, str) else None
    if match is None or int(match[2], 36) > MOST_COUNTED:
        return None
    return str(given) if FIRST.timestamp() <= int(match[1], 36) < LAST.timestamp() else None


def ids_of(given: Any) -> tuple[str, ...] | None:
    """Read a list of ids."""
    found = tuple(given) if isinstance(given, list) and len(given) <= MOST_EVENTS else (None,)
    return found if all(map(id_of, found)) else None


def moved_of(given: Any) -> dict[str, str] | None:
    """Read new addresses by old ones."""
    address = matching(ADDRESS)
    if not isinstance(given, dict) or len(given) > MOST_MOVED:
        return None
    return given if all(address(old) and address(new) for old, new in given.items()) else None


FIELDS: Mapping[str, Reader] = {
    "id": id_of,
    "at": moment_from(FIRST),
    "by": text_of(200),
    "what": lambda given: given if isinstance(given, str) and given in WHATS else None,
    "address": matching(ADDRESS),
    "text": text_of(2000),
    "blank": matching(ADDRESS),
    "way": matching(ADDRESS),
    "print": matching(PRINT),
    "through": matching(ADDRESS),
    "replaces": ids_of,
    "undoes": ids_of,
    "t0": local_time,
    "zone": matching(ZONE),
    "release": text_of(100),
    "from": text_of(100),
    "moved": moved_of,
}


def read_event(given: Any) -> dict[str, Any] | None:
    """Return the known fields of one event; None if one of them is wrong, or if it lacks what its kind needs."""
    if not isinstance(given, dict):
        return None
    found = {name: read(given[name]) for name, read in FIELDS.items() if name in given}
    return found if None not in found.values() and _is_whole(found) else None


def _is_whole(found: Mapping[str, Any]) -> bool:
    what = found.get("what", "")
    if not found.get("id") or not found.get("at") or not what:
        return False
    if what == "blank":
        return "blank" in found
    if (what in ON_BOX) != ("address" in found):
        return False
    if what == "drill":
        return found.get("text", "") in DRILL
    return (what != "undo" or bool(found.get("undoes"))) and (what != "t0" or "t0" in found)


def read_events(given: Iterable[Any]) -> tuple[tuple[RunEvent, ...], tuple[int, ...]]:
    """Return the events of a list, the first of each id, and the positions of those that cannot be read."""
    events: dict[str, RunEvent] = {}
    refused: list[int] = []
    room = MOST_CHARACTERS
    for at, one in enumerate(given):
        found = read_event(one) if len(events) < MOST_EVENTS else None
        room -= length_of(as_scripts_write(found)) if found else 0
        if found and room >= 0 and found["id"] not in events:
            events[found["id"]] = RunEvent(**{f"{name}_" if name == "from" else name: value for name, value in found.items()})
        else:
            refused.append(at)
    return tuple(events.values()), tuple(refused)


def as_scripts_write(data: Any) -> str:
    """Return data as JSON, as the scripts write it."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return SURROGATE.sub(lambda half: f"\\u{ord(half[0]):04x}", text)


def texts_in(given: Any, most: Mapping[str, int]) -> Iterator[tuple[str, str]]:
    """Yield the texts of a mapping that have a maximum length, cut to it; empty for any other value."""
    for name, length in most.items():
        value = given.get(name)
        yield name, cut(value, length) if isinstance(value, str) else ""
