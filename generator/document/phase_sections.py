"""The sections of one phase: its checklists and procedures, and what else is decided, told, signed and written at that time."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import TypeVar

from generator.document.boxes import announcement_box, items, sign_off_box, steps
from generator.document.document_parts import Box, PhasePart, Row, Section, WritingSpace, as_text
from generator.document.facts import facts_of
from generator.document.page_paths import slugs
from generator.document.runbook_context import RunbookContext, inline
from generator.model.entities import DEFAULT_PHASE, Announcement, Blank, Checklist, Note, PhaseId, Procedure, SignOff
from generator.model.page_order import page_order
from generator.text.catalogue import Catalogue

# The sheet of the day itself: what calls it off stands beside the list that is the cut-over.
DAY: PhaseId = "deploy-day"
# The ids by which a list is known as the cut-over where no moment says so.
CUT_OVER = ("cut-over", "deployment", "go-live")
DEFAULT_LINES = 3
# The fields of a list that have a place of their own.
PLACED = frozenset(("at", "lasts", "every", "when"))

T = TypeVar("T")
OfPhase = TypeVar("OfPhase", Announcement, SignOff, Blank, Note)


def phase_part(context: RunbookContext, phase: PhaseId, triggers: tuple[Box, ...], severities: tuple[Row, ...]) -> PhasePart:
    """A phase with all that stands in it; the triggers stand in the rollback, the severities in the incident."""
    entry = context.runbook.phases.get(phase)
    return PhasePart(
        phase,
        context.phase_title(phase),
        inline(entry.summary) if entry else (),
        tuple(sections_of(context, phase, triggers, severities)),
        context.trail(f"phases.{phase}"),
    )


def sections_of(context: RunbookContext, phase: PhaseId, triggers: tuple[Box, ...], severities: tuple[Row, ...]) -> Iterator[Section]:
    """Everything of a phase in the order of its work: what is decided first, then done, then told, signed and noted."""
    procedures = procedure_sections(context, phase)
    checklists = checklist_sections(context, phase)
    words = context.words
    if phase == "rollback" and triggers:
        yield triggers_section(words, "triggers", triggers)
    if phase == "incident" and severities:
        yield severities_section(context, severities)
    if phase in ("rollback", "incident"):
        yield from (*procedures, *checklists)
    else:
        yield from with_cut_over((*checklists, *procedures)) if phase == DAY else (*checklists, *procedures)
    yield from announcement_sections(context, phase)
    yield from sign_off_sections(context, phase)
    yield from spaces_section(words, "record", record_spaces(context, phase))
    yield from spaces_section(words, "notes", note_spaces(context, phase))


def triggers_section(words: Catalogue, kind: str, boxes: tuple[Box, ...]) -> Section:
    """The triggers, to tick as `triggers` or shown as `calls`. One that is ticked has fired, so that a list of them is never done."""
    done = words.count("sheet.done.looked-at", len(boxes), title=words("triggers"))
    return Section(words("triggers"), "triggers", kind=kind, summary=as_text(words("triggers.any")), boxes=boxes, done=done)


def severities_section(context: RunbookContext, rows: tuple[Row, ...]) -> Section:
    more = context.link_to_page("severities", context.words("severities.more"))
    return Section(context.words("severities"), "severities", kind="severities", rows=rows, heads=level_heads(context.words), more=more)


def level_heads(words: Catalogue) -> tuple[str, str]:
    return words("severities.level"), words("head.what")


def checklist_sections(context: RunbookContext, phase: PhaseId) -> tuple[Section, ...]:
    """Checklists below the headings of their groups: groups in the phase's order, lists without a group where they are written."""
    entry = context.runbook.phases.get(phase)
    groups = entry.groups if entry else {}
    lists = {key: one for key, one in context.runbook.checklists.items() if one.phase == phase}
    found: list[Section] = []
    for name, within in page_order({key: one.group for key, one in lists.items()}, groups):
        if name:
            address, group = f"phases.{phase}.groups.{name}", groups[name]
            timed = context.moment(group.at, group.lasts)
            facts = facts_of(context, group, placed=PLACED)
            found.append(Section(group.title, address, kind="group", moment=timed, facts=facts, trail=context.trail(address)))
        found.extend(checklist_section(context, key, lists[key], 3 if name else 2) for key in within)
    return tuple(found)


def checklist_section(context: RunbookContext, key: str, checklist: Checklist, level: int = 2) -> Section:
    address = f"checklists.{key}"
    phase = context.runbook.phases.get(checklist.phase)
    group = phase.groups.get(checklist.group) if phase and checklist.group else None
    given = group.at if group else None
    moment = context.moment(checklist.at or given, checklist.lasts, checklist.every)
    if moment is not None and given is not None and checklist.at in (None, given):
        moment = replace(moment, repeated=True)
    section = Section(
        title=checklist.title,
        anchor=address,
        level=level,
        moment=moment,
        summary=inline(checklist.summary),
        role=checklist.role or "",
        facts=facts_of(context, checklist, placed=PLACED),
        boxes=items(context, checklist.items, address, checklist),
        trail=context.trail(address),
    )
    return with_end(context.words, section)


