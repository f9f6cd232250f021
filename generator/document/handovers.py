"""Where people meet within one list: where a line is done and the next is somebody else's, and where a value passes from one to another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from generator.document.document_parts import Box, Link, Meeting, Section, with_children
from generator.document.line_roles import LEAD, in_order, open_lines, title_of_role, titles_of_roles
from generator.document.runbook_context import RunbookContext
from generator.model.entities import PhaseId


@dataclass
class LineMeetings:
    """The meetings before and after boxes, by the addresses of the boxes, and after the whole list."""

    waits: dict[str, list[Meeting]] = field(default_factory=lambda: defaultdict(list))
    tells: dict[str, list[Meeting]] = field(default_factory=lambda: defaultdict(list))
    ends: list[Meeting] = field(default_factory=list)

    def placed(self, boxes: tuple[Box, ...]) -> tuple[Box, ...]:
        """Return boxes with their meetings, and with those of their children."""
        return tuple(
            replace(
                box,
                waits=(*box.waits, *self.waits.get(box.address, ())),
                tells=(*box.tells, *self.tells.get(box.address, ())),
                children=self.placed(box.children),
            )
            for box in boxes
        )


def parts_of_others(context: RunbookContext, section: Section) -> LineMeetings:
    """Return the meetings of a list without order: whoever ticks a parent waits for the parts that somebody else does."""
    found = LineMeetings()
    undone = {box.address for box, _ in open_lines(section)}
    for parent, role in in_order(section):
        parts = [(box, box.role) for box in parent.children if box.role and box.role != role and box.address in undone]
        if parts:
            lines, people = ", ".join(box.number for box, _ in parts), titles_of_roles(context, (own for _, own in parts))
            found.waits[parent.address].append(Meeting(role, context.words("meet.wait.own", line=lines, who=people)))
        for box, own in parts:
            key = "meet.tell.lead" if role == LEAD else "meet.tell.parent"
            reported = context.words(key, line=box.number, people=title_of_role(context, role), next=parent.number)
            found.tells[box.address].append(Meeting(own, reported))
    return found


@dataclass(frozen=True)
class _Line:
    """A line of an ordered list, with the places of the lines that may follow, and links to where else it leads.

    A line that `jumps` leads elsewhere than to the next line, or has several ways.
    """

    box: Box
    role: str
    following: tuple[int, ...]
    elsewhere: tuple[Link, ...]
    jumps: bool


def handovers(context: RunbookContext, phase: PhaseId, section: Section) -> LineMeetings:
    """Return the meetings of an ordered list: wherever the next line is somebody else's.

    Where a line leads past other lines, the lead says to everybody where to go on, so that nobody waits for what is left out.
    """
    lines = tuple(_lines_of(section))
    shared = len({line.role for line in lines}) > 1
    before = [[line for line in lines[:at] if at in line.following] for at in range(len(lines))]
    found = LineMeetings()
    for at, line in enumerate(lines):
        after = lines[at + 1] if at + 1 < len(lines) else None
        if at and lines[at - 1].role != line.role:
            found.waits[line.box.address].extend(_waits(context, line, lines[at - 1], before[at]))
        if line.jumps and (shared or any(link.target for link in line.elsewhere)):
            reported, said = _leads_on(context, phase, line, [lines[place] for place in line.following])
        elif after and not line.jumps and line.role != after.role:
            reported, said = _hands_over(context, line, after)
        else:
            continue
        found.tells[line.box.address].append(Meeting(line.role, reported))
        to_lead = found.waits[after.box.address] if after else found.ends
        to_lead.extend(Meeting(LEAD, text) for text in said)
    return found


def _lines_of(section: Section) -> Iterator[_Line]:
    """Yield the lines of a list in the order of ticking. Whoever goes on at a line begins with its first part."""
    lines = open_lines(section)
    places = {box.address: at for at, (box, _) in enumerate(lines)}
    firsts = {box.address: min(places[one.address] for one in with_children((box,)) if one.address in places) for box, _ in lines}
    for at, (box, role) in enumerate(lines):
        following, elsewhere = [], []
        for way in [way.then for way in box.ways] or [box.then]:
            target = way.target.partition("#")[2] if way else ""
            if way is None:
                following += [at + 1] if at + 1 < len(lines) else []
            elif target in firsts:
                following.append(firsts[target])
            elif target or at + 1 < len(lines):
                elsewhere.append(way)
        jumps = bool(elsewhere) or any(place != at + 1 for place in following)
        yield _Line(box, role, tuple(dict.fromkeys(following)), tuple(dict.fromkeys(elsewhere)), jumps)


def _waits(context: RunbookContext, line: _Line, last: _Line, before: list[_Line]) -> Iterator[Meeting]:
    """Yield what people wait for who did not do the `last` line. Where lines jump, the lead says where to go on."""
    words, values = context.words, {"line": last.box.number, "who": title_of_role(context, last.role)}
    if line.role == LEAD:
        if not last.jumps:
            yield Meeting(LEAD, words("meet.wait.own", **values))
    elif before != [last]:
        yield Meeting(line.role, words("meet.start.wait", list=line.box.number))
    else:
        yield Meeting(line.role, words("meet.wait.lead" if last.role == LEAD else "meet.wait", **values))


def _hands_over(context: RunbookContext, line: _Line, after: _Line) -> tuple[str, list[str]]:
    """Return what whoever does a line tells the lead, or as the lead says to others, and what the lead then says."""
    words, values = context.words, {"line": line.box.number, "next": after.box.number}
    values |= {"who": title_of_role(context, line.role), "people": title_of_role(context, after.role)}
    if line.role == LEAD:
        return words("meet.say.own", **values), []
    if after.role == LEAD:
        return words("meet.tell.lead", **values), []
    return words("meet.tell", **values), [words("meet.say", **values)]


def _leads_on(context: RunbookContext, phase: PhaseId, line: _Line, following: list[_Line]) -> tuple[str, list[str]]:
    """Return the same for a line that jumps."""
    words, number, kind = context.words, line.box.number, "marked" if line.box.ways else "done"
    those = [words("meet.way", line=one.box.number, who=title_of_role(context, one.role)) for one in following]
    ways = ", ".join([*those, *(_place_of(context, phase, link) for link in line.elsewhere)])
    if line.role == LEAD:
        return words("meet.on.own", next=ways), []
    said = words(f"meet.on.{kind}", line=number, who=title_of_role(context, line.role), next=ways)
    return words("meet.tell.marked" if line.box.ways else "meet.tell.lead", line=number), [said]


def _place_of(context: RunbookContext, phase: PhaseId, link: Link) -> str:
    """Return the number, the title and the sheet of where a line leads outside its list, or that the list is done."""
    address = link.target.partition("#")[2]
    if not address:
        return link.text
    number, title = context.numbers.get(address, ""), context.name(address)
    name = context.words("meet.way", line=number, who=title) if number else title
    return name if link.sheet == phase else context.words("sheet.pointer", name=name, sheet=context.sheet_title(link.sheet))
