"""`runbook schema`: the JSON Schema by which editors complete and check data files."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from generator.project.faults import CLEAN, EXIT_CODES, INPUT_PROBLEM

PATH = Path("schema", "runbook.schema.json")


@click.command(epilog=EXIT_CODES)
@click.option("--check", "only_check", is_flag=True, help="Write nothing; fail where the committed file differs.")
@click.pass_obj
def schema(folder: Path | None, *, only_check: bool) -> int:
    """Write schema/runbook.schema.json, by which editors complete and check data files.

    \b
    runbook schema
    runbook schema --check
    """
    from generator.model.editor_schema import schema_text
    from generator.project.project_files import locate

    place = locate(folder) / PATH
    wanted = schema_text().encode()
    present = place.read_bytes() if place.is_file() else None
    if present == wanted:
        sys.stdout.write(f"{PATH} is up to date\n")
        return CLEAN
    if only_check:
        sys.stderr.write(f"runbook: {PATH} is {'missing' if present is None else 'out of date'}; run `runbook schema`\n")
        return INPUT_PROBLEM
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(wanted)
    sys.stdout.write(f"{PATH} is written\n")
    return CLEAN
