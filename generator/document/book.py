"""The whole runbook as one book: its phases as chapters, then what readers look up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from generator.document.compose import RunbookDocument
from generator.document.emergency_card import commands_at_hand
from generator.document.phase_sheet import contacts_section, undefined
from generator.document.sheet_head import finished, headed
from generator.document.sheets import BOOK, REFERENCE, Sheet
from generator.model.entities import PHASES


def book(document: RunbookDocument, sheets: Iterable[Sheet]) -> Sheet:
    """Return the book of a variant, made from the sheets of its phases.

    The emergency card is not a chapter, because other chapters contain everything on it.
    """
    phases = [as_chapter(sheet) for sheet in sheets if sheet.part in PHASES]
    lookup = [replace(chapter, opens=not number) for number, chapter in enumerate(reference_chapters(document))]
    return finished(document, replace(headed(document, BOOK, ()), summary=document.summary, chapters=(*phases, *lookup)))


def as_chapter(sheet: Sheet) -> Sheet:
    """Return a sheet without the parts that the head of the book has.

    A sheet with boxes keeps the facts of the day and starts on a new page.
    """
    head = tuple(fact for fact in sheet.head if fact.kind in ("day", "record")) if sheet.boxes else ()
    return replace(sheet, head=head, draft=(), address="", opens=bool(sheet.boxes))


def reference_chapters(document: RunbookDocument) -> Iterator[Sheet]:
    """Yield the chapters with reference data. A section that has the title of its chapter gets no heading."""
    context, words = document.context, document.context.words
    unassigned = tuple(replace(section, title="", kind="undefined", rows=()) for section in contacts_section(document) if section.summary)
    commands = (replace(one, title="" if one.title == words("reference.commands") else one.title) for one in commands_at_hand(document))
    found = {**document.looked_up, "contacts": (*unassigned, *document.looked_up["contacts"]), "commands": tuple(commands)}
    path, variant = f"{context.variant.id}/sheets/{BOOK}.md", context.variant
    for part in ("contacts", "targets", "services", "commands"):
        sections = found[part] or undefined(context, part)
        yield Sheet(path, variant.id, REFERENCE, words(f"reference.{part}"), context.title, variant.language, sections=sections)
