"""The whole runbook as one book: its phases as chapters, then what is looked up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from generator.document.draft_reasons import drafted
from generator.document.emergency_card import kits
from generator.document.sheet_context import SheetContext, words
from generator.document.sheets import BOOK, Sheet, Table
from generator.model.entities import PHASES
from generator.model.quantities import ordinal
from generator.text.inline_markup import plain_text

REFERENCE = "reference"


def book(scope: SheetContext, sheets: Iterable[Sheet]) -> Sheet:
    """The book of a variant, from its sheets: those of the phases, without the emergency card, whose content stands in full."""
    chapters = (*(sheet for sheet in sheets if sheet.part in PHASES), *_reference(scope))
    sheet = replace(
        scope.sheet(BOOK),
        summary=scope.runbook.variant.summary or "",
        t0=next((chapter.t0 for chapter in chapters), ""),
        end=next((chapter.end for chapter in chapters if chapter.end), ""),
        chapters=tuple(replace(chapter, draft=()) for chapter in chapters),
    )
    return drafted(scope, sheet, scope.runbook.contacts)


def _reference(scope: SheetContext) -> Iterator[Sheet]:
    runbook = scope.runbook
    contacts = tuple(scope.people())
    yield _chapter(scope, "Contacts", contacts=contacts, missing=() if contacts else ("contacts",))
    yield _chapter(scope, "Targets", **_table("targets", ("What is measured", "Target", "Alert", "How"), _targets(scope)))
    services = (
        (
            entry.title,
            entry.provider or "",
            entry.criticality or "",
            ", ".join(runbook.services[key].title for key in entry.needs if key in runbook.services),
            ". ".join(filter(None, (plain_text(entry.text or ""), entry.status_page or ""))),
        )
        for entry in runbook.services.values()
    )
    yield _chapter(scope, "Services", **_table("services", ("Service", "Provider", "Criticality", "Needs", "About it"), services))
    commands = tuple(kits(scope, rollback=False))
    yield _chapter(scope, "Commands", kits=commands, missing=() if commands else ("commands",))


def _targets(scope: SheetContext) -> Iterator[tuple[str, ...]]:
    for entry in scope.runbook.slos.values():
        title = f"{entry.title}, {ordinal(entry.percentile)} percentile" if entry.percentile is not None else entry.title
        yield (title, words(entry.target), words(entry.alert), plain_text(entry.text or ""))


def _table(name: str, heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> dict[str, tuple[object, ...]]:
    """A table without the columns in which no row says anything, or the name of what is missing."""
    found = tuple(rows)
    if not found:
        return {"missing": (name,)}
    used = [number for number in range(len(heads)) if any(row[number] for row in found)]
    return {"tables": (Table("", tuple(heads[number] for number in used), tuple(tuple(row[number] for number in used) for row in found)),)}


def _chapter(scope: SheetContext, title: str, **content: object) -> Sheet:
    path = f"{scope.variant.id}/sheets/{BOOK}.md"
    head = Sheet(path, scope.variant.id, REFERENCE, title, scope.runbook.variant.title, public=scope.settings.public)
    return replace(head, **content)  # type: ignore[arg-type]
