"""The file with the settings of a site: which one is read, and what is said about the others."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.project.faults import InputFault
from generator.project.settings_file import NAMES, settings_file, settings_problems
from generator.report.diagnostics_report import to_text
from tests.expectations import Expectation

MADE = Path(__file__).parents[1] / "errors" / "_made"


@pytest.mark.parametrize("name", NAMES)
def test_each_name_is_found_and_is_no_problem_alone(name: str, tmp_path: Path) -> None:
    """MkDocs and ProperDocs accept these names, so settings in any of them count."""
    (tmp_path / name).write_text("site_name: X\n")
    assert settings_file(tmp_path) == tmp_path / name
    assert settings_problems(tmp_path) == ()


def test_without_a_file_there_is_nothing_to_read(tmp_path: Path) -> None:
    """A project needs no settings."""
    assert settings_file(tmp_path) is None
    assert settings_problems(tmp_path) == ()


@pytest.mark.parametrize("name", ["MKDOCS.YML", "MkDocs.yaml", "mkdocs.yml.txt", ".mkdocs.yml", "ProperDocs.yml"])
def test_a_file_with_another_name_is_refused_and_not_ignored(name: str, tmp_path: Path) -> None:
    """Without the settings in it, internal content would be printed."""
    (tmp_path / name).write_text("plugins: [{runbook: {visibility: public}}]\n")
    with pytest.raises(InputFault, match=r"is not read because of its name: rename it to `(mkdocs|properdocs)\.ya?ml`"):
        settings_file(tmp_path)
    (tmp_path / "mkdocs.yml").write_text("site_name: X\n")
    assert settings_file(tmp_path) == tmp_path / "mkdocs.yml"


def test_a_link_that_leads_nowhere_is_found(tmp_path: Path) -> None:
    """A lost settings file must not count as no settings, because then internal content is printed."""
    (tmp_path / "mkdocs.yaml").symlink_to("gone.yaml")
    assert settings_file(tmp_path) == tmp_path / "mkdocs.yaml"


def test_the_first_of_two_files_is_read_and_the_other_is_reported(tmp_path: Path, expectation: Expectation) -> None:
    """MkDocs prefers `mkdocs.yml`; a setting in the other file has no effect, which its writer must learn."""
    for name in ("mkdocs.yml", "mkdocs.yaml"):
        (tmp_path / name).write_text("site_name: X\n")
    assert settings_file(tmp_path) == tmp_path / "mkdocs.yml"
    (problem,) = settings_problems(tmp_path)
    assert (problem.code, problem.severity, problem.span.file) == ("unread-settings", "warning", "mkdocs.yaml")
    expectation.holds(MADE / "unread-settings.txt", to_text([problem]))
