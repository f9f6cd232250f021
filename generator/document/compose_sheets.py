"""A variant's runbook as sheets: one for each phase, the emergency card, the recurring tasks and the book."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from generator.document.book import book
from generator.document.emergency_card import emergency_card
from generator.document.pages import SiteSettings
from generator.document.phase_sheet import phase_sheet
from generator.document.recurring_sheet import recurring_sheet
from generator.document.sheet_context import SheetContext
from generator.document.sheets import BOOK, SHEETS, Sheet
from generator.model.clock import Clock
from generator.model.entities import PHASES
from generator.model.periods import Period
from generator.model.variant import Variant


def compose_sheets(variants: Mapping[str, Variant], settings: SiteSettings, clock: Clock | None = None) -> tuple[Sheet, ...]:
    """All sheets of all variants, in the order of `SHEETS`; with the wall clock's times beside every offset if the clock is set."""
    scopes = (SheetContext(variant, settings, clock) for variant in variants.values())
    return tuple(_sheet(scope, part) for scope in scopes for part in SHEETS)


def compose_sheets_and_books(variants: Mapping[str, Variant], settings: SiteSettings) -> tuple[Sheet, ...]:
    """All sheets of all variants, and behind those of each its book."""
    found: list[Sheet] = []
    for variant in variants.values():
        scope = SheetContext(variant, settings, None)
        sheets = [_sheet(scope, part) for part in SHEETS]
        found += [*sheets, book(scope, sheets)]
    return tuple(found)


def compose_sheet(variant: Variant, part: str, settings: SiteSettings, clock: Clock | None = None) -> Sheet:
    """One sheet of a variant: that of a phase, the emergency card or the book. `part` is one of `SHEETS`, or `book`."""
    scope = SheetContext(variant, settings, clock)
    return book(scope, [_sheet(scope, phase) for phase in PHASES]) if part == BOOK else _sheet(scope, part)


def compose_recurring(variant: Variant, period: Period, settings: SiteSettings) -> Sheet:
    """The sheet of a variant's recurring tasks for one week or month."""
    return recurring_sheet(SheetContext(variant, settings, None), period)


def _sheet(scope: SheetContext, part: str) -> Sheet:
    phase = next((phase for phase in PHASES if phase == part), None)
    return phase_sheet(scope, phase) if phase is not None else emergency_card(scope)


def compose_one(variant: Variant, part: str, settings: SiteSettings, at: datetime | None = None, period: Period | None = None) -> Sheet:
    """One sheet of a variant: that of a phase, the emergency card, the book, or with a period its recurring tasks.

    With `at`, an aware datetime, the wall clock's time stands beside every offset from it.
    """
    if period is not None:
        return compose_recurring(variant, period, settings)
    return compose_sheet(variant, part, settings, None if at is None else Clock(at))
