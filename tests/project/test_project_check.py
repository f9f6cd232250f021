"""One check for check, build and publish, for a day and a purpose."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from generator.diagnostics.diagnostic import Diagnostic, Span, has_errors
from generator.project.open_project import judge, judge_project, open_project
from generator.project.project_files import DataFiles, read_data

REVIEWED = "variant: {title: Shop, extends: [base], reviewed: 2026-01-01, review-every: 30d}\n"
SECRET = "hunter2secret"


def test_a_release_has_the_same_problems_as_the_check(tiny: Path) -> None:
    (tiny / "data/variants/shop/contacts.yaml").write_text("contacts: {dba: {title: Administrator}}\n")
    project = open_project(tiny, date(2026, 11, 21), lint=True)
    assert not project.outcome.diagnostics
    problems = judge_project(project)
    assert [(problem.code, problem.severity) for problem in problems] == [("unassigned-contact", "error")]
    assert not has_errors(judge_project(project, "build"))
    data = read_data(tiny)
    assert judge(tiny, data, project.today, "release") == problems


def test_cached_findings_are_valid_on_any_day(tiny: Path) -> None:
    (tiny / "data/variants/shop/variant.yaml").write_text(REVIEWED)
    project = open_project(tiny, date(2026, 1, 31), lint=True)
    assert judge_project(project) == ()
    later = open_project(tiny, date(2026, 2, 1), lint=True)
    assert [(one.code, one.severity) for one in judge_project(later)] == [("overdue-review", "error")]
    assert [one.severity for one in judge_project(later, "check")] == ["warning"]
    assert judge_project(project) == ()


def test_the_cache_contains_no_secret(tiny: Path) -> None:
    (tiny / "data/variants/shop/commands.yaml").write_text(
        f"commands:\n  go: {{titel: Go, run: psql postgres://admin:{SECRET}@db.shop.test}}\n"
    )
    codes = {problem.code for problem in judge_project(open_project(tiny, lint=True))}
    assert {"secret", "unknown-field"} <= codes
    kept = list((tiny / ".cache").rglob("*.json"))
    assert kept
    assert not any(SECRET in path.read_text("utf-8") for path in kept)


def test_unreadable_files_are_reported_too(tiny: Path) -> None:
    unread = Diagnostic("unreadable-file", "cannot be read", Span("data/x.yaml", 1, 1))
    data = read_data(tiny)
    assert judge(tiny, DataFiles(data.files, (unread,)), date(2026, 11, 21), "check") == (unread,)
