"""The history of an entry as text. `tests/cli/test_history_command.py` has a whole one."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

from generator.diff.history_as_text import history_text
from generator.diff.wording_runs import with_runs_of
from generator.model.past_runs import PastAnswer, PastList, RunTotals
from tests.diff.test_entry_history import A, history_of
from tests.diff.test_wording_runs import BEGAN, RUN


def test_a_list_shows_how_far_it_got_and_times_are_in_the_zone_of_the_run() -> None:
    after = BEGAN + timedelta(hours=3)
    whole = PastList("checklists.data", "prepare", "Data", began=after, ended=after + timedelta(minutes=9), totals=RunTotals(3, 1, 0, 2))
    answers = {A: PastAnswer("na", after, "Wei", "no till here")}
    run = replace(RUN, name="Release 42", t0=after.astimezone(ZoneInfo("Asia/Dhaka")), drill=True, lists=(whole,), answers=answers)
    shown = [history_text(with_runs_of(history_of(one, ", a: One"), [run], {})) for one in ("data", "data/a")]
    assert "    2026-11-02 Release 42 (drill, Asia/Dhaka): 3 of 6 done; 1 failed; began 2026-11-03 01:00; took 9 minutes\n" in shown[0]
    assert "    2026-11-02 Release 42 (drill, Asia/Dhaka): not applicable 2026-11-03 01:00 by Wei: no till here\n" in shown[1]


def test_the_message_of_a_commit_sends_no_command_to_the_terminal() -> None:
    history = history_of("data/a", ", a: One")
    (one,) = history.wordings
    odd = replace(history, wordings=(replace(one, state=replace(one.state, subject="\x1b[2J")),))
    assert "\ncommit 1: <U+001B>[2J\n" in history_text(odd)
