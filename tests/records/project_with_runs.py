"""A project with a repository, and runs of its shop as pages export them."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from generator.cli.main import run
from tests.conftest import commit_all
from tests.runs.record_sample import event

POOLING = "checklists.database.items.pooling"
ATTRIBUTES = "runs/.gitattributes"


def exported(*events: dict[str, Any], id: str = "night-7", **more: Any) -> dict[str, Any]:
    """Return the file of a run as earlier pages wrote it: without lines, lists and digests."""
    head = {"format": "runbook-run", "version": 2, "id": id, "site": "", "variant": "shop", "release": ""}
    return {**head, "events": list(events), **more}


def night(id: str = "night-7", day: int = 1, **more: Any) -> dict[str, Any]:
    """Return a run of one evening: one line done, and the run ended."""
    events = (event(0, "begun"), event(1, "name", text=id), event(20, "done", POOLING), event(30, "ended"))
    moved = [{**one, "at": one["at"].replace("2025-12-01", f"2025-12-{day:02}")} for one in events]
    return exported(*moved, id=id, **more)


class RunProject:
    """Runs commands in a project and returns their exit code and output."""

    def __init__(self, root: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.root = root
        self.capsys = capsys

    def __call__(self, *words: str) -> tuple[int, str]:
        self.capsys.readouterr()
        code = run(["--project", str(self.root), *words])
        shown = self.capsys.readouterr()
        return code, (shown.out + shown.err).replace(f"{self.root}/", "")

    def add(self, *files: dict[str, Any]) -> tuple[int, str]:
        """Add runs with `runbook run add`."""
        folder = self.root.parent / "exports"
        folder.mkdir(exist_ok=True)
        paths = [folder / f"{data['id']}.json" for data in files]
        for path, data in zip(paths, files, strict=True):
            path.write_text(json.dumps(data), "utf-8")
        code, text = self("run", "add", *map(str, paths))
        return code, text.replace(f"{folder}/", "")

    def commit(self) -> str:
        return commit_all(self.root)

    def git(self, *words: str) -> str:
        command = ["git", "-C", str(self.root), "-c", "user.name=Test", "-c", "user.email=test@localhost", *words]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout

    def record(self, name: str) -> dict[str, Any]:
        found: dict[str, Any] = json.loads((self.root / f"runs/shop/{name}.json").read_text("utf-8"))
        return found


@pytest.fixture
def project(tiny: Path, capsys: pytest.CaptureFixture[str]) -> RunProject:
    return RunProject(tiny, capsys)
