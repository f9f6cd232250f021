"""The page on editing with commands: every command runs, in the order of the page, starting from an empty folder."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from generator.cli.main import run
from generator.reference.fences import fences
from generator.reference.worked_examples import matches
from tests.docs.documents import ROOT

PAGE = (ROOT / "docs/editing.md").read_text("utf-8")


def test_every_command_of_the_page_prints_what_it_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    for block in fences(PAGE):
        if block.language != "console":
            continue
        for session in re.split(r"^\$ ", block.content, flags=re.MULTILINE)[1:]:
            command, _, expected = session.partition("\n")
            name, *words = shlex.split(command)
            if name == "cd":
                monkeypatch.chdir(words[0])
                continue
            assert name == "runbook"
            assert run(words) == 0, command
            printed = capsys.readouterr().out
            assert matches(expected, printed) or not expected, f"{command} prints\n{printed}"
    assert run(["check"]) == 0
