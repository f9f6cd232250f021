"""Git knows what the file of a record was when it was added."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from generator.project.record_history import record_history
from tests.conftest import commit_all
from tests.project.test_record_files import put

NIGHT = "runs/shop/2025-12-01-night.json"


def git(root: Path, *words: str) -> None:
    subprocess.run(["git", "-C", str(root), "-c", "user.name=T", "-c", "user.email=t@localhost", *words], check=True, capture_output=True)


def test_a_merge_that_brings_a_record_does_not_change_it(tmp_path: Path) -> None:
    root = tmp_path / "project"
    put(root, "README", b"x")
    commit_all(root)
    git(root, "switch", "-qc", "other")
    put(root, NIGHT, b"{}\n")
    commit_all(root)
    git(root, "switch", "-q", "-")
    put(root, "runs/shop/2025-12-02-day.json", b"{}\n")
    commit_all(root)
    git(root, "merge", "-q", "--no-edit", "other")
    assert record_history(root).rewritten == ()
    put(root, "runs/shop/2025-12-03-new.json", b"{}\n")
    assert record_history(root).uncommitted == ("runs/shop/2025-12-03-new.json",)


@pytest.mark.parametrize("inside", ["", "ops/"])
def test_paths_are_those_of_the_project_wherever_the_repository_begins(inside: str, tmp_path: Path) -> None:
    root = tmp_path / inside
    put(root, NIGHT, b"1\n")
    commit_all(tmp_path)
    put(root, NIGHT, b"2\n")
    (found,) = record_history(root).rewritten
    assert (found.path, found.commit, found.gone) == (NIGHT, "", False)


def test_what_git_cannot_know_is_said(tmp_path: Path) -> None:
    root = tmp_path / "project"
    put(root, NIGHT, b"1\n")
    assert "no commit has the records yet" in record_history(root).gap
    commit_all(root)
    put(root, "README", b"x")
    commit_all(root)
    subprocess.run(["git", "clone", "-q", "--depth=1", f"file://{root}", str(tmp_path / "shallow")], check=True, capture_output=True)
    assert "shallow" in record_history(tmp_path / "shallow").gap
