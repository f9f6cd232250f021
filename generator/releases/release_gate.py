"""Checks that a project may be released: its data have no errors and are committed."""

from __future__ import annotations

from generator.diagnostics.diagnostic import Diagnostic, some_of
from generator.project.faults import InputFault
from generator.project.open_project import Project, judge_project
from generator.releases.git_tags import uncommitted
from generator.site.mkdocs_build import source_folders


class NotReleasable(Exception):
    """The data have errors that a release must not have. `draft_allowed` says whether a draft may have them."""

    def __init__(self, diagnostics: tuple[Diagnostic, ...], *, draft_allowed: bool) -> None:
        self.diagnostics = diagnostics
        self.draft_allowed = draft_allowed
        super().__init__(f"{len(diagnostics)} errors prevent a release")


def check_releasable(project: Project, *, draft: bool) -> None:
    """Raise NotReleasable or InputFault if a release must not be made from a project. A draft may always be; the build checks its data."""
    if draft:
        return
    errors = tuple(problem for problem in judge_project(project, "release") if problem.severity == "error")
    if errors:
        raise NotReleasable(errors, draft_allowed=project.outcome.ok)
    changed = uncommitted(project.root, source_folders(project.root))
    if changed:
        raise InputFault(f"these files differ from the commit of the release: {some_of(changed, 5)}. Commit them, or publish a --draft.")
