"""The example in CONTRIBUTING that adds a field, followed step by step in a copy of the project."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from generator.reference.applied_diffs import applied
from generator.reference.fences import Fence, fences
from tests.conftest import without_pdfs
from tests.docs.documents import ROOT, copy_of_project, lend_environment, without_pages

TEXT = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
WALK = TEXT.partition("## Add one field, from YAML to page\n")[2]
SYSTEM = "data/variants/elearning-platform"
OTHER_SYSTEMS = tuple(path.relative_to(ROOT).as_posix() for path in (ROOT / SYSTEM).parent.iterdir() if path != ROOT / SYSTEM)
PATIENCE = 300  # `make check` in a copy starts without a cache


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the project with one system, without PDFs and other pages, and with what `make check` keeps.

    Its `make check` leaves out the scripts and the types of tests: the walk changes no script, and in tests only texts.
    """
    copy_of_project(tmp_path, without=OTHER_SYSTEMS)
    without_pdfs(tmp_path)
    without_pages(tmp_path)
    for kept in filter(Path.is_dir, (ROOT / ".mypy_cache", ROOT / ".ruff_cache")):
        shutil.copytree(kept, tmp_path / kept.name, symlinks=True)
    (tmp_path / "tests/scripts/__main__.py").write_text('"""The walk changes no script."""\n', "utf-8")
    settings = tmp_path / "pyproject.toml"
    text, changes = re.subn(r'^files = \["generator", "tests"\]$', 'files = ["generator"]', settings.read_text("utf-8"), flags=re.MULTILINE)
    assert changes == 1
    settings.write_text(text, "utf-8")
    return tmp_path


def take(step: Fence, project: Path, environ: dict[str, str]) -> None:
    if step.language == "diff":
        file = project / step.title
        file.write_text(applied(step.content, file.read_text("utf-8")), "utf-8")
        return
    for command in re.findall(r"^\$ (.+)$", step.content, re.MULTILINE):
        done = subprocess.run(
            ["bash", "-c", command], cwd=project, env=environ, capture_output=True, text=True, timeout=PATIENCE, check=False
        )
        assert done.returncode == 0, f"{command}\n{done.stdout}{done.stderr}"


@pytest.mark.slow
def test_the_walk_brings_the_field_from_yaml_to_the_page(project: Path) -> None:
    environ = {**lend_environment(project), "PYTEST_ADDOPTS": "-n0"}  # for two short files, more processes only take longer to start
    steps = list(fences(WALK))
    assert {step.language for step in steps} == {"diff", "console"}
    for step in steps:
        take(step, project, environ)
    page = (project / "site/elearning-platform/services/index.html").read_text("utf-8")
    assert "all day, every day" in page
    data = json.loads((project / "site/runbook.json").read_text("utf-8"))
    assert data["variants"]["elearning-platform"]["services"]["payments"]["hours"] == "all day, every day"
    schema = json.loads((project / "schema/runbook.schema.json").read_text("utf-8"))
    assert "hours" in schema["definitions"]["service"]["properties"]
    reference = (project / "docs/reference/schema.md").read_text("utf-8")
    assert "| `hours` | [line](#forms) | When the provider answers. |" in reference


def test_every_file_that_is_named_exists() -> None:
    named = re.findall(r"`((?:generator|tests|docs|schema)/[\w./-]+)`", TEXT)
    assert [name for name in named if "*" not in name and "CODE" not in name and not (ROOT / name).exists()] == []
