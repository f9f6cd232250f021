"""The pages of one runbook except its overview: the phases, the emergency page, and the reference pages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from generator.document.compose import RunbookDocument
from generator.document.decision import DECIDED, decision_spaces
from generator.document.document_parts import Row, Section, with_children
from generator.document.drawings.service_graph import needs_in_words, service_graph
from generator.document.not_defined import URGENT, absent_phases, commands_elsewhere, missing_parts, not_defined
from generator.document.page_paths import at_anchor
from generator.document.pages import Page
from generator.document.people_to_call import people_to_call
from generator.document.phase_sheet import alarms_section, calls_section
from generator.document.unfit_sheets import BACK, acts_in
from generator.document.web_links import runbooks_of_services
from generator.model.entities import PhaseId

# The parts of the emergency page, with the anchor and the key of the title of each section.
EMERGENCY_SECTIONS = (
    ("triggers", "when-to-roll-back", "emergency.roll-back"),
    ("rollback", "how-to-roll-back", "emergency.how"),
    ("contacts", "call", "emergency.call"),
    ("commands", "what-to-type", "emergency.commands"),
    ("alarms", "when-to-respond", "emergency.when-to-respond"),
    ("incident", "how-to-respond", "emergency.respond"),
    ("severities", "how-grave", "severities"),
)


def phase_page(document: RunbookDocument, phase: PhaseId) -> Page:
    context, part = document.context, document.phases[phase]
    return context.compose_page(
        phase,
        "phase",
        part.title,
        run=bool(part.boxes),
        part=part,
        decision=decision_spaces(context, phase, document.severities) if part.boxes else (),
        calls=calls_section(document),
        procedures=tuple(context.link(one.anchor) for one in document.procedures_in("rollback")),
        rollback=context.link_to_page("rollback", context.phase_titles["rollback"]),
        roles={role: context.name(f"contacts.{role}") for role in document.roles_of_boxes},
        sheet=at_anchor(context.page("print"), phase) if phase in context.phases else "",
        absent=context.inline(context.variant.absent_phases.get(phase)),
        runbooks=runbooks_of_services(context, phase),
    )


def emergency_page(document: RunbookDocument) -> Page:
    """Return the emergency page, its sections in the order in which people in a hurry need them."""
    context, words = document.context, document.context.words
    contacts, unreachable = people_to_call(document)
    rollback, incident = acts_in(document, BACK), acts_in(document, "incident")
    acts = (*rollback, *incident)
    boxes = {box.address for act in acts for box in with_children(act.boxes)}
    people = {row.anchor for section in contacts for row in section.rows}
    parts: dict[str, Any] = {
        "triggers": calls_section(document) if document.triggers else None,
        "rollback": rollback,
        "alarms": next(iter(alarms_section(document)), None),
        "contacts": contacts,
        "commands": tuple(row for section in document.looked_up["commands"] for row in section.rows),
        "incident": incident,
        "severities": document.severities,
    }
    # A phase without acts may have other lists.
    given = {part for part, found in parts.items() if found or part in context.phases or (part == "contacts" and unreachable)}
    return context.compose_page(
        "emergency",
        "emergency",
        words("emergency"),
        run=bool(parts["triggers"] or parts["alarms"] or acts),
        urgent=True,
        decisions={phase: decision_spaces(context, phase, document.severities) for phase in DECIDED},
        sections=tuple((anchor, words(title)) for part, anchor, title in EMERGENCY_SECTIONS if part in given),
        to_rollback=context.link_to_page("rollback", context.phase_titles["rollback"]),
        to_incident=context.link_to_page("incident", context.phase_titles["incident"]),
        unreachable=unreachable,
        runbooks=runbooks_of_services(context, "incident"),
        shown=frozenset({act.anchor for act in acts} | boxes | people),
        missing=not_defined(context, missing_parts(document), "not-defined.yet"),
        elsewhere=commands_elsewhere(document),
        absent=absent_phases(context, *URGENT),
        sheet=at_anchor(context.page("print"), "emergency"),
        **parts,
    )


def reference_pages(document: RunbookDocument) -> Iterator[Page]:
    """Yield all reference pages. Every variant has all of them, so that a reader sees which data is not defined."""
    context, found = document.context, document.looked_up
    title, incident = context.words("severities.levels"), document.procedures_in("incident")
    levels = tuple(replace(section, title=title, anchor="group-levels") for section in found["severities"])
    graph, needs = service_graph(context), needs_in_words(context)
    yield reference_page(document, "targets", "table", found["targets"])
    yield reference_page(document, "services", "cards", found["services"], graph=graph, needs=needs)
    yield reference_page(document, "contacts", "cards", found["contacts"], unassigned=context.unassigned())
    yield reference_page(document, "severities", "table", levels, procedures=incident)
    yield reference_page(document, "commands", "commands", found["commands"], elsewhere=commands_elsewhere(document))
    yield reference_page(document, "sign-offs", "table", document.sign_off_sections)


def reference_page(document: RunbookDocument, part: str, look: str, sections: tuple[Section, ...], **more: Any) -> Page:
    """Return one reference page. `look` is the layout of its rows: `table`, `cards` or `commands`."""
    context = document.context
    return context.compose_page(
        part,
        "reference",
        context.words(f"reference.{part}"),
        (context.words("reference"),),
        look=look,
        sections=tuple(replace(section, rows=without_empty_columns(section.rows)) for section in sections),
        incident=context.page("incident"),
        **more,
    )


def without_empty_columns(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """Remove the columns that are empty in all rows."""
    filled = {cell.key for row in rows for cell in row.cells if cell.text or cell.links or cell.missing or cell.kind == "blank"}
    return tuple(replace(row, cells=tuple(cell for cell in row.cells if cell.key in filled)) for row in rows)
