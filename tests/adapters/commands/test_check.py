"""`runbook check`."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.adapters.commands.check import check


@pytest.fixture
def broken(tiny: Path) -> Path:
    (tiny / "data/variants/shop/more.yaml").write_text("contacts:\n  dba: {titel: DBA}\n")
    return tiny


def test_a_clean_project(tiny: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check(tiny, "text") == 0
    assert capsys.readouterr().out == "no problems; read 2 variants, 3 data files\n"


def test_text_shows_every_problem_and_sums_up(broken: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check(broken, "text") == 1
    said = capsys.readouterr().out
    assert "data/variants/shop/more.yaml:2:9: error[unknown-field]" in said
    assert "    2 |   dba: {titel: DBA}\n      |         ^^^^^\n" in said
    assert said.splitlines()[-1].endswith("in 1 file; read 2 variants, 4 data files")


def test_json_is_json_alone(broken: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check(broken, "json") == 1
    assert "unknown-field" in {problem["code"] for problem in json.loads(capsys.readouterr().out)["problems"]}


def test_github_names_files_from_the_repositorys_top(
    broken: Path, commit: Callable[[Path], str], capsys: pytest.CaptureFixture[str]
) -> None:
    commit(broken.parent)
    assert check(broken, "github") == 1
    assert "::error file=tiny/data/variants/shop/more.yaml,line=2,col=9," in capsys.readouterr().out
