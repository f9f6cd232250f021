"""A record as Markdown: what was planned, what happened, and who did it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, tzinfo

from generator.model.clock import distance_from_utc
from generator.model.past_runs import PastAnswer, PastList, PastRun
from generator.runs.read_record import Record
from generator.runs.record_results import past_run
from generator.text.gfm_escaping import code_span, literal, table

HOUR, DAY = 60, 1440  # in minutes
# What a finding means, by its kind.
FINDINGS = {
    "unknown-address": "{address} is not in the release of the run; its answer is kept",
    "unknown-version": "nothing says with which data the run was made; its lines are those of the file, or else of that day",
    "other-data": "the data at commit {text:.12} are not those that the page had",
    "unreadable-entries": "entries that this version cannot read: {text}; they are left out",
    "not-ended": "nobody ended the run: its last entry counts as its end",
    "unknown-t0": "T-0 is `{text}`, which is not one moment here, so nothing says what was late",
    "clocks": "clocks of devices differed by {text} min, so times may be wrong",
    "masked": "a secret at {address} was masked: revoke it, because the file and the devices of the run still have it",
}


def record_markdown(record: Record, title: str, roles: Mapping[str, str] = {}) -> str:
    """Return a record as Markdown. `title` is that of the system; `roles` are the titles of contacts by id."""
    run = past_run(record)
    zone = run.zone
    parts = [
        f"# {literal(run.name or run.record)} · {literal(title)}\n",
        "\n".join(f"- {name}: {value}" for name, value in _facts(run, record, zone)) + "\n",
        *_section(
            "Lists",
            [table([("List", "Planned", "Began", "Took", "Plan", "Done"), *(_row(one, zone) for one in run.lists)])] if run.lists else (),
        ),
        *_section("Failed", _answers(run, "failed", zone)),
        *_section("Not applicable", _answers(run, "na", zone)),
        *_section("Open", _open(run)),
        *_section(
            "Who", (f"- {literal(roles.get(role, role)) or 'no role'}: {literal(', '.join(names))}" for role, names in run.people.items())
        ),
        *_section("What did not fit", (f"- {literal(finding_in_words(one.kind, one.address, one.text))}" for one in record.findings)),
    ]
    return "\n".join(parts)


def finding_in_words(kind: str, address: str, text: str) -> str:
    """Return what a finding of a record means."""
    return FINDINGS.get(kind, kind).format(address=address, text=text)


def _section(title: str, lines: Iterable[str]) -> Iterator[str]:
    if found := list(lines):
        yield f"## {title}\n\n" + "\n".join(found) + "\n"


def _facts(run: PastRun, record: Record, zone: tzinfo) -> Iterator[tuple[str, str]]:
    totals = run.totals
    if run.drill:
        yield "Drill", "yes"
    yield "Release", literal(run.release) or "–"
    if run.commit:
        yield "Commit", code_span(run.commit)
    yield "Lead", literal(run.lead) or "–"
    yield "T-0", _time(run.t0, zone) if run.t0 else "–"
    yield "Began", _time(run.began, zone)
    yield "Ended", _time(run.ended, zone) + ("" if run.finished else " (nobody ended it: this is the last entry)")
    yield "Took", _length(run.minutes) + (f", {_length(run.hold_minutes)} of it on hold" if run.hold_minutes else "")
    counted = f"{totals.failed} failed, {totals.na} not applicable, {totals.open} open"
    yield "Result", f"{totals.done} of {totals.all} done, {counted}"
    yield "Record", f"{code_span(run.record)}, {code_span(run.digest)}"
    yield "After", ", ".join(code_span(one.record) for one in record.previous) or "no other record"
    yield "Made from", "a sheet of paper" if run.typed else "a page"


def _row(one: PastList, zone: tzinfo) -> tuple[str, ...]:
    late = _lateness(one)
    began = _time(one.began, zone, short=True) + (f" ({late})" if late else "") if one.began else "–"
    planned = _time(one.planned, zone, short=True) if one.planned else literal(one.at) or "–"
    took = f"{one.minutes} min" if one.minutes is not None else "–"
    done = f"{one.totals.done} of {one.totals.all}"
    return literal(one.title), planned, began, took, literal(one.lasts) or "–", done


def _lateness(one: PastList) -> str:
    return f"{_length(one.late)} late" if one.late and one.late > 0 else ""


def _length(minutes: int) -> str:
    """Return a length in one unit: `25 min`, `3 h`, `2 d`."""
    if minutes < 2 * HOUR:
        return f"{minutes} min"
    return f"{minutes // HOUR} h" if minutes < 2 * DAY else f"{minutes // DAY} d"


def _answers(run: PastRun, state: str, zone: tzinfo) -> Iterator[str]:
    for address, answer in run.answers.items():
        if answer.state == state:
            why = f": {literal(answer.text)}" if answer.text else ""
            yield f"- {_line(run, address)}{why} ({_time(answer.at, zone, short=True)}{_by(answer)})"


def _open(run: PastRun) -> Iterator[str]:
    """Yield the lines of the run that have no answer, or several, or one for an earlier text; not those of lists that nobody touched."""
    touched = [one.address for one in run.lists if one.began is not None]
    settled = ("done", "na", "failed")
    above = {address.rpartition(".items.")[0] for address in run.texts}
    for address in (one for one in run.texts if one not in above):
        answer = run.answers.get(address)
        if any(address.startswith(f"{one}.") for one in touched) and not (answer and answer.state in settled):
            yield f"- {_line(run, address)}"


def _line(run: PastRun, address: str) -> str:
    number, text = run.numbers.get(address, ""), run.texts.get(address, "")
    return literal(" ".join(filter(None, (number, text)))) or code_span(address)


def _by(answer: PastAnswer) -> str:
    return f", {literal(answer.by)}" if answer.by else ""


def _time(moment: datetime, zone: tzinfo, *, short: bool = False) -> str:
    """Return a moment in the zone of the run; the short form is without the offset."""
    local = moment.astimezone(zone)
    return f"{local:%Y-%m-%d %H:%M}" if short else f"{local:%Y-%m-%d %H:%M} {distance_from_utc(local)}"
