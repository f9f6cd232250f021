"""Redact past runs: when they were, how long they and their lists took, and how many lines were done remain."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC

from generator.model.past_runs import PastAnswer, PastList, PastRun, RunTotals
from generator.model.phase_order import SectionEntry, planned
from generator.model.variant import Variant, entities, present_addresses


def redact_runs(runs: Iterable[PastRun], seen: Variant) -> tuple[PastRun, ...]:
    """Return the runs of a system as a public build may show them; `seen` is the redacted variant.

    Lines and lists that it does not have are left out with their counts, and a run of which nothing is left. Of an answer only the state
    and the moment remain. The digest remains too: it says nothing, and fixes the record. The id of a run and the name of its record may say
    what people called it.
    """
    places = present_addresses(seen.runbook)
    return tuple(one for run in runs if (one := _redacted(run, seen, places)).lists)


def _redacted(run: PastRun, seen: Variant, places: Mapping[str, str]) -> PastRun:
    lists = tuple(_lists(run, seen, places))
    return PastRun(
        id="",
        record="",
        digest=run.digest,
        began=run.began,
        ended=run.ended,
        drill=run.drill,
        typed=run.typed,
        finished=run.finished,
        t0=run.t0.astimezone(UTC) if run.t0 else None,
        hold_minutes=run.hold_minutes,
        totals=RunTotals.of(state for one in lists for state in one.lines.values()),
        lists=lists,
        answers={address: _bare(answer) for address, answer in run.answers.items() if address in places},
        failures={address: tuple(map(_bare, answers)) for address, answers in run.failures.items() if address in places},
    )


def _bare(answer: PastAnswer) -> PastAnswer:
    return PastAnswer(answer.state, answer.at)


def _lists(run: PastRun, seen: Variant, places: Mapping[str, str]) -> Iterator[PastList]:
    known = dict(entities(seen.runbook))
    for one in run.lists:
        lines = {address: state for address, state in one.lines.items() if address in places}
        # Announcements and sign-offs are lists without an address.
        if not lines or ("." in one.address and one.address not in places):
            continue
        entry = known.get(places.get(one.address, ""))
        at, lasts = planned(seen.runbook, entry) if isinstance(entry, SectionEntry) else (None, None)
        made = replace(
            one,
            title="",
            at=one.at if at else "",
            lasts=one.lasts if lasts else "",
            planned=one.planned.astimezone(UTC) if at and one.planned else None,
            totals=RunTotals.of(lines.values()),
            lines=lines,
        )
        yield made if len(lines) == len(one.lines) else _with_times(made, run)


def _with_times(one: PastList, run: PastRun) -> PastList:
    """Return a list with the moments of its first and last answer that are left."""
    moments = [run.answers[address].at for address in one.lines if address in run.answers]
    return replace(one, began=min(moments, default=None), ended=max(moments, default=None))
