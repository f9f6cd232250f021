"""`runbook fmt`."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.project.faults import UsageFault
from tests.cli.bodies import fmt

ODD = "data/variants/forum/odd.yaml"


@pytest.fixture
def unformatted_project(tiny: Path) -> Path:
    (tiny / ODD).write_text("contacts:\n    dba:  {title:  DBA}   # why\n\n\n")
    return tiny


def test_formatting_twice_changes_nothing_more(unformatted_project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert fmt(unformatted_project, [], only_check=False) == 0
    assert (unformatted_project / ODD).read_text() == "contacts:\n  dba: {title: DBA}  # why\n"
    assert fmt(unformatted_project, [], only_check=False) == 0
    assert capsys.readouterr().out == f"{ODD} formatted\n1 file formatted, 3 files already formatted\n4 files already formatted\n"


def test_check_writes_nothing_and_fails(unformatted_project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = (unformatted_project / ODD).read_bytes()
    assert fmt(unformatted_project, [], only_check=True) == 1
    assert (unformatted_project / ODD).read_bytes() == before
    assert capsys.readouterr().out == f"{ODD} is not formatted\n1 file to format with `runbook fmt`, 3 files already formatted\n"


def test_files_and_folders_can_be_named(
    unformatted_project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert fmt(unformatted_project, [unformatted_project / "data/variants/shop"], only_check=True) == 0
    monkeypatch.chdir(unformatted_project / "data/variants/forum")
    assert fmt(None, [Path("odd.yaml"), Path()], only_check=True) == 1
    assert capsys.readouterr().out.endswith("1 file to format with `runbook fmt`, 1 file already formatted\n")


def test_a_path_that_is_not_a_data_file_is_wrong_usage(unformatted_project: Path) -> None:
    with pytest.raises(UsageFault, match=r"mkdocs\.yml is not a data file"):
        fmt(unformatted_project, [unformatted_project / "mkdocs.yml"], only_check=True)


def test_a_file_that_cannot_be_formatted_is_skipped_with_the_reason(unformatted_project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    broken, harmed = unformatted_project / "data/variants/shop/broken.yaml", unformatted_project / "data/variants/shop/harmed.yaml"
    broken.write_text("contacts: {a: [\n")
    harmed.write_text("services:\n    a:\n        title:  # why\n            A\n")
    assert fmt(unformatted_project, [], only_check=False) == 1
    assert (unformatted_project / ODD).read_text() == "contacts:\n  dba: {title: DBA}  # why\n"
    assert harmed.read_text() == "services:\n    a:\n        title:  # why\n            A\n"
    printed = capsys.readouterr()
    assert printed.out.endswith("1 file formatted, 3 files already formatted, 2 files skipped for the reasons above\n")
    assert "data/variants/shop/broken.yaml:1:16: error[yaml-syntax]" in printed.err
    assert (
        "data/variants/shop/harmed.yaml:3:17: a comment is between a key and its value; put it on the line above the key\n"
        "    3 |         title:  # why\n      |                 ^\n"
    ) in printed.err
