"""One sheet as a PDF: its date, and the report when it cannot be typeset."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

from generator.document.pages import SiteSettings
from generator.paper.print_sheet import NotPrinted, print_sheet, timestamp_of
from generator.project.open_project import Project, open_project
from tests.composed import sheet_from
from tests.conftest import DAY, commit_all


def project_with(root: Path, old: str, new: str) -> Project:
    for path in root.glob("data/**/*.yaml"):
        path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")
    return open_project(root)


def test_sheets_are_dated_by_the_commit(tiny: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert timestamp_of(open_project(tiny, date(2026, 11, 1))) == int(datetime.fromisoformat("2026-11-01T00:00+00:00").timestamp())
    commit_all(tiny)
    assert timestamp_of(open_project(tiny)) == int(datetime.fromisoformat(DAY).timestamp())
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    assert timestamp_of(open_project(tiny)) == 1700000000


def test_characters_without_a_font_are_reported_at_their_place_in_each_layer(tiny: Path) -> None:
    project = project_with(tiny, "The shop opens", "{text: The shop opens, expect: 開店, role: lead}\ncontacts: {lead: {title: 主}}")
    found = sheet_from(project.outcome.variants["shop"], "deploy-day", SiteSettings())
    with pytest.raises(NotPrinted, match="no font has `主`, `開`, `店`") as fault:
        print_sheet(project, found, "a4")
    assert [(problem.address, problem.severity, problem.span.text[problem.span.column - 1]) for problem in fault.value.diagnostics] == [
        ("checklists.cut-over.items.smoke.expect", "error", "開"),
        ("contacts.lead.title", "error", "主"),
    ]


def test_characters_of_other_sheets_are_not_reported(tiny: Path) -> None:
    project = project_with(tiny, "The shop opens", "The shop 店 opens")
    project = project_with(project.root, "PgBouncer pools", "PgBouncer 池")
    found = sheet_from(project.outcome.variants["shop"], "prepare", SiteSettings())
    with pytest.raises(NotPrinted) as fault:
        print_sheet(project, found, "a4")
    assert [problem.address for problem in fault.value.diagnostics] == ["checklists.database.items.pooling.text"]


def test_a_failure_of_the_typesetter_has_its_reason(tiny: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.paper.print_data._template", lambda _: "#panic()")
    project = open_project(tiny)
    with pytest.raises(NotPrinted, match="the typesetter fails: panicked") as fault:
        print_sheet(project, sheet_from(project.outcome.variants["shop"], "prepare", SiteSettings()), "a4")
    assert fault.value.diagnostics == ()
