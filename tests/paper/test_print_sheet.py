"""One sheet in print: its date, and where what cannot be printed is written."""

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


def test_a_sign_below_an_override_is_found_in_the_layer_that_wrote_it(tiny: Path) -> None:
    project = project_with(tiny, "The shop opens", "{text: The shop opens, expect: 開店, role: lead}\ncontacts: {lead: {title: 主}}")
    found = sheet_from(project.outcome.variants["shop"], "deploy-day", SiteSettings())
    with pytest.raises(NotPrinted) as fault:
        print_sheet(project, found, "a4")
    assert {(problem.address, problem.span.text[problem.span.column - 1]) for problem in fault.value.diagnostics} == {
        ("checklists.cut-over.items.smoke", "開"),
        ("checklists.cut-over.items.smoke", "店"),
        ("contacts.lead", "主"),
    }
