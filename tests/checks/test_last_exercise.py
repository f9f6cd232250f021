"""When a procedure was last exercised, and by which run."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from generator.checks.last_exercise import last_exercise
from generator.model.past_runs import PastList, PastRun

BACK = "procedures.roll-back"


def past_run(day: str, *lists: tuple[str, bool], **more: object) -> PastRun:
    """Return a run of a day that did lists from 22:00 to 22:12 UTC, each given with its address, and whether all its lines were done."""
    began, ended = (datetime.fromisoformat(f"{day}T{time}+00:00") for time in ("22:00", "22:12"))
    found = tuple(PastList(address, "rollback", "Roll back", began=began, ended=ended, complete=done) for address, done in lists)
    known = {"id": day, "record": f"{day}-night", "digest": "", "began": began, "ended": ended, "lists": found, **more}
    return PastRun(**known)  # type: ignore[arg-type]


def test_the_last_run_counts_that_did_all_steps_a_drill_as_well_as_a_real_run() -> None:
    runs = [
        past_run("2026-02-01", (BACK, True), drill=True),
        past_run("2026-03-01", (BACK, True)),
        past_run("2026-01-01", (BACK, True)),
        past_run("2026-04-01", (BACK, False), ("procedures.other", True), drill=True),
    ]
    last = last_exercise(runs, [BACK])
    assert last is not None
    assert (last.run.record, last.day, last.procedure.minutes) == ("2026-03-01-night", date(2026, 3, 1), 12)
    assert last_exercise(runs[3:], [BACK]) is None


def test_a_procedure_is_found_by_its_earlier_address() -> None:
    run = past_run("2026-01-01", ("procedures.back", True))
    assert last_exercise([run], [BACK]) is None
    assert last_exercise([run], [BACK, "procedures.back"]) is not None


def test_the_day_is_that_of_the_people_who_deployed() -> None:
    """At 22:12 UTC, the next day has begun in Dhaka."""
    t0 = datetime(2026, 1, 2, 4, 0, tzinfo=ZoneInfo("Asia/Dhaka"))
    for more, day in (({"t0": t0}, 2), ({"t0": t0.astimezone(UTC)}, 1), ({}, 1)):
        last = last_exercise([past_run("2026-01-01", (BACK, True), **more)], [BACK])
        assert last is not None
        assert last.day == date(2026, 1, day)
