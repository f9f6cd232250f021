"""`runbook run show`: one record, as Markdown or as it is in its file."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from generator.cli.options import format_option, project_command
from generator.project.faults import CLEAN, UsageFault


@project_command
@click.argument("record")
@format_option("md", "json")
def show(root: Path, record: str, *, style: str = "md") -> int:
    """Show a record: what was planned, what happened, and who did it. RECORD is its name, the begin of its name, or its file.

    \b
    runbook run show 2026-12-01-k3x9a2
    runbook run show runs/elearning-platform/2026-12-01-k3x9a2.json --format json
    """
    from generator.diagnostics.diagnostic import unknown
    from generator.model.variant import by_every_id
    from generator.project.open_project import open_project
    from generator.project.record_files import read_records
    from generator.records.record_markdown import record_markdown
    from generator.report.source_excerpt import visible

    every = [one for those in read_records(root).records.values() for one in those]
    name = Path(record).name.removesuffix(".json")
    exact = [one for one in every if record in (one.path, one.name, one.run.id)] or [one for one in every if name == one.name]
    found = exact or [one for one in every if one.name.startswith(name)]
    if not found:
        raise UsageFault(unknown("record", record, [one.name for one in every]))
    if len(found) > 1:
        raise UsageFault(f"`{record}` may be {', '.join(f'`{one.path}`' for one in found)}: give the whole path")
    (one,) = found
    if style == "json":
        sys.stdout.write((root / one.path).read_text("utf-8"))
        return CLEAN
    system = by_every_id(open_project(root).outcome.variants).get(one.run.variant)
    roles = {id: contact.title for id, contact in system.runbook.contacts.items()} if system else {}
    text = record_markdown(one, system.runbook.variant.title if system else one.run.variant, roles)
    sys.stdout.write("".join(f"{visible(line)}\n" for line in text.splitlines()))
    return CLEAN
