"""Turns the documents of variants into pages: what stands where, with which links. Rendering fills the templates."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from generator.document.changes_page import changes_page
from generator.document.compose import RunbookDocument
from generator.document.home import contacts_page, home_page, services_page
from generator.document.matrix import matrix_pages
from generator.document.overview import overview_page
from generator.document.pages import Page, SiteSettings
from generator.document.phase_pages import emergency_page, phase_page
from generator.document.print_job import Download, Unprintable
from generator.document.print_page import print_page
from generator.document.quality_page import quality_page
from generator.document.reference_pages import reference_pages
from generator.model.entities import PHASES
from generator.model.release import Since
from generator.text.catalogue import catalogue

NO_DOWNLOADS: Mapping[str, Download | Unprintable] = {}


def compose_site(
    documents: Sequence[RunbookDocument],
    settings: SiteSettings,
    downloads: Mapping[str, Download | Unprintable] = NO_DOWNLOADS,
    since: Since | None = None,
) -> tuple[Page, ...]:
    """All pages in the order of the navigation: home, each variant's own, those across variants; what its makers ask themselves is
    on no public page.

    `downloads` are the sheets that can be had or are missing, by path. A release has a page that tells what changed `since` the one
    before; None stands for the first.
    """
    scopes = [document.context for document in documents]
    own = [
        tuple(replace(page, language=document.context.variant.language) for page in variant_pages(document, downloads))
        for document in documents
    ]
    words = catalogue("page", settings.language)
    overviews = [(scope, pages[0]) for scope, pages in zip(scopes, own, strict=True)]
    pages = (
        home_page(overviews, words, settings),
        *(page for pages in own for page in pages),
        contacts_page(documents, words),
        services_page(scopes, words),
        *(() if settings.public else (quality_page(scopes, words, settings), *matrix_pages(scopes, words))),
    )
    if not settings.release:
        return pages
    titles = {page.path: ": ".join((*page.nav[1:], page.title)) for page in pages}
    return (*pages, changes_page(scopes, words, settings, since, titles))


def variant_pages(document: RunbookDocument, downloads: Mapping[str, Download | Unprintable]) -> Iterator[Page]:
    """A variant's pages, its overview first."""
    yield overview_page(document)
    yield emergency_page(document)
    for phase in PHASES:
        yield phase_page(document, phase)
    yield print_page(document.context, downloads)
    yield from reference_pages(document)
