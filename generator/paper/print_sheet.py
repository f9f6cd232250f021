"""Typeset one sheet of a project as a PDF, dated by its version, or report why that is impossible."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, time

from generator.checks.resolve import all_findings
from generator.diagnostics.diagnostic import Diagnostic
from generator.document.print_job import TYPE_SIZE, Paper, Printed, Unprintable, WallPaper
from generator.document.sheets import Sheet
from generator.paper.print_data import print_job
from generator.paper.typst_compiler import Typesetter
from generator.project.open_project import Project
from generator.project.revision import source_date
from generator.source.layers import split_by_variant
from generator.text.font_coverage import listed


class NotPrinted(Exception):
    """A sheet that cannot be typeset.

    `diagnostics` are the places in the data with characters that no font contains, if this is the reason.
    """

    def __init__(self, reason: str, diagnostics: tuple[Diagnostic, ...] = ()) -> None:
        self.diagnostics = diagnostics
        super().__init__(reason)


def print_sheet(project: Project, sheet: Sheet, paper: Paper | WallPaper, size: int = TYPE_SIZE) -> bytes:
    """Return a sheet as a PDF in a size of type. Raise NotPrinted if it cannot be typeset."""
    job = print_job(sheet, paper, size)
    *parts, result = Typesetter(timestamp_of(project))([*job.parts, job])
    if isinstance(result, Unprintable):
        raise NotPrinted(why_unprintable(result), tuple(_places(project, sheet.variant, result.characters)))
    for printed in (*parts, result):
        if isinstance(printed, Printed):
            warn_of_length(printed)
    return result.pdf


def why_unprintable(result: Unprintable) -> str:
    """Return the reason why a PDF cannot be made, as half a sentence."""
    return f"no font has {listed(result.characters)}" if result.characters else f"the typesetter fails: {result.fault}"


def _places(project: Project, variant: str, characters: Sequence[str]) -> Iterator[Diagnostic]:
    """Yield the problems that `runbook check` finds in texts with these characters, as errors, even if they are waived."""
    shared, variants = split_by_variant(project.files)
    found = all_findings({**shared, **variants[variant]}, {variant})[variant]
    for problem in found:
        if problem.code == "missing-glyph" and any(listed((one,)) in problem.message for one in characters):
            yield replace(problem, severity="error", waived=None)


def warn_of_length(printed: Printed) -> None:
    if 0 < printed.most_pages < printed.pages:
        much = f"{printed.path} has {printed.pages} pages, and should have at most {printed.most_pages}"
        sys.stderr.write(f"runbook: note: {much}: print all of them and keep them together, or shorten the texts on it\n")


def timestamp_of(project: Project) -> int:
    """Return the date of PDFs without a version, in seconds since 1970.

    This is SOURCE_DATE_EPOCH, else the date of the commit, else the start of the day of the project.
    """
    return int((source_date() or project.revision.committed or datetime.combine(project.today, time(), UTC)).timestamp())
