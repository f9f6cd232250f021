"""The history of an entry as JSON for programs."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from generator.diff.entry_history import EntryChange, EntryHistory, EntryRun, Wording
from generator.diff.past_states import PastState
from generator.model.past_runs import PastAnswer

FORMAT = 1


def history_json(history: EntryHistory, gaps: Iterable[str] = ()) -> str:
    """Return `{"format": 1, "variant": ..., "address": ..., "title": ..., "wordings": [...], "elsewhere": [...], ...}` and a newline.

    A missing value is null. `skipped` are the commits with errors, `gaps` sentences about what is missing.
    """
    data = {
        "format": FORMAT,
        "variant": history.variant,
        "address": history.address,
        "title": history.title,
        "wordings": [_wording(one) for one in history.wordings],
        "elsewhere": [_wording(one) for one in history.elsewhere],
        "skipped": [
            {**_commit(one), "errors": [f"{it.span.file}:{it.span.line}: {it.message}" for it in one.problems]} for one in history.skipped
        ],
        "gaps": list(gaps),
    }
    return json.dumps(data, indent=2, ensure_ascii=False) + "\n"


def _wording(one: Wording) -> dict[str, Any]:
    return {
        **_commit(one.state),
        "event": one.event,
        "may-be-older": one.state.cut_off,
        "skipped-before": one.skipped,
        "variant": one.variant,
        "address": one.address,
        "former-variant": one.former_variant or None,
        "former-address": one.former_address or None,
        "fields": dict(one.fields),
        "changes": [_change(change) for change in one.changes],
        "layer": one.layer or None,
        "source": one.source or None,
        "because": one.because or None,
        "releases": one.releases,
        "runs": [_run(run) for run in one.runs],
    }


def _commit(state: PastState) -> dict[str, str | None]:
    return {"commit": state.commit or None, "committed": _moment(state.moment), "subject": state.subject or None}


def _change(change: EntryChange) -> dict[str, Any]:
    return {
        "field": change.field,
        "old": change.old,
        "new": change.new,
        "layer": change.layer or None,
        "old-layer": change.old_layer or None,
        "source": change.source or None,
        "because": change.because or None,
        "inherited-from": change.holder or None,
    }


def _run(one: EntryRun) -> dict[str, Any]:
    run, whole = one.run, one.whole
    found: dict[str, Any] = {
        "record": run.record,
        "id": run.id,
        "name": run.name or None,
        "release": run.release or None,
        "began": _moment(run.began),
        "drill": run.drill,
        "finished": run.finished,
        "address": one.address,
        "answers": [_answer(answer) for answer in one.answers],
    }
    if whole is not None:
        totals = {"done": whole.totals.done, "failed": whole.totals.failed, "na": whole.totals.na, "open": whole.totals.open}
        found |= {"totals": totals, "list-began": _moment(whole.began), "list-ended": _moment(whole.ended)}
    return found


def _answer(answer: PastAnswer) -> dict[str, str | None]:
    return {
        "state": answer.state,
        "at": _moment(answer.at),
        "by": answer.by or None,
        "text": answer.text or None,
        "note": answer.note or None,
    }


def _moment(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat(timespec="seconds").replace("+00:00", "Z")
