"""The page of one phase: its checklists and procedures, and what else is ticked, signed or filled in at that time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import TypeVar

from generator.document.boxes import announcement_box, condition, items, role, sign_off_box, steps, trigger_box
from generator.document.moment_words import moment
from generator.document.page_context import PageContext
from generator.document.page_model import Box, Cell, Link, Moment, Row, Section
from generator.document.page_paths import href, slugs
from generator.document.pages import Page
from generator.document.reference_rows import severity_rows
from generator.model.entities import DEFAULT_PHASE, Blank, Checklist, PhaseId, Procedure
from generator.model.page_order import page_order
from generator.text.catalogue import Catalogue

T = TypeVar("T")
DEFAULT_LINES = 3


def phase_page(scope: PageContext, phase: PhaseId) -> Page:
    origin = scope.page(phase)
    entry = scope.runbook.phases.get(phase)
    sections = tuple(sections_of(scope, phase, origin))
    every = tuple(box for section in sections for box in _below(section.boxes))
    return Page(
        path=origin,
        title=scope.phase_title(phase),
        template="phase",
        nav=(scope.title,),
        variant=scope.variant.id,
        view={
            "title": scope.phase_title(phase),
            "head": scope.head(origin, phase),
            "run": scope.run_place(origin, phase) if every else None,
            "summary": (entry.summary or "") if entry else "",
            "roles": {role: scope.name(f"contacts.{role}") for role in dict.fromkeys(box.role for box in every if box.role)},
            "anchor": f"phases.{phase}",
            "trail": scope.trail(f"phases.{phase}"),
            "sections": sections,
            "count": len(every),
            "blocking": sum(box.blocking for box in every),
            "sheet": href(origin, scope.page("print"), phase),
        },
    )


def sections_of(scope: PageContext, phase: PhaseId, origin: str) -> Iterable[Section]:
    """Everything of a phase in the order of its work: what is decided first, then done, then told, signed and noted."""
    procedures = procedure_sections(scope, phase, origin)
    checklists = checklist_sections(scope, phase, origin)
    if phase == "rollback":
        yield from trigger_sections(scope, origin)
    if phase == "incident":
        yield from severity_sections(scope, origin)
    if phase in ("rollback", "incident"):
        yield from (*procedures, *checklists)
    else:
        yield from (*checklists, *procedures)
    yield from announcement_sections(scope, phase, origin)
    yield from sign_off_sections(scope, phase, origin)
    yield from record_sections(scope, phase)
    yield from note_sections(scope, phase)


def checklist_sections(scope: PageContext, phase: PhaseId, origin: str) -> tuple[Section, ...]:
    """Checklists below the headings of their groups: groups in the phase's order, lists without a group where they are written."""
    entry = scope.runbook.phases.get(phase)
    groups = entry.groups if entry else {}
    lists = {key: one for key, one in scope.runbook.checklists.items() if one.phase == phase}
    found: list[Section] = []
    for name, within in page_order({key: one.group for key, one in lists.items()}, groups):
        if name:
            address, group = f"phases.{phase}.groups.{name}", groups[name]
            timed = moment(scope.words, group.at, group.lasts)
            found.append(Section(group.title, address, kind="group", moment=timed, trail=scope.trail(address)))
        found.extend(checklist_section(scope, key, lists[key], origin, 3 if name else 2) for key in within)
    return tuple(found)


def checklist_section(scope: PageContext, key: str, checklist: Checklist, origin: str, level: int) -> Section:
    address = f"checklists.{key}"
    return Section(
        title=checklist.title,
        anchor=address,
        level=level,
        moment=start_of(scope, checklist),
        summary=checklist.summary or "",
        facts=(*condition(scope.words, checklist.if_), *role(scope, checklist.role, origin)),
        boxes=items(scope, checklist.items, address, origin, level + 1, checklist),
        trail=scope.trail(address),
    )


def start_of(scope: PageContext, checklist: Checklist) -> Moment | None:
    """The moment of a checklist; one that its group gives stands in words at the group alone."""
    phase = scope.runbook.phases.get(checklist.phase)
    group = phase.groups.get(checklist.group) if phase and checklist.group else None
    given = group.at if group else None
    own = moment(scope.words, checklist.at or given, checklist.lasts, checklist.every)
    return replace(own, words="") if own and given is not None and checklist.at in (None, given) else own


def procedure_sections(scope: PageContext, phase: PhaseId, origin: str) -> tuple[Section, ...]:
    return tuple(
        procedure_section(scope, key, procedure, origin) for key, procedure in scope.runbook.procedures.items() if procedure.phase == phase
    )


