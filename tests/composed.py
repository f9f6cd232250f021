"""Compose variants for tests that need one sheet or only the pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime

from generator.document.compose import compose
from generator.document.compose_site import compose_site
from generator.document.document_parts import with_children
from generator.document.pages import Page, SiteSettings
from generator.document.select_sheets import sheet_of
from generator.document.sheets import TICKED, Sheet
from generator.model.clock import Clock
from generator.model.differences import ReleaseChanges
from generator.model.moments import Period
from generator.model.variant import Variant
from generator.model.variant_version import VariantVersion

NO_LAYERS: Mapping[str, str] = {}
DEFAULTS = SiteSettings()
VERSION = VariantVersion("0123456789abcdef", datetime(2026, 11, 20, 12, tzinfo=UTC))
VERSIONS = dict.fromkeys(("shop", "forum", "elearning-platform", "school-messaging"), VERSION)


def sheet_from(
    variant: Variant, part: str, settings: SiteSettings = DEFAULTS, at: datetime | None = None, period: Period | None = None
) -> Sheet:
    """Compose one sheet of a variant: a phase, `emergency`, `book`, or `recurring` with a period; `at` is T-0."""
    return sheet_of(compose(variant, settings, clock=None if at is None else Clock(at)), part, period)


def pages_from(
    variants: Mapping[str, Variant],
    settings: SiteSettings = DEFAULTS,
    layers: Mapping[str, str] = NO_LAYERS,
    since: ReleaseChanges | None = None,
) -> list[Page]:
    """Compose all pages of some variants; `layers` are titles by id."""
    documents = [compose(variant, settings, layers, others=variants) for variant in variants.values()]
    return list(compose_site(documents, settings, since=since))


def addresses(sheet: Sheet) -> Iterator[str]:
    """The addresses of a sheet's boxes, in order. Boxes of recurring work come once for each date."""
    for section in sheet.sections:
        if section.kind in TICKED:
            for _ in section.dates or ("",):
                yield from (box.address for box in with_children(section.boxes))
    for chapter in sheet.chapters:
        yield from addresses(chapter)
