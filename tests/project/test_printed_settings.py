"""The site's address on sheets."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.project.printed_settings import settings_problems


def written(root: Path, text: str) -> Path:
    (root / "mkdocs.yml").write_text(text, "utf-8")
    return root


def test_characters_of_the_address_that_no_font_has_are_reported(tmp_path: Path) -> None:
    (problem,) = settings_problems(written(tmp_path, "site_name: 店\nsite_url: https://店.example/店\n"))
    assert (problem.code, problem.severity, problem.message) == ("missing-glyph", "warning", "no font has `店`")
    assert (problem.span.file, problem.span.line, problem.span.column, problem.span.width) == ("mkdocs.yml", 2, 19, 1)
    assert problem.address == "site_url"


@pytest.mark.parametrize(
    "text", ["site_name: 店\n", "site_url: https://köln.example/\n", "# site_url: https://店.example/\n", "site_url:\nsite_name: 店"]
)
def test_settings_that_are_not_on_sheets_are_not_reported(text: str, tmp_path: Path) -> None:
    assert settings_problems(written(tmp_path, text)) == ()


def test_unreadable_settings_are_left_to_the_build(tmp_path: Path) -> None:
    assert settings_problems(tmp_path) == ()
    (tmp_path / "mkdocs.yml").write_bytes(b"site_url: \xff")
    assert settings_problems(tmp_path) == ()
