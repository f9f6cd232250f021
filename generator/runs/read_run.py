"""Reads a run from a file that "Export as JSON" of a page wrote, also of version 0.1, or says where the file is wrong, and what to do."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any

from generator.diagnostics.diagnostic import Diagnostic, Span
from generator.runs.earlier_runs import read_earlier
from generator.runs.read_events import cut, matching, read_events, readable, text_of
from generator.runs.run_events import RunEvent
from generator.runs.run_lines import LineOfRun, ListOfRun, lines_in, lists_in

FORMAT = "runbook-run"
# Events of eight million characters, the answers that follow from them, and letters of three bytes.
MOST_BYTES = 32_000_000
DEEPEST = 100
MOST_SHOWN = 400
RUN_ID = re.compile(r"[A-Za-z0-9_-]{1,40}")
RECORD_NAME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}-[A-Za-z0-9_-]{1,40}(?:\.[0-9]{1,4})?")
COMMIT = re.compile(r"[0-9a-f]{40}([0-9a-f]{24})?")
DIGEST = re.compile(r"sha256:[0-9a-f]{64}")
SPACES = frozenset(" \t\n\r")
STRING, BRACKET = re.compile(r'"(?:[^"\\]|\\.)*"', re.DOTALL), re.compile(r"[\[\]{}]")
NESTING = re.compile(r'"(?:[^"\\]|\\.)*"|[\[{]|[\]}]', re.DOTALL)
EXPORT = "choose the file that `Export as JSON` of a page saved"
AGAIN = "export the run again, and send the file as an attachment"


@dataclass(frozen=True, slots=True)
class Run:
    """A run as a file has it: the system `variant`, the release, and the events of those people who had recorded something.

    `commit` and `data` are the commit and the digest of the data of the release, if the file has them. `refused` is the number of entries
    that cannot be read. `lines` and `lists` are those of the release; without any, the file does not say them.
    """

    id: str
    variant: str
    release: str
    site: str
    events: tuple[RunEvent, ...]
    refused: int = 0
    lines: tuple[LineOfRun, ...] = ()
    commit: str = ""
    data: str = ""
    lists: tuple[ListOfRun, ...] = ()


def read_run(data: bytes, name: str) -> Run | Diagnostic:
    """Return the run in the bytes of a file with this name, or why no run can be read from them."""
    if len(data) > MOST_BYTES:
        return _problem(name, "", 0, f"the file has more than {MOST_BYTES // 1_000_000} MB, which no run has", EXPORT)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before, shown = (part.decode("utf-8-sig", "replace") for part in (data[: error.start], data))
        return _problem(name, shown, len(before), "the file is not UTF-8, so another program has changed it", AGAIN)
    found = _parsed(text, name)
    if isinstance(found, Diagnostic):
        return found
    return _run_of(found, text, name)


def _run_of(data: dict[str, Any], text: str, name: str) -> Run | Diagnostic:
    """Return the run in the data of a file. Of a file with events, only these are read."""

    def wrong(key: str, message: str, fix: str = AGAIN) -> Diagnostic:
        return _problem(name, text, _place_of(text, key), message, fix)

    if data.get("format") != FORMAT:
        other = data.get("format")
        found = f"its format is `{readable(other, 60)}`, not `{FORMAT}`" if isinstance(other, str) else f"it lacks `format: {FORMAT}`"
        return wrong("format", f"the file is not a run: {found}", EXPORT)
    if "events" in data:
        if not isinstance(data["events"], list):
            return wrong("events", "`events` is not a list")
        id, given = matching(RUN_ID)(data.get("id")), data["events"]
        key = {field: text_of(most)(data.get(field, "")) for field, most in (("variant", 100), ("release", 100), ("site", 2000))}
        if bad := next((field for field, value in key.items() if value is None), ""):
            return wrong(bad, f"`{bad}` is not a text")
    else:
        earlier = read_earlier(data)
        if earlier is None:
            return wrong("answers" if "answers" in data else "id", "the file has neither the events nor the answers of a run")
        id, given = earlier
        key = {field: cut(data[field], most) if isinstance(data.get(field), str) else "" for field, most in _KEY}
    if id is None:
        return wrong("id", "the run has no id that can be read")
    events, refused = read_events(given)
    if not events:
        return wrong("events", "the run has no entries that can be read")
    lines, lists = tuple(lines_in(data.get("boxes"))), tuple(lists_in(data.get("lists")))
    commit, digest = (matching(form)(data.get(field)) or "" for field, form in (("commit", COMMIT), ("data", DIGEST)))
    return Run(id, key["variant"] or "", key["release"] or "", key["site"] or "", events, len(refused), lines, commit, digest, lists)


_KEY = (("variant", 100), ("release", 100), ("site", 2000))


def _parsed(text: str, name: str) -> dict[str, Any] | Diagnostic:
    """Return the data of a text, or what is wrong with it as JSON."""
    start = text.lstrip()
    if not start.startswith("{"):
        return _problem(name, text, len(text) - len(start), *_meant(start))
    if _depth(text) > DEEPEST and (deep := _too_deep(text)) is not None:
        return _problem(name, text, deep, f"values are nested deeper than {DEEPEST} levels, which no run needs", EXPORT)
    try:
        data: dict[str, Any] = json.loads(text, parse_int=float, parse_constant=_no_number)
    except json.JSONDecodeError as error:
        if not text[error.pos :].strip() or error.msg.startswith("Unterminated string"):
            return _problem(name, text, min(error.pos, len(text)), "the file ends in the middle: the rest of it is missing", AGAIN)
        return _problem(name, text, error.pos, f"the file is not JSON: {error.msg[:1].lower()}{error.msg[1:]}", AGAIN)
    except ValueError as error:
        return _problem(name, text, max(text.find(str(error)), 0), f"the file is not JSON: JSON does not have the number `{error}`", AGAIN)
    return data


def _no_number(text: str) -> float:
    raise ValueError(text)


def _meant(start: str) -> tuple[str, str]:
    """Return what a text is that does not hold the data of a run, and what to do."""
    if not start:
        return "the file is empty", EXPORT
    if "#run=" in start[:10_000]:
        return "this is the link of a run", f"open it in a browser, and {EXPORT}"
    if start.startswith("# "):
        return "this is the record of a run as Markdown, which lacks the addresses of its lines", EXPORT
    return "the file is not a run: it does not begin with `{`", EXPORT


def _depth(text: str) -> int:
    """Return how deep the values of a text are nested at most."""
    deepest = depth = 0
    for sign in BRACKET.findall(STRING.sub("", text)):
        depth += 1 if sign in "[{" else -1
        deepest = max(deepest, depth)
    return deepest


def _too_deep(text: str) -> int | None:
    """Return where brackets are nested too deep, which would stop the reader of JSON."""
    depth = 0
    for match in NESTING.finditer(text):
        sign = match[0]
        depth += 1 if sign in "[{" else -1 if sign in "]}" else 0
        if depth > DEEPEST:
            return match.start()
    return None


def _place_of(text: str, key: str) -> int:
    """Return where the value of a key of the outermost mapping is; the beginning of the mapping if it has no such key."""
    start = at = text.index("{")
    decoder, found = json.JSONDecoder(parse_int=float), start
    while text[at] in "{,":
        at = _after_spaces(text, at + 1)
        if text[at] == "}":
            break
        name, at = decoder.raw_decode(text, at)
        at = _after_spaces(text, _after_spaces(text, at) + 1)
        # Of a key that is written twice, the last value counts.
        found = at if name == key else found
        _, at = decoder.raw_decode(text, at)
        at = _after_spaces(text, at)
    return found


def _after_spaces(text: str, at: int) -> int:
    while text[at : at + 1] in SPACES:
        at += 1
    return at


def _problem(name: str, text: str, at: int, message: str, fix: str) -> Diagnostic:
    """Return a problem at a position of the text of a file."""
    begin = text.rfind("\n", 0, at) + 1
    line = text[begin : begin + MOST_SHOWN].partition("\n")[0].rstrip("\r")
    return Diagnostic("unreadable-run", message, Span(name, text.count("\n", 0, at) + 1, at - begin + 1, text=line), fix)
