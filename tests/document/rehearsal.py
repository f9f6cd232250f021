"""A rehearsal: people with their own sheets alone, who do their lines from top to bottom, wait where it says so, and say go.

They know no rule of the program, but read the texts of the meetings. Who reads that the lead says go or asks stops until the lead did, for
the line or list that comes next; who reads of a line or list that comes first stops until it is done.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from generator.document.document_parts import Box, Section, with_children
from generator.document.role_sheet import DIVIDED
from generator.document.sheets import Sheet

NAME = r"\S+|“[^”]*”"
SAYS_GO = re.compile(rf"[Ss]ay go for (?P<what>{NAME}) to (?P<people>.*)\.")
ASKS = re.compile(r"[Aa]sk for the go: (?P<people>.*)\.|[Ss]ay when to (?P<called>[^:]*): .*\.")
NEEDS = re.compile(rf"Wait for (?P<lines>[^(]*) \(|[Ww]hen (?:.* says that )?(?P<line>{NAME}) is done,")
HEARS = re.compile(rf"[Tt]he lead (?:(?:does it and )?says go(?: for (?P<what>{NAME}))?|(?P<call>says when|asks you))\.")
CALLED = "called"


@dataclass(frozen=True)
class Said:
    """A text on a sheet, with the number of its line and the boxes of the bar above it."""

    text: str
    line: str = ""
    above: frozenset[str] = frozenset()


@dataclass
class Person:
    """Somebody with a sheet, of which `steps` are still to read or to tick."""

    title: str
    steps: list[Said | Box]


@dataclass
class Rehearsal:
    """What happened so far. `numbers` are the boxes that people mean by the name of a line or list."""

    people: list[Person]
    numbers: Mapping[str, frozenset[str]]
    done: list[str] = field(default_factory=list)
    heard: Counter[tuple[str, str]] = field(default_factory=Counter)

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
        if isinstance(step, Box):
            self.done.append(step.address)
        elif not self.is_met(person.title, step):
            return False
        person.steps.pop(0)
        return True

    def is_met(self, reader: str, said: Said) -> bool:
        """Return whether a person may read on after a text. If so, and it asks for that, say go to the people it names."""
        if hears := HEARS.search(said.text):
            expected = (reader, CALLED if hears["call"] else hears["what"] or said.line)
            if not self.heard[expected]:
                return False
            self.heard[expected] -= 1
            return True
        if self._is_ready(said):
            self._speaks(said.text)
            return True
        return False

    def _is_ready(self, said: Said) -> bool:
        lines = next((match["lines"] or match["line"] for match in NEEDS.finditer(said.text)), "")
        needed = frozenset[str]().union(*(self.numbers[name] for name in filter(None, lines.split(", "))))
        if "everybody above" in said.text:
            needed |= said.above
        return needed <= {*self.done}

    def _speaks(self, text: str) -> None:
        if go := SAYS_GO.search(text):
            self.heard.update((title, go["what"]) for title in go["people"].split(", "))
        if asked := ASKS.search(text):
            self.heard.update((title, CALLED) for title in (asked["people"] or asked["called"]).split(", "))


def steps_of(sheet: Sheet) -> Iterator[Said | Box]:
    """Yield what a person reads and ticks on a sheet, from top to bottom."""
    above: frozenset[str] = frozenset()
    for section in sheet.sections:
        yield from (Said(one.text, above=above) for one in section.waits)
        if section.kind in DIVIDED:
            for box in section.boxes:
                yield from _steps(box)
        yield from (Said(one.text) for one in section.tells)
        above = frozenset(box.address for box in section.boxes) if section.kind == "hold" else frozenset()


def _steps(box: Box) -> Iterator[Said | Box]:
    for child in box.children:
        yield from _steps(child)
    yield from (Said(one.text, box.number) for one in box.waits)
    if not box.quiet:
        yield box
    yield from (Said(one.text, box.number) for one in box.tells)


def names_of(sections: tuple[Section, ...]) -> dict[str, frozenset[str]]:
    """Return the boxes that people mean by the name of a line or list."""
    found: dict[str, frozenset[str]] = {}
    for section in sections:
        if section.kind in DIVIDED and section.boxes:
            lines = tuple(with_children(section.boxes))
            found[section.letter or f"“{section.title}”"] = frozenset(box.address for box in lines)
            found |= {box.number: frozenset((box.address,)) for box in lines if box.number}
    return found
