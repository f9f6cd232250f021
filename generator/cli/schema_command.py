"""`runbook schema`: the JSON Schema by which editors complete and check data files."""

from __future__ import annotations

import sys
from pathlib import Path

from generator.model.editor_schema import schema_text
from generator.project.faults import CLEAN, INPUT_PROBLEM
from generator.project.open_project import locate

PATH = Path("schema", "runbook.schema.json")


def schema(folder: Path | None, *, only_check: bool) -> int:
    """Write the schema below the project, or tell whether the one that is there is up to date."""
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
