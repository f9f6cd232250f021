"""Checks a project, lint included, for a day and a purpose: a check, a build or a release. Cached findings are reused."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from generator.checks.resolve import Problems, all_findings
from generator.checks.severity_policy import Purpose, apply_policy
from generator.diagnostics.diagnostic import in_order
from generator.project.cache import FOLDER, Cache
from generator.project.open_project import Project
from generator.project.printed_settings import settings_problems
from generator.project.project_files import DataFiles
from generator.project.remembered_check import Memory


def judge(root: Path, data: DataFiles, today: date, purpose: Purpose) -> Problems:
    """Return the problems of the project at `root` in order. Its data files are checked without composing its variants."""
    memory = Memory(data.files, Cache(root / FOLDER))
    found = memory.complete(all_findings(memory.files_to_read(), memory.missing))
    return in_order((*apply_policy(found, today, purpose), *data.diagnostics, *settings_problems(root)))


def judge_project(project: Project, purpose: Purpose = "release") -> Problems:
    """Return the problems of a project that was opened with lint, as `runbook check --release` reports them, or for another purpose.

    A release may be published if none of them is an error. They never contain a secret.
    """
    assert project.findings is not None, "open the project with lint"
    found = apply_policy(project.findings, project.today, purpose)
    return in_order((*found, *project.outcome.diagnostics, *settings_problems(project.root)))
