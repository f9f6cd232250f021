"""Lint rules that count only for a release."""

from __future__ import annotations

from datetime import date

import pytest

from generator.checks.severity_policy import Purpose, apply_policy
from tests.layered import SHOP, all_problems, encoded

HEAD = "variant: {title: Shop}\n"
LEAD = "contacts: {lead: {title: Lead, phone: +1 555 0100}}\n"
BACK = "phases: {rollback: {title: Back}}\nprocedures: {back: {phase: rollback, title: Back, steps: {one: Do it}}}\n"
PLAN = "phases: {rollback: {title: Back}}\nchecklists: {plan: {phase: rollback, title: Plan, items: {known: It is known}}}\n"
ABSENT = "phases: {rollback: {remove: nothing is deployed}}\n"
WAIVED = HEAD.replace("}", ", waive: {no-way-back: {because: it is a test, until: 2027-01-01}}}")


def found(text: str, purpose: Purpose = "release") -> list[str]:
    return [problem.code for problem in apply_policy(all_problems(encoded({SHOP: text})), date(2026, 11, 21), purpose)]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        (HEAD, ["no-way-back", "nobody-to-call"]),
        (HEAD + LEAD + BACK, []),
        (HEAD + LEAD + PLAN, ["no-way-back"]),
        (HEAD + LEAD + ABSENT, []),
        (HEAD + LEAD + "phases: {incident: {title: In}}\nprocedures: {a: {phase: incident, title: A, steps: {b: B}}}\n", ["no-way-back"]),
        (WAIVED + LEAD, []),
        (HEAD + BACK + "contacts: {lead: {title: Lead}}\n", ["nobody-to-call", "unassigned-contact"]),
    ],
)
def test_a_release_needs_somebody_to_call_and_a_way_back(text: str, codes: list[str]) -> None:
    assert sorted(found(text)) == codes


def test_people_who_still_write_a_runbook_are_not_disturbed() -> None:
    """While a runbook is not complete, it always lacks these."""
    assert found(HEAD, "check") == found(HEAD, "build") == []
    assert found(WAIVED, "check") == []  # the waiver is used, though only a release needs it
