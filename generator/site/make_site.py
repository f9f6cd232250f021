"""Make all pages and files of the site in memory from the variants of a project."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import replace

from generator.checks.resolve import Outcome, gc_paused
from generator.diff.compare import compare_with_pages
from generator.document.compose import compose
from generator.document.compose_site import compose_site
from generator.document.pages import Outline, OutputFile, Site, SiteSettings
from generator.document.print_job import Printed, PrintJob, Unprintable
from generator.document.print_page import Download
from generator.document.select_sheets import printed_pages_of, role_sheets_of, sheets_of
from generator.model.differences import Differences, PreviousRelease, ReleaseChanges
from generator.model.plain_data import to_json
from generator.model.renamed_systems import previous_with_present_ids
from generator.model.used_files import used_files
from generator.model.variant import by_every_id
from generator.paper.markdown_sheets import render_sheet
from generator.paper.print_data import print_job
from generator.paper.print_html import print_style, render_print_page
from generator.redaction.redact import visible_outcome
from generator.redaction.redact_previous import redact_previous
from generator.site.address_index import compose_places
from generator.site.file_builds import declared, site_builds
from generator.site.js_strings import string_scripts
from generator.site.moved_pages import moved_copies, moved_pages
from generator.site.render_pages import render_site
from generator.site.run_data import boxes_file
from generator.site.search_index import compose_search
from generator.text.catalogue import ENGLISH

Typeset = Callable[[Sequence[PrintJob]], Sequence[Printed | Unprintable]]


def make_site(
    outcome: Outcome,
    settings: SiteSettings,
    typeset: Typeset | None = None,
    before: PreviousRelease | None = None,
) -> Site:
    """Return every page and file of the site; with `typeset`, also a PDF of each sheet for each paper in the settings.

    `before` is the previous release.
    """
    if before is not None:
        aliases = {id: variant.runbook.variant.aliases for id, variant in (outcome.whole or outcome.variants).items()}
        before = previous_with_present_ids(before, aliases)
    former = before
    outcome = visible_outcome(outcome, settings)
    if outcome.whole is not None and before is not None:
        before = redact_previous(before, outcome.whole, outcome.variants)
    languages = (ENGLISH, settings.language, *(variant.language for variant in outcome.variants.values()))
    with gc_paused():
        others = by_every_id(outcome.variants)
        documents = [compose(variant, settings, outcome.layers, others=others) for variant in outcome.variants.values()]
        sheets_by_document = [(document, sheets_of(document)) for document in documents]
        sheets = [sheet for _, those in sheets_by_document for sheet in those]
        role_sheets = [sheet for document, those in sheets_by_document for sheet in role_sheets_of(document, those)]
        markdown = [OutputFile(sheet.path, render_sheet(sheet)) for sheet in sheets]
        printed_pages = [sheet for document in documents for sheet in printed_pages_of(document)]
        pages_to_print = (*sheets, *role_sheets, *printed_pages)
        files = (*markdown, *(render_print_page(sheet, in_site=True) for sheet in pages_to_print), declared(print_style()))
        results = typeset([print_job(sheet, paper) for sheet in sheets for paper in settings.papers]) if typeset else ()
        downloads: dict[str, Download] = {one.path: one for one in (*files, *results)}
        data = to_json(outcome.variants, outcome.layers, settings.visibility)
        found = compare_with_pages(before.snapshot, json.loads(data)["variants"]) if before is not None and settings.release else None
        since = None
        if former is not None and settings.release:
            since = ReleaseChanges(former, found or Differences(tuple(outcome.variants)), found is not None)
        composed = compose_site(documents, settings, downloads, since)
        pages = render_site(composed, public=settings.public)
        places = compose_places(documents, composed, before) if settings.release else ()
    scripts = (*map(declared, map(boxes_file, documents)), *string_scripts(languages))
    texts = (*files, *scripts, *places, OutputFile("runbook.json", data))
    texts += tuple(moved_pages(documents, composed, texts))
    printed = tuple(one for one in results if isinstance(one, Printed))
    unprintable = tuple(one for one in results if isinstance(one, Unprintable))
    attached = tuple(
        (f"{name}/{path}", variant.files[path].data) for name, variant in outcome.variants.items() for path in used_files(variant)
    )
    unread = (*((one.path, one.text.encode()) for one in markdown), *((one.path, one.pdf) for one in printed), *attached)
    copies = tuple(moved_copies(documents, unread))
    return Site(pages, texts, printed, found, tuple(documents), unprintable, attached, copies)


def with_search(site: Site, docs: Sequence[Outline]) -> Site:
    """Return the site with its search indexes, which also cover `docs`, the hand-written pages, and with the list of builds."""
    with gc_paused():
        files = (*site.files, *map(declared, compose_search(site.documents, site.pages, docs)))
    return replace(site, files=(*files, site_builds(files)))
