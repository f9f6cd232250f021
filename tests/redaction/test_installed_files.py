"""Installed files: their words, and unchanged copies of them in a site."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.redaction.installed_files import InstalledFiles


@pytest.fixture
def installed(tmp_path: Path) -> InstalledFiles:
    for path in ("theme/assets/a.js", "theme/assets/a.js.map", "theme/.icons/b.svg", "theme/plugin.py", "more/assets/a.js"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(f"content of {path}", encoding="utf-8")
    return InstalledFiles([tmp_path / "theme", tmp_path / "more", tmp_path / "theme"])


def test_texts_have_the_words_that_a_theme_puts_into_pages(installed: InstalledFiles) -> None:
    """Scripts and templates have their content, other files only their path; hidden folders and programs are left out."""
    assert list(installed.texts()) == [
        ("assets/a.js", b"content of theme/assets/a.js"),
        ("assets/a.js.map", b""),
        ("assets/a.js", b"content of more/assets/a.js"),
    ]


@pytest.mark.parametrize(
    ("path", "data", "is_copy"),
    [
        ("shop/assets/a.js", b"content of theme/assets/a.js", True),
        ("assets/a.js", b"content of more/assets/a.js", True),
        ("a.js.map", b"content of theme/assets/a.js.map", True),
        ("a.js", b"content of theme/assets/b.js", False),
        ("b.js", b"content of theme/assets/a.js", False),
        ("b.svg", b"content of theme/.icons/b.svg", False),
    ],
)
def test_only_the_same_name_with_the_same_bytes_is_a_copy(installed: InstalledFiles, path: str, data: bytes, is_copy: bool) -> None:
    assert installed.have(path, data) is is_copy
