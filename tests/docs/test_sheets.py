"""The page on sheets: every command runs and prints the shown output, and all pictures exist and are small enough for a phone."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path

import pytest

from generator.cli.main import run
from generator.reference.fences import fences
from tests.docs.documents import ROOT
from tests.docs.sheet_pictures import FOLDER, pictured

PAGE = (ROOT / "docs/sheets.md").read_text("utf-8")
MOST_BYTES = 150_000


RUN = {
    "id": "tp6wkw.0.aaaaaa",
    "at": "2026-12-01T22:00:00Z",
    "what": "done",
    "address": "checklists.pre-deployment.items.team-notified",
    "by": "Mona",
}


def test_every_command_of_the_page_prints_what_it_says(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    run_of_page = {"format": "runbook-run", "id": "night-7", "variant": "elearning-platform", "events": [RUN]}
    (tmp_path / "night.json").write_text(json.dumps(run_of_page), "utf-8")
    monkeypatch.chdir(tmp_path)
    tried = 0
    for block in fences(PAGE):
        for session in re.split(r"^\$ ", block.content, flags=re.MULTILINE)[1:]:
            command, _, expected = session.partition("\n")
            *words, option, name = shlex.split(command.removeprefix("runbook "))
            assert option == "--output"
            code = run(["--project", str(ROOT), *words, option, str(tmp_path / name)])
            assert (code, capsys.readouterr().err) == (1 if expected else 0, expected), command
            assert (tmp_path / name).exists()
            tried += 1
    assert tried == len(re.findall(r"^\$ ", PAGE, re.MULTILINE)) > 9


def test_the_page_shows_the_pictures_that_are_made_for_it() -> None:
    shown = re.findall(r'src="images/([a-z-]+)\.png" width="\d+" height="\d+" loading="lazy"\nalt="[^"]{20,}"', PAGE)
    assert shown == list(pictured())
    assert [(FOLDER / f"{name}.png").stat().st_size <= MOST_BYTES for name in shown] == [True] * 8
