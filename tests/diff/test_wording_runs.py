"""The runs of each wording."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from generator.diff.wording_runs import with_runs_of
from generator.model.past_runs import PastRun
from tests.diff.test_entry_history import A, history_of

BEGAN = datetime(2026, 11, 2, 16, 0, tzinfo=UTC)
RUN = PastRun("one", "2026-11-02-one", "", BEGAN, BEGAN, texts={A: "One"})


def test_a_run_has_the_wording_of_its_commit_or_else_of_its_text() -> None:
    """A run of a commit that is not known here has the newest wording with its text. A release from another branch has its own runs."""
    history = history_of("data/a", ", a: Two", ", a: One", ", a: Two")
    beside = replace(history.wordings[0], state=replace(history.wordings[0].state, commit="b"), event="elsewhere")
    history = replace(history, elsewhere=(beside,))
    runs = [
        replace(RUN, id="beside", commit="b"),
        replace(RUN, id="by commit", commit="1"),
        replace(RUN, commit="x"),
        replace(RUN, id="other", texts={"checklists.x": "One"}),
    ]
    found = with_runs_of(history, runs, {"3": 0, "2": 1, "1": 2})
    assert [[entry.run.id for entry in one.runs] for one in (*found.wordings, *found.elsewhere)] == [[], ["one"], ["by commit"], ["beside"]]
