"""The page on releases: create its project, apply its edits and run its commands, in the order of the page."""

from __future__ import annotations

import os
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

PAGE = ROOT / "docs/releases.md"
IDENTITY = {
    f"GIT_{who}_{what}": value for who in ("AUTHOR", "COMMITTER") for what, value in (("NAME", "Test"), ("EMAIL", "test@localhost"))
}


@pytest.mark.slow
def test_every_command_of_the_page_prints_what_it_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    commands = 0
    for block in fences(PAGE.read_text("utf-8")):
        place = tmp_path / block.title
        if block.title and block.language == "diff":
            place.write_text(applied(block.content, place.read_text("utf-8")), "utf-8")
        elif block.title:
            place.parent.mkdir(parents=True, exist_ok=True)
            # The page prints nothing about PDFs, which take half of the time.
            place.write_text(block.content.replace("plugins: [runbook]", "plugins: [runbook: {papers: []}]"), "utf-8")
        elif block.language == "console":
            for session in re.split(r"^\$ ", block.content, flags=re.MULTILINE)[1:]:
                command, _, expected = session.partition("\n")
                printed = printed_by(command, capsys)
                assert matches(expected.strip(), printed.strip()), f"{command} prints\n{printed}"
                commands += 1
    assert commands > 12
    assert (tmp_path / "published/2026.12/changes/index.html").is_file()


def printed_by(command: str, capsys: pytest.CaptureFixture[str]) -> str:
    """Return what a command of the page prints. If a runbook command fails, this includes its error."""
    name, *words = shlex.split(command)
    if name == "git":
        words = ["-c", "init.defaultBranch=main", "-c", "commit.gpgsign=false", *words]
        return subprocess.run(["git", *words], check=True, capture_output=True, text=True, env={**os.environ, **IDENTITY}).stdout
    assert name == "runbook"
    assert run(words) in (0, 1), command
    output = capsys.readouterr()
    return output.out + "".join(line for line in output.err.splitlines(keepends=True) if not line.startswith("runbook: building"))
