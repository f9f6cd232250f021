"""Makes the run of a sheet that somebody typed, with the runbook that the sheet was printed from."""

from __future__ import annotations

from dataclasses import replace

from generator.diagnostics.diagnostic import Diagnostic, unknown
from generator.model.variant import by_every_id
from generator.project.open_project import Project
from generator.records.find_version import find_version
from generator.records.read_sheet import read_sheet, wrong_sheet
from generator.records.sheet_run import run_of_sheet
from generator.runs.read_run import Run


def run_from_sheet(project: Project, data: bytes, path: str) -> Run | tuple[Diagnostic, ...]:
    """Return the run that the bytes of a sheet describe, or all problems of the sheet.

    The numbers on a sheet are those of its release. So the runbook of another one is never taken in its place.
    """
    sheet = read_sheet(data, path)
    if isinstance(sheet, tuple):
        return sheet
    system = by_every_id(project.outcome.variants).get(sheet.system)
    if system is None:
        has_errors = sheet.system in project.outcome.names
        why = f"system `{sheet.system}` has errors" if has_errors else unknown("system", sheet.system, project.outcome.names)
        return (wrong_sheet(sheet.places["system"], why, "`runbook check` lists them" if has_errors else "write the id of its folder"),)
    named = Run("", system.id, sheet.release, "", (), commit=sheet.commit)
    version = find_version(project, system, named)
    unknown_version = any(finding.kind == "unknown-version" for finding in version.findings)
    if unknown_version and (sheet.commit or sheet.release):
        place = sheet.places["commit" if sheet.commit else "release"]
        help = "correct it, or write the other one of `commit` and `release`; without both, the runbook of today counts"
        name = sheet.commit or sheet.release
        return (wrong_sheet(place, f"git has no commit or tag `{name}` with this system, so nobody knows what the numbers mean", help),)
    run = run_of_sheet(sheet, version.document)
    return replace(run, commit=version.commit) if isinstance(run, Run) else run
