"""Problem codes of references are derived from the model, so a field may refer to any collection."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from generator.diagnostics.codes import MEANING
from generator.model.code_table import CODES, OF_REFERENCES
from generator.model.field_facts import COLLECTIONS, HOLDERS

ROOT = Path(__file__).resolve().parents[2]
MODEL = "generator/model/entities.py"
HEAD = "class Step(Task, Headed):\n"
# The smallest entity of each collection, all with the same id. A step of the procedure has a choice and an item.
STEP = "steps: {one: {title: One, choices: {one: {text: A way}}, items: {one: An item, two: Another}}"
PROJECT = f"""\
variant: {{title: Shop}}
phases: {{prepare: {{title: Prepare, groups: {{one: {{title: A week before}}}}, blanks: {{one: A blank}}}}}}
checklists: {{one: {{phase: prepare, title: A list, items: {{one: An item}}}}}}
procedures: {{one: {{phase: prepare, title: A procedure, {STEP}, two: {{title: Two%s}}}}}}}}
triggers: {{one: {{text: A trigger}}}}
slos: {{one: {{title: A target, kind: technical}}}}
contacts: {{one: {{title: A contact}}}}
services: {{one: {{title: A service}}}}
severities: {{one: {{title: A severity}}}}
facts: {{one: A fact}}
passages: {{one: {{phase: prepare, title: A passage, about: Prose}}}}
links: {{one: https://one.example}}
sign-offs: {{one: {{title: A sign-off}}}}
commands: {{one: {{title: A command, run: ls}}}}
announcements: {{one: {{text: All know, audience: internal}}}}
notes: {{one: {{label: A note}}}}
"""
# A step can refer to every collection of the runbook, to the groups of its phase and to other steps; `choices` and `items` are its own.
REFERRED = {
    **{key: "prepare" if key == "phases" else "one" for key in COLLECTIONS},
    "groups": "one",
    "steps": "one",
    "items": "one",
    "choices": "one",
}


def run(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "generator", "--project", str(folder / "project"), *words]
    environ = {
        name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"
    }  # Compile the copy once for all runs.
    return subprocess.run(command, cwd=folder, env=environ, capture_output=True, text=True, timeout=120, check=False)


@pytest.fixture
def extended_program(tmp_path: Path) -> Path:
    """Return a copy of the program whose steps have two more fields per collection: a reference to one entity and one to several."""
    shutil.copytree(ROOT / "generator", tmp_path / "generator", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "overrides", tmp_path / "overrides")
    model = (tmp_path / MODEL).read_text("utf-8")
    before, after = model.split(HEAD)
    opening, _, rest = after.partition("\n\n")
    one = "\n".join(
        f'    one_of_{key.replace("-", "_")}: Annotated[str, kinds.ID_KIND, Reference("{key}")] | None = may("One of them.")'
        for key in REFERRED
    )
    several = "\n".join(
        f'    some_of_{key.replace("-", "_")}: Annotated[tuple[str, ...], kinds.ID_KIND, Reference("{key}")] = may("Some of them.", ())'
        for key in REFERRED
    )
    (tmp_path / MODEL).write_text(f"{before}{HEAD}{opening}\n\n{one}\n{several}\n{rest}", "utf-8")
    return tmp_path


def write(folder: Path, references: dict[str, str]) -> None:
    fields = "".join(f", one-of-{key}: {id}, some-of-{key}: [{id}]" for key, id in references.items())
    path = folder / "project/data/variants/shop/variant.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(PROJECT % fields, "utf-8")
    (folder / "project/mkdocs.yml").write_text("site_name: X\nplugins: [runbook]\ntheme: {name: material, font: false}\n", "utf-8")


@pytest.mark.slow
def test_a_valid_reference_to_any_collection_is_clean_and_follows_renames(extended_program: Path) -> None:
    references = {key: id for key, id in REFERRED.items() if key not in ("choices", "items")}
    write(extended_program, references)
    done = run(extended_program, "check", "--format", "json")
    problems = [problem for problem in json.loads(done.stdout)["problems"] if problem["severity"] == "error"]
    assert (done.returncode, problems) == (0, []), done.stderr
    for address in ("severities.one", "procedures.one.steps.one", "phases.prepare.groups.one"):
        assert run(extended_program, "rename", address, "other").returncode == 0
    text = (extended_program / "project/data/variants/shop/variant.yaml").read_text("utf-8")
    for key in ("severities", "steps", "groups"):
        assert f"one-of-{key}: other, some-of-{key}: [other]" in text
    assert run(extended_program, "check").returncode == 0


@pytest.mark.slow
def test_a_dangling_reference_to_any_collection_has_its_own_code(extended_program: Path) -> None:
    write(extended_program, dict.fromkeys(REFERRED, "operate"))
    done = run(extended_program, "check", "--format", "json")
    assert done.returncode == 1, done.stderr
    found = {(problem["code"], problem["address"].rpartition(".")[2]) for problem in json.loads(done.stdout)["problems"]}
    wanted = {(f"unknown-{HOLDERS[key].reference_noun}", f"{many}-of-{key}") for key in REFERRED for many in ("one", "some")}
    assert wanted <= found


def test_a_code_in_the_table_is_not_derived() -> None:
    assert OF_REFERENCES.keys().isdisjoint(MEANING)
    assert CODES["unknown-role"].fix == "Name one of the keys of `contacts`."
