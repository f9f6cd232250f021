"""The workflow files for GitHub and GitLab, in this repository and in a new project."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import click
import pytest
import yaml

from generator.cli.main import runbook
from tests.cli.bodies import new

ROOT = Path(__file__).resolve().parents[2]
LINTED = {
    ".github/workflows/runbooks.yml": ["vendor.github-workflows"],
    ".gitlab-ci.yml": ["vendor.gitlab-ci", "--data-transform", "gitlab-ci"],
}
CALL = re.compile(r"^\s*(?:- run: |- )?runbook (\S+)(.*)$", re.MULTILINE)


@pytest.fixture(scope="module", params=["this repository", "a new project"])
def root(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    if request.param == "this repository":
        return ROOT
    folder = tmp_path_factory.mktemp("own")
    new(None, "project", str(folder), "Web shop", [])
    return folder


@pytest.mark.parametrize("name", LINTED)
def test_a_linter_reports_no_problems(root: Path, name: str) -> None:
    words = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", *LINTED[name], str(root / name)]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_linter_sees_a_mistake(tmp_path: Path) -> None:
    text = (ROOT / ".github/workflows/runbooks.yml").read_text("utf-8")
    (tmp_path / "wrong.yml").write_text(text.replace("runs-on: ubuntu-latest", "runs_on: ubuntu-latest"))
    words = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.github-workflows", str(tmp_path / "wrong.yml")]
    assert subprocess.run(words, capture_output=True, check=False).returncode == 1


@pytest.mark.parametrize("name", LINTED)
def test_the_workflow_checks_compares_previews_and_publishes_with_existing_commands(root: Path, name: str) -> None:
    text = (root / name).read_text("utf-8")
    calls = CALL.findall(text)
    assert {command for command, _ in calls} == {"check", "fmt", "build", "diff", "publish"}
    context = click.Context(runbook)
    for name_of_command, rest in calls:
        command = runbook.get_command(context, name_of_command)
        assert command is not None
        flags = {flag for option in command.params for flag in option.opts}
        assert set(re.findall(r"--[a-z-]+", rest)) <= flags
    assert "change.md" in text
    assert "site" in text


def test_every_shell_step_has_valid_syntax(root: Path) -> None:
    workflow: Any = yaml.safe_load((root / ".github/workflows/runbooks.yml").read_text("utf-8"))
    scripts = [step["run"] for job in workflow["jobs"].values() for step in job["steps"] if "run" in step]
    pipeline: Any = yaml.safe_load((root / ".gitlab-ci.yml").read_text("utf-8"))
    scripts += [line for job in pipeline.values() if isinstance(job, dict) for line in job.get("script", [])]
    assert len(scripts) > 10
    for script in scripts:
        assert "${{" not in script, "what a stranger writes must not become a part of a script; hand it over in `env`"
        done = subprocess.run(["bash", "-n"], input=script, capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr) == (0, "")


def test_only_jobs_that_write_have_write_permission(root: Path) -> None:
    workflow: Any = yaml.safe_load((root / ".github/workflows/runbooks.yml").read_text("utf-8"))
    assert workflow["permissions"] == {"contents": "read"}
    may = {name: job.get("permissions") for name, job in workflow["jobs"].items()}
    assert may == {"check": None, "comment": {"pull-requests": "write"}, "publish": {"contents": "write"}}


def test_no_release_is_dropped_from_a_queue(root: Path) -> None:
    """In a concurrency group, GitHub cancels a waiting run when another arrives; publishing handles parallel runs itself."""
    workflow: Any = yaml.safe_load((root / ".github/workflows/runbooks.yml").read_text("utf-8"))
    assert "concurrency" not in workflow | workflow["jobs"]["publish"]


def test_every_variant_has_a_line_for_its_owners(root: Path) -> None:
    lines = (root / ".github/CODEOWNERS").read_text("utf-8").splitlines()
    named = [match[1] for line in lines if (match := re.match(r"#? ?/data/(?:variants/)?([a-z-]+)/ +@\S+$", line))]
    assert named == ["layers", *sorted(path.name for path in (root / "data" / "variants").iterdir())]
    assert (root / ".github/pull_request_template.md").is_file()


def test_hooks_for_other_repositories_find_and_fix_problems(tmp_path: Path) -> None:
    hooks: Any = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    assert [hook["id"] for hook in hooks] == ["runbook-check", "runbook-fmt"]
    assert all({"id", "name", "entry", "language", "files"} <= set(hook) for hook in hooks)
    new(None, "project", str(tmp_path), "Web shop", [])
    place = tmp_path / "data/variants/web-shop/contacts.yaml"
    named = place.relative_to(tmp_path).as_posix()

    def run(hook: dict[str, Any]) -> int:
        assert hook["language"] == "python"
        assert re.search(hook["files"], named)
        program, *words = hook["entry"].split()
        assert program == "runbook"
        words += [named] if hook.get("pass_filenames", True) else []
        return subprocess.run(
            [sys.executable, "-m", "generator", *words], cwd=tmp_path, env=environ, capture_output=True, check=False
        ).returncode

    environ = {**os.environ, "PYTHONPATH": str(ROOT)}
    check, fmt = hooks
    style = place.read_text()
    assert (run(check), run(fmt), place.read_text()) == (0, 0, style)
    place.write_text(style.replace("    title: Technical lead", "    title:    Technical lead"))
    assert (run(fmt), place.read_text()) == (0, style)
    place.write_text(style.replace("title: Technical lead", "titel: Technical lead"))
    assert run(check) == 1
