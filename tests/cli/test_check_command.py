"""`runbook check`."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.cli.main import run
from generator.project.faults import UsageFault
from generator.releases.folder_store import FolderStore
from generator.releases.regressions import systems_since
from generator.report.diagnostics_report import to_text
from tests.cli.bodies import check
from tests.conftest import write_tiny
from tests.expectations import Expectation
from tests.releases.small_site import put, use_small

ERRORS = Path(__file__).parents[1] / "errors" / "_made"


@pytest.fixture
def broken_project(tiny: Path) -> Path:
    (tiny / "data/variants/shop/more.yaml").write_text("contacts:\n  dba: {titel: DBA}\n")
    return tiny


def test_a_clean_project(tiny: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check(tiny, "text") == 0
    assert capsys.readouterr().out == "no problems; read 2 variants, 3 data files\n"


def test_text_shows_every_problem_and_a_summary(broken_project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check(broken_project, "text") == 1
    output = capsys.readouterr().out
    assert "data/variants/shop/more.yaml:2:9: error[unknown-field]" in output
    assert "    2 |   dba: {titel: DBA}\n      |         ^^^^^\n" in output
    assert output.splitlines()[-1].endswith("in 1 file; read 2 variants, 4 data files")


def test_json_prints_only_json(broken_project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check(broken_project, "json") == 1
    assert "unknown-field" in {problem["code"] for problem in json.loads(capsys.readouterr().out)["problems"]}


def test_sarif_prints_only_sarif_with_fixes_and_paths_from_the_root_of_the_repository(
    broken_project: Path, commit: Callable[[Path], str], capsys: pytest.CaptureFixture[str]
) -> None:
    commit(broken_project.parent)
    assert check(broken_project, "sarif") == 1
    results = json.loads(capsys.readouterr().out)["runs"][0]["results"]
    (titel,) = (result for result in results if result["ruleId"] == "unknown-field")
    assert titel["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "tiny/data/variants/shop/more.yaml"
    assert titel["fixes"][0]["artifactChanges"][0]["replacements"][0]["insertedContent"] == {"text": "title"}


def test_fix_corrects_what_is_certain_and_lists_the_rest(broken_project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The exit code and the report are those of the corrected files, which are then found clean or not as any other."""
    more = broken_project / "data/variants/shop/more.yaml"
    more.write_text("contacts:  # who\n  dba: {titel: DBA}\n  ops: {title: Ops, owner: dba}\n", encoding="utf-8")
    assert check(broken_project, "text", fix=True) == 1
    assert more.read_text("utf-8") == "contacts:  # who\n  dba: {title: DBA}\n  ops: {title: Ops, owner: dba}\n"
    output = capsys.readouterr().out
    assert "data/variants/shop/more.yaml:2:9: corrected: `titel` is not a field of a contact\ncorrected 1 mistake in 1 file\n" in output
    assert "more.yaml:3:21: error[unknown-field]: `owner`" in output
    more.write_text(more.read_text("utf-8").replace(", owner: dba", ""), encoding="utf-8")
    assert check(broken_project, "json", fix=True) == 0
    shown = capsys.readouterr()
    assert json.loads(shown.out)["summary"]["errors"] == 0
    assert shown.err == "nothing to correct\n\n"


