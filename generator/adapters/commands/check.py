"""`runbook check`: all problems of all layers and variants in one run."""

from __future__ import annotations

import os
import sys
from datetime import date
from pathlib import Path

from generator.adapters.faults import CLEAN, INPUT_PROBLEM
from generator.adapters.project import locate, open_project
from generator.adapters.report import count_of, summary, to_github, to_json, to_text, wants_colour


def check(folder: Path | None, style: str, today: date | None) -> int:
    """Print the problems in the given style: `text`, `json` or `github`; warnings alone are clean."""
    project = open_project(locate(folder), today)
    problems = project.outcome.diagnostics
    if style == "json":
        sys.stdout.write(to_json(problems))
    else:
        if style == "github":
            sys.stdout.write(to_github(problems, project.revision.prefix))
        elif problems:
            sys.stdout.write(to_text(problems, colour=wants_colour(sys.stdout, os.environ)) + "\n")
        read = f"{count_of(len(project.outcome.names), 'variant')}, {count_of(len(project.files), 'data file')}"
        sys.stdout.write(f"{summary(problems)}; read {read}\n")
    return CLEAN if project.outcome.ok else INPUT_PROBLEM
