"""The problems of a project that hold on a day and for a purpose, lint included; what a cache remembers is not looked for again."""

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
    """All problems that hold, in order, and the number of variants."""

    problems: Problems
    variants: int


def judge(root: Path, data: DataFiles, today: date, purpose: Purpose) -> Judgement:
    """Check the data files of the project at `root`, without making its variants."""
    memory = Memory(data.files, Cache(root / FOLDER))
    found = memory.complete(all_findings(memory.files_to_read(), memory.missing))
    problems = in_order((*apply_policy(found, today, purpose), *data.diagnostics, *settings_problems(root)))
    return Judgement(problems, len(split_by_variant(data.files)[1]))


def judge_project(project: Project, purpose: Purpose = "release") -> Problems:
    """The problems of a project that was opened with lint, as `runbook check --release` reports them; `purpose` chooses a build or check.

    A release is fit to go out when none of it is an error: `has_errors`. `to_text` prints it; no secret is in it.
    """
    assert project.findings is not None, "open the project with lint"
    found = apply_policy(project.findings, project.today, purpose)
    return in_order((*found, *project.outcome.diagnostics, *settings_problems(project.root)))
