"""Turns merged variants into pages: what stands where, in which words, with which links. Rendering fills the templates."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from generator.document.emergency import emergency_page
from generator.document.overview import overview_page
from generator.document.page_context import PageContext
from generator.document.pages import Page, SiteSettings
from generator.document.phase_pages import phase_page
from generator.document.print_job import Download
from generator.document.reference_pages import reference_pages
from generator.model.entities import PHASES
from generator.model.release import Since
from generator.model.variant import Variant
from generator.site.changes_page import changes_page
from generator.site.home import contacts_page, home_page, services_page
from generator.site.matrix import matrix_pages
from generator.site.print_page import print_page
from generator.site.quality_page import quality_page
from generator.text.catalogue import catalogue

NO_LAYERS: Mapping[str, str] = {}
NO_DOWNLOADS: Mapping[str, Download] = {}


def compose_site(
    variants: Mapping[str, Variant],
    settings: SiteSettings,
    layers: Mapping[str, str] = NO_LAYERS,
    downloads: Mapping[str, Download] = NO_DOWNLOADS,
    since: Since | None = None,
) -> tuple[Page, ...]:
    """All pages in the order of the navigation: home, each variant's own, those across variants; what its makers ask themselves is
    on no public page.

    `layers` are titles by id, `downloads` the sheets that can be had, by path. A release has a page that tells what changed `since` the
    one before; None stands for the first.
    """
    scopes = [PageContext(variant, settings, layers) for variant in variants.values()]
    own = [tuple(replace(page, language=scope.words.language) for page in variant_pages(scope, downloads)) for scope in scopes]
    words = catalogue("page", settings.language)
    overviews = [(scope, pages[0]) for scope, pages in zip(scopes, own, strict=True)]
    pages = (
        home_page(overviews, words, settings),
        *(page for pages in own for page in pages),
        contacts_page(scopes, words),
        services_page(scopes, words),
        *(() if settings.public else (quality_page(scopes, words, settings), *matrix_pages(scopes, words))),
    )
    if not settings.release:
        return pages
    titles = {page.path: ": ".join((*page.nav[1:], page.title)) for page in pages}
    return (*pages, changes_page(scopes, words, settings, since, titles))


def variant_pages(scope: PageContext, downloads: Mapping[str, Download]) -> Iterator[Page]:
    """A variant's pages, its overview first."""
    phases = {phase: phase_page(scope, phase) for phase in PHASES}
    yield overview_page(scope, phases)
    yield emergency_page(scope)
    yield from phases.values()
    yield print_page(scope, downloads)
    yield from reference_pages(scope)
