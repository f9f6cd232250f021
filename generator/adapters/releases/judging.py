"""Whether a project is fit to be published: what a release stands for must be what somebody can look up."""

from __future__ import annotations

from generator.adapters.faults import InputFault
from generator.adapters.project import Project
from generator.adapters.releases.tags import uncommitted
from generator.domain.diagnostics import some_of


def refuse_unfit(project: Project, *, draft: bool) -> None:
    """Raises InputFault for what a release may not have, and a draft may."""
    if draft:
        return
    changed = uncommitted(project.root)
    if changed:
        raise InputFault(
            f"a release is of one commit, and this differs from it: {some_of(changed, 5)}. Commit it first, or publish a --draft."
        )
