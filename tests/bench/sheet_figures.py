"""Measure sheets: how many of each format are made per second."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

from generator.checks.resolve import resolve
from generator.document.pages import SiteSettings
from generator.document.sheets import BOOK, PACK, SHEETS, Sheet
from generator.paper.markdown_sheets import render_sheet
from generator.paper.print_data import print_job
from generator.paper.print_html import render_print_page
from generator.paper.typst_compiler import Typesetter
from generator.project.cache import Cache
from generator.project.project_files import read_data
from tests.bench.figures import Figure, project, variants
from tests.composed import VERSIONS, sheet_from

SIZES = (1, 100)
SETTINGS = SiteSettings(site_url="https://ops.tld/runbooks/", versions=VERSIONS, release="2026.11")


def sheet_figures(folder: Path) -> Iterator[Figure]:
    """Sheets per second: every phase, the emergency card and the book of each variant, composed and then rendered in each format, on A4."""
    for size in SIZES:
        found = resolve(read_data(project(folder, size)).files).variants.values()
        parts = (*SHEETS, BOOK)
        sheets = [sheet_from(variant, part, SETTINGS) for variant in found for part in parts]
        typesetter = Typesetter(0, Cache(folder / f"printed-{size}"))

        def text(sheets: list[Sheet] = sheets) -> None:
            for sheet in sheets:
                render_sheet(sheet)

        def page(sheets: list[Sheet] = sheets) -> None:
            for sheet in sheets:
                render_print_page(sheet)

        def pdf(sheets: list[Sheet] = sheets, typesetter: Typesetter = typesetter) -> None:
            typesetter([print_job(sheet, "a4") for sheet in sheets])

        packs = [sheet_from(variant, PACK, SETTINGS) for variant in found]

        def bind(sheets: list[Sheet] = packs, typesetter: Typesetter = typesetter) -> None:
            typesetter([print_job(sheet, "a4") for sheet in sheets])

        for form, work in (("Markdown", text), ("HTML", page), ("PDF", pdf), ("PDF, none of which has changed", pdf)):
            yield Figure(f"sheets as {form}, {variants(size)} ({len(sheets):,} sheets)", f"{len(sheets) / seconds(work):,.1f} a second")
        yield Figure(
            f"packs bound from typeset sheets, {variants(size)} ({len(packs):,} packs)", f"{len(packs) / seconds(bind):,.1f} a second"
        )


def seconds(work: Callable[[], None]) -> float:
    """Return the seconds of a single call, as in a build: only data that the process has just read is cached."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start
