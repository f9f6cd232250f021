"""What past runs suggest: the thresholds, and which runs are no evidence.

Also tests `suggestion`, `list_suggestions` and `line_suggestions`.
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from generator.model.past_runs import PastRun
from generator.model.variant import Variant
from generator.records.suggest import suggestions
from generator.records.suggestion import days, words
from tests.records.past_runs_sample import BACKUP, BASE, CASH, PAY, QUEUE, SWITCH, TILL, Answer, done, run_bytes, shop, with_past_runs

DAYS = [f"2026-0{month}-01" for month in range(1, 10)]


@pytest.fixture
def variant(tiny: Path) -> Variant:
    return shop(tiny)


def ids_of(variant: Variant, *runs: tuple[Answer, ...], **facts: Any) -> list[str]:
    records = [run_bytes(variant, day, *answers, **facts) for day, answers in zip(DAYS, runs, strict=False)]
    return [one.id for one in suggestions(with_past_runs(variant, *records))]


def took(minutes: int, begin: int = 2) -> tuple[Answer, ...]:
    """Return the answers of a run whose cut-over took so long."""
    return done(begin, SWITCH), done(begin + minutes, PAY)


def test_a_longer_length_needs_three_runs_and_more_than_half_of_them(variant: Variant) -> None:
    """The plan is 30 minutes."""
    longer = ["lasts:checklists.cut-over"]
    assert ids_of(variant, took(40), took(40)) == []
    assert ids_of(variant, took(40), took(30), took(31)) == longer
    assert ids_of(variant, took(40), took(30), took(20)) == []
    assert ids_of(variant, took(40), took(40), took(30), took(20)) == []


def test_the_new_length_keeps_three_runs_of_four_in_steps_of_five_minutes(variant: Variant) -> None:
    """Above an hour, the steps are a quarter. One bad night does not decide."""
    new = {}
    for lengths in ((31, 33, 41, 240), (50, 62, 62), (100, 118, 119), (50, 61, 90, 90)):
        records = [run_bytes(variant, day, *took(minutes)) for day, minutes in zip(DAYS, lengths, strict=False)]
        (found,) = suggestions(with_past_runs(variant, *records))
        new[lengths] = found.new
    assert list(new.values()) == ["45 min", "75 min", "2 h", "90 min"]


def test_suggestions_have_the_days_that_pages_show() -> None:
    """A run that began at 20:00 UTC was on the next day in Dhaka, whatever the name of its record says."""
    began = datetime(2025, 12, 1, 20, tzinfo=UTC)
    run = PastRun("night", "2025-12-01-night", "", began, began, t0=began.astimezone(ZoneInfo("Asia/Dhaka")), drill=True)
    assert days([run]) == "2025-12-02 drill"


def test_only_the_last_ten_runs_count(variant: Variant) -> None:
    begun = [f"2025-{month:02}-01" for month in range(1, 13)] + DAYS
    lengths = [60] * 11 + [20] * 10
    records = [run_bytes(variant, day, *took(minutes)) for day, minutes in zip(begun, lengths, strict=True)]
    assert suggestions(with_past_runs(variant, *records)) == ()


@pytest.mark.parametrize(
    ("answers", "facts"),
    [
        pytest.param(took(40), {"hold": "the bank is late"}, id="on hold"),
        pytest.param(took(40), {"source": "sheet"}, id="typed from a sheet"),
        pytest.param((done(2, SWITCH), (42, "failed", PAY, "no card")), {}, id="not complete"),
    ],
)
def test_a_run_that_does_not_show_a_length_is_not_evidence(answers: tuple[Answer, ...], facts: dict[str, str], variant: Variant) -> None:
    assert "lasts:checklists.cut-over" not in ids_of(variant, *[answers] * 4, **facts)


def test_lines_that_were_ticked_afterwards_show_neither_a_length_nor_a_delay(variant: Variant) -> None:
    assert ids_of(variant, *[took(40)] * 3, *[took(0)] * 4) == ["lasts:checklists.cut-over"]
    assert ids_of(variant, *[(done(150, TILL), done(150, CASH))] * 4) == []


def test_a_late_list_moves_by_the_median_but_a_drill_is_not_late(variant: Variant) -> None:
    late = [(done(60 + minutes, TILL), done(90 + minutes, CASH)) for minutes in (0, 22, 24, 90)]
    records = [run_bytes(variant, day, *answers) for day, answers in zip(DAYS, late, strict=False)]
    (found,) = suggestions(with_past_runs(variant, *records))
    assert (found.id, found.old, found.new) == ("at:checklists.after", "T+1h", "T+80min")
    assert [one.figure for one in found.evidence] == ["on time", "22 min after T+1h", "24 min after T+1h", "90 min after T+1h"]
    assert ids_of(variant, *late[:2], late[0], late[3]) == []
    assert ids_of(variant, *late, drill="yes") == []
    assert ids_of(variant, *late, hold="the bank is late") == []


def test_the_moment_of_a_group_moves_for_all_its_lists_and_says_what_comes_next(tiny: Path) -> None:
    """The first list of the group counts: the others follow it. Work of a day is late a day later."""
    second = "  more: {phase: prepare, group: day-before, title: More, items: {one: One more thing}}\n"
    signed = "sign-offs: {go: {title: Go, phase: prepare, at: T-3h}}\n"
    variant = shop(tiny, BASE + second + signed)
    records = [run_bytes(variant, day, done(-150, BACKUP), done(-120, QUEUE), done(-100, "checklists.more.items.one")) for day in DAYS[:3]]
    (found,) = suggestions(with_past_runs(variant, *records))
    assert (found.id, found.new) == ("at:phases.prepare.groups.day-before", "T-150min")
    assert found.remarks == (
        "`at` is that of the group `phases.prepare.groups.day-before`, for `checklists.data`, `checklists.more`",
        "T-150min is later than `sign-offs.go` (T-3h), which comes next: look at these moments too",
    )
    by_date = shop(tiny, BASE.replace("at: T-4h", "at: T-2d"))
    hours = (23, 30, 31)
    late = [run_bytes(by_date, day, done(-48 * 60 + 60 * hour, BACKUP)) for day, hour in zip(DAYS, hours, strict=False)]
    assert [(one.id, one.new) for one in suggestions(with_past_runs(by_date, *late))] == [("at:phases.prepare.groups.day-before", "T-1d")]


def test_a_line_that_never_applies_becomes_optional_with_the_most_frequent_reason(variant: Variant) -> None:
    reasons = ("no till", "no queue here", "no queue here")
    runs: list[tuple[Answer, ...]] = [((-240, "na", QUEUE, reason),) for reason in reasons]
    records = [run_bytes(variant, day, *answers) for day, answers in zip(DAYS, runs, strict=False)]
    (found,) = suggestions(with_past_runs(variant, *records))
    assert (found.id, found.new) == (f"optional:{QUEUE}", "true")
    assert found.reason == "Not applicable in each of the last 3 runs (2026-01-01, 2026-02-01, 2026-03-01): no queue here"
    assert ids_of(variant, *runs, (done(-240, QUEUE),)) == []
    assert ids_of(variant, *runs, drill="yes") == []


@pytest.mark.parametrize("field", ["if: there is a queue", "blocking: true", "optional: true"])
def test_a_line_that_says_already_how_it_applies_is_not_made_optional(field: str, tiny: Path) -> None:
    variant = shop(tiny, BASE.replace("queue: The queue is empty", f"queue: {{text: The queue is empty, {field}}}"))
    assert ids_of(variant, *[((-240, "na", QUEUE, ""),)] * 3) == []


def test_a_renamed_entry_has_the_runs_of_its_earlier_id(tiny: Path) -> None:
    variant = shop(tiny)
    records = [run_bytes(variant, day, *took(40), (-240, "na", QUEUE, "")) for day in DAYS[:3]]
    renamed = BASE.replace("  cut-over:\n", "  switch-over:\n    aliases: [cut-over]\n")
    renamed = renamed.replace("queue: The queue is empty", "jobs: {text: The queue is empty, aliases: [queue]}")
    found = suggestions(with_past_runs(shop(tiny, renamed), *records))
    assert [one.id for one in found] == ["lasts:checklists.switch-over", "optional:checklists.data.items.jobs"]


def test_a_command_that_failed_in_the_last_run_or_twice_gets_a_caution_until_its_line_changes(tiny: Path) -> None:
    """People tick the line once they got over the failure. A failure long ago is not a pattern."""
    variant = shop(tiny)
    failed: tuple[Answer, ...] = ((1, "failed", SWITCH, "the lock was held"), done(4, SWITCH))
    good = (done(1, SWITCH),)
    caution = [f"caution:{SWITCH}"]
    assert ids_of(variant, good, failed) == caution
    assert ids_of(variant, failed, good) == []
    assert ids_of(variant, failed, good, failed, good) == caution
    assert ids_of(variant, failed, failed, good, good, good, good) == []
    assert ids_of(variant, ((1, "failed", PAY, "a condition has no command"),)) == []
    records = [run_bytes(variant, day, *answers) for day, answers in zip(DAYS, (failed, failed), strict=False)]
    (found,) = suggestions(with_past_runs(variant, *records))
    assert found.new == "Failed on 2026-01-01 and 2026-02-01: the lock was held"
    changed = shop(tiny, BASE.replace("./switch.sh front", "./switch.sh --wait front"))
    assert suggestions(with_past_runs(changed, *records)) == ()
    assert ids_of(shop(tiny, BASE.replace("./switch.sh front", "./switch.sh, caution: Wait for the lock")), failed) == []


def test_what_people_typed_becomes_short_plain_words() -> None:
    assert words("a `b`\n**c** [d](e) <f> {{ params.g }}\x1b[31m\u202e", 80) == "a 'b' *c* (d)(e) (f) (( params.g )) (31m"
    assert words("word " * 50, 20) == "word word word ..."
    assert words("x" * 50, 20) == "x" * 20
    assert "hunter2secret9" not in words("password: hunter2secret9", 80)
