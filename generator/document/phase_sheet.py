"""The sheet of one phase: its sections in the order of its page, what is filled in on the day in its head."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from generator.document.clock_words import in_words
from generator.document.compose import RunbookDocument
from generator.document.document_parts import Box, Section, as_text
from generator.document.phase_sections import DAY, triggers_section
from generator.document.runbook_context import RunbookContext
from generator.document.sheet_head import deployment_day, headed
from generator.document.sheets import HeadFact, Sheet
from generator.model.entities import PhaseId
from generator.text.catalogue import OurWords

# The phases of one deployment: their sheets are held against its T-0, the others against the day on which they are used.
COUNTED_DOWN = ("prepare", "deploy-day", "follow-up", "rollback")


def phase_sheet(document: RunbookDocument, phase: PhaseId) -> Sheet:
    context, part = document.context, document.phases[phase]
    own = tuple(section for section in part.sections if section.kind != "record")
    missing = undefined(context, missing_of(document, phase, own))
    people = contacts_section(document) if phase == DAY else ()
    sheet = headed(document, phase, (*missing, *people, *own), *of_the_day(document, phase))
    return replace(sheet, summary=part.summary, calls=calls_section(document) if phase == DAY else None)


def missing_of(document: RunbookDocument, phase: PhaseId, sections: tuple[Section, ...]) -> str:
    """The key of what a phase lacks, empty where it lacks nothing."""
    worked = any(section.kind != "notes" for section in sections)
    if not worked:
        return "phase"
    if phase == "rollback" and not document.triggers:
        return "triggers"
    return "severities" if phase == "incident" and not document.severities else ""


def undefined(context: RunbookContext, key: str, title: str = "") -> tuple[Section, ...]:
    """A sentence that a system does not have something, where it lacks it."""
    return (Section(title, kind="undefined", summary=as_text(context.words(f"undefined.{key}"))),) if key else ()


def contacts_section(document: RunbookDocument) -> tuple[Section, ...]:
    """All contacts in the order in which they are written, with how many of them nobody can reach yet."""
    words, unassigned = document.context.words, document.context.unassigned()
    if not document.contacts:
        return ()
    said = as_text(words.count("sheet.contacts.unassigned", unassigned, all=len(document.contacts))) if unassigned else ()
    return (Section(words("reference.contacts"), kind="contacts", summary=said, rows=document.contacts),)


def calls_section(document: RunbookDocument) -> Section:
    """The triggers, to be seen and not ticked, or that there are none."""
    words = document.context.words
    shown = triggers_section(words, "calls", tuple(map(called, document.triggers)))
    return shown if document.triggers else replace(shown, summary=as_text(OurWords(f"{words('not-defined.here')}.")))


def called(trigger: Box) -> Box:
    """A trigger with the value at which it fires, else with the target that it watches: two figures in a line would be taken for one."""
    fires = any(fact.kind == "fires" for fact in trigger.facts)
    return replace(trigger, facts=tuple(fact for fact in trigger.facts if not (fires and fact.kind == "target")))


def of_the_day(document: RunbookDocument, phase: PhaseId) -> Iterator[HeadFact]:
    """T-0 or a date, the planned end, and what people record."""
    context, sections = document.context, document.phases[phase].sections
    if phase in COUNTED_DOWN or any(section.moment.at for section in sections if section.moment):
        yield deployment_day(context)
        if phase == DAY:
            yield HeadFact(context.words("sheet.head.end"), planned_end(context), "day", context.words("sheet.hint.end"), "end")
    else:
        yield HeadFact(context.words("sign.date"), kind="day")
    for section in sections:
        if section.kind == "record":
            yield from (HeadFact(space.label.rstrip(": "), kind="record", hint=space.hint) for space in section.spaces)


def planned_end(context: RunbookContext) -> str:
    """When the day is over by the clock: the last end, or the start of a last list that nobody gave a length; nothing if that is
    before T-0, since what the deployment itself takes is not said then.
    """
    if context.clock is None:
        return ""
    phase = context.runbook.phases.get(DAY)
    found = []
    for checklist in context.runbook.checklists.values():
        group = phase.groups.get(checklist.group or "") if phase else None
        at = checklist.at or (group.at if group else None)
        if checklist.phase == DAY and at is not None:
            start = context.clock.at(at)
            lasts = checklist.lasts or (group.lasts if group else None)
            end = context.clock.end(start, lasts) if lasts else None
            found.append((end or start, checklist.title if end is None else ""))
    if not found:
        return ""
    # By elapsed time: moments of one zone are compared by what the wall clock shows, which is set back now and then.
    last, begins = max(found, key=lambda one: one[0].timestamp())
    if last.timestamp() < context.clock.t0.timestamp():
        return ""
    words = context.words
    return words("sheet.head.after", time=in_words(words, last), list=begins) if begins else in_words(words, last)
