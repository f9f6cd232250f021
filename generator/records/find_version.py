"""Finds the runbook that a run was made with: in the project as it is, at the commit that the run names, or in a release by its tag."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from generator.checks.resolve import Outcome, resolve
from generator.document.compose import RunbookDocument, compose
from generator.document.pages import SiteSettings
from generator.model.plain_data import data_digest, to_data
from generator.model.variant import Variant, by_every_id
from generator.project.git_tree import Commit, find_commit, has_commit, read_tree
from generator.project.open_project import Project
from generator.project.repository import find_repository
from generator.project.unread_parts import without_unread
from generator.redaction.redact import redact
from generator.runs.read_record import RecordFinding
from generator.runs.read_run import Run


@dataclass(frozen=True, slots=True)
class VersionOfRun:
    """The runbook of a run.

    `commit` is that of its data, or empty. `findings` say why it may be another one than the page had.
    """

    document: RunbookDocument
    commit: str = ""
    findings: tuple[RecordFinding, ...] = ()


def find_version(project: Project, system: Variant, run: Run) -> VersionOfRun:
    """Return the runbook of a run. If nobody can tell which one it was, that is the one of today, with a finding.

    Raises InputFault if git cannot read the files of the commit that the run names.
    """
    here = _composed(system, project.outcome)
    if run.data and run.data in _digests(project.outcome, system):
        return VersionOfRun(here, run.commit)
    release = run.release or next((event.release for event in run.events if event.release), "")
    for commit in _commits(project, run.commit, release):
        outcome = _outcome_at(project, commit)
        then = by_every_id(outcome.variants).get(run.variant) or outcome.variants.get(system.id)
        if then is None:
            continue
        same = not run.data or run.data in _digests(outcome, then)
        found = () if same else (RecordFinding("other-data", text=commit.id),)
        return VersionOfRun(_composed(then, outcome), commit.id, found)
    return VersionOfRun(here, run.commit, (RecordFinding("unknown-version", text=run.commit or release),))


def _commits(project: Project, commit: str, release: str) -> Iterator[Commit]:
    """Yield the commits that a run may mean: the one that it names, and the one that the tag of its release names."""
    if find_repository(project.root) is None:
        return
    for name in (commit, f"refs/tags/{release}", f"refs/tags/v{release}"):
        if name and not name.startswith("refs/tags/v/") and not name.endswith("/") and has_commit(project.root, name):
            yield find_commit(project.root, name)


def _outcome_at(project: Project, commit: Commit) -> Outcome:
    data = read_tree(project.root, commit)
    return without_unread(resolve(data.files), data.diagnostics)


def _composed(variant: Variant, outcome: Outcome) -> RunbookDocument:
    others = by_every_id(outcome.variants)
    return compose(replace(variant, runs=()), SiteSettings(), outcome.layers, others=others)


def _digests(outcome: Outcome, variant: Variant) -> Iterator[str]:
    """Yield the digest of the data as internal pages have it, then as public ones have it."""
    yield data_digest(to_data(variant, outcome.layers))
    public = redact(outcome.variants).get(variant.id)
    if public is not None:
        yield data_digest(to_data(public))
