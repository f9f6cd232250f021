"""Compose the pages of the site from the documents of all variants. `site/render_pages.py` renders these pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from generator.document.changes_page import changes_page
from generator.document.compose import RunbookDocument
from generator.document.home import contacts_page, home_page, services_page
from generator.document.matrix import matrix_pages
from generator.document.overview import overview_page
from generator.document.pages import Page, SiteSettings
from generator.document.past_runs_page import past_runs_page
from generator.document.print_page import Download, print_page
from generator.document.quality_page import quality_page
from generator.document.runbook_pages import emergency_page, phase_page, reference_pages
from generator.model.differences import ReleaseChanges
from generator.model.entities import PHASES
from generator.text.catalogue import catalogue


def compose_site(
    documents: Sequence[RunbookDocument], settings: SiteSettings, files: Mapping[str, Download] = {}, since: ReleaseChanges | None = None
) -> tuple[Page, ...]:
    """Return all pages in the order of the navigation: home, the pages of each variant, the pages about all systems.

    A public site has no quality page and no matrix, because these are for authors. `files` are the files of sheets by path; for a PDF that
    cannot be made, the value is the reason. A release has a page of changes `since` the previous release; `since` is None
    for the first release.
    """
    contexts = [document.context for document in documents]
    own = [tuple(variant_pages(document, files)) for document in documents]
    words = catalogue("page", settings.language)
    pages = (
        home_page([(context, pages[0]) for context, pages in zip(contexts, own, strict=True)], words, settings),
        *(page for pages in own for page in pages),
        contacts_page(documents, words),
        services_page(contexts, words),
        *(() if settings.public else (quality_page(contexts, words, settings), *matrix_pages(contexts, words))),
    )
    if not settings.release:
        return pages
    titles = {page.path: ": ".join((*page.nav[1:], page.title)) for page in pages}
    return (*pages, changes_page(contexts, words, settings, since, titles))


def variant_pages(document: RunbookDocument, downloads: Mapping[str, Download]) -> Iterator[Page]:
    """Yield the pages of one variant, its overview first."""
    yield overview_page(document)
    yield emergency_page(document)
    yield from (phase_page(document, phase) for phase in PHASES)
    yield print_page(document, downloads)
    yield from reference_pages(document)
    yield from past_runs_page(document)
