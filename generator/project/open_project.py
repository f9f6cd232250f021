"""Opens a project: reads its revision and its data files, merges and checks them. Judges problems for a check, a build or a release."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from generator.checks.consequences import without_consequences
from generator.checks.resolve import Outcome, Problems, all_findings, resolve
from generator.checks.severity_policy import Purpose, apply_policy
from generator.diagnostics.diagnostic import Diagnostic, in_order, unknown
from generator.model.variant import Variant
from generator.project.cache import FOLDER, Cache
from generator.project.faults import InputFault, UsageFault
from generator.project.project_files import DataFiles, read_data
from generator.project.remembered_check import Memory
from generator.project.revision import Revision, day_of, read_revision
from generator.project.settings_file import settings_problems
from generator.project.unread_parts import without_unread


@dataclass(frozen=True, slots=True)
class Project:
    """A project that was read, merged and checked.

    Attributes:
        today: The day for all checks of dates.
        files: The data files by path.
        findings: All problems, lint included, before the severity policy; None without lint.
    """

    root: Path
    revision: Revision
    today: date
    outcome: Outcome
    files: Mapping[str, bytes]
    findings: Problems | None = None

    def variant(self, name: str) -> Variant:
        """Return the variant with this id.

        Raises UsageFault for an unknown id, and InputFault for a variant with errors.
        """
        if name not in self.outcome.names:
            raise UsageFault(unknown("variant", name, self.outcome.names))
        found = self.outcome.variants.get(name)
        if found is None:
            raise InputFault(f"variant `{name}` has errors; `runbook check` lists them")
        return found


def open_project(root: Path, today: date | None = None, *, lint: bool = False) -> Project:
    """Read, merge and check the project at `root`. With `lint`, also apply the lint rules, unless the cache has their findings.

    `outcome.diagnostics` has the problems without lint, including those of unreadable files; variants with such files are left out.
    """
    data = read_data(root)
    revision = read_revision(root)
    memory = Memory(data.files, Cache(root / FOLDER)) if lint else None
    outcome = resolve(data.files, memory.missing) if memory else resolve(data.files)
    findings = memory.complete(outcome.findings) if memory else None
    if data.diagnostics or data.warnings:
        outcome = without_unread(outcome, (*data.diagnostics, *data.warnings))
    return Project(root, revision, today or day_of(revision), outcome, data.files, findings)


def judge(root: Path, data: DataFiles, today: date, purpose: Purpose) -> Problems:
    """Return the problems of the project at `root` in order. The variants are checked, but not composed into documents."""
    found = apply_policy(findings_of(root, data), today, purpose)
    return _reported(*found, *data.diagnostics, *data.warnings, *settings_problems(root))


def findings_of(root: Path, data: DataFiles) -> Problems:
    """Return all findings for the data of the project at `root`, for any day and purpose."""
    memory = Memory(data.files, Cache(root / FOLDER))
    return memory.complete(all_findings(memory.files_to_read(), memory.missing))


def judge_project(project: Project, purpose: Purpose = "release") -> Problems:
    """Return the problems of a project that was opened with lint, judged for a release or for another purpose.

    A release may be published if none of the problems is an error. No problem shows a secret.
    """
    assert project.findings is not None, "open the project with lint"
    found = apply_policy(project.findings, project.today, purpose)
    return _reported(*found, *project.outcome.diagnostics, *settings_problems(project.root))


def _reported(*problems: Diagnostic) -> Problems:
    return in_order(without_consequences(problems))
