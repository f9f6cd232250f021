"""`runbook check`: all problems of all layers and variants in one run."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from generator.adapters.cache import FOLDER, Cache
from generator.adapters.faults import CLEAN, INPUT_PROBLEM
from generator.adapters.progress import Progress
from generator.adapters.project import locate
from generator.adapters.project_files import read_data
from generator.adapters.remembered_check import find_problems
from generator.adapters.report import count_of, summary, to_github, to_json, to_text, wants_colour
from generator.adapters.revision import read_revision
from generator.domain.diagnostics import has_errors, in_order


def check(folder: Path | None, style: str) -> int:
    """Print the problems in the given style: `text`, `json` or `github`; warnings alone are clean."""
    root = locate(folder)
    with Progress() as progress:
        progress.say("reading the data")
        data = read_data(root)
        progress.say(f"checking {count_of(len(data.files), 'data file')}")
        judged = find_problems(data.files, Cache(root / FOLDER))
    problems = in_order((*data.diagnostics, *judged.diagnostics))
    if style == "json":
        sys.stdout.write(to_json(problems))
    else:
        if style == "github":
            sys.stdout.write(to_github(problems, read_revision(root).prefix))
        elif problems:
            sys.stdout.write(to_text(problems, colour=wants_colour(sys.stdout, os.environ)) + "\n")
        read = f"{count_of(judged.variants, 'variant')}, {count_of(len(data.files), 'data file')}"
        sys.stdout.write(f"{summary(problems)}; read {read}\n")
    return INPUT_PROBLEM if has_errors(problems) else CLEAN
