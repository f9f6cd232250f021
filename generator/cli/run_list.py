"""`runbook run list`: the records of past runs."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click

from generator.cli.options import format_option, project_command
from generator.model.past_runs import PastRun
from generator.project.faults import CLEAN
from generator.report.source_excerpt import visible

MOST_LETTERS = 40


@project_command
@click.argument("variant", required=False)
@format_option("text", "json")
def list_(root: Path, variant: str | None = None, *, style: str = "text") -> int:
    """List the past runs of VARIANT, or of all systems, the newest first.

    \b
    runbook run list
    runbook run list elearning-platform
    """
    from generator.project.open_project import open_project

    project = open_project(root)
    variants = [project.variant(variant)] if variant else [*project.outcome.variants.values()]
    runs = [(one.id, run) for one in variants for run in reversed(one.runs)]
    if style == "json":
        sys.stdout.write(json.dumps([_data(system, run) for system, run in runs], indent=2, ensure_ascii=False) + "\n")
    elif runs:
        sys.stdout.write(_table(runs))
    else:
        of = f" of `{variant}`" if variant else ""
        sys.stdout.write(f"no records{of} in `runs/`: export a finished run on its page, then `runbook run add FILE`\n")
    return CLEAN


def _data(system: str, run: PastRun) -> dict[str, Any]:
    return {
        "record": run.record,
        "system": system,
        "name": run.name,
        "drill": run.drill,
        "release": run.release,
        "began": run.began.isoformat(),
        "ended": run.ended.isoformat(),
        "minutes": run.minutes,
        "totals": run.totals.as_data(),
        "digest": run.digest,
    }


def _table(runs: Iterable[tuple[str, PastRun]]) -> str:
    rows: list[tuple[str, ...]] = [("RECORD", "SYSTEM", "RUN", "MINUTES", "DONE", "FAILED", "N/A", "OPEN")]
    for system, run in runs:
        name = f"{visible(run.name)[:MOST_LETTERS]}{' (drill)' if run.drill else ''}{'' if run.finished else ' (not ended)'}"
        totals = (str(getattr(run.totals, one)) for one in ("done", "failed", "na", "open"))
        rows.append((run.record, system, name.strip(), str(run.minutes), *totals))
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = ("  ".join(text.ljust(width) for text, width in zip(row, widths, strict=True)).rstrip() for row in rows)
    return "\n".join(lines) + "\n"
