"""The page on records: its commands print what it says."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from generator.reference.fences import fences
from tests.docs.documents import ROOT
from tests.records.project_with_runs import POOLING, RunProject, exported, project
from tests.runs.record_sample import event

__all__ = ["project"]

PAGE = (ROOT / "docs/records.md").read_text("utf-8")
DIGEST = re.compile("sha256:[0-9a-f]{64}")
DATABASE = "checklists.database.items"


def test_every_command_of_the_page_prints_what_it_says(project: RunProject, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    commit = project.commit()
    answers = (event(20, "done", POOLING), event(30, "failed", f"{DATABASE}.backup", text="no room"))
    run = exported(event(0, "begun"), event(1, "name", text="Release 42"), *answers, event(80, "ended"), commit=commit)
    (tmp_path / "night.json").write_text(json.dumps(run), "utf-8")
    monkeypatch.chdir(tmp_path)
    for block in fences(PAGE):
        if block.title == "night.yaml":
            (tmp_path / block.title).write_text(block.content, "utf-8")
        for session in re.split(r"^\$ runbook ", block.content, flags=re.MULTILINE)[1:]:
            command, _, expected = session.partition("\n")
            code, shown = project(*command.split())
            assert (code, DIGEST.sub("", shown)) == (0, DIGEST.sub("", expected)), command
