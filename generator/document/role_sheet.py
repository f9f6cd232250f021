"""A sheet for one role: its own lines as on the whole sheet, the lines of others as one quiet line each, and where people meet.

What belongs to no line, such as contacts and rollback triggers, is on the sheet of each role, so the sheets of all roles together have
everything that the whole sheet has.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from generator.document.document_parts import Box, Meeting, Prose, Section, plain
from generator.document.line_roles import LEAD, roles_in, title_of_role
from generator.document.meetings import with_meetings
from generator.document.phase_sections import with_end
from generator.document.runbook_context import RunbookContext
from generator.document.sheet_blanks import blank_facts, slots_in
from generator.document.sheet_head import counted
from generator.document.sheets import PACK, HeadFact, Sheet
from generator.model.entities import PHASES, PhaseId

# The kinds of sections whose boxes belong to a role. Everybody watches for triggers.
DIVIDED = ("boxes", "hold", "sign-offs")


def roles_on_sheet(sheet: Sheet) -> tuple[str, ...]:
    """Return the roles that have a line on a sheet, in the order of their first lines."""
    chapters = (role for chapter in sheet.chapters for role in roles_on_sheet(chapter))
    return tuple(dict.fromkeys((*roles_of(sheet.sections), *chapters)))


def roles_of(sections: Iterable[Section]) -> tuple[str, ...]:
    """Return the roles that have a line in one of these sections, in the order of their first lines."""
    return tuple(dict.fromkeys(role for section in sections if section.kind in DIVIDED for role in roles_in(section)))


def roles_apart(sections: Iterable[Section]) -> tuple[str, ...]:
    """Return the roles with pages of their own on the site: none if one role does everything, else also the lead."""
    roles = roles_of(sections)
    return tuple(dict.fromkeys((*roles, LEAD))) if len(roles) > 1 else ()


def for_role(context: RunbookContext, sheet: Sheet, role: str) -> Sheet:
    """Return the sheet of a phase for one role. A sheet with chapters has those for this role."""
    return for_roles(context, sheet, (role,))[0]


def for_roles(context: RunbookContext, sheet: Sheet, roles: Iterable[str]) -> tuple[Sheet, ...]:
    """Return the sheets for several roles. Their meetings are found once."""
    phase = next((phase for phase in PHASES if phase == sheet.part), None)
    met = with_meetings(context, phase, sheet.sections) if phase else ()
    return tuple(_sheet_for(context, sheet, role, phase, met) for role in roles)


def _sheet_for(context: RunbookContext, sheet: Sheet, role: str, phase: PhaseId | None, met: tuple[Section, ...]) -> Sheet:
    sections = tuple(_section_for(context, section, role) for section in met) if phase else sheet.sections
    title = context.words("role.title", sheet=sheet.title, role=title_of_role(context, role))
    head = (*role_facts(context, role, phase), *_head_for(context, sheet, sections)) if phase else sheet.head
    made = replace(
        sheet,
        path=f"{sheet.path.removesuffix('.md')}.role-{role}.md",
        title=title if phase or sheet.part == PACK else sheet.title,
        head=head,
        chapters=tuple(for_role(context, chapter, role) for chapter in sheet.chapters),
        sections=sections,
    )
    return counted(context, made)


def _head_for(context: RunbookContext, sheet: Sheet, sections: tuple[Section, ...]) -> tuple[HeadFact, ...]:
    """Return the head of a sheet with the blanks that this role notes or needs."""
    all_blanks, own = (
        tuple(blank_facts(context, sheet.part, those, tuple(dict.fromkeys((*sheet.about.slots, *slots_in(those))))))
        for those in (sheet.sections, sections)
    )
    return (*(fact for fact in sheet.head if fact not in all_blanks), *own)


def role_facts(context: RunbookContext, role: str, phase: PhaseId) -> tuple[HeadFact, ...]:
    """Return the first lines of the head: who does these lines, who leads, and how people work together."""
    words, lead = context.words, context.name_in(LEAD)
    title = title_of_role(context, LEAD)
    leads = words("role.head.lead") if title == words("role.lead") else words("role.head.lead.of", title=title)
    mine = HeadFact(words("role.head"), context.name_in(role), "day")
    rules = [words("role.rule.incident")] if phase == "incident" else []
    rule = HeadFact(words("role.rule"), " ".join([*rules, words("role.rule.lead" if role == LEAD else "role.rule.other")]))
    return (mine, rule) if role == LEAD else (mine, HeadFact(leads, lead, "day"), rule)


def _section_for(context: RunbookContext, section: Section, role: str) -> Section:
    if section.kind not in DIVIDED or not section.boxes or section.anchor == "gone":
        return section  # nobody has a part in it
    boxes = tuple(_box_for(context, box, role, section.role or LEAD) for box in section.boxes)
    mine = replace(section, boxes=boxes, waits=_of(section.waits, role), tells=_of(section.tells, role))
    if section.kind == "hold" or role in roles_in(section):
        return with_end(context.words, mine)
    # Of a list of others, the heading and the time are enough. The lead also decides whether it begins, and what happens if it fails.
    leads = role == LEAD
    return replace(
        mine,
        quiet=True,
        caution=(),
        summary=(),
        about=Prose(),
        when=section.when if leads else (),
        facts=(),
        exercised=(),
        on_failure=section.on_failure if leads else None,
        columns=(),
        done="",
        closing=Prose(),
    )


def _box_for(context: RunbookContext, box: Box, role: str, above: str) -> Box:
    own = box.role or above
    waits, tells = _of(box.waits, role), _of(box.tells, role)
    children = tuple(_box_for(context, child, role, own) for child in box.children)
    if box.answer and box.answer.settled:
        return replace(box, children=children)  # nobody waits for what is done
    if own == role:
        return replace(box, waits=waits, tells=tells, children=children)
    title = title_of_role(context, own)
    # Without its command and all else that only its owner needs.
    return Box(
        box.address,
        box.text,
        number=box.number,
        title=box.title,
        moment=box.moment,
        children=children,
        waits=waits,
        tells=tells,
        quiet=True,
        who=context.words("open.with", text=title, more=box.answer.text) if box.answer else title if title != plain(box.text) else "",
        answer=box.answer,
    )


def _of(meetings: tuple[Meeting, ...], role: str) -> tuple[Meeting, ...]:
    return tuple(one for one in meetings if one.role == role)
