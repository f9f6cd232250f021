"""The sections of one phase: checklists, procedures, triggers, severities, announcements, sign-offs, and space to write on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TypeVar

from generator.document.boxes import box, items, sign_off_box, steps
from generator.document.document_parts import Box, Moment, PhasePart, Row, Section, WritingSpace, as_text
from generator.document.facts import facts_of
from generator.document.page_paths import slugs
from generator.document.runbook_context import RunbookContext, inline, phase_of
from generator.model.entities import Blank, Checklist, Entity, Group, Note, PhaseId, Procedure
from generator.model.page_order import page_order
from generator.text.catalogue import Catalogue

# The phase whose sheet shows the triggers beside the cut-over.
DAY: PhaseId = "deploy-day"
# The ids by which a checklist is recognized as the cut-over if no checklist starts at T-0.
CUT_OVER = ("cut-over", "deployment", "go-live")
DEFAULT_LINES = 3
# The fields of a list that are shown at a fixed place.
PLACED = frozenset(("at", "lasts", "every", "when"))

T = TypeVar("T", bound=Entity)


def phase_part(context: RunbookContext, phase: PhaseId, triggers: tuple[Box, ...], severities: tuple[Row, ...]) -> PhasePart:
    """Return a phase with all its sections. Triggers are part of the rollback, severities of the incident."""
    entry = context.runbook.phases.get(phase)
    sections = tuple(sections_of(context, phase, triggers, severities))
    summary = inline(entry.summary if entry else None)
    return PhasePart(phase, context.phase_titles[phase], summary, sections, context.provenance(f"phases.{phase}"))


def sections_of(context: RunbookContext, phase: PhaseId, triggers: tuple[Box, ...], severities: tuple[Row, ...]) -> Iterator[Section]:
    """Yield the sections of a phase in the order of the work: first decisions, then tasks, announcements, sign-offs and notes."""
    runbook = context.runbook
    checklists = tuple(checklist_sections(context, phase))
    procedures = tuple(list_section(context, f"procedures.{key}", one) for key, one in runbook.procedures.items() if one.phase == phase)
    if phase == "rollback" and triggers:
        yield triggers_section(context.words, "triggers", triggers)
    if phase == "incident" and severities:
        yield severities_section(context, severities)
    if phase in ("rollback", "incident"):
        yield from (*procedures, *checklists)
    else:
        yield from with_watch((*checklists, *procedures)) if phase == DAY else (*checklists, *procedures)
    yield from announcement_sections(context, phase)
    yield from sign_off_sections(context, phase)
    yield from writing_section(context, "record", of_phase(runbook.record, phase))
    yield from writing_section(context, "notes", of_phase(runbook.notes, phase))


def triggers_section(words: Catalogue, kind: str, boxes: tuple[Box, ...]) -> Section:
    """Return the section of triggers.

    The kind `triggers` has boxes, and a tick means that the trigger fired; the kind `calls` has no boxes.
    """
    done = words.count("sheet.done.seen", len(boxes), title=words("triggers"))
    return Section(words("triggers"), "triggers", kind=kind, summary=as_text(words("triggers.any")), boxes=boxes, done=done)


def severities_section(context: RunbookContext, rows: tuple[Row, ...]) -> Section:
    words = context.words
    heads, more = (words("severities.level"), words("head.what")), context.link_to_page("severities", words("severities.more"))
    return Section(words("severities"), "severities", kind="severities", rows=rows, heads=heads, more=more)


def checklist_sections(context: RunbookContext, phase: PhaseId) -> Iterator[Section]:
    """Yield the checklists of a phase under the headings of their groups.

    Groups are in the order that the phase defines, and checklists without a group are in the order of the data.
    """
    entry = context.runbook.phases.get(phase)
    groups = entry.groups if entry else {}
    lists = {key: one for key, one in context.runbook.checklists.items() if one.phase == phase}
    for name, within in page_order({key: one.group for key, one in lists.items()}, groups):
        if name:
            address, group = f"phases.{phase}.groups.{name}", groups[name]
            moment, facts = context.moment(group.at, group.lasts), facts_of(context, group, placed=PLACED)
            yield Section(group.title, address, kind="group", moment=moment, facts=facts, provenance=context.provenance(address))
        for key in within:
            section = list_section(context, f"checklists.{key}", lists[key])
            yield replace(section, level=3 if name else 2, moment=checklist_moment(context, lists[key]))


def checklist_moment(context: RunbookContext, checklist: Checklist) -> Moment | None:
    """Return the moment of a checklist. A checklist without a start has the start of its group, which the page does not repeat."""
    group = group_of(context, checklist)
    given = group.at if group else None
    moment = context.moment(checklist.at or given, checklist.lasts, checklist.every)
    return replace(moment, repeated=True) if moment and given is not None and checklist.at in (None, given) else moment


def group_of(context: RunbookContext, checklist: Checklist) -> Group | None:
    phase = context.runbook.phases.get(checklist.phase)
    return phase.groups.get(checklist.group or "") if phase else None


def list_section(context: RunbookContext, address: str, entry: Checklist | Procedure) -> Section:
    """Return a checklist or procedure as a section with its boxes."""
    section = Section(
        title=entry.title,
        anchor=address,
        summary=inline(entry.summary),
        when=inline(entry.when) if isinstance(entry, Procedure) else (),
        role=entry.role or "",
        facts=facts_of(context, entry, placed=PLACED),
        on_failure=context.way(entry.on_failure, address),
        boxes=tuple(steps(context, entry, address)) if isinstance(entry, Procedure) else items(context, entry.items, address, entry),
        provenance=context.provenance(address),
    )
    return with_end(context.words, section)


def announcement_sections(context: RunbookContext, phase: PhaseId) -> Iterator[Section]:
    for audience, part in by_heading(of_phase(context.runbook.announcements, phase), lambda entry: entry.audience).items():
        boxes = tuple(
            box(context, f"announcements.{key}", entry, number=str(number), moment=context.moment(entry.at))
            for number, (key, entry) in enumerate(part.items(), 1)
        )
        yield with_end(context.words, Section(context.words(f"announcements.{audience}"), f"announcements-{audience}", boxes=boxes))


def sign_off_sections(context: RunbookContext, phase: PhaseId) -> Iterator[Section]:
    words = context.words
    parts = by_heading(of_phase(context.runbook.sign_offs, phase), lambda entry: entry.group or "")
    boxes = {group: tuple(sign_off_box(context, key, entry) for key, entry in part.items()) for group, part in parts.items()}
    loose = boxes.pop("", ())
    if loose or boxes:
        yield with_end(words, Section(words("sign-offs"), "sign-offs", kind="sign-offs" if loose else "group", boxes=loose))
    for group, anchor in zip(boxes, slugs(boxes), strict=True):
        yield with_end(words, Section(group, f"sign-offs-{anchor}", level=3, kind="sign-offs", boxes=boxes[group]))


def writing_section(context: RunbookContext, kind: str, entries: Mapping[str, Blank] | Mapping[str, Note]) -> Iterator[Section]:
    """Yield a section with blanks or lines to write on, if there are any."""
    spaces = tuple(writing_space(context, f"{kind}.{key}", entry) for key, entry in entries.items())
    if spaces:
        yield Section(context.words(kind), kind, kind=kind, spaces=spaces)


def writing_space(context: RunbookContext, address: str, entry: Blank | Note) -> WritingSpace:
    """Return a blank, with a hint if only some kinds of values are allowed, or the lines of a note."""
    hint = context.words(f"blank.{entry.kind}") if isinstance(entry, Blank) and entry.kind not in (None, "text") else ""
    lines = entry.lines or DEFAULT_LINES if isinstance(entry, Note) else 0
    return WritingSpace(address, entry.label, hint, lines, provenance=context.provenance(address))


def with_end(words: Catalogue, section: Section) -> Section:
    """Return a section with the text of the line after its boxes: how many boxes there are, and where to write how many are done.

    Recurring work has this line once for each date.
    """
    key = "sheet.done.signed" if section.kind == "sign-offs" else "sheet.done"
    number = sum(box.count for box in section.boxes)
    return replace(section, done=words.count(key, number, title=section.title)) if section.boxes else section


def with_watch(sections: tuple[Section, ...]) -> Iterable[Section]:
    """Mark the sections that people do while they watch for triggers: from the cut-over to the last list with a start.

    The cut-over is the first list that starts at T-0, else the first with an id of `CUT_OVER`, else the first one.
    """
    lists = [number for number, section in enumerate(sections) if section.boxes]
    at_t0 = [number for number in lists if (moment := sections[number].moment) is not None and moment.at == "T-0"]
    named = [number for number in lists if sections[number].anchor.split(".")[1] in CUT_OVER]
    first = next(iter((*at_t0, *named, *lists)), len(sections))
    last = max((number for number in lists if (moment := sections[number].moment) is not None and moment.at), default=first)
    watched = {first, *(number for number in lists if first < number <= last)}
    return (replace(section, watched=number in watched) for number, section in enumerate(sections))


def by_heading(entries: Mapping[str, T], heading: Callable[[T], str]) -> dict[str, dict[str, T]]:
    """Return entities by the heading above them. Headings are in the order of their first use."""
    parts: dict[str, dict[str, T]] = {}
    for key, entry in entries.items():
        parts.setdefault(heading(entry), {})[key] = entry
    return parts


def of_phase(entries: Mapping[str, T], phase: PhaseId) -> dict[str, T]:
    return {key: entry for key, entry in entries.items() if phase_of(entry) == phase}
