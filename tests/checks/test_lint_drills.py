"""Procedures that no run has exercised, or not for too long."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

import pytest

from generator.checks.lint_drills import judge_drills
from generator.checks.severity_policy import apply_policy, endings
from generator.diagnostics.diagnostic import Diagnostic, in_order
from generator.model.past_runs import PastRun
from tests.checks.test_last_exercise import past_run
from tests.layered import BASE, SHOP, all_problems, encoded

FORUM = "data/variants/forum/variant.yaml"
DAY = date(2026, 3, 31)
LAYER = """
layer: {title: Base}
phases: {rollback: {title: Rollback}}
procedures:
  back:
    phase: rollback
    title: Back
    aliases: [roll-back]
    drill-every: 30d
    steps: {stop: Stop the traffic}
"""
FILES = {BASE: LAYER, SHOP: "variant: {title: Shop, extends: [base]}\n", FORUM: "variant: {title: Forum, extends: [base]}\n"}
RULES = {"never-exercised", "overdue-drill"}


def judged(files: Mapping[str, str], runs: Mapping[str, tuple[PastRun, ...]]) -> tuple[Diagnostic, ...]:
    return in_order(judge_drills(all_problems(encoded(dict(files))), lambda variant: runs.get(variant, ())))


def found(
    runs: Mapping[str, tuple[PastRun, ...]], files: Mapping[str, str] = FILES, today: date = DAY
) -> list[tuple[str, tuple[str, ...]]]:
    problems = apply_policy(judged(files, runs), today, "check")
    return [(one.code, one.variants) for one in problems if one.code in RULES | {"idle-waiver"}]


def test_each_variant_of_a_layer_has_its_own_runs() -> None:
    """A run of one system exercises nothing in another; a procedure is the same after it was renamed."""
    assert found({}) == [("never-exercised", ("forum", "shop"))]
    runs = {"shop": (past_run("2026-03-01", ("procedures.roll-back", True)),)}
    assert found(runs) == [("never-exercised", ("forum",))]
    assert found(runs, today=DAY + timedelta(days=1)) == [("never-exercised", ("forum",)), ("overdue-drill", ("shop",))]
    assert found({"shop": (past_run("2026-03-01", ("procedures.back", False)),)}) == [("never-exercised", ("forum", "shop"))]


def test_an_overdue_drill_says_when_and_by_which_run_and_is_listed_before() -> None:
    runs = {id: (past_run("2026-03-01", ("procedures.back", True), drill=id == "shop"),) for id in ("shop", "forum")}
    (forum, first), (shop, second) = endings(judged(FILES, runs), DAY)
    assert (forum, shop) == (DAY, DAY)
    start = "`back` must be exercised every 30 days; the "
    assert second.message == f"{start}drill of 2026-03-01 (`2026-03-01-night`) was valid until 2026-03-31"
    assert first.message == f"{start}run of 2026-03-01 (`2026-03-01-night`) was valid until 2026-03-31"
    assert (first.span.file, first.span.text) == (BASE, "    drill-every: 30d")


@pytest.mark.parametrize(("rule", "day"), [("never-exercised", ""), ("overdue-drill", "2026-01-01")])
def test_a_waiver_covers_one_of_both_rules_and_is_unused_for_the_other(rule: str, day: str) -> None:
    runs = {"shop": (past_run(day, ("procedures.back", True)),)} if day else {}
    for waived in RULES:
        text = LAYER.replace(
            "    drill", f"    waive: {{{waived}: {{because: the system is closed in May, until: 2026-04-30}}}}\n    drill"
        )
        only_shop = {BASE: text, SHOP: FILES[SHOP]}
        idle = [("idle-waiver", ())]
        assert [one for one in found(runs, only_shop) if one[0] != "lonely-layer"] == ([] if waived == rule else [*idle, (rule, ("shop",))])


def test_a_period_without_an_end_and_a_candidate_without_runs_are_not_reported() -> None:
    assert found({}, {**FILES, BASE: LAYER.replace("30d", "never")}) == []
    for last in ("9999-12-01", "9999-12-30"):  # no calendar has the day after
        assert found({id: (past_run(last, ("procedures.back", True)),) for id in ("shop", "forum")}, today=date.max) == []
    assert not RULES & {one.code for one in apply_policy(all_problems(encoded(FILES)), date.max, "release")}
