"""Hostile input gives an exact report within seconds, never a traceback, a hang or a crash."""

from __future__ import annotations

from pathlib import Path
from time import process_time

import pytest

from generator.checks.resolve import SHARED, resolve
from generator.cli.main import run
from generator.diagnostics.diagnostic import Diagnostic
from generator.project.open_project import open_project
from generator.report.diagnostics_report import summary, to_text
from tests.built_site.shared_builds import build_once
from tests.expectations import Expectation
from tests.hostile.recipes import RECIPES, corpus

MAX_SHOWN = 20
REPORTS = Path(__file__).parent / "reports"
GENERATED_REPORTS = Path(__file__).parents[1] / "errors" / "_made"
# Codes that no small example can show, with the recipe for each: its files are too large for the repository, or too long to read.
SHOWN_HERE = {"too-large": "one-byte-too-many", "too-many-problems": "many-unknown-keys"}


@pytest.fixture(scope="session")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All hostile files as one project, opened once with lint rules, so that the program remembers the problems; the report of each recipe
    in `reports`, and the seconds of computing in `seconds`."""

    def make(folder: Path) -> None:
        for _, files in corpus():
            for path, data in files.items():
                place = folder / path
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_bytes(data)
        before = process_time()
        found = problems_of(folder)
        (folder / "seconds").write_text(str(process_time() - before))
        (folder / "reports").mkdir()
        for name, files in corpus():
            own = tuple(problem for problem in found if problem.span.file in files)
            (folder / "reports" / f"{name}.txt").write_text(report(own), "utf-8")

    return build_once(tmp_path_factory, "hostile-files", make)


def problems_of(root: Path) -> tuple[Diagnostic, ...]:
    """Return all problems of a project, without lint rules; name the recipe at which the program fails."""
    try:
        return open_project(root, lint=True).outcome.diagnostics
    except Exception:
        for name, files in corpus():
            try:
                resolve(files, (name, SHARED))
            except Exception as error:
                error.add_note(f"hostile recipe: {name}")
                raise
        raise


@pytest.mark.parametrize("name", sorted(RECIPES))
def test_the_report_has_the_expected_text(name: str, opened: Path, expectation: Expectation) -> None:
    expectation.holds(REPORTS / f"{name}.txt", (opened / "reports" / f"{name}.txt").read_text("utf-8"))


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


def test_the_command_lists_the_problems_of_all_hostile_files_without_a_crash(opened: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = process_time()
    code = run(["--project", str(opened), "check"])
    seconds = float((opened / "seconds").read_text()) + process_time() - before
    printed = capsys.readouterr()
    assert code == 1
    assert "Traceback" not in printed.out + printed.err
    assert not {character for character in printed.out if not character.isprintable()} - {"\n"}, "data must not drive a terminal"
    assert seconds < 300, "an input takes far more than its share: all take 80 seconds of computing on a slow machine"
