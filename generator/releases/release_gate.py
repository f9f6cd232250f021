"""Whether a project is fit to be published: what a release stands for must be whole, and be what somebody can look up."""

from __future__ import annotations

from generator.diagnostics.diagnostic import Diagnostic, some_of
from generator.project.faults import InputFault
from generator.project.open_project import Project
from generator.project.project_check import judge_project
from generator.releases.git_tags import uncommitted
from generator.site.mkdocs_build import source_folders


class Unfit(Exception):
    """The data have what a release may not have; `diagnostics` say where, warnings left out; `draft_may` whether a draft may have it."""

    def __init__(self, diagnostics: tuple[Diagnostic, ...], *, draft_may: bool) -> None:
        self.diagnostics = diagnostics
        self.draft_may = draft_may
        super().__init__(f"{len(diagnostics)} problems stand in the way of a release")


def refuse_unfit(project: Project, *, draft: bool) -> None:
    """Raises Unfit and InputFault for what a release may not have, and a draft may; mistakes are left to the build."""
    if draft:
        return
    errors = tuple(problem for problem in judge_project(project, "release") if problem.severity == "error")
    if errors:
        raise Unfit(errors, draft_may=project.outcome.ok)
    changed = uncommitted(project.root, source_folders(project.root))
    if changed:
        raise InputFault(
            f"a release is of one commit, and this differs from it: {some_of(changed, 5)}. Commit it first, or publish a --draft."
        )
