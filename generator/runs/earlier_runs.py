"""Reads runs of version 0.1, which stored the last answer on each box, as events.

The scripts of the pages have the same rules, in `earlier-runs.js`: the same answer gives the same event everywhere, so that copies of a run
can be joined.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from generator.runs.read_events import ADDRESS, FIRST, LAST, as_scripts_write, texts_in

MOST = {"id": 40, "release": 100, "from": 100, "name": 200, "person": 200, "t0": 20, "zone": 60, "began": 30, "at": 30}
MOST_IN_ANSWER = {"at": 30, "by": 200, "print": 20, "because": 400, "note": 2000, "replaced": 30}
KEY = re.compile(r"[A-Za-z0-9_-]{1,40}")
PRINT = re.compile(r"[A-Za-z0-9_-]{1,20}")
ZONE = re.compile(r"[A-Za-z0-9_+:/-]{0,60}")
T0 = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}")
WRITTEN = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{3})?Z")
DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
OFFSET, PRIME, LARGEST = 0x811C9DC5, 0x01000193, 1 << 32
FIRST_MOMENT, LAST_MOMENT = int(FIRST.timestamp()) * 1000, int(LAST.timestamp()) * 1000 - 1
NEVER = "1970-01-01T00:00:00.000Z"

Events = list[dict[str, Any]]


def read_earlier(data: Mapping[str, Any]) -> tuple[str, Events] | None:
    """Return the id of a run of version 0.1 as a log, and its events as data; None for other data."""
    facts = dict(texts_in(data, MOST))
    answers = data.get("answers")
    if not KEY.fullmatch(facts["id"]) or not isinstance(answers, dict):
        return None
    if not T0.fullmatch(facts["t0"]):
        facts["t0"] = ""
    found = [event for address, answer in answers.items() if ADDRESS.fullmatch(address) for event in _events_of_answer(address, answer)]
    id = f"{facts['id'][:34]}-{short_hash(facts['release'])}" if facts["release"] else facts["id"]
    events = {event["id"]: event for event in (*_events_of_facts(facts), *found)}
    return id, list(events.values())


def short_hash(text: str) -> str:
    """Return five letters that tell texts apart (FNV-1a)."""
    hashed, units = OFFSET, text.encode("utf-16-le", "surrogatepass")
    for low, high in zip(units[::2], units[1::2], strict=True):
        hashed = ((hashed ^ (low | high << 8)) * PRIME) % LARGEST
    return base_36(hashed % 36**5).rjust(5, "0")


def base_36(number: int) -> str:
    digits = ""
    while number or not digits:
        number, last = divmod(number, 36)
        digits = DIGITS[last] + digits
    return digits


def _parsed(text: str) -> int | None:
    """Return a moment that version 0.1 wrote, in milliseconds since 1970."""
    try:
        return round(datetime.fromisoformat(text).timestamp() * 1000) if WRITTEN.fullmatch(text) else None
    except ValueError:
        return None


def _moment_of(text: str) -> int:
    return min(max(_parsed(text) or FIRST_MOMENT, FIRST_MOMENT), LAST_MOMENT)


def _id_at(moment: int, node: str) -> str:
    return f"{base_36(moment // 1000)}.{base_36(moment % 1000)}.{node}"


def _event_at(at: str, **fields: str | list[str]) -> dict[str, Any]:
    """Return an event without the fields that are empty. A text or T-0 that was emptied is said."""
    moment = _moment_of(at)
    given = {name.rstrip("_"): value for name, value in fields.items() if value or (value == "" and name in ("text", "t0"))}
    event = {"at": datetime.fromtimestamp(moment // 1000, UTC).strftime("%Y-%m-%dT%H:%M:%SZ"), **given}
    return {"id": _id_at(moment, f"0{short_hash(as_scripts_write(event))}"), **event}


def _events_of_answer(address: str, given: Any) -> Iterator[dict[str, Any]]:
    """Yield the events of the answer on a box. An answer of a parent tells which answers the parent knew: those up to `replaced`."""
    if not isinstance(given, dict) or not isinstance(given.get("at"), str) or _parsed(given["at"]) is None:
        return
    answer = dict(texts_in(given, MOST_IN_ANSWER))
    at, state, replaced = answer["at"], given.get("state"), answer["replaced"]
    if state in ("done", "na", "open"):
        fields: dict[str, Any] = {"what": state, "by": answer["by"], "address": address}
        if state == "na":
            fields["text"] = answer["because"]
        fields["print"] = answer["print"] if PRINT.fullmatch(answer["print"]) else ""
        if replaced:
            fields["through"] = ".".join(address.split(".")[:-2]) or address
            fields["replaces"] = [_id_at(_moment_of(replaced), "zzzzzz")] if replaced != NEVER else []
        yield _event_at(at, **fields)
    if answer["note"]:
        yield _event_at(at, what="note", by=answer["by"], address=address, text=answer["note"])


def _events_of_facts(facts: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    """Yield the events of the facts of a run. A fact that was emptied is an event too."""
    at, began, t0, zone = facts["at"], facts["began"], facts["t0"], facts["zone"]
    yield _event_at(began, what="begun", release=facts["release"], from_=facts["from"])
    if facts["name"]:
        yield _event_at(at, what="name", text=facts["name"])
    if facts["person"] or at != began:
        yield _event_at(at, what="lead", text=facts["person"])
    if t0 or at != began:
        yield _event_at(at, what="t0", t0=t0, zone=zone if t0 and ZONE.fullmatch(zone) else "")
