"""Finds what happened with an entry in past runs, and which wording each run had."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from generator.diff.entry_history import EntryHistory, EntryRun, Wording
from generator.diff.wording_releases import wording_at
from generator.model.field_facts import NAMING_KEYS
from generator.model.past_runs import PastRun


def with_runs_of(history: EntryHistory, runs: Iterable[PastRun], ranks: Mapping[str, int]) -> EntryHistory:
    """Return a history with the runs of each wording.

    The commit of the release of a run decides which wording the run had. If it is not in this history, it is the newest wording with the
    text of the run, and else the newest one when the run began.
    """
    places = {one.state.commit: len(history.wordings) + at for at, one in enumerate(history.elsewhere)}
    found: dict[int, list[EntryRun]] = {}
    for run in runs:
        entry = _entry_in(run, history.addresses)
        if entry is not None:
            rank = ranks.get(run.commit)
            place = places.get(run.commit) if rank is None else wording_at(history, ranks, rank)
            found.setdefault(_by_text(history.wordings, entry) if place is None else place, []).append(entry)
    wordings = tuple(replace(one, runs=tuple(found.get(at, ()))) for at, one in enumerate((*history.wordings, *history.elsewhere)))
    count = len(history.wordings)
    return replace(history, wordings=wordings[:count], elsewhere=wordings[count:])


def _entry_in(run: PastRun, addresses: Iterable[str]) -> EntryRun | None:
    """Return an entry in a run; None if the run did not have it."""
    for address in addresses:
        if whole := next((one for one in run.lists if one.address == address), None):
            return EntryRun(run, address, whole=whole)
        if address in run.texts or address in run.answers:
            last = run.answers.get(address)
            failures = run.failures.get(address, ())
            return EntryRun(run, address, (*failures, *((last,) if last is not None and last not in failures else ())))
    return None


def _by_text(wordings: tuple[Wording, ...], entry: EntryRun) -> int:
    text = entry.whole.title if entry.whole else entry.run.texts.get(entry.address, "")
    present = [at for at, one in enumerate(wordings) if one.fields]
    same = [at for at in present if text in (wordings[at].fields.get(name) for name in NAMING_KEYS)]
    then = (at for at in same or present if (moment := wordings[at].state.moment) is not None and moment <= entry.run.began)
    return next(then, (same or present or [len(wordings) - 1])[-1])
