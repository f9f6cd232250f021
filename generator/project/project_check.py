"""Checks a project, lint included, for a day and a purpose: a check, a build or a release. Cached findings are reused."""

from __future__ import annotations

from dataclasses import dataclass
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
from generator.source.layers import split_by_variant


@dataclass(frozen=True, slots=True)
class Judgement:
    """The problems of a project in order, and the number of its variants."""

    problems: Problems
    variants: int


def judge(root: Path, data: DataFiles, today: date, purpose: Purpose) -> Judgement:
    """Check the data files of the project at `root`, without composing its variants."""
    memory = Memory(data.files, Cache(root / FOLDER))
    found = memory.complete(all_findings(memory.files_to_read(), memory.missing))
    problems = in_order((*apply_policy(found, today, purpose), *data.diagnostics, *settings_problems(root)))
    return Judgement(problems, len(split_by_variant(data.files)[1]))


def judge_project(project: Project, purpose: Purpose = "release") -> Problems:
    """Return the problems of a project that was opened with lint, as `runbook check --release` reports them, or for another purpose.

    A release may be published if none of them is an error. They never contain a secret.
    """
    assert project.findings is not None, "open the project with lint"
    found = apply_policy(project.findings, project.today, purpose)
    return in_order((*found, *project.outcome.diagnostics, *settings_problems(project.root)))
