"""What past runs say about a line or list of today."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from generator.document.page_paths import at_anchor
from generator.document.past_entries import LineHistory, LineState, PastEntry
from generator.document.past_times import day_in_run, length_of_plan, planned_minutes
from generator.document.runbook_context import RunbookContext, id_in_words
from generator.model.entities import Checklist
from generator.model.past_runs import PastRun
from generator.model.phase_order import planned

PAST_RUNS = "runs"
MOST_SHOWN = 10
MARK_LENGTH = 12
# What it means that a line of a collection is done.
DONE: Mapping[str, LineState] = {"triggers": "seen", "sign-offs": "signed"}


def history_of(context: RunbookContext, address: str) -> LineHistory | None:
    """Return the history of the line at an address; None if no past run has an answer on it."""
    places = places_before(context, address) if context.variant.runs else ()
    found = [(run, place) for run in reversed(context.variant.runs) if (place := _place_in(run, places))]
    return LineHistory(tuple(entry_of(context, run, place) for run, place in found[:MOST_SHOWN]), len(found)) if found else None


def _place_in(run: PastRun, places: Iterable[str]) -> str:
    """Return which address of a line a run has an answer on; else an empty text."""
    return next((place for place in places if place in run.answers or place in run.failures), "")


def places_before(context: RunbookContext, address: str) -> tuple[str, ...]:
    """Return the address of an entry, then its former ones, which no other entry can have."""
    return address, *context.provenance(address).anchors


def anchor_of(run: PastRun) -> str:
    """Return the anchor of a run on the page of past runs. It is the same on internal and on public pages."""
    return f"run-{run.digest[-MARK_LENGTH:]}"


def target_of(context: RunbookContext, run: PastRun) -> str:
    """Return the target of links to a run."""
    return at_anchor(context.page(PAST_RUNS), anchor_of(run))


def last_length(context: RunbookContext, address: str, checklist: Checklist) -> str:
    """Return how long a list took in the last run that says so, if its plan has a length: `last time 42 of 30 min`; else an empty text."""
    lasts = str(planned(context.runbook, checklist)[1] or "") if context.variant.runs else ""
    if planned_minutes(lasts) is None:
        return ""
    places = places_before(context, address)
    for run in reversed(context.variant.runs):
        for one in run.lists:
            if one.address in places and (minutes := run.length_of(one)) is not None:
                key = "past.last.drill" if run.drill else "past.last"
                return context.words(key, time=length_of_plan(context.words, minutes, lasts))
    return ""


def entry_of(context: RunbookContext, run: PastRun, place: str) -> PastEntry:
    """Return what a run says about the line that had an address in it."""
    failures = run.failures.get(place, ())
    answer = run.answers.get(place) or failures[-1]
    written = (*(one.text for one in failures), answer.text, answer.note)
    texts = tuple(dict.fromkeys(text for text in written if text))
    failed = bool(failures) or answer.state == "failed"
    at = failures[-1].at if failures and answer.state != "failed" else answer.at
    state: LineState = DONE.get(place.partition(".")[0], "done") if answer.state == "done" else answer.state
    way = id_in_words(answer.way)
    return PastEntry(day_in_run(run, at), run.name, target_of(context, run), run.drill, state, failed, answer.by, texts, way)