def procedure_sections(context: RunbookContext, phase: PhaseId) -> tuple[Section, ...]:
    found = context.runbook.procedures.items()
    return tuple(procedure_section(context, key, procedure) for key, procedure in found if procedure.phase == phase)


def procedure_section(context: RunbookContext, key: str, procedure: Procedure) -> Section:
    address = f"procedures.{key}"
    section = Section(
        title=procedure.title,
        anchor=address,
        summary=inline(procedure.summary),
        when=inline(procedure.when),
        role=procedure.role or "",
        facts=facts_of(context, procedure, placed=PLACED),
        boxes=steps(context, procedure.steps, address, procedure),
        trail=context.trail(address),
    )
    return with_end(context.words, section)


def announcement_sections(context: RunbookContext, phase: PhaseId) -> Iterator[Section]:
    for audience, part in by_heading(of_phase(context.runbook.announcements, phase), lambda entry: entry.audience).items():
        boxes = tuple(announcement_box(context, key, entry, number) for number, (key, entry) in enumerate(part.items(), 1))
        yield with_end(context.words, Section(context.words(f"announcements.{audience}"), f"announcements-{audience}", boxes=boxes))


def sign_off_sections(context: RunbookContext, phase: PhaseId) -> Iterator[Section]:
    words = context.words
    parts = by_heading(of_phase(context.runbook.sign_offs, phase), lambda entry: entry.group or "")
    loose = tuple(sign_off_box(context, key, entry) for key, entry in parts.pop("", {}).items())
    if loose or parts:
        yield with_end(words, Section(words("sign-offs"), "sign-offs", kind="sign-offs" if loose else "group", boxes=loose))
    for (group, part), anchor in zip(parts.items(), slugs(parts), strict=True):
        boxes = tuple(sign_off_box(context, key, entry) for key, entry in part.items())
        yield with_end(words, Section(group, f"sign-offs-{anchor}", level=3, kind="sign-offs", boxes=boxes))


def record_spaces(context: RunbookContext, phase: PhaseId) -> tuple[WritingSpace, ...]:
    return tuple(
        WritingSpace(f"record.{key}", entry.label, hint(context.words, entry), trail=context.trail(f"record.{key}"))
        for key, entry in of_phase(context.runbook.record, phase).items()
    )


def hint(words: Catalogue, blank: Blank) -> str:
    """What is expected in a blank; nothing for one that takes any text."""
    return "" if blank.kind in (None, "text") else words(f"blank.{blank.kind}")


def note_spaces(context: RunbookContext, phase: PhaseId) -> tuple[WritingSpace, ...]:
    return tuple(
        WritingSpace(f"notes.{key}", entry.label, lines=entry.lines or DEFAULT_LINES, trail=context.trail(f"notes.{key}"))
        for key, entry in of_phase(context.runbook.notes, phase).items()
    )


def spaces_section(words: Catalogue, kind: str, spaces: tuple[WritingSpace, ...]) -> Iterator[Section]:
    if spaces:
        yield Section(words(kind), kind, kind=kind, spaces=spaces)


def with_end(words: Catalogue, section: Section) -> Section:
    """A section with what is said below its boxes: that so many of them are done, or signed."""
    if not section.boxes:
        return section
    key = "sheet.done.signed" if section.kind == "sign-offs" else "sheet.done"
    return replace(section, done=words.count(key, section.count, title=section.title))


def with_cut_over(sections: tuple[Section, ...]) -> tuple[Section, ...]:
    """The sections with the list marked that begins at T-0; where none does, the one that is called so, or the first."""
    lists = [number for number, section in enumerate(sections) if section.boxes]
    at_t0 = [number for number in lists if (moment := sections[number].moment) is not None and moment.at == "T-0"]
    called = [number for number in lists if sections[number].anchor.split(".")[1] in CUT_OVER]
    chosen = next(iter((*at_t0, *called, *lists)), -1)
    return tuple(replace(section, cut_over=True) if number == chosen else section for number, section in enumerate(sections))


def by_heading(entries: Mapping[str, T], heading: Callable[[T], str]) -> dict[str, dict[str, T]]:
    """Entities by the heading that they are listed under, headings in order of first use."""
    parts: dict[str, dict[str, T]] = {}
    for key, entry in entries.items():
        parts.setdefault(heading(entry), {})[key] = entry
    return parts


def of_phase(entries: Mapping[str, OfPhase], phase: PhaseId) -> dict[str, OfPhase]:
    return {key: entry for key, entry in entries.items() if (entry.phase or DEFAULT_PHASE) == phase}
