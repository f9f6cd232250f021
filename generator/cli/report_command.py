"""`runbook report`: how complete the runbook of each variant is."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from generator.cli.options import TODAY
from generator.project.faults import CLEAN, EXIT_CODES, INPUT_PROBLEM


@click.command(epilog=EXIT_CODES)
@click.option("--format", "style", type=click.Choice(["md", "json", "csv"]), default="md", show_default=True, help="How to print.")
@TODAY
@click.pass_obj
def report(folder: Path | None, style: str, today: str | None) -> int:
    """Show, for each variant, its counts, what it does not define, unassigned contacts, overdue reviews, items without a role,
    waivers with their ends, and how far it is from the shared layers.

    \b
    runbook report
    runbook report --format csv --today 2026-12-31 > quality.csv
    """
    from generator.checks.completeness import quality_of
    from generator.project.open_project import open_project
    from generator.project.project_files import locate
    from generator.project.revision import parse_day
    from generator.report.diagnostics_report import summary, to_text, wants_colour
    from generator.report.quality_csv import to_csv
    from generator.report.quality_json import to_json
    from generator.report.quality_markdown import to_markdown
    from generator.report.quality_wording import Surveyed

    project = open_project(locate(folder), parse_day(today) if today is not None else None)
    outcome = project.outcome
    found = tuple((variant, quality_of(variant, project.today)) for variant in outcome.variants.values())
    broken = tuple(name for name in outcome.names if name not in outcome.variants)
    surveyed = Surveyed(found, broken, project.today, project.revision.of_data)
    if style == "csv":
        # As bytes: the line ends of CSV are no line feeds, and the terminal's encoding is no spreadsheet's.
        sys.stdout.flush()
        sys.stdout.buffer.write(to_csv(surveyed).encode())
    else:
        sys.stdout.write(to_json(surveyed) if style == "json" else to_markdown(surveyed))
    if not outcome.ok:
        problems = outcome.diagnostics
        sys.stderr.write(to_text(problems, colour=wants_colour(sys.stderr, os.environ)) + "\n")
        sys.stderr.write(f"runbook: {summary(problems)}; left out: {', '.join(broken) or 'none'}\n")
        return INPUT_PROBLEM
    return CLEAN
