"""The history of an entry as JSON."""

from __future__ import annotations

import json
from dataclasses import replace

from generator.diff.history_as_json import history_json
from generator.diff.wording_runs import with_runs_of
from generator.model.past_runs import PastAnswer
from tests.diff.test_entry_history import A, history_of
from tests.diff.test_wording_runs import BEGAN, RUN


def test_each_wording_has_its_values_changes_and_runs() -> None:
    """A missing value is null."""
    run = replace(RUN, commit="2", answers={A: PastAnswer("failed", BEGAN, "Mona", "reader offline")})
    history = with_runs_of(history_of("data/a", "", ", a: Two", ", a: One"), [run], {"3": 0, "2": 1, "1": 2})
    found = json.loads(history_json(history, ["A gap."]))
    assert [(one["event"], one["commit"], one["fields"]) for one in found["wordings"]] == [
        ("removed", "3", {}),
        ("changed", "2", {"text": "Two"}),
        ("added", "1", {"text": "One"}),
    ]
    (change,) = found["wordings"][1]["changes"]
    assert (change["field"], change["old"], change["new"], change["layer"], change["because"]) == ("text", "One", "Two", "shop", None)
    (run_of_it,) = found["wordings"][1]["runs"]
    answer = {"state": "failed", "at": "2026-11-02T16:00:00Z", "by": "Mona", "text": "reader offline", "note": None}
    assert run_of_it["answers"] == [answer]
    assert (found["format"], found["address"], found["gaps"]) == (1, A, ["A gap."])
