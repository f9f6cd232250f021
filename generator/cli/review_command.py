"""`runbook review`: records that a runbook was reviewed."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path

import click

from generator.cli.options import project_command


@project_command
@click.argument("variant")
@click.option("--today", metavar="DATE", help="Record DATE as the day of the review. Default: today.")
def review(root: Path, variant: str, today: str | None = None) -> None:
    """Record that somebody has compared the runbook of VARIANT with the real system: write the date to `variant.reviewed`.

    \b
    runbook review elearning-platform
    runbook review elearning-platform --today 2026-11-20
    """
    from generator.edits.workflow import review as review_in
    from generator.edits.write_edits import apply, read_for_editing, refusing
    from generator.project.revision import parse_day

    day = datetime.now().astimezone().date() if today is None else parse_day(today)
    data = read_for_editing(root)
    with refusing(f"the review of variant `{variant}` was not recorded"):
        changed = review_in(data.files, variant, day)
    apply(root, data, changed)
    sys.stdout.write(f"variant `{variant}`: {'reviewed on' if changed else 'already reviewed on'} {day.isoformat()}\n")