def procedure_section(scope: PageContext, key: str, procedure: Procedure, origin: str) -> Section:
    address = f"procedures.{key}"
    return Section(
        title=procedure.title,
        anchor=address,
        summary=procedure.summary or "",
        when=procedure.when or "",
        facts=role(scope, procedure.role, origin),
        boxes=steps(scope, procedure.steps, address, origin, 3, procedure),
        trail=scope.trail(address),
    )


def trigger_sections(scope: PageContext, origin: str) -> Iterable[Section]:
    boxes = tuple(trigger_box(scope, key, entry, origin, 3) for key, entry in scope.runbook.triggers.items())
    if boxes:
        words = scope.words
        yield Section(words("triggers"), "triggers", kind="triggers", summary=words("triggers.any"), boxes=boxes)


def severity_sections(scope: PageContext, origin: str) -> Iterable[Section]:
    rows = severity_rows(scope, tag="h3")
    if rows:
        more = Link(scope.words("severities.more"), href(origin, scope.page("severities")))
        yield Section(scope.words("severities"), "severities", kind="severities", rows=rows, more=more)


def announcement_sections(scope: PageContext, phase: PhaseId, origin: str) -> Iterable[Section]:
    entries = _of_phase(scope.runbook.announcements, phase, lambda entry: entry.phase)
    for audience, part in by_heading(entries, lambda entry: entry.audience).items():
        boxes = tuple(announcement_box(scope, key, entry, origin, 3) for key, entry in part.items())
        yield Section(scope.words(f"announcements.{audience}"), f"announcements-{audience}", boxes=boxes)


def sign_off_sections(scope: PageContext, phase: PhaseId, origin: str) -> Iterable[Section]:
    entries = _of_phase(scope.runbook.sign_offs, phase, lambda entry: entry.phase)
    parts = by_heading(entries, lambda entry: entry.group or "")
    loose = {key: sign_off_box(scope, key, entry, origin, 3) for key, entry in parts.pop("", {}).items()}
    if loose or parts:
        yield Section(scope.words("sign-offs"), "sign-offs", kind="sign-offs" if loose else "group", boxes=tuple(loose.values()))
    for (group, part), anchor in zip(parts.items(), slugs(parts), strict=True):
        boxes = tuple(sign_off_box(scope, key, entry, origin, 4) for key, entry in part.items())
        yield Section(group, f"sign-offs-{anchor}", level=3, kind="sign-offs", boxes=boxes)


def record_sections(scope: PageContext, phase: PhaseId) -> Iterable[Section]:
    entries = _of_phase(scope.runbook.record, phase, lambda entry: entry.phase)
    rows = tuple(
        Row(address, entry.label, cells=(Cell(hint(scope.words, entry), kind="blank"),), trail=scope.trail(address))
        for address, entry in ((f"record.{key}", entry) for key, entry in entries.items())
    )
    if rows:
        yield Section(scope.words("record"), "record", kind="record", rows=rows)


def hint(words: Catalogue, blank: Blank) -> str:
    """What is expected in a blank; nothing for one that takes any text."""
    return "" if blank.kind in (None, "text") else words(f"blank.{blank.kind}")


def note_sections(scope: PageContext, phase: PhaseId) -> Iterable[Section]:
    entries = _of_phase(scope.runbook.notes, phase, lambda entry: entry.phase)
    rows = tuple(
        Row(address, entry.label, cells=(Cell(str(entry.lines or DEFAULT_LINES), kind="lines"),), trail=scope.trail(address))
        for address, entry in ((f"notes.{key}", entry) for key, entry in entries.items())
    )
    if rows:
        yield Section(scope.words("notes"), "notes", kind="notes", rows=rows)


def by_heading(entries: Mapping[str, T], heading: Callable[[T], str]) -> dict[str, dict[str, T]]:
    """Entities by the heading that they are listed under, headings in order of first use."""
    parts: dict[str, dict[str, T]] = {}
    for key, entry in entries.items():
        parts.setdefault(heading(entry), {})[key] = entry
    return parts


def _of_phase(entries: Mapping[str, T], phase: PhaseId, own: Callable[[T], str | None]) -> dict[str, T]:
    return {key: entry for key, entry in entries.items() if (own(entry) or DEFAULT_PHASE) == phase}


def _below(boxes: Iterable[Box]) -> Iterable[Box]:
    for box in boxes:
        yield box
        yield from _below(box.children)
