"""The workflow files for GitHub and GitLab, in this repository and in a new project."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click
import pytest
import yaml

from generator.cli.main import runbook
from generator.reference.fences import fences
from tests.cli.bodies import new

ROOT = Path(__file__).resolve().parents[2]
WORKFLOWS = (".github/workflows/runbooks.yml", ".github/workflows/deadlines.yml")
SCHEMAS = {
    **{name: ["vendor.github-workflows"] for name in WORKFLOWS},
    ".gitlab-ci.yml": ["vendor.gitlab-ci", "--data-transform", "gitlab-ci"],
}
PROGRAMS = Path(sys.executable).parent
AUDITOR = (str(PROGRAMS / "zizmor"), "--offline", "--no-progress", "--no-config", "--persona", "auditor", "--format", "plain")
LINTER = (str(PROGRAMS / "actionlint"), "-no-color")
CALL = re.compile(r"(?:^\s*(?:- run: |- )?|&& )runbook (\S+)(.*)$", re.MULTILINE)
WRITES = {
    WORKFLOWS[0]: {"check": {"contents": "read"}, "comment": {"pull-requests": "write"}, "publish": {"contents": "write"}},
    WORKFLOWS[1]: {"find": {"contents": "read"}, "notify": {"issues": "write"}},
}
# What each project installs, and this repository in its place.
INSTALL = {
    "      - run: python -m pip install --requirement requirements.txt\n": (
        '      - run: make .venv/.stamps/site\n      - run: echo "$PWD/.venv/bin" >> "$GITHUB_PATH"\n'
    ),
    "    - python -m pip install --requirement requirements.txt\n": (
        '    - make .venv/.stamps/site\n    - export PATH="$PWD/.venv/bin:$PATH"\n'
    ),
}


@pytest.fixture(scope="module", params=["this repository", "a new project"])
def root(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    if request.param == "this repository":
        return ROOT
    folder = tmp_path_factory.mktemp("own")
    new(None, "project", str(folder), "Web shop", [])
    return folder


def read_yaml(place: Path) -> Any:
    return yaml.safe_load(place.read_text("utf-8"))


def problems(command: Iterable[str], place: Path) -> str:
    """Return what a program that finds problems prints about a file; empty if it finds none."""
    done = subprocess.run([*command, str(place)], capture_output=True, text=True, check=False)
    return done.stdout + done.stderr if done.returncode else ""


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_workflow_has_the_form_that_its_forge_reads(root: Path, name: str) -> None:
    command = (sys.executable, "-m", "check_jsonschema", "--builtin-schema", *SCHEMAS[name])
    assert problems(command, root / name) == ""


@pytest.mark.parametrize("name", WORKFLOWS)
def test_linters_find_nothing(root: Path, name: str) -> None:
    """The auditor reports everything that it doubts, and the linter every mistake in an expression."""
    assert problems(AUDITOR, root / name) == ""
    assert problems(LINTER, root / name) == ""


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        (r"actions/checkout@\w+ .*", "actions/checkout@v7", "unpinned-uses"),
        ("persist-credentials: false", "persist-credentials: true", "artipacked"),
        ('python-version: "3.12"', 'python-version: "3.12"\n          cache: pip', "cache-poisoning"),
        ("permissions: {}", "permissions: write-all", "excessive-permissions"),
        ("  pull_request:", "  pull_request_target:", "dangerous-triggers"),
        (r"ISSUES/\$NUMBER", "ISSUES/${{ github.head_ref }}", "template-injection"),
    ],
)
def test_the_auditor_sees_a_danger(old: str, new: str, rule: str, tmp_path: Path) -> None:
    text, count = re.subn(old, new.replace("\\", r"\\"), (ROOT / WORKFLOWS[0]).read_text("utf-8"))
    assert count
    place = tmp_path / ".github/workflows/wrong.yml"
    place.parent.mkdir(parents=True)
    place.write_text(text)
    assert f"[{rule}]" in problems(AUDITOR, place)


@pytest.mark.parametrize(
    ("old", "new"),
    [("runs-on: ubuntu-latest", "runs_on: ubuntu-latest"), ("needs: check", "needs: chekc"), ("github.token", "github.tokn")],
)
def test_the_linter_sees_a_mistake(old: str, new: str, tmp_path: Path) -> None:
    (tmp_path / "wrong.yml").write_text((ROOT / WORKFLOWS[0]).read_text("utf-8").replace(old, new))
    assert problems(LINTER, tmp_path / "wrong.yml") != ""


@pytest.mark.parametrize("name", SCHEMAS)
def test_this_repository_uses_the_workflows_of_a_new_project(name: str, tmp_path: Path) -> None:
    """Only the installation differs, so what is tested with one holds for the other."""
    new(None, "project", str(tmp_path), "Web shop", [])
    text = (tmp_path / name).read_text("utf-8")
    for theirs, ours in INSTALL.items():
        text = text.replace(theirs, ours)
    assert text == (ROOT / name).read_text("utf-8")


def test_each_action_is_pinned_to_one_commit_with_its_release() -> None:
    found = {line for name in WORKFLOWS for line in re.findall(r"uses: (.*)", (ROOT / name).read_text("utf-8"))}
    actions = [re.fullmatch(r"(actions/[a-z-]+)@[0-9a-f]{40}  # v\d+\.\d+\.\d+", line) for line in sorted(found)]
    assert [match and match[1] for match in actions] == [
        f"actions/{name}" for name in ("checkout", "download-artifact", "setup-python", "upload-artifact")
    ]


def test_the_workflows_call_existing_commands(root: Path) -> None:
    context = click.Context(runbook)
    calls = {name: CALL.findall((root / name).read_text("utf-8")) for name in SCHEMAS}
    commands = {name: {command for command, _ in found} for name, found in calls.items()}
    everything = {"check", "fmt", "build", "diff", "publish"}
    assert commands == {WORKFLOWS[0]: everything, WORKFLOWS[1]: {"check"}, ".gitlab-ci.yml": everything}
    for name_of_command, rest in (call for found in calls.values() for call in found):
        command = runbook.get_command(context, name_of_command)
        assert command is not None
        flags = {flag for option in command.params for flag in option.opts}
        assert set(re.findall(r"--[a-z-]+", re.sub(r"\$\([^)]*\)", "", rest))) <= flags


def test_every_shell_step_has_valid_syntax(root: Path) -> None:
    jobs = [job for name in WORKFLOWS for job in read_yaml(root / name)["jobs"].values()]
    scripts = [step["run"] for job in jobs for step in job["steps"] if "run" in step]
    scripts += [line for job in read_yaml(root / ".gitlab-ci.yml").values() if isinstance(job, dict) for line in job.get("script", [])]
    assert len(scripts) > 20
    for script in scripts:
        assert "${{" not in script, "what a stranger writes must not become a part of a script; hand it over in `env`"
        done = subprocess.run(["bash", "-n"], input=script, capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("name", WORKFLOWS)
def test_each_job_has_only_the_permission_that_it_needs(name: str, root: Path) -> None:
    """A job that writes comments cannot publish, and a job that runs the code of a pull request can write nothing."""
    workflow = read_yaml(root / name)
    assert workflow["permissions"] == {}
    assert {job: found["permissions"] for job, found in workflow["jobs"].items()} == WRITES[name]


def test_comments_and_releases_have_a_token_each(root: Path) -> None:
    jobs = read_yaml(root / ".gitlab-ci.yml")
    tokens = {name: set(re.findall(r"RUNBOOK_[A-Z]+_TOKEN", str(job))) for name, job in jobs.items() if isinstance(job, dict)}
    assert {name: found for name, found in tokens.items() if found} == {
        "change": {"RUNBOOK_COMMENT_TOKEN"},
        "pages": {"RUNBOOK_PUBLISH_TOKEN"},
    }


def test_every_variant_has_a_line_for_its_owners(root: Path) -> None:
    lines = (root / ".github/CODEOWNERS").read_text("utf-8").splitlines()
    named = [match[1] for line in lines if (match := re.match(r"#? ?/data/(?:variants/)?([a-z-]+)/ +@\S+$", line))]
    assert named == ["layers", *sorted(path.name for path in (root / "data" / "variants").iterdir())]
    assert (root / ".github/pull_request_template.md").is_file()


def local_hooks(page: Path) -> list[dict[str, Any]]:
    """Return the hooks of the settings for pre-commit that a page shows."""
    (shown,) = (block for block in fences(page.read_text("utf-8")) if block.title == ".pre-commit-config.yaml")
    (found,) = yaml.safe_load(shown.content)["repos"]
    hooks: list[dict[str, Any]] = found["hooks"]
    return hooks


def test_a_new_project_and_the_documentation_show_the_same_hooks() -> None:
    pages = (ROOT / "docs/check-and-waive.md", ROOT / "generator/templates/project/README.md")
    (one, other) = map(local_hooks, pages)
    assert one == other


@pytest.mark.parametrize(
    ("kind", "folder"), [("for other repositories", "."), ("for other repositories", "ops/runbooks"), ("of the project", ".")]
)
def test_hooks_find_and_fix_problems(kind: str, folder: str, tmp_path: Path) -> None:
    """Hooks run in the root of the repository, wherever in it the project is."""
    root = tmp_path / folder
    new(None, "project", str(root), "Web shop", [])
    program = tmp_path / ".venv/bin/runbook"
    program.parent.mkdir(parents=True)
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -m generator "$@"\n')
    program.chmod(0o755)
    if kind == "of the project":
        fmt, check = local_hooks(tmp_path / "README.md")
        assert {fmt["language"], check["language"]} == {"system"}
    else:
        check, fmt = read_yaml(ROOT / ".pre-commit-hooks.yaml")
        assert {fmt["language"], check["language"]} == {"python"}
    assert [check["id"], fmt["id"]] == ["runbook-check", "runbook-fmt"]
    place = root / "data/variants/web-shop/contacts.yaml"
    named = place.relative_to(tmp_path).as_posix()
    environ = {**os.environ, "PYTHONPATH": str(ROOT), "PATH": f"{program.parent}:{os.environ['PATH']}"}

    def run(hook: dict[str, Any]) -> int:
        assert {"id", "name", "entry", "language", "files"} <= set(hook)
        assert re.search(hook["files"], named)
        words = [*hook["entry"].split(), *([named] if hook.get("pass_filenames", True) else [])]
        return subprocess.run(words, cwd=tmp_path, env=environ, capture_output=True, check=False).returncode

    style = place.read_text()
    assert (run(check), run(fmt), place.read_text()) == (0, 0, style)
    place.write_text(style.replace("    title: Technical lead", "    title:    Technical lead"))
    assert (run(fmt), place.read_text()) == (0, style)
    place.write_text(style.replace("title: Technical lead", "titel: Technical lead"))
    assert run(check) == 1
