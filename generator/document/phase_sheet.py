"""The sheet of one phase: what is ticked, signed, filled in and noted at that time, in the order of the phase's page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TypeVar

from generator.document.draft_reasons import drafted
from generator.document.sheet_boxes import announcement, items, signature, steps, triggers
from generator.document.sheet_context import SheetContext, by_heading, spoken
from generator.document.sheets import Sheet, SheetBlank, SheetBox, SheetNote, SheetSection
from generator.model.clock import in_words
from generator.model.entities import DEFAULT_PHASE, Announcement, Blank, Checklist, Note, PhaseId, SignOff
from generator.model.moments import Offset
from generator.model.page_order import page_order

DEFAULT_LINES = 3
# The sheet of the day itself: who is there, when it shall be over, and what calls it off.
DAY: PhaseId = "deploy-day"
# The ids by which a list is known as the cut-over where no moment says so.
CUT_OVER = ("cut-over", "deployment", "go-live")
# A trigger that is ticked has fired, so that a list of them is never done.
LOOKED_AT = "looked at"

T = TypeVar("T", Announcement, SignOff, Blank, Note)


def phase_sheet(scope: SheetContext, phase: PhaseId) -> Sheet:
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
    people = tuple(scope.people()) if phase == DAY else ()
    calls: tuple[SheetBox, ...] = tuple(triggers(scope)) if phase == DAY else ()
    sheet = replace(
        head,
        end=_end(scope) if phase == DAY else "",
        counts_down=head.counts_down or any(section.moment.at for section in sections),
        summary=(entry.summary or "") if entry else "",
        record=tuple(SheetBlank(blank.label, blank.kind or "text") for blank in _of(phase, runbook.record).values()),
        sections=_with_cut_over(sections) if phase == DAY else sections,
        contacts=people,
        triggers=calls,
        severities=severities,
        notes=tuple(SheetNote(note.label, note.lines or DEFAULT_LINES) for note in _of(phase, runbook.notes).values()),
        missing=(missing,) if missing else (),
    )
    return drafted(scope, sheet, scope.runbook.contacts if people else scope.roles.get(phase, ()))


def _end(scope: SheetContext) -> str:
    """When the day is over by the clock: the last end, or the start of a last list that nobody gave a length; nothing if that is
    before T-0, since what the deployment itself takes is not said then.
    """
    if scope.clock is None:
        return ""
    phase = scope.runbook.phases.get(DAY)
    found = []
    for checklist in scope.runbook.checklists.values():
        group = phase.groups.get(checklist.group or "") if phase else None
        at = checklist.at or (group.at if group else None)
        if checklist.phase == DAY and at is not None:
            start = scope.clock.at(at)
            lasts = checklist.lasts or (group.lasts if group else None)
            end = scope.clock.end(start, lasts) if lasts else None
            found.append((end or start, checklist.title if end is None else ""))
    if not found:
        return ""
    # By elapsed time: moments of one zone are compared by what the wall clock shows, which is set back now and then.
    last, begins = max(found, key=lambda one: one[0].timestamp())
    if last.timestamp() < scope.clock.t0.timestamp():
        return ""
    return f'after {in_words(last)}, when "{begins}" begins' if begins else in_words(last)


def _with_cut_over(sections: tuple[SheetSection, ...]) -> tuple[SheetSection, ...]:
    """The sections with the list marked that begins at T-0; where none does, the one that is called so, or the first."""
    lists = [number for number, section in enumerate(sections) if section.boxes]
    at_t0 = [number for number in lists if sections[number].moment.at == "T-0"]
    called = [number for number in lists if sections[number].boxes[0].address.split(".")[1] in CUT_OVER]
    chosen = next(iter((*at_t0, *called, *lists)), -1)
    return tuple(replace(section, cut_over=True) if number == chosen else section for number, section in enumerate(sections))


def _sections(scope: SheetContext, phase: PhaseId) -> Iterator[SheetSection]:
    """What is decided, done, told and signed. Where a system fails, procedures come before checklists."""
    procedures, checklists = _procedures(scope, phase), _checklists(scope, phase)
    if phase == "rollback" and scope.runbook.triggers:
        yield SheetSection(
            "Rollback triggers", summary="Any one of these calls for a rollback.", boxes=tuple(triggers(scope)), settled=LOOKED_AT
        )
    yield from (*procedures, *checklists) if phase in ("rollback", "incident") else (*checklists, *procedures)
    yield from _announcements(scope, phase)
    yield from _sign_offs(scope, phase)


def _checklists(scope: SheetContext, phase: PhaseId) -> Iterator[SheetSection]:
    """Checklists below the headings of their groups: groups in the phase's order, lists without a group where they are written."""
    entry = scope.runbook.phases.get(phase)
    groups = entry.groups if entry else {}
    lists = {key: one for key, one in scope.runbook.checklists.items() if one.phase == phase}
    for name, within in page_order({key: one.group for key, one in lists.items()}, groups):
        group = groups.get(name)
        if group is not None:
            yield SheetSection(group.title, moment=scope.moment(group.at, group.lasts))
        yield from (_checklist(scope, key, lists[key], 3 if group else 2, group.at if group else None) for key in within)


def _checklist(scope: SheetContext, key: str, checklist: Checklist, level: int, inherited: Offset | None) -> SheetSection:
    """A checklist; the moment that its group's heading has said is not said again."""
    said = checklist.lasts is None and checklist.at in (None, inherited)
    return SheetSection(
        checklist.title,
        level,
        moment=scope.moment(None if said else checklist.at or inherited, checklist.lasts, checklist.every),
        condition=checklist.if_ or "",
        role=scope.who(checklist.role),
        summary=checklist.summary or "",
        boxes=items(scope, checklist, f"checklists.{key}", checklist.phase),
    )


def _procedures(scope: SheetContext, phase: PhaseId) -> Iterator[SheetSection]:
    for key, procedure in scope.runbook.procedures.items():
        if procedure.phase == phase:
            yield SheetSection(
                procedure.title,
                role=scope.who(procedure.role),
                when=procedure.when or "",
                summary=procedure.summary or "",
                boxes=tuple(steps(scope, key, procedure)),
                steps=True,
            )


def _announcements(scope: SheetContext, phase: PhaseId) -> Iterator[SheetSection]:
    audiences = by_heading(_of(phase, scope.runbook.announcements), lambda entry: spoken(entry.audience))
    if audiences:
        yield SheetSection("Announcements")
    for title, entries in audiences.items():
        told = enumerate(entries.items(), 1)
        yield SheetSection(title, 3, boxes=tuple(announcement(scope, key, entry, number) for number, (key, entry) in told))


def _sign_offs(scope: SheetContext, phase: PhaseId) -> Iterator[SheetSection]:
    groups = by_heading(_of(phase, scope.runbook.sign_offs), lambda entry: entry.group or "")
    signed = {title: tuple(signature(scope, key, entry) for key, entry in entries.items()) for title, entries in groups.items()}
    if list(signed) == [""]:
        yield SheetSection("Sign-offs", signatures=signed[""])
        return
    if signed:
        yield SheetSection("Sign-offs")
    for title, signatures in signed.items():
        yield SheetSection(title or "Other sign-offs", 3, signatures=signatures)


def _of(phase: PhaseId, entries: Mapping[str, T]) -> dict[str, T]:
    return {key: entry for key, entry in entries.items() if (entry.phase or DEFAULT_PHASE) == phase}
