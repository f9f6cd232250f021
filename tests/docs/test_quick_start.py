"""The quick start: every command runs and every edit is made, in a clone of the project."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.reference.applied_diffs import applied
from generator.reference.fences import fences
from generator.reference.worked_examples import matches
from tests.conftest import without_pdfs
from tests.docs.documents import ROOT, copy_of_project, lend_environment, without_pages

PAGE = (ROOT / "docs/quick-start.md").read_text("utf-8")
PATIENCE = 120
# Commands that run until they are stopped: the test only checks that they start.
SERVING = {"make serve": "make --dry-run serve"}


class Walk:
    """A terminal with its current folder."""

    def __init__(self, place: Path, repository: Path) -> None:
        self.place = place
        self.repository = repository
        self.environ: dict[str, str] = {}

    def run(self, command: str) -> str:
        if command.startswith("cd "):
            self.place /= command.removeprefix("cd ")
            self.environ = lend_environment(self.place)
            return ""
        asked = SERVING.get(command, command).replace("REPOSITORY", str(self.repository))
        done = subprocess.run(
            ["bash", "-c", asked], cwd=self.place, env=self.environ or None, capture_output=True, text=True, timeout=PATIENCE, check=False
        )
        assert done.returncode == (1 if "error[" in done.stdout else 0), f"{command}\n{done.stdout}{done.stderr}"
        return done.stdout


@pytest.fixture
def walk(tmp_path: Path, commit: Callable[[Path], str], monkeypatch: pytest.MonkeyPatch) -> Walk:
    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{role}_NAME", "Test")
        monkeypatch.setenv(f"GIT_{role}_EMAIL", "test@localhost")
    copy_of_project(tmp_path / "repository", without=("tests",))
    without_pdfs(tmp_path / "repository")
    without_pages(tmp_path / "repository")
    commit(tmp_path / "repository")
    return Walk(tmp_path, tmp_path / "repository")


@pytest.mark.slow
def test_the_quick_start_works_from_the_clone_to_the_sheet(walk: Walk) -> None:
    for block in fences(PAGE):
        if block.language == "diff":
            file = walk.place / block.title
            file.write_text(applied(block.content, file.read_text("utf-8")), "utf-8")
        elif block.language == "console":
            for session in re.split(r"^(?=\$ )", block.content, flags=re.MULTILINE):
                command, _, written = session.removeprefix("$ ").partition("\n")
                printed = walk.run(command) if command else ""
                assert not written or matches(written, printed), f"{command} prints\n{printed}"
    site = walk.place / "site"
    assert "Download a certificate after the last lesson" in (site / "elearning-platform/deploy-day/index.html").read_text("utf-8")
    assert "certificate" in (walk.place / "deploy-day.md").read_text("utf-8")


def test_only_known_words_open_its_blocks() -> None:
    assert {block.language for block in fences(PAGE)} == {"console", "diff"}
