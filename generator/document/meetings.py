"""Where people with different roles meet: who waits for whose line, who hears that it is done, and when the lead says go.

A line that names no role is the lead's. In an ordered list, whoever goes on waits for the line before. A list that several people do begins
when the lead says go: after the list before is done, unless their planned times overlap, and after those who sign said go. A procedure
with a condition begins when the lead says so. What people prepare beforehand, each does alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import pairwise

from generator.document.document_parts import Box, Meeting, Section
from generator.document.runbook_context import RunbookContext
from generator.model.entities import PhaseId
from generator.model.page_order import READ_DO

LEAD = "lead"
# The phases in which people work at the same time.
TOGETHER: tuple[PhaseId, ...] = ("deploy-day", "rollback", "incident")
LISTS = ("checklists.", "procedures.")
BEFOREHAND = "beforehand"


def roles_in(section: Section) -> tuple[str, ...]:
    """Return the roles of all boxes of a section, each once, in order."""
    return tuple(dict.fromkeys(role for _, role in in_order(section)))


def in_order(section: Section) -> Iterator[tuple[Box, str]]:
    """Yield each box of a section with its role, in the order of ticking: a parent comes after its children.

    The role of a box is its own, else that of the box above it, else that of the list, else the lead.
    """
    return _with_roles(section.boxes, section.role or LEAD)


def _with_roles(boxes: Iterable[Box], above: str) -> Iterator[tuple[Box, str]]:
    for box in boxes:
        role = box.role or above
        yield from _with_roles(box.children, role)
        yield box, role


def title_of_role(context: RunbookContext, role: str) -> str:
    """Return the title of a role. A system without a contact `lead` has a lead too."""
    entry = context.runbook.contacts.get(role)
    return entry.title if entry else context.words("role.lead") if role == LEAD else role


def with_meetings(context: RunbookContext, phase: PhaseId, sections: tuple[Section, ...]) -> tuple[Section, ...]:
    """Return the sections of a phase with the meetings of all roles; unchanged if one role does everything."""
    if {role for section in sections for role in roles_in(section)} <= {LEAD}:
        return sections
    return tuple(_Meetings(context, together=phase in TOGETHER).of(sections))


class _Meetings:
    """Finds the meetings of one phase. `together` means that people work at the same time."""

    def __init__(self, context: RunbookContext, *, together: bool) -> None:
        self.words = context.words
        self.context = context
        self.together = together

    def of(self, sections: tuple[Section, ...]) -> Iterator[Section]:
        before: Section | None = None  # the list that is done before
        hold: Section | None = None
        alone = False  # these lists are prepared beforehand
        for number, section in enumerate(sections):
            alone = section.anchor == BEFOREHAND or (alone and section.level > 2)
            if section.kind == "hold":
                hold = section
                held = next((one for one in sections[number:] if one.anchor.startswith(LISTS)), section)
                done = before if before is not None and self.together and not overlap(before, held) else None
                yield replace(section, waits=tuple(self._asks(section, done)), tells=tuple(self._answers(section)))
            elif section.anchor.startswith(LISTS) and section.boxes:
                yield self._list(section, before, hold, alone=alone)
                hold = None
                before = section if not (alone or section.when) else before
            elif section.kind in ("boxes", "sign-offs") and section.boxes and self.together and not alone:
                yield replace(section, waits=tuple(self._calls(section, before)))
            else:
                yield section

    def _list(self, section: Section, before: Section | None, hold: Section | None, *, alone: bool) -> Section:
        """Return a list with its meetings, within it and around it."""
        ordered = section.method == READ_DO or section.anchor.startswith("procedures.")
        waits, tells = self._handovers(section) if ordered else self._parents(section)
        made = replace(section, boxes=_placed(section.boxes, waits, tells))
        starts: tuple[Meeting, ...] = ()
        ends: tuple[Meeting, ...] = ()
        if hold is not None:
            starts = tuple(self._held(section, hold))
        elif self.together and not alone:
            starts = tuple(self._starts(section, before))
        if self.together and not alone:
            last = [role for _, role in in_order(section)][-1:]
            tellers = last if ordered else roles_in(section)
            ends = tuple(self._one("list.tell", role, list=_name_of(section)) for role in tellers if role != LEAD)
        return replace(made, waits=starts, tells=ends)

    def _one(self, key: str, role: str, **values: str) -> Meeting:
        return Meeting(role, self.words(f"meet.{key}", **values))

    def _titles(self, roles: Iterable[str]) -> str:
        return ", ".join(title_of_role(self.context, role) for role in roles)

    # --- within a list ---

    def _handovers(self, section: Section) -> tuple[_ByAddress, _ByAddress]:
        """Return the meetings before and after boxes of an ordered list: wherever the next box is somebody else's."""
        waits: _ByAddress = {}
        tells: _ByAddress = {}
        for (box, role), (after, next_role) in pairwise(in_order(section)):
            if role == next_role:
                continue
            line, who = box.number, title_of_role(self.context, role)
            following, people = after.number, title_of_role(self.context, next_role)
            if role == LEAD:
                waits[after.address] = (self._one("wait.lead", next_role, line=line),)
                tells[box.address] = (self._one("say.own", LEAD, next=following, people=people),)
            elif next_role == LEAD:
                waits[after.address] = (self._one("wait.own", LEAD, line=line, who=who),)
                tells[box.address] = (self._one("tell.lead", role, line=line),)
            else:
                waits[after.address] = (
                    self._one("wait", next_role, line=line, who=who),
                    self._one("say", LEAD, line=line, who=who, next=following, people=people),
                )
                tells[box.address] = (self._one("tell", role, line=line, next=following, people=people),)
        return waits, tells

    def _parents(self, section: Section) -> tuple[_ByAddress, _ByAddress]:
        """Return the meetings of an unordered list: whoever ticks a parent waits for the parts that somebody else does."""
        waits: _ByAddress = {}
        tells: _ByAddress = {}
        for parent, role in in_order(section):
            parts = [(box, box.role) for box in parent.children if box.role and box.role != role]
            if parts:
                lines, people = ", ".join(box.number for box, _ in parts), self._titles(dict.fromkeys(own for _, own in parts))
                waits[parent.address] = (*waits.get(parent.address, ()), self._one("wait.own", role, line=lines, who=people))
            for box, own in parts:
                tellers = self._one("tell.parent", own, line=box.number, people=title_of_role(self.context, role), next=parent.number)
                tells[box.address] = (*tells.get(box.address, ()), tellers)
        return waits, tells

    # --- around a list ---

    def _starts(self, section: Section, before: Section | None) -> Iterator[Meeting]:
        """Yield what each role waits for before a list. Whoever did the whole list before alone goes on."""
        name, roles = _name_of(section), roles_in(section)
        others = [role for role in roles if role != LEAD]
        if section.when or before is None or overlap(before, section):
            yield from (self._one("start.wait", role, list=name) for role in others)
            if others:
                yield self._one("start.say", LEAD, list=name, people=self._titles(others))
            return
        earlier, done = roles_in(before), _name_of(before)
        waiting = [role for role in others if earlier != (role,)]
        yield from (self._one("list.wait", role, list=name, before=done) for role in waiting)
        if waiting:
            yield self._one("list.say", LEAD, list=name, before=done, people=self._titles(waiting))
        elif LEAD in roles and earlier != (LEAD,):
            yield self._one("list.own", LEAD, list=name, before=done, who=self._titles(role for role in earlier if role != LEAD))

    def _calls(self, section: Section, before: Section | None) -> Iterator[Meeting]:
        """Yield when people announce or sign what has no time of its own."""
        others = tuple(dict.fromkeys(role for box, role in in_order(section) if role != LEAD and not (box.moment and box.moment.at)))
        yield from (self._one("call.wait", role) for role in others)
        if others:
            after = {"before": _name_of(before)} if before is not None else {}
            yield self._one("call.say.after" if after else "call.say", LEAD, list=_name_of(section), people=self._titles(others), **after)

    # --- at a hold ---

    def _asks(self, hold: Section, before: Section | None) -> Iterator[Meeting]:
        """Yield who asks for a go, and when."""
        others = [role for role in roles_in(hold) if role != LEAD]
        yield from (self._one("hold.wait", role) for role in others)
        if others:
            after = {"before": _name_of(before)} if before is not None else {}
            yield self._one("hold.ask.after" if after else "hold.ask", LEAD, people=self._titles(others), **after)
        elif before is not None and (earlier := [role for role in roles_in(before) if role != LEAD]):
            yield self._one("wait.own", LEAD, line=_name_of(before), who=self._titles(earlier))

    def _answers(self, hold: Section) -> Iterator[Meeting]:
        yield from (self._one("hold.tell", role) for role in roles_in(hold) if role != LEAD)

    def _held(self, section: Section, hold: Section) -> Iterator[Meeting]:
        """Yield what each role waits for before a list that needs a go."""
        name = _name_of(section)
        others = [role for role in roles_in(section) if role != LEAD]
        yield from (self._one("hold.begin", role, list=name) for role in others)
        if others:
            yield self._one("hold.say", LEAD, list=name, people=self._titles(others))
        elif set(roles_in(hold)) - {LEAD}:
            yield self._one("hold.own", LEAD, list=name)


_ByAddress = dict[str, tuple[Meeting, ...]]


def _name_of(section: Section) -> str:
    return section.letter or f"“{section.title}”"


def overlap(before: Section, section: Section) -> bool:
    """Return whether a list begins while the one before still goes on, by the plan."""
    first, second = before.moment, section.moment
    if first is None or second is None or first.seconds is None or second.seconds is None or first.lasting is None:
        return False
    return second.seconds < first.seconds + first.lasting


def _placed(boxes: tuple[Box, ...], waits: _ByAddress, tells: _ByAddress) -> tuple[Box, ...]:
    return tuple(
        replace(
            box,
            waits=waits.get(box.address, ()),
            tells=tells.get(box.address, ()),
            children=_placed(box.children, waits, tells),
        )
        for box in boxes
    )
