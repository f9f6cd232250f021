"""`runbook review`: a variant's runbook was read against its system today."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path

import click

from generator.project.faults import CLEAN, EXIT_CODES, InputFault, UsageFault


@click.command(epilog=EXIT_CODES)
@click.argument("variant")
@click.option("--today", metavar="DATE", help="The day of the review; by default today.")
@click.pass_obj
def review(folder: Path | None, variant: str, today: str | None) -> int:
    """Write the date of today into `variant.reviewed` of VARIANT: somebody has read its runbook against the system.

    \b
    runbook review elearning-platform
    runbook review elearning-platform --today 2026-11-20
    """
    from generator.edits import workflow as editing
    from generator.edits.write_edits import apply, read_for_editing, refusal, refuse
    from generator.project.project_files import locate
    from generator.project.revision import parse_day
    from generator.source.splices import CannotEdit

    day = datetime.now().astimezone().date() if today is None else parse_day(today)
    root = locate(folder)
    data = read_for_editing(root)
    try:
        changed = editing.review(data.files, variant, day)
    except editing.NoSuchThing as fault:
        raise UsageFault(str(fault)) from None
    except editing.Unread as fault:
        refuse(fault.diagnostics, f"variant `{variant}` was not stamped")
    except CannotEdit as fault:
        raise InputFault(f"variant `{variant}` was not stamped\n{refusal(fault)}") from None
    apply(root, data, changed)
    told = "" if changed else " already"
    sys.stdout.write(f"variant `{variant}` is stamped as reviewed on {day.isoformat()}{told}\n")
    return CLEAN
