"""The page of one phase, and the page for 3 a.m.: when to roll back, how grave it is, whom to call, what to type."""

from __future__ import annotations

from generator.document.compose import RunbookDocument
from generator.document.document_parts import Section
from generator.document.page_paths import at_anchor
from generator.document.pages import Page
from generator.model.entities import PhaseId


def phase_page(document: RunbookDocument, phase: PhaseId) -> Page:
    context, part = document.context, document.phases[phase]
    boxes = part.boxes
    return Page(
        path=context.page(phase),
        title=part.title,
        template="phase",
        nav=(context.title,),
        variant=context.variant.id,
        view={
            "title": part.title,
            "head": context.head(phase),
            "run": context.run_place(phase) if boxes else None,
            "part": part,
            "roles": {role: context.name(f"contacts.{role}") for role in dict.fromkeys(box.role for box in boxes if box.role)},
            "count": len(boxes),
            "blocking": sum(box.blocking for box in boxes),
            "sheet": at_anchor(context.page("print"), phase),
        },
    )


def emergency_page(document: RunbookDocument) -> Page:
    context = document.context
    return Page(
        path=context.page("emergency"),
        title=context.words("emergency"),
        template="emergency",
        nav=(context.title,),
        variant=context.variant.id,
        view={
            "title": context.words("emergency"),
            "head": context.head("emergency"),
            "triggers": document.triggers,
            "severities": document.severities,
            "contacts": document.contacts,
            "rollback": procedures_of(document, "rollback"),
            "incident": procedures_of(document, "incident"),
            "commands": tuple(row for section in document.command_sections for row in section.rows),
            "sheet": at_anchor(context.page("print"), "emergency"),
        },
    )


def procedures_of(document: RunbookDocument, phase: PhaseId) -> tuple[Section, ...]:
    """The procedures of a phase."""
    return tuple(section for section in document.phases[phase].sections if section.anchor.startswith("procedures."))
