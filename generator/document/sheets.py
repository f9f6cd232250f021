"""What stands on a printed sheet, before any form is chosen: Markdown, print HTML and PDF are made from the same nouns.

Texts are as their writers wrote them: `text`, `expect`, `condition`, `summary`, `when` and `action` may hold code spans and
links, `run` is a command, every other text is plain.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from typing import Any

from generator.model.entities import PHASES

EMERGENCY = "emergency"
BOOK = "book"
RECURRING = "recurring"
SHEETS: tuple[str, ...] = (*PHASES, EMERGENCY)
NOT_DEFINED = "not defined for this system"


@dataclass(frozen=True, slots=True)
class SheetMoment:
    """When something is: `at` on the deploy clock, `lasts`, `every`, and `clock`, the wall clock's time with its zone if T-0 is set."""

    at: str = ""
    lasts: str = ""
    every: str = ""
    clock: str = ""


@dataclass(frozen=True, slots=True)
class SheetChoice:
    """One way on from a step: `then` names the step to go on with."""

    label: str
    within: str = ""
    text: str = ""
    then: str = ""


@dataclass(frozen=True, slots=True)
class SheetBox:
    """One thing to tick: an item, a step, a trigger or an announcement. What it lacks is empty.

    `number` counts within the list, that of a child goes on from its parent's: `2.1`. `role` is left out where the list's own role
    says it. `threshold`, `mode` and `action` are a trigger's; `target` is the slo that is checked or watched.
    """

    address: str
    text: str = ""
    number: str = ""
    title: str = ""
    blocking: bool = False
    optional: bool = False
    condition: str = ""
    moment: SheetMoment = SheetMoment()
    run: str = ""
    expect: str = ""
    threshold: str = ""
    mode: str = ""
    action: str = ""
    target: str = ""
    role: str = ""
    on_failure: str = ""
    choices: tuple[SheetChoice, ...] = ()
    children: tuple[SheetBox, ...] = ()


@dataclass(frozen=True, slots=True)
class Signature:
    """An approval to sign; `name` is known or left to be written."""

    address: str
    title: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class SheetSection:
    """A heading with what stands below it; `level` 2 is the outermost. A group has no boxes of its own.

    `steps` tells a procedure. Recurring work has a box for each of its `dates`. Beside the list that is the `cut_over` stand the
    triggers of the sheet, or that there are none. `settled` says what its boxes are at the end.
    """

    title: str
    level: int = 2
    moment: SheetMoment = SheetMoment()
    condition: str = ""
    role: str = ""
    when: str = ""
    summary: str = ""
    boxes: tuple[SheetBox, ...] = ()
    signatures: tuple[Signature, ...] = ()
    steps: bool = False
    dates: tuple[str, ...] = ()
    cut_over: bool = False
    settled: str = "done"

    @property
    def count(self) -> int:
        """How many boxes it has."""
        return sum(1 for _ in _below(self.boxes)) * (len(self.dates) or 1) + len(self.signatures)


@dataclass(frozen=True, slots=True)
class SheetBlank:
    """A field to fill in by hand; `hint` says what kind of value it takes where that is no text."""

    label: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class SheetNote:
    """Ruled lines below a label."""

    label: str
    lines: int


@dataclass(frozen=True, slots=True)
class SheetSeverity:
    """A level of incident."""

    label: str
    title: str
    text: str = ""
    within: str = ""
    escalation: str = ""


@dataclass(frozen=True, slots=True)
class SheetContact:
    """A contact: what is known of how to reach it; an empty name is left to be written, and so is how to reach it if nothing is known."""

    title: str
    name: str = ""
    phone: str = ""
    email: str = ""
    channel: str = ""
    hours: str = ""
    escalates_to: str = ""

    @property
    def reach(self) -> tuple[str, ...]:
        """The ways to reach it that are known."""
        return tuple(filter(None, (self.phone, self.email, self.channel)))


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
class Table:
    """What is looked up: rows of cells below their heads."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet. `part` is a phase, `emergency`, `book` or `recurring`; `missing` names what the system does not define for it.

    `t0` is the wall clock's time of T-0, empty where it is left to be written, and `end` that of the end that is planned;
    `counts_down` is false for work that no deployment begins, which has a date instead, or the `period` of recurring work.
    `triggers` are shown and not ticked: their boxes stand on the sheet of the rollback. `left_out` counts the commands for which
    an emergency card has no room. `address` is that of the sheet's page on the site, `draft` says what must not go out as it is,
    and `chapters` are the sheets that a book is made of. A `public` one names nobody.
    """

    path: str
    variant: str
    part: str
    title: str
    system: str
    summary: str = ""
    owner: str = ""
    reviewed: str = ""
    release: str = ""
    commit: str = ""
    address: str = ""
    draft: tuple[str, ...] = ()
    t0: str = ""
    end: str = ""
    period: str = ""
    counts_down: bool = True
    record: tuple[SheetBlank, ...] = ()
    sections: tuple[SheetSection, ...] = ()
    triggers: tuple[SheetBox, ...] = ()
    severities: tuple[SheetSeverity, ...] = ()
    contacts: tuple[SheetContact, ...] = ()
    kits: tuple[Kit, ...] = ()
    left_out: int = 0
    tables: tuple[Table, ...] = ()
    notes: tuple[SheetNote, ...] = ()
    missing: tuple[str, ...] = ()
    chapters: tuple[Sheet, ...] = ()
    public: bool = False

    @property
    def unassigned(self) -> int:
        """How many contacts nobody can reach yet; a public sheet leaves people to be written in, and misses none."""
        return 0 if self.public else sum(1 for person in self.contacts if not (person.name or person.reach))

    @property
    def boxes(self) -> int:
        """How many boxes there are to tick or sign."""
        return sum(1 for _ in addresses(self))

    @property
    def stem(self) -> str:
        """Its path without the ending, which tells its form."""
        return self.path.removesuffix(".md")


def addresses(sheet: Sheet) -> Iterator[str]:
    """The addresses of a sheet's boxes, in order; recurring ones once for each date."""
    for section in sheet.sections:
        for _ in section.dates or ("",):
            yield from _below(section.boxes)
        yield from (signature.address for signature in section.signatures)
    for chapter in sheet.chapters:
        yield from addresses(chapter)


def texts(noun: Any) -> list[str]:
    """Every text of a sheet or of a part of it, addresses and paths among them; those that are empty are none."""
    found: list[str] = []
    waiting = [noun]
    while waiting:
        one = waiting.pop()
        if not one:
            continue
        kind = one.__class__
        if kind is str:
            found.append(one)
        elif kind is tuple:
            waiting += reversed(one)
        else:
            waiting += [getattr(one, name) for name in _names_backwards(kind)]
    return found


@cache
def _names_backwards(kind: type) -> tuple[str, ...]:
    """The fields of a noun, the last first; a number or a truth has none."""
    return tuple(field.name for field in reversed(fields(kind))) if is_dataclass(kind) else ()


def _below(boxes: tuple[SheetBox, ...]) -> Iterator[str]:
    for box in boxes:
        yield box.address
        yield from _below(box.children)
