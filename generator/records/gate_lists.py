"""The lists that a gate asks for, by the names that people use, and the lines of each that must be answered."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.diagnostics.diagnostic import unknown
from generator.document.compose import RunbookDocument
from generator.document.document_parts import Box, Section, with_children
from generator.document.one_list import alone, list_names
from generator.document.phase_part import PhasePart
from generator.document.sheets import TICKED
from generator.model.entities import PhaseId

HOLD, TRIGGERS = "hold", "triggers"


@dataclass(frozen=True, slots=True)
class GateList:
    """A list of a phase: its sections, with the sign-offs that must be given before it. `anchor` is the address of the list."""

    phase: PhaseId
    anchor: str
    letter: str
    title: str
    sections: tuple[Section, ...]

    @property
    def name(self) -> str:
        """Return the letter and the title."""
        return f"{self.letter} {self.title}".strip()

    def demanded(self, *, every: bool = False) -> tuple[Box, ...]:
        """Return the lines that must be answered: those of “Must” items, or with `every` of all items, and the sign-offs.

        An item with lines below it is answered by these lines.
        """
        found = {box.address: box for section in self.sections for box in _demanded(section, every=every)}
        return tuple(found.values())

    @property
    def holds_nothing(self) -> bool:
        """Return whether the list has neither a “Must” item nor a sign-off of its own."""
        return not any(box for section in self.sections if section.kind != HOLD for box in _demanded(section, every=False))

    @property
    def boxes(self) -> tuple[Box, ...]:
        """Return all boxes, each followed by its children, with those of the sign-offs before the list."""
        return tuple(box for section in self.sections for box in with_children(section.boxes))


def gate_list(document: RunbookDocument, name: str) -> GateList | str:
    """Return the list with a name: `PHASE/LIST`, or LIST alone if one phase has it. LIST is an id, an address or a letter.

    Return a message if there is no such list.
    """
    phase, has_phase, own = name.rpartition("/")
    if has_phase and phase not in document.context.phases:
        return unknown("phase", phase, document.context.phases)
    parts = [document.phases[one] for one in document.context.phases if one == phase or not has_phase]
    found = [one for part in parts for one in [_named(part, own)] if one is not None]
    if len(found) == 1:
        return found[0]
    if found:
        names = " or ".join(f"`{one.phase}/{own}`" for one in found)
        return f"several phases have a list `{own}`: write {names}"
    known = [(f"{part.id}/" if has_phase else "") + _id(section) for part in parts for section in _lists(part).values()]
    return unknown("list", name, dict.fromkeys(known))


def _named(part: PhasePart, name: str) -> GateList | None:
    lists = list_names(_sections(part))
    section = lists.get(name) or lists.get(name.upper())
    if section is None:
        return None
    return GateList(part.id, section.anchor, section.letter, section.title, alone(_sections(part), section.anchor))


def _sections(part: PhasePart) -> list[Section]:
    return [section for section in part.sections if section.kind != TRIGGERS]


def _lists(part: PhasePart) -> dict[str, Section]:
    return {section.anchor: section for section in list_names(_sections(part)).values()}


def _id(section: Section) -> str:
    return section.anchor.rpartition(".")[2]


def _demanded(section: Section, *, every: bool) -> Iterator[Box]:
    if section.kind not in TICKED:
        return
    for box in with_children(section.boxes):
        if every or box.blocking or box.signed:
            yield from (one for one in with_children((box,)) if not one.children)
