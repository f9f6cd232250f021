"""The one judgement of a project's data in depth: by the rules of good practice too, on a day and for an occasion."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from generator.adapters.cache import FOLDER, Cache
from generator.adapters.project import Project
from generator.adapters.remembered_check import find_problems
from generator.domain.diagnostics import Diagnostic, in_order
from generator.domain.verdict import Occasion, verdict


@dataclass(frozen=True, slots=True)
class Judgement:
    """All problems that hold, in order, and the number of variants."""

    problems: tuple[Diagnostic, ...]
    variants: int


def judge(root: Path, files: Mapping[str, bytes], unread: Iterable[Diagnostic], today: date, occasion: Occasion) -> Judgement:
    """Judge the data files of the project at `root`, given by path, with what is known of files that could not be read."""
    judged = find_problems(files, Cache(root / FOLDER))
    return Judgement(in_order((*verdict(judged.diagnostics, today, occasion), *unread)), judged.variants)


def judge_project(project: Project, occasion: Occasion = "release") -> tuple[Diagnostic, ...]:
    """What `runbook check --release` finds in a project that was opened, on its own day; for a build or a check, what these find.

    A release is fit to go out when none of it is an error: `has_errors`. `to_text` prints it; no secret is in it.
    """
    return judge(project.root, project.files, project.outcome.diagnostics, project.today, occasion).problems
