"""`runbook sheet`: one sheet on standard output."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path
from typing import get_args

from generator import pipeline
from generator.adapters.faults import CLEAN, UsageFault
from generator.adapters.mkdocs_build import read_settings
from generator.adapters.project import locate, open_project, unknown
from generator.domain.clock import parse_moment
from generator.domain.model import PhaseId

EMERGENCY = "emergency"


def sheet(folder: Path | None, variant: str, phase: str | None, moment: str | None) -> int:
    """Print the sheet of a phase, of the emergency card, or of the whole runbook when no phase is named."""
    sheets = (*get_args(PhaseId), EMERGENCY)
    if phase is not None and phase not in sheets:
        raise UsageFault(unknown("phase", phase, sheets))
    at = _moment(moment) if moment is not None else None
    project = open_project(locate(folder))
    found = project.variant(variant)
    sys.stdout.write(pipeline.make_sheet(found, phase, read_settings(project), at))
    return CLEAN


def _moment(text: str) -> datetime:
    try:
        return parse_moment(text)
    except ValueError as error:
        raise UsageFault(f"--at: {error}") from None
