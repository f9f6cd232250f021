"""The sheet of one phase: a head that people fill in on the day, then the sections in the order of the page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from generator.document.compose import RunbookDocument
from generator.document.decision import DECIDED, decision_spaces
from generator.document.document_parts import Box, Moment, Section, WritingSpace, as_text, plain, with_children
from generator.document.figures_in_words import in_words
from generator.document.not_defined import undefined
from generator.document.one_list import alone
from generator.document.page_paths import slug
from generator.document.phase_sections import DAY, triggers_section
from generator.document.runbook_context import RunbookContext
from generator.document.sheet_head import headed
from generator.document.sheets import HeadFact, Sheet
from generator.document.web_links import links_at_hand, runbooks_at_hand
from generator.model.clock import Clock
from generator.model.entities import PhaseId
from generator.model.phase_order import SectionEntry, planned
from generator.text.catalogue import Catalogue

LOG_LINES = 12


def phase_sheet(document: RunbookDocument, phase: PhaseId, only: str = "") -> Sheet:
    """Return the sheet of a phase, or of its list with the anchor `only` alone."""
    part = document.phases[phase]
    if only:
        return list_sheet(document, phase, only)
    sections = tuple(section for section in part.sections if section.kind != "blanks")
    missing = undefined(document.context, missing_of(document, phase))
    people = contacts_section(document) if phase == DAY else ()
    log = (log_section(document),) if phase == "incident" else ()
    at_hand = (*runbooks_at_hand(document.context, phase), *links_at_hand(document))
    sheet = headed(document, phase, (*missing, *people, *sections, *at_hand, *log), *facts_of_the_day(document, phase))
    return replace(sheet, summary=part.summary, about=part.about, calls=calls_section(document) if phase == DAY else None)


def list_sheet(document: RunbookDocument, phase: PhaseId, anchor: str) -> Sheet:
    """Return one list with its head, the bar that holds it, and the triggers to watch for."""
    whole = document.phases[phase].sections
    sections, blanks = alone(whole, anchor), tuple(section for section in whole if section.kind == "blanks")
    sheet = headed(document, phase, sections, *facts_of_the_day(document, phase, (*sections, *blanks)))
    found = sections[-1]
    titles = ", ".join(section.title for section in sections if section.boxes and section.letter == found.letter and section.kind != "hold")
    words, name = document.context.words, " · ".join(filter(None, (found.letter, titles)))
    return replace(
        sheet,
        path=f"{sheet.path.removesuffix('.md')}.{slug(anchor.rpartition('.')[2])}.md",
        title=words("sheet.one-list", sheet=sheet.title, list=name),
        calls=calls_section(document) if found.watched else None,
    )


def log_section(document: RunbookDocument) -> Section:
    """Return ruled lines for what happens in an incident, each with its time."""
    return Section(document.context.words("sheet.log.title"), kind="log", spaces=(WritingSpace("", "", lines=LOG_LINES),))


def missing_of(document: RunbookDocument, phase: PhaseId) -> str:
    """Return a key for the data that a phase lacks: `triggers` or `severities`; empty if nothing is missing."""
    if phase == "rollback" and not (document.triggers or document.procedures_in("rollback")):
        return "triggers"
    return "severities" if phase == "incident" and not document.severities else ""


def contacts_section(document: RunbookDocument) -> tuple[Section, ...]:
    """Return a section of all contacts in the order of the data, with the number of unassigned contacts; no section without contacts."""
    words, unassigned = document.context.words, document.context.unassigned()
    summary = as_text(words.count("sheet.contacts.unassigned", unassigned, all=len(document.contacts))) if unassigned else ()
    section = Section(words("reference.contacts"), kind="contacts", summary=summary, rows=document.contacts)
    return (section,) if document.contacts else ()


def calls_section(document: RunbookDocument) -> Section | None:
    """Return a section of the triggers without boxes. Without triggers, it names the rollback procedures, which say when to use them.

    None if there is neither.
    """
    context, words = document.context, document.context.words
    if not document.triggers and not document.procedures_in("rollback"):
        return None
    section = triggers_section(words, "calls", tuple(in_frame(words, trigger) for trigger in document.triggers))
    named = ", ".join(context.link(one.anchor).elsewhere for one in document.procedures_in("rollback"))
    return section if document.triggers else replace(section, summary=as_text(words("triggers.see", procedures=named)))


def alarms_section(document: RunbookDocument) -> tuple[Section, ...]:
    """Return a section of the triggers of an incident without boxes; no section without such triggers."""
    words, found = document.context.words, document.alarms
    return (triggers_section(words, "calls", tuple(in_frame(words, one) for one in found), "incident"),) if found else ()


def in_frame(words: Catalogue, trigger: Box) -> Box:
    """Return a trigger for the frame beside a list.

    If it has a value at which it fires, the target is left out, because a reader could confuse the two figures. If it names who decides, it
    does not say too that somebody decides.
    """
    kinds = {fact.kind for fact in trigger.facts}
    manual = words("fact.manual") if "role" in kinds else ""
    hidden = "target" if "fires" in kinds else ""
    return replace(trigger, facts=tuple(fact for fact in trigger.facts if fact.kind != hidden and plain(fact.text) != manual))


def facts_of_the_day(document: RunbookDocument, phase: PhaseId, shown: tuple[Section, ...] = ()) -> Iterator[HeadFact]:
    """Yield the blanks of the head: first the decisions of an emergency, then T-0 or the date, then the blanks of the system.

    The head has T-0 only if a time depends on it. The deployment day also has its planned end. `shown` are the sections on the
    sheet if they are not all those of the phase.
    """
    context, words, sections = document.context, document.context.words, shown or document.phases[phase].sections
    for space in decision_spaces(context, phase, document.severities):
        blank, named = (space.field.id, space.field.choices) if space.field else ("", ())
        yield HeadFact(space.label, kind="day", choices=space.choices, blank=blank, named=named)
    if phase == DAY or any(moment.at for section in sections for moment in moments_of(section)):
        t0 = in_words(words, context.clock.t0) if context.clock else ""
        yield HeadFact("T-0", t0, "day", words("sheet.hint.t0"), "t0")
        if phase == DAY:
            yield HeadFact(words("sheet.head.end"), planned_end(context), "day", words("sheet.hint.end"), "end")
    elif phase not in DECIDED and any(section.boxes or section.spaces for section in sections):
        yield HeadFact(words("sign.date"), kind="day")
    blanks = (space for section in sections if section.kind == "blanks" for space in section.spaces)
    for space in blanks:
        id, named = space.address.rpartition(".")[2], space.field.choices if space.field else ()
        fact = HeadFact(space.label.rstrip(": "), context.values.get(id, ""), "blank", space.hint, unit=space.unit, choices=space.choices)
        yield replace(fact, secret=space.secret, blank=id, named=named)


def moments_of(section: Section) -> Iterator[Moment]:
    """Return the moments of a section and of its boxes."""
    return filter(None, (section.moment, *(box.moment for box in with_children(section.boxes))))


def planned_end(context: RunbookContext) -> str:
    """Return the clock time at which the day ends, or the start of its last checklist if the duration of that is unknown."""
    found = end_of_day(context, context.clock) if context.clock else None
    if found is None:
        return ""
    (last, starting), words = found, context.words
    return words("sheet.head.after", time=in_words(words, last), list=starting) if starting else in_words(words, last)


def end_of_day(context: RunbookContext, clock: Clock) -> tuple[datetime, str] | None:
    """Return when the last checklist of the day ends, or when it starts and its title, if its duration is unknown.

    None if this time is before T-0, because then no checklist says how long the deployment takes.
    """
    found = []
    sections: tuple[SectionEntry, ...] = (*context.runbook.checklists.values(), *context.runbook.procedures.values())
    for section in sections:
        at, lasts = planned(context.runbook, section)
        if section.phase == DAY and at is not None:
            start = clock.at(at)
            end = clock.end(start, lasts) if lasts else None
            found.append((end or start, "" if end else section.title))
    # Compare timestamps, because the wall clock may be set back in between. A list that only starts then goes on after those that end then.
    last, starting = max(found, key=lambda one: (one[0].timestamp(), bool(one[1])), default=(clock.t0, ""))
    return (last, starting) if found and last.timestamp() >= clock.t0.timestamp() else None
