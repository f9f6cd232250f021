"""The whole runbook as one book: its phases as chapters, then what readers look up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from generator.document.compose import RunbookDocument
from generator.document.document_parts import Section
from generator.document.emergency_card import commands_at_hand
from generator.document.not_defined import commands_elsewhere, missing_section, undefined_phases
from generator.document.phase_sheet import contacts_section
from generator.document.sheet_head import finished, headed
from generator.document.sheets import BOOK, REFERENCE, Sheet
from generator.document.web_links import link_chapter_sections
from generator.model.entities import PHASES
from generator.text.catalogue import CatalogueText

PARTS = ("contacts", "targets", "services", "commands")  # the chapters with reference data


def book(document: RunbookDocument, sheets: Iterable[Sheet]) -> Sheet:
    """Return the book of a variant, made from the sheets of its phases.

    The emergency card is not a chapter, because other chapters contain everything on it.
    """
    phases = [as_chapter(sheet) for sheet in sheets if sheet.part in PHASES]
    last = (*reference_chapters(document), *missing_chapter(document))
    lookup = [replace(chapter, opens=not number) for number, chapter in enumerate(last)]
    sheet = replace(headed(document, BOOK, ()), summary=document.summary, about=document.about, chapters=(*phases, *lookup))
    return finished(document, sheet)


def as_chapter(sheet: Sheet) -> Sheet:
    """Return a sheet without the parts that the book has elsewhere: its head, its contacts and its links.

    A sheet with boxes keeps the facts of the day and starts on a new page. Blanks are kept also without boxes.
    """
    kept = ("day", "blank") if sheet.boxes else ("blank",)
    head = tuple(fact for fact in sheet.head if fact.kind in kept)
    sections = tuple(section for section in sheet.sections if section.kind != "contacts" and section.anchor != "links")
    return replace(sheet, head=head, sections=sections, draft=(), address="", opens=bool(sheet.boxes))


def reference_chapters(document: RunbookDocument) -> Iterator[Sheet]:
    """Yield the chapters with reference data. A section that has the title of its chapter gets no heading."""
    words = document.context.words
    unassigned = tuple(replace(section, title="", kind="undefined", rows=()) for section in contacts_section(document) if section.summary)
    commands = (replace(one, title="" if one.title == words("reference.commands") else one.title) for one in commands_at_hand(document))
    found = {**document.looked_up, "contacts": (*unassigned, *document.looked_up["contacts"]), "commands": tuple(commands)}
    yield from (chapter(document, words(f"reference.{part}"), found[part]) for part in PARTS if found[part])
    if document.links:
        yield chapter(document, words("links"), link_chapter_sections(document))


def missing_chapter(document: RunbookDocument) -> Iterator[Sheet]:
    """Yield the last chapter, which names the phases and the reference data that the system lacks, if there are any."""
    context, words = document.context, document.context.words
    elsewhere = commands_elsewhere(document)
    lacking = [part for part in PARTS if not document.looked_up[part] and not (part == "commands" and elsewhere)]
    names = (*undefined_phases(context), *(words(f"reference.{part}") for part in lacking))
    if sections := missing_section(document, CatalogueText(", ".join(names)), *PHASES):
        yield chapter(document, words("not-defined.public" if context.settings.public else "not-defined.here"), sections)


def chapter(document: RunbookDocument, title: str, sections: tuple[Section, ...]) -> Sheet:
    context, variant = document.context, document.context.variant
    path = f"{variant.id}/sheets/{BOOK}.md"
    return Sheet(path, variant.id, REFERENCE, title, context.title, variant.language, sections=sections)
