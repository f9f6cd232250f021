"""Make the site of a project with PDFs of all sheets. Their date is that of the version of their variant."""

from __future__ import annotations

import sys

from generator.checks.resolve import Outcome
from generator.diagnostics.diagnostic import some_of
from generator.document.pages import Site, SiteSettings
from generator.document.print_job import Unprintable
from generator.model.differences import PreviousRelease
from generator.paper.print_sheet import timestamp_of, warn_of_length, why_unprintable
from generator.paper.typst_compiler import Typesetter
from generator.project.cache import FOLDER, SHEETS, Cache
from generator.project.open_project import Project
from generator.site.make_site import make_site


def print_site(project: Project, settings: SiteSettings, before: PreviousRelease | None = None, seen: Outcome | None = None) -> Site:
    """Return the site with PDFs and previews of the sheets. Only changed sheets are typeset again.

    `seen` is the redacted outcome, if the caller has it already. A sheet that cannot be typeset is left out with a warning.
    """
    typesetter = Typesetter(timestamp_of(project), Cache(project.root / FOLDER / SHEETS), previews=True)
    site = make_site(seen or project.outcome, settings, typesetter, before)
    for printed in site.printed:
        warn_of_length(printed)
    # Print one line for each variant and reason, because a text can be on several sheets, and a sheet on several papers.
    failed: dict[tuple[str, str], list[Unprintable]] = {}
    for one in site.unprintable:
        failed.setdefault((one.path.partition("/")[0], one.fault), []).append(one)
    for (variant, fault), several in failed.items():
        reason = Unprintable("", tuple(dict.fromkeys(character for one in several for character in one.characters)), fault)
        sheets = some_of(dict.fromkeys(one.path.rpartition("/")[2].partition(".")[0] for one in several))
        where = "" if fault else "; `runbook check` shows where"
        sys.stderr.write(f"runbook: warning: {variant}: PDFs of {sheets} are left out: {why_unprintable(reason)}{where}\n")
    return site
