"""Files that git ignores."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.project.ignored_files import ignored
from tests.project.test_git_tree import git

WHEEL = "wheels/it.whl"


@pytest.mark.parametrize(
    ("rules", "found"),
    [
        ("# Python\nwheels/\n", {WHEEL: ".gitignore:2 `wheels/`"}),
        ("*.whl\ndata/\n", {WHEEL: ".gitignore:1 `*.whl`", "data/variants/ä shop/x.yaml": ".gitignore:2 `data/`"}),
        ("wheels/*\n!*.whl\n/site/\n", {}),
        ("", {}),
    ],
)
def test_a_file_is_ignored_by_the_rule_that_counts(rules: str, found: dict[str, str], tmp_path: Path) -> None:
    """The files need not exist yet, so that a command can check what it is about to write."""
    git(tmp_path, "init", "-q")
    (tmp_path / ".gitignore").write_text(rules)
    assert ignored(tmp_path, ["README.md", "data/variants/ä shop/x.yaml", WHEEL]) == found


def test_nothing_is_ignored_outside_a_repository(tmp_path: Path) -> None:
    (tmp_path / ".gitignore").write_text("*\n")
    assert ignored(tmp_path, [WHEEL]) == {}
