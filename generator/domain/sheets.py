"""What stands on a printed sheet, before any form is chosen: Markdown today, print HTML and PDF from the same nouns.

Texts are as their writers wrote them: `text`, `expect`, `condition`, `summary`, `when` and `action` may hold code spans and
links, `run` is a command, every other text is plain.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import get_args

from generator.domain.model import PhaseId

PHASES: tuple[PhaseId, ...] = get_args(PhaseId)
EMERGENCY = "emergency"
SHEETS: tuple[str, ...] = (*PHASES, EMERGENCY)
NOT_DEFINED = "not defined for this system"


@dataclass(frozen=True, slots=True)
class Moment:
    """When something is: `at` on the deploy clock, `lasts`, `every`, and `clock`, the wall clock's time with its zone if T-0 is set."""

    at: str = ""
    lasts: str = ""
    every: str = ""
    clock: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """One way on from a step: `then` names the step to go on with."""

    label: str
    within: str = ""
    text: str = ""
    then: str = ""


@dataclass(frozen=True, slots=True)
class Box:
    """One thing to tick: an item, a step, a trigger or an announcement. What it lacks is empty.

    `role` is left out where the list's own role says it. `threshold`, `mode` and `action` are a trigger's; `target` is the slo that
    is checked or watched.
    """

    address: str
    text: str = ""
    number: int = 0
    title: str = ""
    blocking: bool = False
    optional: bool = False
    condition: str = ""
    moment: Moment = Moment()
    run: str = ""
    expect: str = ""
    threshold: str = ""
    mode: str = ""
    action: str = ""
    target: str = ""
    role: str = ""
    on_failure: str = ""
    choices: tuple[Choice, ...] = ()
    children: tuple[Box, ...] = ()


@dataclass(frozen=True, slots=True)
class Signature:
    """An approval to sign; `name` is known or left to be written."""

    address: str
    title: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with what stands below it; `level` 2 is the outermost. A group has no boxes of its own."""

    title: str
    level: int = 2
    moment: Moment = Moment()
    condition: str = ""
    role: str = ""
    when: str = ""
    summary: str = ""
    boxes: tuple[Box, ...] = ()
    signatures: tuple[Signature, ...] = ()


@dataclass(frozen=True, slots=True)
class Blank:
    """A field to fill in by hand; `hint` says what kind of value it takes where that is no text."""

    label: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """Ruled lines below a label."""

    label: str
    lines: int


@dataclass(frozen=True, slots=True)
class Level:
    """A level of incident."""

    label: str
    title: str
    text: str = ""
    within: str = ""
    escalation: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """A contact: what is known of how to reach it; an empty name or phone is left to be written."""

    title: str
    name: str = ""
    phone: str = ""
    email: str = ""
    channel: str = ""
    hours: str = ""
    escalates_to: str = ""


@dataclass(frozen=True, slots=True)
class Tool:
    """A command at hand."""

    title: str
    run: str
    condition: str = ""
    text: str = ""
    expect: str = ""


@dataclass(frozen=True, slots=True)
class Kit:
    """Commands under one heading."""

    title: str
    tools: tuple[Tool, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet. `part` is a phase or `emergency`; `missing` names what would stand here and the system does not define.

    `t0` is the wall clock's time of T-0, empty where it is left to be written; `counts_down` is false for work that no deployment
    begins, which has a date instead. `triggers` are those of the emergency card, where nothing is ticked, and
    `left_out` counts the commands for which it has no room.
    """

    path: str
    variant: str
    part: str
    title: str
    system: str
    summary: str = ""
    owner: str = ""
    reviewed: str = ""
    commit: str = ""
    t0: str = ""
    counts_down: bool = True
    record: tuple[Blank, ...] = ()
    sections: tuple[Section, ...] = ()
    triggers: tuple[Box, ...] = ()
    severities: tuple[Level, ...] = ()
    contacts: tuple[Person, ...] = ()
    kits: tuple[Kit, ...] = ()
    left_out: int = 0
    notes: tuple[Note, ...] = ()
    missing: tuple[str, ...] = ()

    @property
    def unassigned(self) -> int:
        """How many contacts nobody can reach yet."""
        return sum(1 for person in self.contacts if not (person.name or person.phone or person.email or person.channel))

    @property
    def boxes(self) -> int:
        """How many boxes there are to tick or sign."""
        return sum(1 for _ in addresses(self))


def addresses(sheet: Sheet) -> Iterator[str]:
    """The addresses of a sheet's boxes, in order."""
    for section in sheet.sections:
        yield from _below(section.boxes)
        yield from (signature.address for signature in section.signatures)


def _below(boxes: tuple[Box, ...]) -> Iterator[str]:
    for box in boxes:
        yield box.address
        yield from _below(box.children)
