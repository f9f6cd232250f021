"""Every diagnostic code has a smallest data set that provokes it, in `tests/errors/CODE/`, and its exact report."""

from __future__ import annotations

import ast
from datetime import date
from pathlib import Path

import pytest

from generator.checks.consequences import without_consequences
from generator.checks.resolve import find_problems
from generator.checks.severity_policy import Purpose, apply_policy
from generator.diagnostics.codes import RELEASING, WAIVING
from generator.diagnostics.diagnostic import Diagnostic, in_order
from generator.diagnostics.practice_codes import PRACTICE
from generator.model.addresses import SHORT_FORMS
from generator.model.code_table import CODES, OF_REFERENCES, unknown
from generator.model.field_facts import HOLDERS, RECORDS
from generator.project.project_files import read_data
from generator.project.record_files import read_records, with_drills
from generator.report.diagnostics_report import to_text
from tests.expectations import Expectation
from tests.layered import all_problems

HERE = Path(__file__).parent
GENERATOR = HERE.parents[1] / "generator"
FOLDERS = sorted(folder for folder in HERE.iterdir() if folder.is_dir() and not folder.name.startswith("_"))
TODAY = date(2026, 11, 21)
PURPOSES: tuple[Purpose, Purpose] = ("check", "release")
LINT_CODES = {*PRACTICE, *RELEASING, *WAIVING}
# Tests that make what no repository can hold, by code: a file that cannot be read, a link that leads away, a very large file. Their
# reports are in `_made/`, and the reference shows them.
MADE_BY_TESTS = {
    "unreadable-file": "tests/project/test_project_files.py",
    "outside-project": "tests/project/test_project_files.py",
    "no-variant": "tests/project/test_open_project.py",
    "unused-file": "tests/project/test_open_project.py",
    "wrong-settings": "tests/site/test_mkdocs_build.py",
    "unknown-version": "tests/project/test_variant_versions.py",
    "lost-system": "tests/cli/test_check_command.py",
    "unread-settings": "tests/project/test_settings_file.py",
    "too-large": "tests/hostile/test_hostile.py",
    "too-many-problems": "tests/hostile/test_hostile.py",
    "unprintable-sheet": "tests/site/test_release_problems.py",
    "long-card": "tests/site/test_release_problems.py",
    "internal-text": "tests/site/test_release_problems.py",
    "unreadable-run": "tests/runs/test_read_run.py",
    "wrong-sheet": "tests/records/test_read_sheet.py",
    "unreadable-record": "tests/runs/test_read_record.py",
}


def problems_of(folder: Path) -> tuple[Diagnostic, ...]:
    """The problems of a fixture. Lint rules run only for their own fixtures, because the others are minimal."""
    found = read_data(folder)
    code = folder.name.partition("--")[0]
    lint, purpose = code in LINT_CODES, PURPOSES[code in RELEASING]
    problems = with_drills((all_problems if lint else find_problems)(found.files), read_records(folder), found.files)
    checked = apply_policy(problems, TODAY, purpose)
    return in_order(without_consequences((*found.diagnostics, *found.warnings, *checked)))


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_report_is_exactly_this(folder: Path, expectation: Expectation) -> None:
    problems = problems_of(folder)
    expectation.holds(folder / "report.txt", to_text(problems))
    code = folder.name.partition("--")[0]
    assert code in {problem.code for problem in problems}, f"the data of {folder.name} does not provoke {code}"
    for problem in problems:
        assert problem.severity == CODES[problem.code].severity or CODES[problem.code].release, problem


def test_every_code_has_a_fixture() -> None:
    provoked = {folder.name.partition("--")[0] for folder in FOLDERS}
    for code, place in MADE_BY_TESTS.items():
        assert f'"{code}"' in (HERE.parents[1] / place).read_text("utf-8"), f"{place} no longer provokes {code}"
    assert {path.stem for path in (HERE / "_made").iterdir()} == MADE_BY_TESTS.keys()
    missing = CODES.keys() - provoked - MADE_BY_TESTS.keys() - OF_REFERENCES.keys()
    assert not missing, f"add tests/errors/CODE/data/... for {sorted(missing)} and run the tests with --update-expected"
    unregistered = (provoked | MADE_BY_TESTS.keys()) - CODES.keys()
    assert not unregistered, f"no code is called {sorted(unregistered)}: rename the folder, or add it to generator/diagnostics/codes.py"


def test_every_code_in_the_program_is_registered() -> None:
    referred = {spec.reference for record in RECORDS for spec in record.fields.values()} & HOLDERS.keys()
    referred |= {*SHORT_FORMS.values()}  # ways name lines by id
    emitted = {code for path in sorted(GENERATOR.rglob("*.py")) for code in _codes_in(path)} | {
        unknown(HOLDERS[to].reference_noun) for to in referred
    }
    assert emitted - CODES.keys() == set(), "add them to generator/diagnostics/codes.py"
    assert CODES.keys() - emitted == set(), "nothing reports them any more: delete them from generator/diagnostics/codes.py"


def _codes_in(path: Path) -> set[str]:
    """Every text of the form of a code that is handed to a function that reports, or to an explanation of a syntax error."""
    reporters = {"Diagnostic", "add", "_add", "report", "_unread", "_problem", "replace", "SyntaxHint"}
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else node.func.id if isinstance(node.func, ast.Name) else ""
            values = [keyword.value for keyword in node.keywords if keyword.arg == "code"]
            values += [] if name == "replace" else node.args
            texts = {value.value for value in values if isinstance(value, ast.Constant) and isinstance(value.value, str)}
        elif isinstance(node, ast.Tuple):  # such as ("remove", "nothing-to-remove")
            name = "report"
            texts = {value.value for value in node.elts if isinstance(value, ast.Constant) and isinstance(value.value, str)} & CODES.keys()
        else:
            continue
        if name in reporters:
            found |= {text for text in texts if text in CODES or _looks_like_a_code(text)}
    return found


def _looks_like_a_code(text: str) -> bool:
    return text.islower() and text.isascii() and "-" in text and not set(text) - set("abcdefghijklmnopqrstuvwxyz0123456789-")


def test_causes_and_fixes_are_sentences() -> None:
    for name, code in CODES.items():
        for sentence in (code.cause, code.fix):
            assert sentence.endswith("."), f"{name}: {sentence}"
            assert sentence[0].isupper() or sentence[0] == "`", f"{name}: {sentence}"
