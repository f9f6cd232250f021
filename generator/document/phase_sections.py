"""The sections of one phase: passages, checklists, procedures, triggers, severities, announcements, sign-offs, and space to write on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import groupby
from typing import TypeVar

from generator.document.blanks import blanks_of, columns_of
from generator.document.boxes import box, items, sign_off_box
from generator.document.document_parts import Box, Moment, Row, Section, WritingSpace, as_text
from generator.document.exercised import exercise_facts
from generator.document.facts import facts_of
from generator.document.line_history import last_length
from generator.document.page_paths import slugs
from generator.document.phase_part import PhasePart
from generator.document.runbook_context import RunbookContext, name_of, phase_of
from generator.document.severity_responses import responses_below
from generator.model.entities import Checklist, Entity, Note, Passage, PhaseId, Procedure
from generator.model.page_order import CUT_OVER
from generator.model.phase_order import Stop, group_of, phase_order
from generator.text.catalogue import Catalogue

# The phase whose sheet shows the triggers beside the cut-over.
DAY: PhaseId = "deploy-day"
DEFAULT_LINES = 3
# The fields of a list that are shown at a fixed place.
PLACED = frozenset(("at", "lasts", "every", "when", "method"))

T = TypeVar("T", bound=Entity)


def phase_part(context: RunbookContext, phase: PhaseId, triggers: tuple[Box, ...], severities: tuple[Row, ...]) -> PhasePart:
    """Return a phase with all its sections. Triggers are part of the rollback, severities of the incident."""
    entry = context.runbook.phases.get(phase)
    sections = tuple(sections_of(context, phase, triggers, severities))
    summary = context.inline(entry.summary if entry else None)
    about = context.prose(entry.about if entry else None)
    return PhasePart(phase, context.phase_titles[phase], summary, sections, context.provenance(f"phases.{phase}"), about)


def sections_of(context: RunbookContext, phase: PhaseId, triggers: tuple[Box, ...], severities: tuple[Row, ...]) -> Iterator[Section]:
    """Yield the sections of a phase in the order of the work: first triggers or severities, at the end space to write on."""
    if triggers:
        yield triggers_section(context.words, "triggers", triggers, phase)
    if phase == "incident" and severities:
        yield severities_section(context, severities)
    found = with_own_anchors(section for stop in phase_order(context.runbook, phase) for section in stop_sections(context, phase, stop))
    yield from with_watch(found) if phase == DAY else found
    described = context.runbook.phases.get(phase)
    blanks = blanks_of(context, described.blanks if described else {}, f"phases.{phase}")
    notes = (note_space(context, f"notes.{key}", note) for key, note in context.runbook.notes.items() if phase_of(note) == phase)
    yield from writing_section(context, "blanks", blanks)
    yield from writing_section(context, "notes", tuple(notes))


def stop_sections(context: RunbookContext, phase: PhaseId, stop: Stop) -> Iterator[Section]:
    """Yield the sections of one stop of a phase: usually one; announcements and sign-offs have one for each heading."""
    if stop.kind == "announcements":
        yield from announcement_sections(context, stop)
    elif stop.kind == "sign-offs":
        yield from sign_off_sections(context, stop)
    elif stop.kind == "hold":
        yield hold_section(context, stop)
    elif stop.kind == "beforehand":
        yield Section(context.words("beforehand"), "beforehand", kind="group")
    elif stop.kind == "group":
        yield group_section(context, phase, stop.addresses[0])
    elif stop.kind == "passage":
        yield passage_section(context, stop)
    else:
        (address,) = stop.addresses
        entry = context.known[address]
        assert isinstance(entry, Checklist | Procedure)
        yield replace(list_section(context, address, entry), level=stop.level, moment=section_moment(context, entry))


def with_own_anchors(sections: Iterable[Section]) -> tuple[Section, ...]:
    """Number the anchors of sections that come more than once, such as `announcements-internal-2`."""
    used = Counter[str]()
    found = []
    for section in sections:
        used[section.anchor] += 1
        again = used[section.anchor]
        found.append(replace(section, anchor=f"{section.anchor}-{again}") if again > 1 else section)
    return tuple(found)


def triggers_section(words: Catalogue, kind: str, boxes: tuple[Box, ...], phase: PhaseId = "rollback") -> Section:
    """Return the section of the triggers that call for a phase.

    The kind `triggers` has boxes, and a tick means that the trigger fired; the kind `calls` has no boxes.
    """
    title, summary = words(f"triggers.{phase}"), as_text(words(f"triggers.any.{phase}"))
    done = words.count("sheet.done.seen", len(boxes), title=title)
    return Section(title, "triggers", kind=kind, summary=summary, boxes=boxes, done=done)


def severities_section(context: RunbookContext, rows: tuple[Row, ...]) -> Section:
    words = context.words
    heads, more = (words("severities.level"), words("head.what")), context.link_to_page("severities", words("severities.more"))
    return Section(words("severities"), "severities", kind="severities", rows=rows, heads=heads, more=more, closing=responses_below(rows))


def group_section(context: RunbookContext, phase: PhaseId, address: str) -> Section:
    """Return the heading of a group; its lists are the next sections."""
    group = context.runbook.phases[phase].groups[address.rpartition(".")[2]]
    moment, facts = context.moment(group.at, group.lasts), facts_of(context, group, placed=PLACED)
    provenance, about = context.provenance(address), context.prose(group.about)
    return Section(group.title, address, kind="group", moment=moment, about=about, facts=facts, provenance=provenance)


def passage_section(context: RunbookContext, stop: Stop) -> Section:
    """Return a section of prose without boxes."""
    (address,) = stop.addresses
    entry = context.known[address]
    assert isinstance(entry, Passage)
    return Section(
        entry.title, address, stop.level, kind="passage", about=context.prose(entry.about), provenance=context.provenance(address)
    )


def section_moment(context: RunbookContext, entry: Checklist | Procedure) -> Moment | None:
    """Return the moment of a checklist or procedure. Without its own start, it has that of its group, which the page does not repeat."""
    group = group_of(context.runbook, entry)
    given = group.at if group else None
    at, every = (entry.at, entry.every) if isinstance(entry, Checklist) else (None, None)
    moment = context.moment(at or given, entry.lasts, every)
    return replace(moment, repeated=True) if moment and given is not None and at in (None, given) else moment


def list_section(context: RunbookContext, address: str, entry: Checklist | Procedure) -> Section:
    """Return a checklist or procedure as a section with its boxes."""
    section = Section(
        title=entry.title,
        anchor=address,
        letter=context.numbers.get(address, ""),
        caution=context.inline(entry.caution),
        summary=context.inline(entry.summary),
        about=context.prose(entry.about),
        when=context.inline(entry.when) if isinstance(entry, Procedure) else (),
        method=(entry.method or "") if isinstance(entry, Checklist) else "",
        role=entry.role or "",
        facts=facts_of(context, entry, placed=PLACED),
        on_failure=context.way(entry.on_failure, address),
        exercised=tuple(exercise_facts(context, address, entry)) if isinstance(entry, Procedure) else (),
        columns=columns_of(context, entry, address) if isinstance(entry, Checklist) else (),
        boxes=(
            items(context, entry.steps, f"{address}.steps", entry)
            if isinstance(entry, Procedure)
            else items(context, entry.items, f"{address}.items", entry)
        ),
        closing=context.prose(entry.closing),
        took=last_length(context, address, entry) if isinstance(entry, Checklist) else "",
        provenance=context.provenance(address),
    )
    return with_end(context.words, section)


def announcement_sections(context: RunbookContext, stop: Stop) -> Iterator[Section]:
    """Yield the announcements of a stop below the headings of their audiences."""
    entries = [(address, context.runbook.announcements[address.partition(".")[2]]) for address in stop.addresses]
    for audience, part in groupby(entries, key=lambda one: one[1].audience):
        boxes = tuple(
            box(context, address, entry, number=context.numbers.get(address, ""), moment=context.moment(entry.at))
            for address, entry in part
        )
        letter = boxes[0].number.rstrip("0123456789")
        title, anchor = context.words(f"announcements.{audience}"), f"announcements-{audience}"
        yield with_end(context.words, Section(title, anchor, level=stop.level, letter=letter, boxes=boxes))


def sign_off_sections(context: RunbookContext, stop: Stop) -> Iterator[Section]:
    """Yield the sign-offs of a stop: first those without a group, then those of each group below its heading."""
    words = context.words
    entries = {address: context.runbook.sign_offs[address.partition(".")[2]] for address in stop.addresses}
    parts = by_heading(entries, lambda entry: entry.group or "")
    boxes = {group: tuple(sign_off_box(context, address, entry) for address, entry in part.items()) for group, part in parts.items()}
    loose = boxes.pop("", ())
    yield with_end(words, Section(words("sign-offs"), "sign-offs", stop.level, kind="sign-offs" if loose else "group", boxes=loose))
    for group, anchor in zip(boxes, slugs(boxes), strict=True):
        yield with_end(words, Section(group, f"sign-offs-{anchor}", level=3, kind="sign-offs", boxes=boxes[group]))


def hold_section(context: RunbookContext, stop: Stop) -> Section:
    """Return the bar with the approvals that must be given before a list or group begins."""
    held = context.known[stop.held]
    letter = context.numbers.get(stop.held, "")
    title = context.words("hold", list=" ".join(filter(None, (letter, name_of(held)))))
    entries = {address: context.runbook.sign_offs[address.partition(".")[2]] for address in stop.addresses}
    boxes = tuple(sign_off_box(context, address, entry, under=entry.group or "") for address, entry in entries.items())
    anchor = f"hold-{stop.held.rpartition('.')[2]}"
    section = Section(title, anchor, stop.level, kind="hold", holds=context.link(stop.held), boxes=boxes)
    return with_end(context.words, section)


def writing_section(context: RunbookContext, kind: str, spaces: tuple[WritingSpace, ...]) -> Iterator[Section]:
    """Yield a section with blanks or lines to write on, if there are any."""
    if spaces:
        yield Section(context.words(kind), kind, kind=kind, spaces=spaces)


def note_space(context: RunbookContext, address: str, note: Note) -> WritingSpace:
    return WritingSpace(address, note.label, lines=note.lines or DEFAULT_LINES, provenance=context.provenance(address))


def with_end(words: Catalogue, section: Section) -> Section:
    """Return a section with the text of the line after its boxes: how many boxes there are, and where to write how many are done.

    Recurring work has this line once for each date.
    """
    key = "sheet.done.signed" if section.kind in ("sign-offs", "hold") else "sheet.done"
    number = sum(box.count for box in section.boxes)
    return replace(section, done=words.count(key, number, title=section.letter or section.title)) if number else section


def with_watch(sections: tuple[Section, ...]) -> Iterable[Section]:
    """Mark the sections that people do while they watch for triggers: from the cut-over to the last list with a start.

    The cut-over is the first list that starts at T-0, else the first with an id of `CUT_OVER`, else the first one. Without any start,
    people watch until the last list.
    """
    lists = [number for number, section in enumerate(sections) if section.anchor.startswith(("checklists.", "procedures."))]
    starts = {number: moment.seconds for number in lists if (moment := sections[number].moment) is not None and moment.at}
    at_t0 = [number for number, seconds in starts.items() if seconds == 0]
    named = [number for number in lists if sections[number].anchor.split(".")[1] in CUT_OVER]
    first = next(iter((*at_t0, *named, *lists)), len(sections))
    last = max(starts or lists, default=first)
    watched = {first, *(number for number in lists if first < number <= last)}
    return (replace(section, watched=number in watched) for number, section in enumerate(sections))


def by_heading(entries: Mapping[str, T], heading: Callable[[T], str]) -> dict[str, dict[str, T]]:
    """Return entities by the heading above them. Headings are in the order of their first use."""
    parts: dict[str, dict[str, T]] = {}
    for key, entry in entries.items():
        parts.setdefault(heading(entry), {})[key] = entry
    return parts
