"""The page of one phase, and the emergency page: when to roll back, how severe it is, who to call, which commands to run."""

from __future__ import annotations

from generator.document.compose import RunbookDocument
from generator.document.document_parts import Section
from generator.document.page_paths import at_anchor
from generator.document.pages import Page
from generator.model.entities import PhaseId


def phase_page(document: RunbookDocument, phase: PhaseId) -> Page:
    context, part = document.context, document.phases[phase]
    boxes = part.boxes
    return context.compose_page(
        phase,
        "phase",
        part.title,
        run=bool(boxes),
        part=part,
        roles={role: context.name(f"contacts.{role}") for role in dict.fromkeys(box.role for box in boxes if box.role)},
        count=len(boxes),
        blocking=sum(box.blocking for box in boxes),
        sheet=at_anchor(context.page("print"), phase),
    )


def emergency_page(document: RunbookDocument) -> Page:
    return document.context.compose_page(
        "emergency",
        "emergency",
        document.context.words("emergency"),
        triggers=document.triggers,
        severities=document.severities,
        contacts=document.contacts,
        rollback=procedures_of(document, "rollback"),
        incident=procedures_of(document, "incident"),
        commands=tuple(row for section in document.looked_up["commands"] for row in section.rows),
        sheet=at_anchor(document.context.page("print"), "emergency"),
    )


def procedures_of(document: RunbookDocument, phase: PhaseId) -> tuple[Section, ...]:
    """The procedures of a phase."""
    return tuple(section for section in document.phases[phase].sections if section.anchor.startswith("procedures."))
