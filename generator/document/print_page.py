"""The page from which a variant's runbook is printed: each sheet with a picture and its downloads, and a form for T-0."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from generator.document.pages import Page
from generator.document.print_job import Download, Unprintable
from generator.document.runbook_context import RunbookContext
from generator.model.entities import PHASES
from generator.text.file_sizes import size_in_words
from generator.text.font_coverage import listed

# The sheets that are held against the clock of a deployment, the most wanted first.
ON_THE_CLOCK = ("deploy-day", "prepare", "follow-up", "rollback", "book")
FORMS = {".pdf": "print.pdf.a4", ".letter.pdf": "print.pdf.letter", ".html": "print.html", ".md": "print.md"}


@dataclass(frozen=True, slots=True)
class Offer:
    """One form of a sheet; without a target it is missing, and `missing` says why and what to do."""

    name: str
    target: str = ""
    size: str = ""
    pages: int = 0
    missing: str = ""


@dataclass(frozen=True, slots=True)
class PrintedSheet:
    """One sheet on the page; `picture` is empty where nothing was printed."""

    anchor: str
    title: str
    picture: str
    opens: str
    offers: tuple[Offer, ...]


def print_page(scope: RunbookContext, downloads: Mapping[str, Download | Unprintable]) -> Page:
    names = sheet_titles(scope)
    clock = tuple((names[part], f"{scope.variant.id}/sheets/{part}.html") for part in ON_THE_CLOCK)
    return Page(
        path=scope.page("print"),
        title=scope.words("print"),
        template="print",
        nav=(scope.title,),
        variant=scope.variant.id,
        view={
            "title": scope.words("print"),
            "head": scope.head("print"),
            "clock": clock,
            "sheets": tuple(_sheet(scope, part, title, downloads) for part, title in names.items()),
        },
    )


def sheet_titles(scope: RunbookContext) -> dict[str, str]:
    """The titles of a variant's sheets, by what they hold."""
    phases: dict[str, str] = {phase: scope.phase_title(phase) for phase in PHASES}
    return phases | {"emergency": scope.words("overview.card"), "book": scope.words("print.book")}


def _sheet(scope: RunbookContext, part: str, title: str, downloads: Mapping[str, Download | Unprintable]) -> PrintedSheet:
    stem = f"{scope.variant.id}/sheets/{part}"
    offers = tuple(
        Offer(scope.words(words), missing=_missing(scope, found))
        if isinstance(found, Unprintable)
        else Offer(scope.words(words), f"{stem}{ending}", size_in_words(found.size), found.pages)
        for ending, words in FORMS.items()
        if (found := downloads.get(f"{stem}{ending}")) is not None
    )
    pdf = downloads.get(f"{stem}.pdf")
    picture = f"{stem}.png" if isinstance(pdf, Download) and pdf.preview else ""
    return PrintedSheet(part, title, picture, offers[0].target if offers else "", offers)


def _missing(scope: RunbookContext, found: Unprintable) -> str:
    if found.characters:
        return scope.words("print.pdf.no-font", characters=listed(found.characters, "“”"))
    return scope.words("print.pdf.failed")
