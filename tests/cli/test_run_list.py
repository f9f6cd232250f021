"""`runbook run list`, as somebody uses it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from generator.cli.main import run
from tests.project.test_record_files import put
from tests.runs.record_sample import event, record_bytes


@pytest.fixture
def root(tiny: Path) -> Path:
    first = (event(0, "begun"), event(1, "name", text="Autumn"), event(1, "drill", text="yes", count=1), event(9, "ended"))
    put(tiny, "runs/shop/2025-10-01-autumn.json", record_bytes(*first, id="autumn"))
    night = (event(20, "begun"), event(40, "done", "checklists.cut-over.items.pay"))
    put(tiny, "runs/shop/2025-12-01-night-7.json", record_bytes(*night))
    return tiny


def test_the_newest_run_is_first_and_a_drill_is_marked(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--project", str(root), "run", "list"]) == 0
    head, night, autumn = capsys.readouterr().out.splitlines()
    assert head.split()[:3] == ["RECORD", "SYSTEM", "RUN"]
    assert night.split() == ["2025-12-01-night-7", "shop", "(not", "ended)", "20", "1", "0", "0", "5"]
    assert autumn.split()[:4] == ["2025-10-01-autumn", "shop", "Autumn", "(drill)"]


def test_programs_get_json(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--project", str(root), "run", "list", "shop", "--format", "json"]) == 0
    night, autumn = json.loads(capsys.readouterr().out)
    assert night["totals"] == {"all": 6, "done": 1, "failed": 0, "na": 0, "open": 5}
    assert (autumn["drill"], autumn["name"], autumn["minutes"]) == (True, "Autumn", 9)


def test_without_records_the_list_says_how_to_get_some(tiny: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--project", str(tiny), "run", "list", "shop"]) == 0
    assert "runbook run add FILE" in capsys.readouterr().out
    assert run(["--project", str(tiny), "run", "list", "shup"]) == 2
    assert "Did you mean `shop`" in capsys.readouterr().err
