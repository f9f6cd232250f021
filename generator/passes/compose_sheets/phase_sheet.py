"""The sheet of one phase: what is ticked, signed, filled in and noted at that time, in the order of the phase's page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TypeVar

from generator.domain.model import Announcement, Checklist, PhaseId, SignOff
from generator.domain.model import Blank as BlankField
from generator.domain.model import Note as NoteField
from generator.domain.sheets import Blank, Note, Section, Sheet
from generator.domain.timeline import Offset
from generator.passes.compose_sheets.boxes import announcement, items, signature, steps, triggers
from generator.passes.compose_sheets.scope import Scope, by_heading, spoken

DEFAULT_PHASE: PhaseId = "deploy-day"
DEFAULT_LINES = 3

T = TypeVar("T", Announcement, SignOff, BlankField, NoteField)


def phase_sheet(scope: Scope, phase: PhaseId) -> Sheet:
    runbook, entry = scope.runbook, scope.runbook.phases.get(phase)
    sections = tuple(_sections(scope, phase))
    severities = tuple(scope.levels()) if phase == "incident" else ()
    missing = ""
    if not sections and not severities:
        missing = "this phase"
    elif phase == "rollback" and not runbook.triggers:
        missing = "rollback triggers"
    elif phase == "incident" and not severities:
        missing = "severities"
    head = scope.sheet(phase)
    return replace(
        head,
        counts_down=head.counts_down or any(section.moment.at for section in sections),
        summary=(entry.summary or "") if entry else "",
        record=tuple(Blank(blank.label, blank.kind or "text") for blank in _of(phase, runbook.record).values()),
        sections=sections,
        severities=severities,
        notes=tuple(Note(note.label, note.lines or DEFAULT_LINES) for note in _of(phase, runbook.notes).values()),
        missing=(missing,) if missing else (),
    )


def _sections(scope: Scope, phase: PhaseId) -> Iterator[Section]:
    """What is decided, done, told and signed. Where a system fails, procedures come before checklists."""
    procedures, checklists = _procedures(scope, phase), _checklists(scope, phase)
    if phase == "rollback" and scope.runbook.triggers:
        yield Section("Rollback triggers", summary="Any one of these calls for a rollback.", boxes=tuple(triggers(scope)))
    yield from (*procedures, *checklists) if phase in ("rollback", "incident") else (*checklists, *procedures)
    yield from _announcements(scope, phase)
    yield from _sign_offs(scope, phase)


def _checklists(scope: Scope, phase: PhaseId) -> Iterator[Section]:
    """Checklists below the headings of their groups: groups in the phase's order, lists without a group where they are written."""
    entry = scope.runbook.phases.get(phase)
    groups = entry.groups if entry else {}
    lists = {key: one for key, one in scope.runbook.checklists.items() if one.phase == phase}
    used = {one.group for one in lists.values()}
    ordered = iter([key for key in groups if key in used])
    opened: set[str] = set()
    for key, checklist in lists.items():
        if checklist.group is None or checklist.group not in groups:
            yield _checklist(scope, key, checklist, 2, None)
        elif checklist.group not in opened:
            opened.add(checklist.group)
            name = next(ordered)
            group = groups[name]
            yield Section(group.title, moment=scope.moment(group.at, group.lasts))
            yield from (_checklist(scope, below, one, 3, group.at) for below, one in lists.items() if one.group == name)


def _checklist(scope: Scope, key: str, checklist: Checklist, level: int, inherited: Offset | None) -> Section:
    """A checklist; the moment that its group's heading has said is not said again."""
    said = checklist.lasts is None and checklist.at in (None, inherited)
    return Section(
        checklist.title,
        level,
        moment=scope.moment(None if said else checklist.at or inherited, checklist.lasts, checklist.every),
        condition=checklist.if_ or "",
        role=scope.who(checklist.role),
        summary=checklist.summary or "",
        boxes=items(scope, checklist.items, f"checklists.{key}", checklist.role, checklist.phase),
    )


def _procedures(scope: Scope, phase: PhaseId) -> Iterator[Section]:
    for key, procedure in scope.runbook.procedures.items():
        if procedure.phase == phase:
            yield Section(
                procedure.title,
                role=scope.who(procedure.role),
                when=procedure.when or "",
                summary=procedure.summary or "",
                boxes=tuple(steps(scope, key, procedure)),
            )


def _announcements(scope: Scope, phase: PhaseId) -> Iterator[Section]:
    audiences = by_heading(_of(phase, scope.runbook.announcements), lambda entry: spoken(entry.audience))
    if audiences:
        yield Section("Announcements")
    for title, entries in audiences.items():
        yield Section(title, 3, boxes=tuple(announcement(scope, key, entry) for key, entry in entries.items()))


def _sign_offs(scope: Scope, phase: PhaseId) -> Iterator[Section]:
    groups = by_heading(_of(phase, scope.runbook.sign_offs), lambda entry: entry.group or "")
    signed = {title: tuple(signature(scope, key, entry) for key, entry in entries.items()) for title, entries in groups.items()}
    if list(signed) == [""]:
        yield Section("Sign-offs", signatures=signed[""])
        return
    if signed:
        yield Section("Sign-offs")
    for title, signatures in signed.items():
        yield Section(title or "Other sign-offs", 3, signatures=signatures)


def _of(phase: PhaseId, entries: Mapping[str, T]) -> dict[str, T]:
    return {key: entry for key, entry in entries.items() if (entry.phase or DEFAULT_PHASE) == phase}
