"""Entries are placed beside entries of the same page and group."""

from __future__ import annotations

import pytest

from generator.checks.resolve import find_problems

BASE = """\
phases: {prepare: {title: Prepare, groups: {early: {title: Early}, late: {title: Late}}}, deploy-day: {title: Day}}
checklists:
  a: {phase: prepare, title: A, items: {one: One}}
  b: {phase: prepare, group: early, title: B, items: {one: One}}
  c: {phase: deploy-day, title: C, items: {one: One}}
"""

FOLLOWED = """\
procedures:
  x: {phase: prepare, title: X, place: after checklists.c, steps: {one: One}}
  y: {phase: prepare, title: Y, place: after x, steps: {one: One}}
"""


@pytest.mark.parametrize(
    ("entry", "help"),
    [
        ("procedures: {x: {phase: prepare, title: X, place: after checklists.a, steps: {one: One}}}", ""),
        ("procedures: {x: {phase: prepare, group: early, title: X, place: before checklists.b, steps: {one: One}}}", ""),
        ("procedures: {x: {phase: prepare, title: X, place: after phases.prepare.groups.late, steps: {one: One}}}", ""),
        ("announcements: {x: {text: X, audience: internal, phase: prepare, place: after checklists.b}}", ""),
        ("announcements: {x: {text: X, audience: internal, place: after checklists.c}}", ""),
        (
            "procedures: {x: {phase: prepare, title: X, place: after checklists.c, steps: {one: One}}}",
            "name an entry of phase `prepare`, or write `phase: deploy-day`",
        ),
        (
            "procedures: {x: {phase: deploy-day, title: X, place: after phases.prepare.groups.late, steps: {one: One}}}",
            "name an entry of phase `deploy-day`, or write `phase: prepare`",
        ),
        (
            "procedures: {x: {phase: prepare, title: X, place: after checklists.b, steps: {one: One}}}",
            "write `group: early`, or `place: after phases.prepare.groups.early`",
        ),
        (
            "procedures: {x: {phase: prepare, group: late, title: X, place: after checklists.a, steps: {one: One}}}",
            "delete `group`, or name an entry of the same group",
        ),
        (
            "sign-offs: {x: {title: X, phase: prepare, before: checklists.b, place: after checklists.a}}",
            "delete `place` or `before`",
        ),
        (
            FOLLOWED,
            "name an entry of phase `prepare`, or write `phase: deploy-day`",
        ),
    ],
)
def test_an_entry_elsewhere_is_reported_with_the_fix(entry: str, help: str) -> None:
    """Announcements and approvals are in no group, so only their phase counts. Who follows a wrong entry is not reported again."""
    files = {"data/layers/base/base.yaml": BASE, "data/variants/shop/v.yaml": f"variant: {{title: Shop, extends: [base]}}\n{entry}\n"}
    problems = find_problems({path: text.encode() for path, text in files.items()})
    assert [(one.code, one.help) for one in problems] == ([("place-elsewhere", help)] if help else [])


def test_a_phase_is_not_a_neighbour_and_is_reported_once() -> None:
    """That the phase is another one too says nothing new."""
    entry = "procedures: {x: {phase: deploy-day, title: X, place: before phases.prepare, steps: {one: One}}}"
    problems = find_problems({"data/variants/shop/v.yaml": f"variant: {{title: Shop}}\n{BASE}{entry}\n".encode()})
    assert [one.code for one in problems if one.severity == "error"] == ["unknown-neighbour"]
