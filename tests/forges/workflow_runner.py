"""Runs a GitHub workflow on this machine: its own steps, with simulated actions, forge, `gh` and installation by pip."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

from tests.forges.simulated_forge import Forge

ROOT = Path(__file__).resolve().parents[2]
REPOSITORY = "own/runbooks"
EXPRESSION = re.compile(r"\$\{\{ *(.+?) *\}\}")
NAME = re.compile(r"'[^']*'|[a-z_]+(?:\.[a-z_]+)+")
ACTION = re.compile(r"actions/([a-z-]+)@[0-9a-f]{40}")
SHELL = ("bash", "--noprofile", "--norc", "-eo", "pipefail")  # GitHub's, for `shell: bash`
# The Python of the build machine. Its pip installs nothing, and accepts only a requirement with an address and a digest.
PYTHON = f"""#!/bin/sh
if [ "$*" = "-m pip install --requirement requirements.txt" ]; then
    exec grep -q '^runbook-generator @ https://.*#sha256=' requirements.txt
fi
exec {sys.executable} "$@"
"""


def run_git(folder: Path, *arguments: str) -> str:
    """Run git and return what it prints."""
    settings = ("-c", "user.name=A", "-c", "user.email=a@b", "-c", "commit.gpgsign=false")
    command = ["git", *settings, "-C", str(folder), *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


@dataclass
class WorkflowRun:
    """One run of a workflow.

    Attributes:
        name: The name of the workflow's file, which is read from the ref, as forges do.
        forge: The forge that runs it.
        folder: An empty folder for this run.
        ref: The ref that jobs check out.
        event: The values of expressions, such as `github.event_name`; the repository is known.
        rights: What a token may write at most, whatever a job asks for; nothing for a pull request from a fork.
        results: `success`, `failure` or `skipped` for each job that has ended.
        said: What the steps printed.
        summary: The text of the summary page.
    """

    name: str
    forge: Forge
    folder: Path
    ref: str
    event: Mapping[str, str]
    rights: frozenset[str]
    results: dict[str, str] = field(default_factory=dict)
    outputs: dict[str, str] = field(default_factory=dict)
    said: str = ""

    @property
    def summary(self) -> str:
        place = self.folder / "summary.md"
        return place.read_text("utf-8") if place.exists() else ""

    def run(self) -> dict[str, str]:
        """Run all jobs, in the order of the file, and return their results."""
        for name in self.workflow["jobs"]:
            self.run_job(name)
        return self.results

    @cached_property
    def workflow(self) -> dict[str, Any]:
        bare = self.forge.repositories / f"{REPOSITORY}.git"
        found: dict[str, Any] = yaml.safe_load(run_git(bare, "show", f"{self.ref}:.github/workflows/{self.name}.yml"))
        assert found["defaults"] == {"run": {"shell": "bash"}}
        return found

    @property
    def group(self) -> str:
        """The concurrency group of the run."""
        return self.text(self.workflow["concurrency"]["group"])

    def run_job(self, name: str) -> str:
        """Run a job unless a job that it needs has failed or its condition is false, and return its result."""
        job = self.workflow["jobs"][name]
        wanted = self.results.get(job["needs"], "success") == "success" if "needs" in job else True
        if not wanted or not self.value(job.get("if", "'yes'")):
            self.results[name] = "skipped"
            return "skipped"
        work = self.folder / f"work-{name}-{len(self.results)}"
        work.mkdir(parents=True)
        may = {right for right, access in job["permissions"].items() if access == "write"} & self.rights
        token = f"token-{self.folder.name}-{name}"
        self.forge.rights[token] = may
        done = all(self._step(step, work, token) for step in job["steps"] if self.value(step.get("if", "'yes'"), token))
        self.results[name] = "success" if done else "failure"
        for key, text in job.get("outputs", {}).items():
            self.outputs[f"needs.{name}.outputs.{key}"] = self.text(text, token)
        return self.results[name]

    def value(self, expression: str, token: str = "") -> Any:
        """Return the value of an expression. It has names, texts in quotes, and operators that Python has with other characters."""
        known = {**self.event, **self.outputs, "github.repository": REPOSITORY, "github.token": token}

        def literal(match: re.Match[str]) -> str:
            return match[0] if match[0].startswith("'") else repr(known.get(match[0], ""))

        python = NAME.sub(literal, expression.replace("&&", " and ").replace("||", " or "))
        return eval(python, {"__builtins__": {}})

    def text(self, text: str, token: str = "") -> str:
        """Return a text with the values of its expressions."""
        return EXPRESSION.sub(lambda match: str(self.value(match[1], token)), str(text))

    def _step(self, step: dict[str, Any], work: Path, token: str) -> bool:
        if "uses" in step:
            action = ACTION.fullmatch(step["uses"])
            assert action is not None, f"{step['uses']} is not pinned"
            self._act(action[1], step.get("with", {}), work)
            return True
        written = self.folder / "output.txt"
        written.write_text("")
        environ = {
            "PATH": f"{self._programs()}:{Path(sys.executable).parent}:/usr/bin:/bin",
            "HOME": str(self.folder),
            "LANG": "C.UTF-8",
            "PYTHONPATH": str(ROOT),
            "NO_MKDOCS_2_WARNING": "1",
            "no_proxy": "127.0.0.1",
            "FORGE": self.forge.address,
            "GITHUB_STEP_SUMMARY": str(self.folder / "summary.md"),
            "GITHUB_OUTPUT": str(written),
            "GITHUB_REF_NAME": self.ref.rpartition("/")[2],
            **{key: self.text(value, token) for key, value in step.get("env", {}).items()},
        }
        script = self.folder / "step.sh"
        script.write_text(step["run"])
        done = subprocess.run([*SHELL, str(script)], cwd=work, env=environ, capture_output=True, text=True, check=False)
        self.said += f"$ {step['run']}\n{done.stdout}{done.stderr}"
        for line in written.read_text().splitlines():
            key, _, value = line.partition("=")
            self.outputs[f"steps.{step['id']}.outputs.{key}"] = value
        return done.returncode == 0

    def _act(self, action: str, settings: dict[str, Any], work: Path) -> None:
        """Do what an action does, as far as it matters for the steps."""
        kept = self.folder / "artifacts" / str(settings.get("name"))
        if action == "checkout":
            assert settings["persist-credentials"] is False
            run_git(work, "init", "-q")
            bare = (self.forge.repositories / f"{REPOSITORY}.git").as_uri()
            depth = settings.get("fetch-depth", 1)
            run_git(work, "fetch", "-q", *([f"--depth={depth}"] if depth else []), bare, self.ref)
            run_git(work, "checkout", "-q", "FETCH_HEAD")
            run_git(work, "remote", "add", "origin", f"{self.forge.address}/{REPOSITORY}.git")
        elif action == "upload-artifact":
            place = work / settings["path"]
            kept.mkdir(parents=True)
            shutil.copytree(place, kept, dirs_exist_ok=True) if place.is_dir() else shutil.copy(place, kept)
        elif action == "download-artifact":
            shutil.copytree(kept, work, dirs_exist_ok=True)
        else:
            assert action == "setup-python"

    def _programs(self) -> Path:
        folder = self.folder / "programs"
        if not folder.exists():
            folder.mkdir()
            gh = f'#!/bin/sh\nexec {sys.executable} -I {Path(__file__).with_name("simulated_gh.py")} "$@"\n'
            for name, text in (("python", PYTHON), ("gh", gh)):
                (folder / name).write_text(text)
                (folder / name).chmod(0o755)
        return folder
