"""A rehearsal: people with their own sheets alone, who do their lines from top to bottom, wait where it says so, and say go.

They know no rule of the program, but read the texts of the meetings. Who reads that the lead says go or asks stops until the lead did, for
the line or list that comes next; who reads of a line or list that comes first stops until it is done. Who takes a way knows which lines are
left out; everybody else knows it when the lead says where to go on.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from generator.document.document_parts import Box, Section, plain, with_children
from generator.document.line_roles import in_order
from generator.document.role_sheet import DIVIDED
from generator.document.sheets import Sheet

NAME = r"(?:“[^”]*”|[A-Z0-9.]*[A-Z0-9])"
NAMES = rf"{NAME}(?:, {NAME})*"
SAYS_GO = re.compile(rf"[Ss]ay go for (?P<what>{NAMES}) to (?P<people>[^.]*)\.")
ASKS = re.compile(r"[Aa]sk for the go: (?P<people>.*)\.")
SAYS_WHERE = re.compile(r"[Ss]ay to everybody where to go on: (?P<ways>.*)\.")
WAY = re.compile(rf"({NAME}) \(([^)]*)\)")
NEEDS = re.compile(
    rf"WAIT for (?P<lines>{NAMES}) \(|noted at (?P<noted>{NAME})\)|"
    rf"[Ww]hen (?:.* says (?:that|what is marked at) )?(?P<done>{NAMES})(?: (?:is|are) done)?, "
)
HEARS = re.compile(rf"[Tt]he lead (?:(?:does it and )?says go(?: or no-go)?(?: for (?P<what>{NAMES}))?|(?P<call>asks you))\.")
CALLED = "called"


@dataclass(frozen=True)
class Said:
    """A text on a sheet, with the number of its line and the boxes of the bars above it."""

    text: str
    line: str = ""
    above: frozenset[str] = frozenset()


@dataclass
class Person:
    """Somebody with a sheet, of which `steps` are still to read or to tick. `left_out` are the boxes that they know to be left out."""

    title: str
    steps: list[Said | Box]
    left_out: set[str] = field(default_factory=set)


class Rehearsal:
    """What happened so far: the boxes that people ticked in their order, and those that they left out. `pick` chooses the ways."""

    def __init__(self, people: list[Person], whole: Sheet, pick: int = 0) -> None:
        self.people = people
        self.pick = pick
        self.numbers = names_of(whole.sections)
        self.lists = [[box.address for box, _ in in_order(section)] for section in whole.sections if section.kind in DIVIDED]
        self.done: list[str] = []
        self.settled = {box.address for section in whole.sections for box in with_children(section.boxes) if is_settled(box)}
        self.left_out: set[str] = set()
        self.heard = Counter[tuple[str, str]]()

    def run(self) -> list[str]:
        """Let whoever can go on do so, the first of the people first. Return the addresses of the boxes in the order of ticking."""
        while any(self.goes_on(person) for person in self.people):
            pass
        assert not any(person.steps for person in self.people), [(one.title, one.steps[0]) for one in self.people if one.steps]
        return self.done

    def goes_on(self, person: Person) -> bool:
        """Let one person do one step, if that is possible."""
        if not person.steps:
            return False
        step = person.steps[0]
        if isinstance(step, Said):
            if not self.is_met(person, step):
                return False
        elif step.address not in person.left_out:
            self.done.append(step.address)
            self._takes_a_way(person, step)
        person.steps.pop(0)
        return True

    def is_met(self, reader: Person, said: Said) -> bool:
        """Return whether a person may read on after a text. If so, and it asks for that, say go to the people it names."""
        needed, hears = self._needed(said), HEARS.search(said.text)
        own = said.line and self.numbers[said.line] <= reader.left_out
        if (needed and needed <= reader.left_out) or (own and (hears or not needed)):
            return True
        if hears:
            expected = (reader.title, CALLED if hears["call"] else hears["what"] or said.line)
            if not self.heard[expected]:
                return False
            self.heard[expected] -= 1
            return True
        if needed <= {*self.done, *self.left_out, *self.settled}:
            self._speaks(said.text)
            return True
        return False

    def _needed(self, said: Said) -> frozenset[str]:
        match = NEEDS.search(said.text)
        names = (match["lines"] or match["noted"] or match["done"] or "") if match else ""
        needed = frozenset[str]().union(*(self.numbers[name] for name in filter(None, names.split(", "))))
        return needed | said.above if "everybody above" in said.text else needed

    def _takes_a_way(self, person: Person, box: Box) -> None:
        links = [way.then for way in box.ways] or [box.then]
        link = links[self.pick % len(links)]
        if link is None:
            return
        (lines,) = (those for those in self.lists if box.address in those)
        rest = lines[lines.index(box.address) + 1 :]
        target = link.target.partition("#")[2]
        first = min((rest.index(one) for one in rest if one.startswith(target)), default=0) if target else len(rest)
        person.left_out.update(rest[:first])
        self.left_out.update(rest[:first])

    def _speaks(self, text: str) -> None:
        if go := SAYS_GO.search(text):
            self.heard.update((title, go["what"]) for title in go["people"].split(", "))
        if asked := ASKS.search(text):
            self.heard.update((title, CALLED) for title in asked["people"].split(", "))
        if where := SAYS_WHERE.search(text):
            order = [address for those in self.lists for address in those if address not in self.left_out]
            ways = {address: (title, line) for line, title in WAY.findall(where["ways"]) for address in self.numbers[line]}
            self.heard.update([ways[address] for address in order if address in ways][:1])
            for person in self.people:
                person.left_out |= self.left_out


def steps_of(sheet: Sheet) -> Iterator[Said | Box]:
    """Yield what a person reads and ticks on a sheet, from top to bottom."""
    above: frozenset[str] = frozenset()
    for section in sheet.sections:
        yield from (Said(one.text, above=above) for one in section.waits)
        if section.kind in DIVIDED:
            for box in section.boxes:
                yield from _steps(box)
        yield from (Said(one.text) for one in section.tells)
        if section.boxes:
            above = above | frozenset(box.address for box in section.boxes) if section.kind == "hold" else frozenset()


def _steps(box: Box) -> Iterator[Said | Box]:
    for child in box.children:
        yield from _steps(child)
    yield from (Said(one.text, box.number) for one in box.waits)
    if not (box.quiet or is_settled(box)):
        yield box
    yield from (Said(one.text, box.number) for one in box.tells)


def is_settled(box: Box) -> bool:
    """Return whether a run has settled a box."""
    return bool(box.answer and box.answer.settled)


def names_of(sections: tuple[Section, ...]) -> dict[str, frozenset[str]]:
    """Return the boxes that people mean by the name of a line or list."""
    found: dict[str, frozenset[str]] = {}
    for section in sections:
        if section.kind in DIVIDED and section.boxes:
            lines = tuple(with_children(section.boxes))
            found[section.letter or f"“{section.title}”"] = frozenset(box.address for box in lines)
            found |= {box.number or f"“{plain(box.text)}”": frozenset((box.address,)) for box in lines}
    return found
