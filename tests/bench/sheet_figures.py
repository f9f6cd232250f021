"""Measure sheets: how many of each format are made per second."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from generator.checks.resolve import resolve
from generator.document.pages import SiteSettings
from generator.document.role_sheet import for_role
from generator.document.select_sheets import sheet_of
from generator.document.sheets import BOOK, FOLDING_CARD, PACK, SHEETS, Sheet
from generator.paper.markdown_sheets import render_sheet
from generator.paper.print_data import print_job
from generator.paper.print_html import render_print_page
from generator.paper.text_sheets import render_text
from generator.paper.typst_compiler import Typesetter
from generator.project.cache import Cache
from generator.project.project_files import read_data
from tests.bench.figures import Figure, project, variants
from tests.composed import VERSIONS, sheet_from
from tests.document.role_shop import ROLES, SHOP, document_of

SIZES = (1, 100)
SEVERAL = 400
SETTINGS = SiteSettings(site_url="https://ops.tld/runbooks/", versions=VERSIONS, release="2026.11")


def sheet_figures(folder: Path) -> Iterator[Figure]:
    """Sheets per second: every phase, the emergency card and the book of each variant in each format, on A4; then the other forms."""
    for size in SIZES:
        found = resolve(read_data(project(folder, size)).files).variants.values()
        sheets = [sheet_from(variant, part, SETTINGS) for variant in found for part in (*SHEETS, BOOK)]
        typesetter = Typesetter(0, Cache(folder / f"printed-{size}"))

        def typeset(sheets: list[Sheet], typesetter: Typesetter = typesetter) -> None:
            typesetter([print_job(sheet, "a4") for sheet in sheets])

        each: tuple[tuple[str, Callable[[list[Sheet]], None]], ...] = (
            ("Markdown", partial(written, render_sheet)),
            ("plain text", partial(written, render_text)),
            ("HTML", partial(written, render_print_page)),
            ("PDF", typeset),
            ("PDF, none of which has changed", typeset),
        )
        for form, work in each:
            yield a_second(f"sheets as {form}, {variants(size)} ({len(sheets):,} sheets)", work, sheets)
        packs = [sheet_from(variant, PACK, SETTINGS) for variant in found]
        yield a_second(f"packs bound from typeset sheets, {variants(size)}", typeset, packs)
        cards = [sheet_from(variant, FOLDING_CARD, SETTINGS) for variant in found]
        yield a_second(f"folding cards as PDF, {variants(size)}", typeset, cards)
    yield from role_figures()


def role_figures() -> Iterator[Figure]:
    """Sheets for one role: a deployment day of four people, selected from the whole sheet, then typeset."""
    document = document_of(SHOP)
    whole = sheet_of(document, "deploy-day")
    made: list[Sheet] = []

    def select(roles: Sequence[str]) -> None:
        made.extend(for_role(document.context, whole, role) for role in roles)

    yield a_second(f"sheets for one role, selected ({SEVERAL:,} sheets)", select, (*ROLES,) * (SEVERAL // len(ROLES)))
    jobs = [print_job(sheet, "a4") for sheet in made[: len(ROLES) * 5]]
    yield a_second(f"sheets for one role as PDF ({len(jobs)} sheets)", Typesetter(0), jobs)


def written(write: Callable[[Sheet], object], sheets: list[Sheet]) -> None:
    for sheet in sheets:
        write(sheet)


def a_second(what: str, work: Callable[[Any], object], those: Sequence[object]) -> Figure:
    """Return how many of some things are made in a second."""
    return Figure(what, f"{len(those) / seconds(partial(work, those)):,.1f} a second")


def seconds(work: Callable[[], object]) -> float:
    """Return the seconds of a single call, as in a build: only data that the process has just read is cached."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start
