"""The site of a project with all its sheets in print, dated by the commit."""

from __future__ import annotations

from generator.checks.resolve import Outcome
from generator.document.pages import Site, SiteSettings
from generator.model.release import Released
from generator.paper.print_sheet import not_printed, tell_length, timestamp_of
from generator.paper.typst_compiler import Press, Unprintable
from generator.project.cache import FOLDER, Cache
from generator.project.open_project import Project
from generator.site.make_site import make_site

SHEETS = "sheets"


def print_site(project: Project, settings: SiteSettings, before: Released | None = None, seen: Outcome | None = None) -> Site:
    """Everything that is made of a project, PDFs and their previews included; only what has changed is typeset.

    `seen` is what its readers may see, where that is known already. Raises NotPrinted.
    """
    press = Press(timestamp_of(project), Cache(project.root / FOLDER / SHEETS), previews=True)
    try:
        site = make_site(seen or project.outcome, settings, press, before)
    except Unprintable as fault:
        raise not_printed(project, fault) from None
    for printed in site.printed:
        tell_length(printed)
    return site
