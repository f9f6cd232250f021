"""What a record says about a run: plan against what happened, who did it, and what did not go well."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from generator.model.past_runs import PastRun, RunTotals
from generator.runs.read_record import Record, read_record
from generator.runs.record_results import past_run, past_runs
from tests.runs.record_sample import event, record_bytes

BEGUN = (event(0, "begun", release="2025.12"), event(1, "t0", t0="2025-12-02T00:30", zone="Asia/Dhaka"), event(2, "lead", text="Wei"))
CUT = "checklists.cut-over.items"
NIGHT = (
    *BEGUN,
    event(20, "hold", text="waiting for the bank"),
    event(30, "hold", text=""),
    event(40, "done", f"{CUT}.switch.items.front"),
    event(50, "failed", f"{CUT}.pay", text="card reader off", by="Wei"),
    event(65, "done", f"{CUT}.switch.items.back", by="Wei"),
    event(70, "na", "checklists.before.items.cash", text="no till here", by=""),
    event(75, "done", f"{CUT}.gone", by="Wei"),
    event(80, "ended"),
)


def record_of(*events: dict[str, object], name: str = "2025-12-01-night-7", **more: object) -> Record:
    record = read_record(record_bytes(*events, **more), f"runs/shop/{name}.json")  # type: ignore[arg-type]
    assert isinstance(record, Record)
    return record


@pytest.fixture(scope="module")
def night() -> PastRun:
    return past_run(record_of(*NIGHT))


def moment(minute: int) -> datetime:
    return datetime(2025, 12, 1, 18 + minute // 60, minute % 60, tzinfo=UTC)


def test_lists_have_their_plan_and_their_times(night: PastRun) -> None:
    """The cut-over was planned for 18:30 UTC. Its first answer came at 18:40, its last at 19:05."""
    before, cut_over = night.lists
    assert (cut_over.address, cut_over.phase, cut_over.at, cut_over.lasts) == ("checklists.cut-over", "deploy-day", "T-0", "20 min")
    assert cut_over.planned == moment(30)
    assert (cut_over.began, cut_over.ended, cut_over.minutes) == (moment(40), moment(65), 25)
    assert (before.began, before.minutes, before.complete) == (moment(70), 0, False)


def test_totals_count_the_lines_of_planned_phases_and_parents_follow(night: PastRun) -> None:
    """Nobody rolled back, so those lines do not count; triggers are no work; a parent is done when its lines are."""
    assert night.lists[1].totals == RunTotals(done=3, failed=1)
    assert [*night.lists[1].lines.values()] == ["done", "done", "done", "failed"]
    assert night.totals == RunTotals(done=3, failed=1, na=1, open=1)


def test_the_run_has_its_facts(night: PastRun) -> None:
    assert (night.began, night.ended, night.minutes, night.finished, night.drill) == (moment(0), moment(80), 80, True, False)
    assert (night.lead, night.release, night.hold_minutes) == ("Wei", "2025.12", 10)
    assert night.t0 == moment(30)


def test_people_are_by_role_and_answers_by_address(night: PastRun) -> None:
    assert night.people == {"lead": ("Mona", "Wei"), "": ("Wei",)}
    pay, gone = night.answers[f"{CUT}.pay"], night.answers[f"{CUT}.gone"]
    assert (pay.state, pay.text, pay.by, pay.at) == ("failed", "card reader off", "Wei", moment(50))
    assert (gone.state, gone.role) == ("done", "")
    assert night.texts[f"{CUT}.pay"] == "Payments work"


def test_a_line_keeps_its_failures_after_people_got_over_them() -> None:
    """The answer is the last one; an answer that was undone was a stray tap."""
    pay, front = f"{CUT}.pay", f"{CUT}.switch.items.front"
    stray = event(54, "failed", front, text="no")
    failed = event(50, "failed", pay, text="card reader off", by="Wei")
    settled = event(60, "done", pay, replaces=[failed["id"]])
    found = past_run(record_of(*BEGUN, failed, stray, event(55, "undo", undoes=[stray["id"]]), settled))
    assert found.answers[pay].state == "done"
    assert {place: [(one.text, one.by) for one in those] for place, those in found.failures.items()} == {pay: [("card reader off", "Wei")]}
    assert found.prints[pay] == "p6"


def test_a_procedure_is_complete_when_each_step_is_settled_or_a_way_left_it_out() -> None:
    stop, restore = "procedures.roll-back.steps.stop", "procedures.roll-back.steps.restore"
    drill = (event(0, "begun"), event(0, "drill", text="yes", count=1), event(5, "done", stop))
    cases = {
        "half": (drill, False),
        "whole": ((*drill, event(17, "done", restore)), True),
        "failed": ((*drill, event(17, "failed", restore, text="no backup")), False),
        "by a way": ((event(0, "begun"), event(5, "done", stop, way="done")), True),
        "undone": ((*drill, event(17, "done", restore), event(18, "undo", undoes=[event(17, "done")["id"]])), False),
    }
    for name, (events, complete) in cases.items():
        found = past_run(record_of(*events))
        (procedure,) = found.lists
        assert (procedure.address, procedure.complete) == ("procedures.roll-back", complete), name
        assert found.drill == (events[1]["what"] == "drill"), name


def test_of_two_records_of_a_run_the_one_with_more_entries_counts() -> None:
    """The phone of a colleague was found again a day later. Runs come in the order in which they began."""
    first = record_of(*BEGUN)
    second = record_of(*NIGHT, name="2025-12-01-night-7.2")
    autumn = record_of({**event(0, "begun"), "at": "2025-10-01T18:00:00Z"}, id="autumn", name="2025-10-01-autumn")
    assert [run.record for run in past_runs((second, autumn, first))] == ["2025-10-01-autumn", "2025-12-01-night-7.2"]
