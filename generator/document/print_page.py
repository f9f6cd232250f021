"""The page for printing: each sheet with a picture and its downloads, and a form to enter the time of T-0."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from generator.document.compose import RunbookDocument
from generator.document.pack import parts_of_pack
from generator.document.pages import OutputFile, Page
from generator.document.print_form import print_form
from generator.document.print_job import Printed, Unprintable
from generator.document.runbook_context import RunbookContext
from generator.document.sheet_head import version_of
from generator.document.sheets import PACK, PRINTED_PAGES
from generator.text.file_sizes import size_in_words
from generator.text.font_coverage import listed

FORMS = {".pdf": "print.pdf.a4", ".letter.pdf": "print.pdf.letter", ".html": "print.html", ".md": "print.md"}

Download = OutputFile | Printed | Unprintable  # a form of a sheet, or the reason why it is missing


@dataclass(frozen=True, slots=True)
class SheetDownload:
    """One form of a sheet. If it has no `target`, the form is missing, and `missing` gives the reason and the fix."""

    name: str
    target: str = ""
    size: str = ""
    pages: int = 0
    missing: str = ""


@dataclass(frozen=True, slots=True)
class PrintedSheet:
    """One sheet on the page for printing. `picture` is empty if there is no PDF."""

    anchor: str
    title: str
    picture: str
    downloads: tuple[SheetDownload, ...]


def print_page(document: RunbookDocument, downloads: Mapping[str, Download]) -> Page:
    """Return the page for printing. `downloads` are the forms of sheets by path."""
    context = document.context
    folder = f"{context.variant.id}/sheets"
    pages = {part: context.sheet_title(part) for part in PRINTED_PAGES if f"{folder}/{part}.html" in downloads}
    titles = sheet_titles(context) | pages
    sheets = tuple(printed_sheet(context, part, title, downloads) for part, title in titles.items())
    form = print_form(document, titles)
    return context.compose_page(
        "print", "print", context.words("print"), form=form, titles=titles, version=version_of(context), sheets=sheets
    )


def sheet_titles(context: RunbookContext) -> dict[str, str]:
    """Return the titles of all sheets of a variant, by the part that they show."""
    parts = (*((PACK,) if parts_of_pack(context) else ()), *context.phases)
    titles = {part: context.sheet_title(part) for part in parts}
    return titles | {"emergency": context.words("overview.card"), "book": context.words("print.book")}


def printed_sheet(context: RunbookContext, part: str, title: str, downloads: Mapping[str, Download]) -> PrintedSheet:
    stem = f"{context.variant.id}/sheets/{part}"
    found = ((key, downloads.get(f"{stem}{ending}")) for ending, key in FORMS.items())
    given = tuple(sheet_download(context, context.words(key), form) for key, form in found if form is not None)
    pdf = downloads.get(f"{stem}.pdf")
    return PrintedSheet(part, title, f"{stem}.png" if isinstance(pdf, Printed) and pdf.preview else "", given)


def sheet_download(context: RunbookContext, name: str, found: Download) -> SheetDownload:
    if isinstance(found, OutputFile):
        return SheetDownload(name, found.path, size_in_words(len(found.text.encode())))
    if isinstance(found, Printed):
        return SheetDownload(name, found.path, size_in_words(len(found.pdf)), found.pages)
    listing = listed(found.characters, "“”")
    reason = context.words("print.pdf.no-font", characters=listing) if found.characters else context.words("print.pdf.failed")
    return SheetDownload(name, missing=reason)
