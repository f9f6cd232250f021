"""`runbook schema`: the JSON Schema that editors use to complete and check data files."""

from __future__ import annotations

import sys
from pathlib import Path

from generator.cli.options import CHECK_ONLY, project_command
from generator.project.faults import CLEAN, INPUT_PROBLEM

PATH = Path("schema", "runbook.schema.json")


@project_command
@CHECK_ONLY
def schema(root: Path, *, only_check: bool = False) -> int:
    """Write schema/runbook.schema.json, which editors use to complete and check data files.

    \b
    runbook schema
    runbook schema --check
    """
    from generator.model.editor_schema import schema_text
    from generator.project.atomic_files import write_all

    place = root / PATH
    wanted = schema_text().encode()
    present = place.read_bytes() if place.is_file() else None
    if present == wanted:
        sys.stdout.write(f"{PATH} is up to date\n")
        return CLEAN
    if only_check:
        sys.stderr.write(f"runbook: {PATH} is {'missing' if present is None else 'out of date'}; run `runbook schema`\n")
        return INPUT_PROBLEM
    write_all(root, {PATH.as_posix(): wanted}, {} if present is None else {PATH.as_posix(): present})
    sys.stdout.write(f"{PATH} written\n")
    return CLEAN
