"""The sheets of a variant: one for each phase that it defines, the emergency card, recurring tasks, the book and the pack."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from generator.document.book import book
from generator.document.compose import RunbookDocument
from generator.document.day_plan import is_timed, plan_sheet
from generator.document.emergency_card import emergency_card
from generator.document.incident_log import incident_log
from generator.document.inner_links import on_paper, pictures_in
from generator.document.pack import pack, parts_of_pack
from generator.document.phase_sections import DAY
from generator.document.phase_sheet import phase_sheet
from generator.document.recurring_sheet import recurring_sections, recurring_sheet
from generator.document.role_sheet import for_roles, roles_apart
from generator.document.sheets import BOOK, FOLDING_CARD, INCIDENT_LOG, PACK, PACKED, PLAN, PRINTED_PAGES, SHEETS, Sheet
from generator.model.entities import PHASES
from generator.model.moments import Period


def sheets_of(document: RunbookDocument) -> tuple[Sheet, ...]:
    """Return all sheets of a variant in the order of `SHEETS`, then its book and its pack."""
    found = {part: sheet_of(document, part) for part in SHEETS if part not in PHASES or part in document.context.phases}
    whole = _printed(document, book(document, found.values()))
    packed = [found[part] for part in parts_of_pack(document.context)]
    return (*found.values(), whole, *([pack(document, packed)] if packed else []))


def role_sheets_of(document: RunbookDocument, sheets: Iterable[Sheet]) -> Iterator[Sheet]:
    """Yield the sheets for one role of all phases among `sheets` in which several people have lines."""
    for sheet in sheets:
        if sheet.part in PHASES:
            yield from for_roles(document.context, sheet, roles_apart(sheet.sections))


def printed_pages_of(document: RunbookDocument) -> tuple[Sheet, ...]:
    """Return the sheets that the site has only as pages that print."""
    return tuple(sheet_of(document, part) for part in PRINTED_PAGES if not why_no_sheet(document, part))


def why_no_sheet(document: RunbookDocument, part: str, period: Period | None = None) -> str:
    """Return why a variant has no sheet of a phase or of the recurring tasks of a period, and what to do; empty if it has one."""
    context = document.context
    name = context.variant.id
    if part == PACK and not parts_of_pack(context):
        return f"`{name}` has no sheet of {', '.join(PACKED[1:-1])} or {PACKED[-1]}, so it has no pack; print `{PACKED[0]}` alone"
    if period is not None and not recurring_sections(document):
        return f"`{name}` has no recurring tasks, so they have no sheet; give a checklist `every: day`, for example"
    if period is not None and not recurring_sheet(document, period).sections:
        return f"no recurring task of `{name}` falls in {period.name}, so this period has no sheet; choose another one"
    phase = next((phase for phase in PHASES if phase == (DAY if part == PLAN else part)), None)
    if part == PLAN and phase in context.phases and not is_timed(document):
        fix = "print it with `--visibility internal`" if context.settings.public else "give its checklists `at: T-0`, for example"
        return f"no list of the deployment day of `{name}` has a time, so it has no plan; {fix}"
    if phase is None or phase in context.phases:
        return ""
    if phase in context.variant.absent_phases:
        return f"phase `{phase}` does not apply to `{name}`, so it has no sheet: {context.variant.absent_phases[phase]}"
    if context.settings.public:
        return f"`{name}` has nothing public in phase `{phase}`, so it has no sheet; print it with `--visibility internal`"
    return (
        f"`{name}` does not define phase `{phase}`, so it has no sheet; add a checklist or procedure with `phase: {phase}`, "
        f"or `phases: {{{phase}: {{remove: why}}}}` if it does not apply"
    )


def sheet_of(document: RunbookDocument, part: str, period: Period | None = None, only: str = "") -> Sheet:
    """Return one sheet of a variant: of a phase, the emergency card, the book, the pack, or the recurring tasks of a period.

    With `only`, the anchor of a list, the sheet of a phase has this list alone.
    """
    if part == PACK:
        return pack(document, [sheet_of(document, one) for one in parts_of_pack(document.context)])
    return _printed(document, _sheet_of(document, part, period, only))


def _printed(document: RunbookDocument, sheet: Sheet) -> Sheet:
    """Return a sheet with words in place of links that lead inside, and with its pictures."""
    files = document.context.variant.files
    printed: Sheet = on_paper(sheet, sheet.part)
    pictures = sorted({*pictures_in(printed)}) if files else ()
    return replace(printed, pictures=tuple((path, files[path].data) for path in pictures)) if pictures else printed


def _sheet_of(document: RunbookDocument, part: str, period: Period | None, only: str) -> Sheet:
    if period is not None:
        return recurring_sheet(document, period)
    if part == FOLDING_CARD:
        return emergency_card(document, FOLDING_CARD)
    if part == INCIDENT_LOG:
        return incident_log(document)
    if part == BOOK:
        return book(document, [phase_sheet(document, phase) for phase in document.context.phases])
    if part == PLAN:
        return plan_sheet(document)
    phase = next((phase for phase in PHASES if phase == part), None)
    return phase_sheet(document, phase, only) if phase is not None else emergency_card(document)
