"""Hostile input gives an exact report within seconds, never a traceback, a hang or a crash."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage

import pytest

from generator.checks.resolve import resolve
from generator.diagnostics.diagnostic import Diagnostic
from generator.report.diagnostics_report import summary, to_text
from tests.expectations import Expectation
from tests.hostile.recipes import RECIPES, corpus

MAX_SHOWN = 20
REPORTS = Path(__file__).parent / "reports"
GENERATED_REPORTS = Path(__file__).parents[1] / "errors" / "_made"
# Codes that no small example can show, with the recipe for each: its files are too large for the repository, or too long to read.
SHOWN_HERE = {"too-large": "one-byte-too-many", "too-many-problems": "many-unknown-keys"}


@pytest.mark.parametrize("name", sorted(RECIPES))
def test_the_report_has_the_expected_text(name: str, expectation: Expectation) -> None:
    expectation.holds(REPORTS / f"{name}.txt", report(resolve(RECIPES[name]()).diagnostics))


def report(problems: tuple[Diagnostic, ...]) -> str:
    """Return the exact report. Of a long report, return the beginning, the last problem and the summary."""
    shown = to_text(problems)
    if len(problems) > MAX_SHOWN:
        shown = to_text(problems[:2]) + f"\n({len(problems) - 3} more)\n\n" + to_text(problems[-1:])
    return f"{shown}\n{summary(problems)}\n".lstrip()


def test_each_report_has_a_recipe() -> None:
    assert {path.stem for path in REPORTS.iterdir()} == RECIPES.keys()


@pytest.mark.parametrize("code", SHOWN_HERE)
def test_codes_that_only_hostile_files_cause(code: str, expectation: Expectation) -> None:
    found = [problem for problem in resolve(RECIPES[SHOWN_HERE[code]]()).diagnostics if problem.code == code]
    expectation.holds(GENERATED_REPORTS / f"{code}.txt", to_text(found))


def test_the_command_checks_all_hostile_files_without_a_crash(tmp_path: Path) -> None:
    for _, files in corpus():
        for path, data in files.items():
            place = tmp_path / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(data)
    before = getrusage(RUSAGE_CHILDREN)
    done = subprocess.run(
        [sys.executable, "-m", "generator", "--project", str(tmp_path), "check"], capture_output=True, text=True, timeout=500, check=False
    )
    after = getrusage(RUSAGE_CHILDREN)
    assert done.returncode == 1
    assert "Traceback" not in done.stdout + done.stderr
    assert not {character for character in done.stdout if not character.isprintable()} - {"\n"}, "data must not drive a terminal"
    assert after.ru_utime - before.ru_utime < 60, "seconds of computing, whatever else the machine does"