def test_diff_shows_the_corrections_and_writes_nothing(broken_project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    more = broken_project / "data/variants/shop/more.yaml"
    before = more.read_bytes()
    assert check(broken_project, "text", diff=True) == 1
    assert more.read_bytes() == before
    output = capsys.readouterr().out
    assert "-  dba: {titel: DBA}\n+  dba: {title: DBA}\nwould correct 1 mistake in 1 file\n" in output
    assert "error[unknown-field]" in output


@pytest.mark.parametrize("option", ["fix", "diff"])
def test_endings_are_not_corrected(tiny: Path, option: str) -> None:
    with pytest.raises(UsageFault, match="leave out --fix and --diff"):
        check(tiny, "text", ahead=30, **{option: True})


def test_github_paths_start_at_the_root_of_the_repository(
    broken_project: Path, commit: Callable[[Path], str], capsys: pytest.CaptureFixture[str]
) -> None:
    commit(broken_project.parent)
    assert check(broken_project, "github") == 1
    assert "::error file=tiny/data/variants/shop/more.yaml,line=2,col=9," in capsys.readouterr().out


@pytest.fixture
def unfinished_project(tiny: Path) -> Path:
    (tiny / "data/variants/shop/contacts.yaml").write_text("contacts:\n  dba: {title: Administrator}\n")
    (tiny / "data/variants/shop/variant.yaml").write_text(
        "variant: {title: Shop, extends: [base], reviewed: 2026-01-01, review-every: 30d}\n"
    )
    return tiny


def test_warnings_fail_only_a_release_check(unfinished_project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check(unfinished_project, "text", "2026-01-02") == 0
    assert "warning[unassigned-contact]" in capsys.readouterr().out
    assert check(unfinished_project, "text", "2026-01-02", release=True) == 1
    output = capsys.readouterr().out
    assert "error[unassigned-contact]" in output
    assert "overdue-review" not in output


def test_dates_are_checked_against_the_given_day(unfinished_project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    check(unfinished_project, "json", "2026-01-31")
    check(unfinished_project, "json", "2026-02-01", release=True)
    check(unfinished_project, "json", "2026-01-31")
    first, second, third = (
        {problem["code"]: problem["severity"] for problem in json.loads(text)["problems"]}
        for text in capsys.readouterr().out.replace("}\n{", "}\x00{").split("\x00")
    )
    assert first == third == {"unassigned-contact": "warning"}
    assert second == {"unassigned-contact": "error", "overdue-review": "error"}


def test_an_invalid_day_is_refused(tiny: Path) -> None:
    with pytest.raises(UsageFault, match="--today: expected a date"):
        check(tiny, "text", "tomorrow")


def test_a_job_gets_its_summary(
    unfinished_project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "summary.md"))
    assert check(unfinished_project, "github", "2026-01-02") == 0
    assert "1 warning: unassigned-contact 1\n" in capsys.readouterr().out
    assert (tmp_path / "summary.md").read_text().startswith("## runbook check\n\n1 warning in 1 file; read 2 variants, ")


@pytest.mark.parametrize(
    ("today", "ahead", "ended"),
    [("2026-01-01", 30, ""), ("2026-01-31", 0, ""), ("2026-02-01", 0, ", ended"), ("2026-01-01", 9999999, "")],
)
def test_a_review_is_listed_before_it_ends(
    today: str, ahead: int, ended: str, unfinished_project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert check(unfinished_project, "text", today, ahead=ahead) == 1
    line = f"2026-01-31{ended}: variant.reviewed (variant shop), data/variants/shop/variant.yaml:1"
    assert line in capsys.readouterr().out.splitlines()


def test_nothing_ends_within_these_days(unfinished_project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check(unfinished_project, "text", "2026-01-01", ahead=29) == 0
    assert capsys.readouterr().out == "no review, drill or waiver ends until 2026-01-30\n"
    with pytest.raises(UsageFault, match="--ahead prints text"):
        check(unfinished_project, "json", "2026-01-01", ahead=29)


def test_errors_may_hide_what_ends(broken_project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check(broken_project, "text", "2026-01-01", ahead=29) == 1
    assert "The data have errors, so this list may be incomplete" in capsys.readouterr().out


def test_the_projects_of_files_are_checked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """The worst result of all projects counts, and each report says which project it is about."""
    for name in ("ops", "shop"):
        write_tiny(tmp_path / name)
    files = [f"{name}/data/variants/shop/variant.yaml" for name in ("ops", "shop")]
    monkeypatch.chdir(tmp_path)
    assert run(["check", *files]) == 0
    assert run(["fmt", *files, "--check"]) == 0
    assert capsys.readouterr().err == "runbook: project ops\nrunbook: project shop\n" * 2
    (tmp_path / "ops/data/variants/forum/more.yaml").write_text("contacts: {dba: {titel: x}}\n")
    assert run(["check", *files]) == 1
    assert "data/variants/forum/more.yaml:1:18: error[unknown-field]" in capsys.readouterr().out
    assert run(["check", files[1]]) == 0
    assert capsys.readouterr().err == ""
    assert run(["check"]) == 2


def test_a_release_check_refuses_lost_systems_as_publishing_does(
    tiny: Path, commit: Callable[[Path], str], monkeypatch: pytest.MonkeyPatch, expectation: Expectation
) -> None:
    """Who has checked a release must not meet the first error when it is published."""
    use_small(monkeypatch)
    commit(tiny)
    put(tiny, FolderStore(tiny / "published"), "1")
    shutil.rmtree(tiny / "data/variants/forum")
    monkeypatch.setattr("generator.cli.check_command._for_release", lambda *_: ())
    assert check(tiny, release=True) == 1
    assert check(tiny) == 0
    problems = systems_since(FolderStore(tiny / "published"), ["shop"])
    assert [problem.code for problem in problems] == ["lost-system"]
    expectation.holds(ERRORS / "lost-system.txt", to_text(problems))
    (tiny / "published/releases.json").write_text("other")
    assert check(tiny, release=True) == 0
