"""Makes the record of a run: its events without secrets, its lines and lists, its totals, and the records before it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count
from typing import Any

from generator.document.compose import RunbookDocument
from generator.document.document_parts import Box, plain
from generator.document.overview import lists_of
from generator.model.past_runs import PastList
from generator.model.variant import entities
from generator.records.find_version import VersionOfRun
from generator.records.mask_entries import blanks_of_system, masked_events, masked_text
from generator.runs.canonical_record import canonical
from generator.runs.read_record import PAGE, Record, RecordFinding, read_record
from generator.runs.read_run import FORMAT, Run
from generator.runs.record_chain import heads_of, name_of
from generator.runs.record_results import RunResults, results_of
from generator.runs.run_clock import skew_of
from generator.runs.run_events import RunEvent
from generator.runs.run_lines import LineOfRun, ListOfRun

PHASES = "phases."


@dataclass(frozen=True, slots=True)
class NewRecord:
    """A record that is to be written. `name` is that of its file without the ending; `data` are its bytes."""

    name: str
    data: bytes
    record: Record


def make_record(run: Run, version: VersionOfRun, records: Sequence[Record], source: str = PAGE) -> NewRecord | Record:
    """Return the record of a run after the `records` of its system, or the one that has all of its events already.

    A run that was added before, and has more events by now, gets a further record with all of them. What does not fit the release or the
    commit of the run stays, and a finding says so.
    """
    earlier = [record for record in records if record.run.id == run.id]
    events, masked = masked_events(run.events, blanks_of_system(version.document.context.runbook))
    kept = {event.id: event for record in earlier for event in record.run.events}
    if earlier and all(event.id in kept for event in events):
        return max(earlier, key=lambda one: (len(one.run.events), one.name))
    events = tuple(sorted({**{event.id: event for event in events}, **kept}.values(), key=lambda event: event.order))
    fits = any(0 <= line.list < len(run.lists) for line in run.lines)
    lists, lines = (run.lists, run.lines) if fits else parts_of(version.document)
    commit = run.commit or version.commit
    whole = replace(run, events=events, lists=lists, lines=lines, commit=commit)
    found = results_of(whole)
    findings = (*version.findings, *_findings(whole, version.document, found), *(RecordFinding("masked", place) for place in masked))
    previous = [{"record": one.name, "digest": one.digest} for one in heads_of(records)]
    data = canonical({**_facts(whole, found), "findings": list(map(_finding, findings)), "previous": previous, "source": source})
    name, taken = name_of(whole), {one.name for one in records}
    if earlier:  # one that is missing leaves a gap in the numbers
        name = next(free for number in count(len(earlier) + 1) if (free := f"{name}.{number}") not in taken)
    record = read_record(data, f"runs/{run.variant}/{name}.json")
    assert isinstance(record, Record), record
    return NewRecord(name, data, record)


def parts_of(document: RunbookDocument) -> tuple[tuple[ListOfRun, ...], tuple[LineOfRun, ...]]:
    """Return the lists and lines of a runbook, as its pages export them."""
    lists: list[ListOfRun] = []
    lines: list[LineOfRun] = []
    for part in document.phases.values():
        moments = {one.anchor: one.moment for one in lists_of(part)}
        for section in (section for section in part.sections if section.boxes):
            moment = moments.get(section.anchor, section.moment)
            lines += _lines(section.boxes, len(lists))
            lists.append(ListOfRun(part.id, section.anchor, section.title, moment.at if moment else "", moment.lasts if moment else ""))
    return tuple(lists), tuple(lines)


def _lines(boxes: Sequence[Box], at: int) -> Iterator[LineOfRun]:
    for box in boxes:
        text = " ".join(filter(None, (box.title, plain(box.text))))
        yield LineOfRun(box.address, box.print, box.number, text, box.blocking, box.role, at)
        yield from _lines(box.children, at)


def _facts(run: Run, found: RunResults) -> dict[str, Any]:
    facts, ended = found.state.facts, found.state.facts.ended or found.state.facts.last
    results = {one.address: one for one in found.lists}
    lists = [[one.phase, one.address, one.title, one.at, one.lasts, *_times(results.get(one.address))] for one in run.lists]
    boxes = [[one.address, one.print, one.number, one.text, one.depth, int(one.must), one.role, one.list] for one in run.lines]
    return {
        "began": facts.began,
        "boxes": boxes,
        "commit": run.commit,
        "data": run.data,
        "drill": facts.drill,
        "ended": ended,
        "events": list(map(event_data, run.events)),
        "format": FORMAT,
        "id": run.id,
        "lead": facts.lead,
        "lists": lists,
        "minutes": found.minutes,
        "name": masked_text(facts.name),
        "release": facts.release or run.release,
        "site": run.site,
        "t0": facts.t0,
        "totals": found.totals.as_data(),
        "variant": run.variant,
        "version": 2,
        "zone": facts.zone,
    }


def _times(one: PastList | None) -> tuple[str, str, int | None]:
    """Return when a list began and ended in a run, and how many minutes that took; empty if nobody answered a line of it."""
    if one is None or one.began is None or one.ended is None:
        return "", "", None
    return f"{one.began:%Y-%m-%dT%H:%M:%SZ}", f"{one.ended:%Y-%m-%dT%H:%M:%SZ}", one.minutes


def _findings(run: Run, document: RunbookDocument, found: RunResults) -> Iterator[RecordFinding]:
    """Yield what does not fit."""
    known = {address for address, _ in entities(document.context.runbook)}
    known |= {line.address for line in run.lines} | {one.address for one in run.lists}
    for address in found.state.addresses:
        if address not in known and not address.startswith(PHASES):
            yield RecordFinding("unknown-address", address)
    if run.refused:
        yield RecordFinding("unreadable-entries", text=str(run.refused))
    if not found.state.facts.ended:
        yield RecordFinding("not-ended")
    if found.state.facts.t0 and found.t0 is None:
        yield RecordFinding("unknown-t0", text=f"{found.state.facts.t0} {found.state.facts.zone}".strip())
    if minutes := skew_of(run.events):
        yield RecordFinding("clocks", text=str(minutes))


def _finding(one: RecordFinding) -> dict[str, str]:
    return {name: value for name, value in (("kind", one.kind), ("address", one.address), ("text", one.text)) if value}


def event_data(event: RunEvent) -> dict[str, Any]:
    """Return an event as files have it: without empty fields, except the one that says that T-0 was taken away."""
    fields: Mapping[str, Any] = {name: getattr(event, name) for name in RunEvent.__slots__}
    found = {name.rstrip("_"): list(value) if isinstance(value, tuple) else value for name, value in fields.items() if value}
    return found | ({"t0": event.t0} if event.what == "t0" else {})
