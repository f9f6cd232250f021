"""`runbook report`: how complete the runbook of each variant is."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from generator.cli.options import TODAY, format_option, project_command
from generator.project.faults import CLEAN, INPUT_PROBLEM


@project_command
@format_option("md", "json", "csv")
@TODAY
def report(root: Path, style: str = "md", today: str | None = None) -> int:
    """Report for each variant how complete its runbook is: counts, missing parts, unassigned contacts, overdue reviews, items without
    a role, waivers and their end dates, and how much it differs from the shared layers.

    \b
    runbook report
    runbook report --format csv --today 2026-12-31 > quality.csv
    """
    from generator.checks.completeness import quality_of
    from generator.project.open_project import open_project
    from generator.project.revision import parse_day
    from generator.report.diagnostics_report import summary, to_text, wants_colour
    from generator.report.quality_csv import to_csv
    from generator.report.quality_json import to_json
    from generator.report.quality_markdown import to_markdown
    from generator.report.quality_wording import QualityReport

    project = open_project(root, parse_day(today) if today is not None else None)
    outcome = project.outcome
    qualities = tuple((variant, quality_of(variant, project.today)) for variant in outcome.variants.values())
    broken = tuple(name for name in outcome.names if name not in outcome.variants)
    result = QualityReport(qualities, broken, project.today, project.revision.of_data)
    if style == "csv":
        # As bytes, since the line ends of CSV must not be changed.
        click.echo(to_csv(result).encode(), sys.stdout, nl=False)
    else:
        sys.stdout.write(to_json(result) if style == "json" else to_markdown(result))
    if outcome.ok:
        return CLEAN
    sys.stderr.write(to_text(outcome.diagnostics, colour=wants_colour(sys.stderr)) + "\n")
    sys.stderr.write(f"runbook: {summary(outcome.diagnostics)}; left out: {', '.join(broken) or 'none'}\n")
    return INPUT_PROBLEM
