"""`runbook run show`: a record for people and for programs."""

from __future__ import annotations

from tests.records.project_with_runs import RunProject, exported, night, project
from tests.runs.record_sample import event

__all__ = ["project"]


def test_a_record_is_found_by_name_begin_or_path(project: RunProject) -> None:
    project.add(night("first", 1), night("second", 2))
    path = "runs/shop/2025-12-01-first.json"
    written = (project.root / path).read_text("utf-8")
    for name in ("2025-12-01-first", "2025-12-01", "first", path):
        assert project("run", "show", name, "--format", "json") == (0, written)
    code, text = project("run", "show", "2025-12")
    assert code == 2 and "give the whole path" in text
    assert project("run", "show", "2026")[0] == 2


def test_what_people_typed_cannot_command_a_terminal(project: RunProject) -> None:
    project.add(exported(event(0, "begun"), event(1, "name", text="\u202eevil\u200b"), id="first"))
    for words in (("show", "first"), ("list",)):
        code, text = project("run", *words)
        assert code == 0 and "\u202e" not in text and "<U+202E>evil" in text


def test_people_read_markdown(project: RunProject) -> None:
    project.add(night("first", 1))
    code, text = project("run", "show", "first")
    assert code == 0
    assert text.startswith("# first · Shop\n\n")
    assert "- Result: 1 of 3 done, 0 failed, 0 not applicable, 2 open\n" in text
    assert "| Database" in text
