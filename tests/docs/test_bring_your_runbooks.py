"""The page on bringing runbooks: its documents are imported, and every command prints what the page says."""

from __future__ import annotations

import re
import shlex
import subprocess
from pathlib import Path

import pytest

from generator.cli.main import run
from generator.reference.applied_diffs import applied
from generator.reference.fences import fences
from generator.reference.worked_examples import matches
from tests.docs.documents import ROOT

PAGE = (ROOT / "docs/bring-your-runbooks.md").read_text("utf-8")
COMMIT = {f"GIT_{role}_{what}": "own@localhost" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}


def test_every_command_of_the_page_prints_what_it_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """From a folder of documents to a commit, as the page has it."""
    for name, value in COMMIT.items():
        monkeypatch.setenv(name, value)
    monkeypatch.chdir(tmp_path)
    for block in fences(PAGE):
        if block.language == "markdown":
            (tmp_path / block.title).parent.mkdir(exist_ok=True)
            (tmp_path / block.title).write_text(block.content, "utf-8")
        elif block.language == "diff":
            changed = tmp_path / block.title
            changed.write_text(applied(block.content, changed.read_text("utf-8")), "utf-8")
        for session in re.split(r"^\$ ", block.content, flags=re.MULTILINE)[1:] if block.language == "console" else ():
            command, _, expected = session.partition("\n")
            name, *words = shlex.split(command)
            if name == "cd":
                monkeypatch.chdir(words[0])
                continue
            if name == "runbook":
                assert run(words) == 0, command
                printed = capsys.readouterr().out
            else:
                printed = subprocess.run([name, *words], check=True, capture_output=True, text=True).stdout
            assert matches(expected, printed) or not expected, f"{command} prints\n{printed}"
    assert run(["check"]) == 0 and run(["fmt", "--check"]) == 0
    assert "Lost coats are noted and hung up" in (tmp_path / "theatre/data/variants/cloakroom/operate.yaml").read_text("utf-8")
