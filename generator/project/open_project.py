"""Opens a project: reads its revision and its data files, merges and checks them. Judges problems for a check, a build or a release."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from generator.checks.check_system_aliases import check_system_aliases
from generator.checks.consequences import without_consequences
from generator.checks.resolve import Outcome, Problems, all_findings, resolve
from generator.checks.severity_policy import Purpose, apply_policy
from generator.diagnostics.diagnostic import Diagnostic, Span, has_errors, in_order, unknown
from generator.model.variant import Variant
from generator.model.variant_version import VariantVersion
from generator.project.cache import FOLDER, Cache
from generator.project.faults import InputFault, UsageFault
from generator.project.project_files import DATA, DataFiles, read_data
from generator.project.record_files import RecordFiles, read_records, with_drills, with_runs
from generator.project.remembered_check import Memory
from generator.project.revision import Revision, day_of, read_revision
from generator.project.settings_file import settings_problems
from generator.project.site_encodings import encoding_problems
from generator.project.unread_parts import without_unread
from generator.project.variant_versions import variant_versions
from generator.source.attached_files import unused_files
from generator.source.folder_problems import VARIANTS
from generator.source.layers import split_by_variant


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

    def versions(self) -> dict[str, VariantVersion]:
        """Return the version of each variant without errors, by id. Raises InputFault if git cannot read the history."""
        layers = {name: variant.layers for name, variant in self.outcome.variants.items()}
        return variant_versions(self.root, self.revision, self.files, layers)

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
    records = read_records(root)
    findings = with_drills(memory.complete(outcome.findings), records, data.files) if memory else None
    if unread := (*data.diagnostics, *data.warnings, *records.problems):
        outcome = without_unread(outcome, unread)
    outcome = with_runs(outcome, records)
    return Project(root, revision, today or day_of(revision), outcome, data.files, findings)


def judge(root: Path, data: DataFiles, today: date, purpose: Purpose) -> Problems:
    """Return the problems of the project at `root` in order. The variants are checked, but not composed into documents."""
    records = read_records(root)
    found = (*data.diagnostics, *data.warnings, *records.problems)
    others = (*found, *settings_problems(root), *encoding_problems(root), *check_system_aliases(data.files))
    return _judged(data.files, findings_of(root, data, records), others, today, purpose)


def findings_of(root: Path, data: DataFiles, records: RecordFiles) -> Problems:
    """Return all findings for the data and the records of the project at `root`, for any day and purpose."""
    memory = Memory(data.files, Cache(root / FOLDER))
    found = memory.complete(all_findings(memory.files_to_read(), memory.missing, memory.names))
    return with_drills(found, records, data.files)


def judge_project(project: Project, purpose: Purpose = "release") -> Problems:
    """Return the problems of a project that was opened with lint, judged for a release or for another purpose.

    A release may be published if none of the problems is an error. No problem shows a secret.
    """
    assert project.findings is not None, "open the project with lint"
    others = (*project.outcome.diagnostics, *settings_problems(project.root))
    return _judged(project.files, project.findings, others, project.today, purpose)


def _judged(files: Mapping[str, bytes], found: Problems, others: Problems, today: date, purpose: Purpose) -> Problems:
    """Return the problems that apply, in order. `found` are those that the policy changes."""
    if not has_errors((*found, *others)):  # a file in the wrong place is the cause, and then that is reported
        found = (*found, *_without_variants(files), *unused_files(files))
    return _reported(*apply_policy(found, today, purpose), *others)


def _without_variants(files: Mapping[str, bytes]) -> Iterator[Diagnostic]:
    """Yield a problem if no file belongs to a variant, so that a site would be empty."""
    if not split_by_variant(files)[1]:
        message = f"no folder in `{DATA}/{VARIANTS}` has data, so there is no runbook"
        help = "`runbook new variant ID` creates one; to release a site without systems, publish it with `--because`"
        yield Diagnostic("no-variant", message, Span(f"{DATA}/{VARIANTS}", 1, 1), help, severity="warning")


def _reported(*problems: Diagnostic) -> Problems:
    return in_order(without_consequences(problems))
