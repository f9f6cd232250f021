"""Where people with different roles meet: who waits for whose line, who hears that it is done, and when the lead says go.

In an ordered list, whoever goes on waits for the line before (`handovers.py`), so only the first line needs a go. In other lists,
all people begin when the lead says go: after the lists before are done, unless their planned times overlap, and after those who sign
said go. What has a condition, and a procedure to which a way leads, begins if the lead says so. In an incident, whoever does the first
line begins. What people prepare beforehand, each does alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from generator.document.document_parts import Meeting, Section, plain
from generator.document.handovers import handovers, parts_of_others
from generator.document.line_roles import LEAD, LISTS, open_lines, open_roles, roles_in, titles_of_roles
from generator.document.passed_values import with_passed_values
from generator.document.runbook_context import RunbookContext
from generator.model.entities import PhaseId
from generator.model.page_order import READ_DO

# The phases in which people work at the same time.
TOGETHER: tuple[PhaseId, ...] = ("deploy-day", "rollback", "incident")
BEFOREHAND = "beforehand"


def with_meetings(context: RunbookContext, phase: PhaseId, sections: tuple[Section, ...]) -> tuple[Section, ...]:
    """Return the sections of a phase with the meetings of all roles; unchanged if one role does everything."""
    if {role for section in sections for role in roles_in(section)} <= {LEAD}:
        return sections
    return with_passed_values(context, phase, tuple(_Meetings(context, phase, sections).of(sections)))


class _Meetings:
    """Finds the meetings of one phase."""

    def __init__(self, context: RunbookContext, phase: PhaseId, sections: tuple[Section, ...]) -> None:
        self.words = context.words
        self.context = context
        self.phase = phase
        self.titles = Counter(section.title for section in sections)
        self.awaited: set[str] = set()  # what the lead has waited for, by anchors
        self.needs: dict[str, set[str]] = {}  # what each list waits for, by anchors
        self.roles = {section.anchor: open_roles(section) for section in sections}  # each list is asked for those of all before it
        entities = context.known.values()
        self.targets = {getattr(entity, field, None) for entity in entities for field in ("then", "on_failure")}
        self.alternatives = sum(self._is_conditional(section) for section in sections) > 1

    def of(self, sections: tuple[Section, ...]) -> Iterator[Section]:
        before: tuple[Section, ...] = ()  # lists; and announcements and signatures, for which only lists wait
        holds: tuple[Section, ...] = ()
        alone = self.phase not in TOGETHER
        for number, section in enumerate(sections):
            # Below this heading, lists are prepared before the day.
            alone = self.phase not in TOGETHER or section.anchor == BEFOREHAND or (alone and section.level > 2)
            if not open_lines(section):
                holds = () if section.anchor.startswith(LISTS) else holds
                yield section
            elif section.kind == "hold":
                held = next((one for one in sections[number:] if one.anchor.startswith(LISTS)), section)
                done = () if alone or holds else self._new(self._needed(before, held))
                holds = (*holds, section)
                yield replace(section, waits=tuple(self._asks(section, done)), tells=tuple(self._answers(section)))
            elif section.anchor.startswith(LISTS):
                self.needs[section.anchor] = {one.anchor for one in self._needed(before, section)}
                yield self._list(section, before, holds, alone=alone)
                before, holds = before if alone else (*before, section), ()
            elif section.kind in ("boxes", "sign-offs") and not alone:
                lists = tuple(one for one in before if one.anchor.startswith(LISTS))
                yield replace(section, waits=tuple(self._starts(section, lists)), tells=tuple(self._ends(section)))
                before = (*before, section)
            else:
                yield section

    def _needed(self, before: tuple[Section, ...], section: Section) -> tuple[Section, ...]:
        """Return what must be done before a list begins."""
        return () if self._is_conditional(section) else tuple(one for one in before if not overlap(one, section))

    def _new(self, needed: tuple[Section, ...]) -> tuple[Section, ...]:
        """Return what the lead has not waited for already."""
        return tuple(one for one in needed if one.anchor not in self.awaited)

    def _goes_on(self, role: str, needed: tuple[Section, ...]) -> bool:
        """Return whether a role did alone what comes right before, so that it knows that all is done."""
        own = [one.anchor for one in needed if self.roles[one.anchor] == (role,)]
        unknown = {one.anchor for one in needed}.difference(own)
        for anchor in reversed(own):
            unknown -= unknown & self.needs.get(anchor, set())
        return not unknown

    def _list(self, section: Section, before: tuple[Section, ...], holds: tuple[Section, ...], *, alone: bool) -> Section:
        """Return a list with its meetings, within it and around it."""
        inner = handovers(self.context, self.phase, section) if is_ordered(section) else parts_of_others(self.context, section)
        starts: Iterable[Meeting] = ()
        if holds:
            starts = self._held(section, holds)
        elif not alone:
            starts = self._starts(section, before)
        ends = (*inner.ends, *(() if alone else self._ends(section)))
        return replace(section, boxes=inner.placed(section.boxes), waits=tuple(starts), tells=ends)

    def _one(self, key: str, role: str, **values: str) -> Meeting:
        return Meeting(role, self.words(f"meet.{key}", **values))

    def _name(self, section: Section) -> str:
        """Return how people name a section. If several have one heading or letter, people name their lines."""
        if section.anchor.startswith("announcements") or (not section.letter and self.titles[section.title] > 1):
            return ", ".join(box.number or f"“{plain(box.text)}”" for box in section.boxes)
        return section.letter or f"“{section.title}”"

    def _titles(self, roles: Iterable[str]) -> str:
        return titles_of_roles(self.context, roles)

    def _is_conditional(self, section: Section) -> bool:
        """Return whether people begin a list only if something calls for it: a condition, or a way, also of another sheet."""
        return bool(section.when) or (section.anchor.startswith("procedures.") and section.anchor in self.targets)

    # --- around a list ---

    def _starts(self, section: Section, before: tuple[Section, ...]) -> Iterator[Meeting]:
        """Yield what each role waits for before a list. Whoever did all that comes before alone goes on."""
        if self.phase == "incident" and all(map(self._is_conditional, before)) and (not before or self._is_conditional(section)):
            return  # whoever sees it begins
        beginners, name = _beginners(section), self._name(section)
        others = [role for role in beginners if role != LEAD]
        needed = self._needed(before, section)
        done, earlier = self._new(needed), {role for one in needed for role in self.roles[one.anchor]}
        if not done:
            yield from (self._one("start.wait", role, list=name) for role in others)
            if others:
                key = "start.if" if (before or self.alternatives) and self._is_conditional(section) else "start.say"
                yield self._one(key, LEAD, list=name, people=self._titles(others))
            return
        waiting = [role for role in others if not self._goes_on(role, needed)]
        if waiting or LEAD in beginners:
            self.awaited.update(one.anchor for one in done)
        names = ", ".join(map(self._name, done))
        yield from (self._one("list.wait", role, list=name, before=names) for role in waiting)
        if waiting:
            text = self.words.count("meet.list.say", len(done), list=name, before=names, people=self._titles(waiting))
            yield Meeting(LEAD, text)
        elif LEAD in beginners and earlier - {LEAD}:
            yield self._one("list.own", LEAD, list=name, before=names, who=self._titles(sorted(earlier - {LEAD})))

    def _ends(self, section: Section) -> Iterator[Meeting]:
        """Yield who tells the lead that a list is done: whoever does the last line of an ordered list, else everybody."""
        tellers = [role for _, role in open_lines(section)][-1:] if is_ordered(section) else open_roles(section)
        yield from (self._one("list.tell", role, list=section.letter or self._name(section)) for role in tellers if role != LEAD)

    # --- at a hold ---

    def _asks(self, hold: Section, before: tuple[Section, ...]) -> Iterator[Meeting]:
        """Yield who asks for a go, and when."""
        others = [role for role in open_roles(hold) if role != LEAD]
        yield from (self._one("hold.wait", role) for role in others)
        names = ", ".join(map(self._name, before))
        self.awaited.update(one.anchor for one in before)
        earlier = list(dict.fromkeys(role for one in before for role in self.roles[one.anchor] if role != LEAD))
        if others and names:
            yield Meeting(LEAD, self.words.count("meet.hold.ask.after", len(before), before=names, people=self._titles(others)))
        elif others:
            yield self._one("hold.ask", LEAD, people=self._titles(others))
        elif earlier:
            yield self._one("wait.own", LEAD, line=names, who=self._titles(earlier))

    def _answers(self, hold: Section) -> Iterator[Meeting]:
        yield from (self._one("hold.tell", role) for role in open_roles(hold) if role != LEAD)

    def _held(self, section: Section, holds: tuple[Section, ...]) -> Iterator[Meeting]:
        """Yield what each role waits for before a list that needs a go."""
        name, others = self._name(section), [role for role in _beginners(section) if role != LEAD]
        yield from (self._one("hold.begin", role, list=name) for role in others)
        if others:
            yield self._one("hold.say", LEAD, list=name, people=self._titles(others))
        elif any(set(open_roles(hold)) - {LEAD} for hold in holds):
            yield self._one("hold.own", LEAD, list=name)


def is_ordered(section: Section) -> bool:
    """Return whether people do the lines of a section one after the other."""
    return section.method == READ_DO or section.anchor.startswith("procedures.")


def overlap(before: Section, section: Section) -> bool:
    """Return whether a list begins while the one before still goes on, by the plan."""
    first, second = before.moment, section.moment
    if first is None or second is None or first.seconds is None or second.seconds is None or first.lasting is None:
        return False
    return second.seconds < first.seconds + first.lasting


def _beginners(section: Section) -> tuple[str, ...]:
    """Return who needs a go to begin. A box with a time of its own needs none."""
    boxes = open_lines(section)
    if is_ordered(section):
        boxes = boxes[:1]
    elif not section.anchor.startswith(LISTS):
        boxes = [(box, role) for box, role in boxes if not (box.moment and box.moment.at)]
    return tuple(dict.fromkeys(role for _, role in boxes))
