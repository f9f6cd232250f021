"""Reads a record: the file of a finished run as `runbook run add` writes it, with the records that were there before."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import Any

from generator.diagnostics.diagnostic import Diagnostic, Span
from generator.runs.canonical_record import canonical, digest_of
from generator.runs.read_events import matching, text_of
from generator.runs.read_run import DIGEST, RECORD_NAME, Run, read_run
from generator.runs.run_lines import MOST_LINES

MOST_PREVIOUS = 1000
SHEET, PAGE = "sheet", "page"
MOVE_OUT = "move it out of this folder, and add it with `runbook run add FILE`"
AGAIN = "get the file back from git: records are not edited"


@dataclass(frozen=True, slots=True)
class Predecessor:
    """A record that was there before another one: the name of its file without the ending, and its digest."""

    record: str
    digest: str


@dataclass(frozen=True, slots=True)
class RecordFinding:
    """Something in a run that did not fit when its record was made: a kind, the address where it was, and more about it."""

    kind: str
    address: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """A record: `name` is that of its file without the ending, `path` that of the file. `source` is `page`, or `sheet` if it was typed.

    `digest` is that of its canonical form, whatever the form of the file; `is_canonical` says whether the file has this form.
    """

    name: str
    path: str
    run: Run
    digest: str
    is_canonical: bool
    previous: tuple[Predecessor, ...]
    findings: tuple[RecordFinding, ...] = ()
    source: str = PAGE


def read_record(data: bytes, path: str) -> Record | Diagnostic:
    """Return the record in the bytes of a file, or why none can be read from them."""
    run = read_run(data, path)
    if isinstance(run, Diagnostic):
        return replace(run, code="unreadable-record", help=AGAIN)
    found: dict[str, Any] = json.loads(data.decode("utf-8-sig"), parse_int=_whole)
    previous = _previous(found.get("previous"))
    if previous is None:
        message = "the file is a run that nobody added yet: it does not name the records before it in `previous`"
        return Diagnostic("unreadable-record", message, Span(path, 1, 1), MOVE_OUT)
    name = path.rpartition("/")[2].removesuffix(".json")
    written = canonical(found)
    source = SHEET if found.get("source") == SHEET else PAGE
    return Record(name, path, run, digest_of(written), written == data, previous, tuple(_findings(found.get("findings"))), source)


def _whole(text: str) -> int | float:
    return int(text) if len(text) < 20 else float(text)


def _previous(given: Any) -> tuple[Predecessor, ...] | None:
    if not isinstance(given, list) or len(given) > MOST_PREVIOUS:
        return None
    found = []
    for one in given:
        name, digest = (one.get("record"), one.get("digest")) if isinstance(one, dict) else (None, None)
        if not matching(RECORD_NAME)(name) or not matching(DIGEST)(digest):
            return None
        found.append(Predecessor(str(name), str(digest)))
    return tuple(found)


def _findings(given: Any) -> list[RecordFinding]:
    rows = given[:MOST_LINES] if isinstance(given, list) else []
    short = text_of(2000)
    texts = ([short(row.get(key, "")) or "" for key in ("kind", "address", "text")] for row in rows if isinstance(row, dict))
    return [RecordFinding(*one) for one in texts if one[0]]
