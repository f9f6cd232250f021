"""The whole runbook as one book: its phases as chapters, then what is looked up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from generator.document.compose import RunbookDocument
from generator.document.document_parts import Section
from generator.document.emergency_card import commands_at_hand
from generator.document.phase_sheet import contacts_section, undefined
from generator.document.sheet_head import finished, headed
from generator.document.sheets import BOOK, REFERENCE, Sheet
from generator.model.entities import PHASES


def book(document: RunbookDocument, sheets: Iterable[Sheet]) -> Sheet:
    """The book of a variant, from its sheets: those of the phases, without the emergency card, whose content stands in full."""
    phases = [as_chapter(sheet) for sheet in sheets if sheet.part in PHASES]
    lookup = [replace(chapter, opens=not number) for number, chapter in enumerate(reference_chapters(document))]
    sheet = replace(
        headed(document, BOOK, ()),
        summary=document.summary,
        chapters=(*phases, *lookup),
    )
    return finished(document, sheet)


def as_chapter(sheet: Sheet) -> Sheet:
    """A sheet without what the book says once for all; of its head, what is filled in on the day of use. One without boxes goes on where
    the one before it ends.
    """
    head = tuple(fact for fact in sheet.head if fact.kind in ("day", "record")) if sheet.boxes else ()
    return replace(sheet, head=head, draft=(), address="", opens=bool(sheet.boxes))


def reference_chapters(document: RunbookDocument) -> Iterator[Sheet]:
    """What is looked up; a section that is a chapter by itself has no heading of its own."""
    context = document.context
    unassigned = tuple(replace(section, title="", kind="undefined", rows=()) for section in contacts_section(document) if section.summary)
    contacts = (*unassigned, *document.contact_sections)
    alone = context.words("reference.commands")
    commands = tuple(replace(one, title="") if one.title == alone else one for one in commands_at_hand(document))
    for part, sections in (
        ("contacts", contacts),
        ("targets", document.target_sections),
        ("services", document.service_sections),
        ("commands", commands),
    ):
        yield chapter(document, part, sections or undefined(context, part))


def chapter(document: RunbookDocument, part: str, sections: tuple[Section, ...]) -> Sheet:
    context = document.context
    path = f"{context.variant.id}/sheets/{BOOK}.md"
    title = context.words(f"reference.{part}")
    return Sheet(path, context.variant.id, REFERENCE, title, context.title, context.variant.language, sections=sections)
