"""Redact past runs: public builds know when lists of public data were done and how long that took, and nothing that people typed."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace

from generator.model.past_runs import PastRun


def redact_runs(runs: Iterable[PastRun], public: Collection[str]) -> tuple[PastRun, ...]:
    """Return past runs without names, people, answers and texts. Of their lists, those at `public` addresses stay, with their figures.

    The id of a run and the name of its record may say what people called it, so they are left out too.
    """
    return tuple(_redacted(run, public) for run in runs)


def _redacted(run: PastRun, public: Collection[str]) -> PastRun:
    lists = tuple(replace(one, title="", at="", lasts="", lines={}) for one in run.lists if one.address in public)
    return PastRun(
        id="",
        record="",
        digest=run.digest,
        system=run.system,
        began=run.began,
        ended=run.ended,
        release=run.release,
        drill=run.drill,
        typed=run.typed,
        finished=run.finished,
        t0=run.t0,
        zone=run.zone,
        hold_minutes=run.hold_minutes,
        totals=run.totals,
        lists=lists,
    )
