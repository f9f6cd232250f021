"""One sheet of a project as a PDF, dated by the commit; what cannot be printed becomes a report."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from datetime import UTC, datetime, time

from generator.checks.missing_glyphs import find_unprintable
from generator.diagnostics.diagnostic import Diagnostic, in_order
from generator.document.print_job import Paper, Printed
from generator.document.sheets import Sheet
from generator.paper.typst_compiler import Press, Unprintable
from generator.paper.typst_job import print_job
from generator.project.open_project import Project
from generator.project.revision import SOURCE_DATE_EPOCH


class NotPrinted(Exception):
    """The data hold what cannot be printed; `diagnostics` say where."""

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.diagnostics = tuple(diagnostics)
        super().__init__(f"{len(self.diagnostics)} places cannot be printed")


def print_sheet(project: Project, sheet: Sheet, paper: Paper) -> bytes:
    """One sheet as a PDF.

    Raises NotPrinted.
    """
    try:
        (printed,) = Press(timestamp_of(project))([print_job(sheet, paper)])
    except Unprintable as fault:
        raise not_printed(project, fault) from None
    tell_length(printed)
    return printed.pdf


def tell_length(printed: Printed) -> None:
    if printed.too_long:
        sys.stderr.write(f"runbook: note: {printed.path} takes {printed.pages} pages and is meant to have {printed.most_pages} at most\n")


def timestamp_of(project: Project) -> int:
    """The seconds since 1970 by which PDFs are dated: SOURCE_DATE_EPOCH, else the commit's, else the start of the project's day."""
    given = os.environ.get(SOURCE_DATE_EPOCH, "")
    if given.isdecimal():
        return int(given)
    return int((project.revision.committed or datetime.combine(project.today, time(), UTC)).timestamp())


def not_printed(project: Project, fault: Unprintable) -> NotPrinted | Unprintable:
    """The report of a fault; the fault itself where the data do not hold its texts, since then it is the program's."""
    variants = project.outcome.variants.values()
    found = in_order(problem for variant in variants for problem in find_unprintable(variant, project.files, fault.texts))
    return NotPrinted(found) if found else fault
