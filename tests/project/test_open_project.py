"""Opening a project: its folder, its variants, unknown names, and its problems for a check, a build and a release."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from generator.diagnostics.diagnostic import Diagnostic, Span, has_errors, sentences, unknown
from generator.project.faults import InputFault, UsageFault
from generator.project.open_project import judge, judge_project, open_project
from generator.project.project_files import DataFiles, locate, read_data
from generator.report.diagnostics_report import to_text
from tests.expectations import Expectation
from tests.runs.record_sample import event, record_bytes

MADE = Path(__file__).parents[1] / "errors" / "_made"


def test_the_project_is_found_from_the_working_folder(tiny: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tiny / "data" / "variants")
    assert locate(None) == tiny
    monkeypatch.chdir(tiny.parent)
    assert locate(Path("tiny")) == tiny
    with pytest.raises(UsageFault, match="no project here"):
        locate(None)
    with pytest.raises(UsageFault, match="has no folder `data`"):
        locate(tiny / "docs")


def test_a_project_has_the_day_of_its_commit(tiny: Path, commit: Callable[[Path], str]) -> None:
    made = commit(tiny)
    project = open_project(tiny)
    assert (project.revision.commit, project.today, len(project.files)) == (made, date(2026, 11, 20), 3)
    assert list(project.outcome.variants) == ["forum", "shop"]
    assert open_project(tiny, date(2027, 1, 1)).today == date(2027, 1, 1)


def test_problems_include_unreadable_files(tiny: Path) -> None:
    (tiny / "data/variants/shop/gone.yaml").symlink_to("nowhere.yaml")
    (tiny / "data/variants/shop/more.yaml").write_text("phase: x\n")
    project = open_project(tiny)
    assert [p.code for p in project.outcome.diagnostics] == ["unreadable-file", "unknown-field"]
    assert not project.outcome.ok


@pytest.mark.parametrize("left", ["", "data/variants/.gitkeep", "data/variants/shop/.variant.yaml.swp", "data/layers/base/base.yaml"])
def test_data_without_variants_are_reported_and_cannot_be_released(left: str, tiny: Path, expectation: Expectation) -> None:
    """An empty site is not an error while somebody begins, and never what a release should be."""
    text = (tiny / "data/layers/base/base.yaml").read_text()
    shutil.rmtree(tiny / "data/layers")
    shutil.rmtree(tiny / "data/variants")
    (tiny / left).parent.mkdir(parents=True, exist_ok=True)
    if left:
        (tiny / left).write_text(text)
    project = open_project(tiny, lint=True)
    found = {purpose: judge_project(project, purpose) for purpose in ("build", "check", "release")}
    assert [one.severity for problems in found.values() for one in problems] == ["warning", "warning", "error"]
    assert judge(tiny, read_data(tiny), date(2026, 11, 20), "release") == found["release"]
    assert {one.code for one in found["check"]} == {"no-variant"}
    expectation.holds(MADE / "no-variant.txt", to_text(found["check"]))


def test_a_file_that_no_text_uses_is_reported(tiny: Path, expectation: Expectation) -> None:
    """It is a warning, because the site is right without the file."""
    folder = tiny / "data/variants/shop/files"
    folder.mkdir()
    (folder / "form.txt").write_text("Name:\n")
    found = judge_project(open_project(tiny, lint=True), "release")
    expectation.holds(MADE / "unused-file.txt", to_text(found))
    assert {one.code for one in found} == {"unused-file"}


def test_a_variant_in_the_wrong_place_is_reported_alone(tiny: Path) -> None:
    """The error says what to do, and then there is a variant."""
    (tiny / "data/variants").rename(tiny / "data/variant")
    assert {one.code for one in judge(tiny, read_data(tiny), date(2026, 11, 20), "check")} == {"stray-file"}


def test_a_variant_is_found_by_its_id(tiny: Path) -> None:
    project = open_project(tiny)
    assert project.variant("shop").runbook.variant.title == "Shop"
    with pytest.raises(UsageFault) as fault:
        project.variant("shpo")
    assert str(fault.value) == "no variant `shpo`. Did you mean `shop`? Variants are forum, shop."


def test_a_variant_with_errors_is_refused(tiny: Path) -> None:
    (tiny / "data/variants/shop/more.yaml").write_text("contacts:\n  dba: {titel: x}\n")
    project = open_project(tiny)
    assert "shop" in project.outcome.names
    with pytest.raises(InputFault, match="variant `shop` has errors"):
        project.variant("shop")


def test_long_lists_are_cut_and_empty_ones_are_named() -> None:
    assert unknown("phase", "x", []) == "no phase `x`. There is no phase yet."
    assert unknown("item", "q", [f"i{n}" for n in range(30)]).endswith("i18, i19 and 10 more.")
    assert sentences("one", "", "two?", "`three`") == "one. Two? `three`."


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


def test_cached_findings_are_valid_for_any_records(tiny: Path) -> None:
    """A record changes what is found without any change of the data, also for a system that was renamed since."""
    head = "variant: {title: Shop, aliases: [kiosk]}\n"
    lacking = [("nobody-to-call", "error")]
    procedure = "{phase: rollback, title: Back, drill-every: 30d, steps: {stop: Stop, restore: Restore}}"
    (tiny / "data/variants/shop/variant.yaml").write_text(
        f"{head}phases: {{rollback: {{title: Back}}}}\nprocedures: {{roll-back: {procedure}}}\n"
    )
    steps = [event(minute, "done", f"procedures.roll-back.steps.{step}") for minute, step in ((5, "stop"), (9, "restore"))]
    for record, expected in ((b"", "never-exercised"), (record_bytes(event(0, "begun"), *steps, variant="kiosk"), "overdue-drill")):
        if record:
            (tiny / "runs/kiosk").mkdir(parents=True)
            (tiny / "runs/kiosk/2025-12-01-night-7.json").write_bytes(record)
        project = open_project(tiny, date(2026, 11, 21), lint=True)
        assert [(one.code, one.severity) for one in judge_project(project)] == [*lacking, (expected, "error")]
        assert judge(tiny, read_data(tiny), project.today, "release") == judge_project(project)
        assert (expected, "warning") in [(one.code, one.severity) for one in judge_project(project, "build")]


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
