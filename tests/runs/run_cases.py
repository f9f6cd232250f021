"""The test cases of runs, written in short form; Python and the scripts must give the same results."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import yaml

FILE = Path(__file__).parents[1] / "cases/runs.yaml"
CASES: list[dict[str, Any]] = yaml.safe_load(FILE.read_text("utf-8"))
EVENING = int("tp6wkw", 36)  # some second in 2026
DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def id_of(short: object) -> Any:
    """Return the id of an event from its second and its visit: `5` or `5b`."""
    text = str(short)
    number = text.rstrip("abcdef")
    if not number.isdigit():
        return short
    return f"{base_36(EVENING + int(number))}.0.{(text[len(number) :] or 'a') * 6}"


def base_36(number: int) -> str:
    """Return a number as ids have it."""
    digits = ""
    while number:
        number, last = divmod(number, 36)
        digits = DIGITS[last] + digits
    return digits


def event_of(given: Any) -> Any:
    """Return an event of a case as a file has it."""
    if not isinstance(given, dict):
        return given
    ids = {field: [id_of(one) for one in given[field]] for field in ("replaces", "undoes") if field in given}
    second = int("".join(filter(str.isdigit, str(given["id"])[:2])) or 0)
    return {"at": f"2026-12-01T22:00:{second:02}Z", **given, "id": id_of(given["id"]), **ids}


def text_of(case: dict[str, Any]) -> str:
    """Return the text of the file of a case."""
    head = {"format": "runbook-run", "version": 2, "id": "night-7", "site": "", "variant": "shop", "release": "2026.11"}
    return json.dumps({**head, **case.get("file", {}), "events": [event_of(one) for one in case["events"]]})


def rows(case: dict[str, Any]) -> list[list[Any]]:
    """Return the boxes of a case as scripts have them."""
    found: list[list[Any]] = case.get("boxes", [])
    return found
