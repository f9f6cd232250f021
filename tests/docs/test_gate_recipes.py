"""The recipes for pipelines: their forges read them, linters find nothing in them, and their gates hold back and let pass."""

from __future__ import annotations

import json
import re
import shlex
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.cli.main import run
from generator.reference.fences import fences
from tests.document.night_run import CUT_OVER, SHOP, Night
from tests.forges.test_workflows import AUDITOR, LINTER, problems
from tests.node_programs import ROOT

RECIPES = {block.title: block.content for block in fences((ROOT / "docs/records.md").read_text("utf-8")) if block.title}
GITHUB, GITLAB = ".github/workflows/deploy.yml", ".gitlab-ci.yml"
SCHEMAS = {GITHUB: ["vendor.github-workflows"], GITLAB: ["vendor.gitlab-ci", "--data-transform", "gitlab-ci"]}
RUN = "night.json"


@pytest.fixture
def written(tmp_path: Path) -> Path:
    for name, text in RECIPES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_recipe_has_the_form_that_its_forge_reads(name: str, written: Path) -> None:
    assert problems((sys.executable, "-m", "check_jsonschema", "--builtin-schema", *SCHEMAS[name]), written / name) == ""


def test_linters_find_nothing_and_actions_are_those_of_our_own_workflows(written: Path) -> None:
    assert problems(AUDITOR, written / GITHUB) == ""
    assert problems(LINTER, written / GITHUB) == ""
    own = (ROOT / ".github/workflows/runbooks.yml").read_text("utf-8")
    used = re.findall(r"uses: (.*)", RECIPES[GITHUB])
    assert len(used) == 3 and all(one in own for one in used)


def calls() -> list[list[str]]:
    """Return the words of each gate in the recipes."""
    shell = [line for name in SCHEMAS for line in re.findall(r"runbook (run gate .*)", RECIPES[name])]
    jobs: list[Any] = [yaml.safe_load(RECIPES[name]) for name in ("gate.yaml", "deploy.yaml")]
    containers = [*jobs[0]["spec"]["template"]["spec"]["containers"], *(one["container"] for one in jobs[1]["spec"]["templates"][1:])]
    return [*map(shlex.split, shell), *(one["args"] for one in containers if "args" in one)]


def test_every_gate_of_a_recipe_holds_back_and_lets_pass(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The jobs for Argo get the run from a ConfigMap, and the image has the data in its working folder."""
    (tmp_path / "data/variants/shop").mkdir(parents=True)
    (tmp_path / "data/variants/shop/shop.yaml").write_text(SHOP, "utf-8")
    (tmp_path / "gates").mkdir()
    monkeypatch.chdir(tmp_path)
    places = {"gates/$RUN": f"gates/{RUN}", f"/run-of-tonight/{RUN}": f"gates/{RUN}"}
    night = Night()
    day = f"{datetime.now(UTC):%Y-%m-%d}"
    found = []
    for address in ("sign-offs.go", CUT_OVER + "start"):
        night.done(address)
        fresh = json.loads(night.file())
        fresh["events"] = [{**event, "at": f"{day}T00:00:00Z"} for event in fresh["events"]]
        (tmp_path / "gates" / RUN).write_text(json.dumps(fresh), "utf-8")
        found.append([run([places.get(word, word) for word in words]) for words in calls()])
    assert found == [[1] * 4, [0] * 4]
