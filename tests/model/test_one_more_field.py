"""A new reference field of items needs one line in the model. All other code supports it without a change."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
MODEL = "generator/model/entities.py"
BEFORE = '    slo: SloRef | None = may("The target that the box checks: the id of an slo.")\n'
LINE = '    severity: Annotated[str, kinds.ID_KIND, Reference("severities")] | None = may("How severe it is.")\n'


@pytest.fixture(scope="module")
def facts(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    folder = tmp_path_factory.mktemp("extended")
    shutil.copytree(ROOT / "generator", folder / "generator", ignore=shutil.ignore_patterns("__pycache__"))
    model = (folder / MODEL).read_text("utf-8")
    assert model.count(BEFORE) == 1
    (folder / MODEL).write_text(model.replace(BEFORE, BEFORE + LINE), "utf-8")
    command = [sys.executable, str(Path(__file__).with_name("one_more_field.py"))]
    done = subprocess.run(command, env={**os.environ, "PYTHONPATH": str(folder)}, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_editors_know_it_in_items_and_steps(facts: dict[str, Any]) -> None:
    assert facts["schema"] == ["How severe it is. Form: an id: lower-case letters, digits and hyphens."] * 2


def test_its_form_and_what_it_refers_to_are_checked(facts: dict[str, Any]) -> None:
    place = "checklists.smoke.items.two.severity"
    keys = "Severities are the keys of `severities`: high, low."
    assert ["unknown-severity", place, f"did you mean `low`? {keys}"] in facts["dangling"]
    assert ["wrong-value", place, "did you mean `low`?"] in facts["misspelled"]


def test_two_items_with_the_same_text_are_different(facts: dict[str, Any]) -> None:
    assert "repeated-item" not in [code for code, _, _ in facts["problems"]]


def test_a_rename_updates_the_reference_and_does_not_change_the_item(facts: dict[str, Any]) -> None:
    assert "one: {text: It opens, severity: top}" in facts["renamed"]
    assert "stop: {text: Stop it, severity: top}" in facts["renamed"]
    assert facts["differences of the rename"] == [["severities.top", []]]


def test_a_different_value_is_reported(facts: dict[str, Any]) -> None:
    assert facts["differences of another value"] == [["checklists.smoke.items.two", ["severity"]]]


def test_plain_data_contain_it_and_restore_it(facts: dict[str, Any]) -> None:
    assert (facts["plain data"], facts["revived"]) == ("high", True)


def test_a_public_build_drops_a_reference_to_what_is_internal(facts: dict[str, Any]) -> None:
    items = facts["public"]["shop"]
    assert (items["one"].get("severity"), items["two"].get("severity")) == ("high", None)
