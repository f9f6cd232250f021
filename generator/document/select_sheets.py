"""The sheets of a variant: one for each phase, the emergency card, recurring tasks and the book."""

from __future__ import annotations

from generator.document.book import book
from generator.document.compose import RunbookDocument
from generator.document.emergency_card import emergency_card
from generator.document.phase_sheet import phase_sheet
from generator.document.recurring_sheet import recurring_sheet
from generator.document.sheets import BOOK, SHEETS, Sheet
from generator.model.entities import PHASES
from generator.model.moments import Period


def sheets_of(document: RunbookDocument) -> tuple[Sheet, ...]:
    """Return all sheets of a variant in the order of `SHEETS`, then its book."""
    found = [sheet_of(document, part) for part in SHEETS]
    return (*found, book(document, found))


def sheet_of(document: RunbookDocument, part: str, period: Period | None = None) -> Sheet:
    """Return one sheet of a variant: of a phase, the emergency card, the book, or the recurring tasks of a period."""
    if period is not None:
        return recurring_sheet(document, period)
    if part == BOOK:
        return book(document, [phase_sheet(document, phase) for phase in PHASES])
    phase = next((phase for phase in PHASES if phase == part), None)
    return phase_sheet(document, phase) if phase is not None else emergency_card(document)
