"""Printed sheets: sections of the document below a head with the system, the day and the release."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from generator.document.document_parts import Inline, Prose, Section
from generator.document.drawings.plan_drawing import PlanDrawing
from generator.model.entities import PHASES

EMERGENCY = "emergency"
BOOK = "book"
RECURRING = "recurring"
PLAN = "plan"
REFERENCE = "reference"
PACK = "pack"
INCIDENT_LOG = "incident-log"
FOLDING_CARD = "folding-card"
# The emergency card on one sheet of paper, and the same card in panels to fold.
CARDS = (EMERGENCY, FOLDING_CARD)
SHEETS: tuple[str, ...] = (*PHASES, EMERGENCY)
# The sheets of a pack, in order; each that a system defines.
PACKED: tuple[str, ...] = (EMERGENCY, "deploy-day", "rollback", "incident")
# What the site has only as a page that prints.
PRINTED_PAGES: tuple[str, ...] = (PLAN, FOLDING_CARD, INCIDENT_LOG)
# What is made for its paper, in a size of its own.
FIXED_SIZE = (PLAN, FOLDING_CARD)
# The kinds of sections whose boxes are ticked or signed.
TICKED = ("boxes", "triggers", "sign-offs", "hold")


@dataclass(frozen=True, slots=True)
class HeadFact:
    """One line in the head of a sheet: a value, or a blank with a hint if the value is empty.

    A value with markup is `text`. `kind` is `fact` for a fact of the system, with its label from the data, `stamp` for a
    value that changes with each release, `day` for a value of the day of use, and `blank` for a blank that the
    system defines, with its label, `unit` and `choices` from the data. A `secret` has no room to write on. `fill` is `t0` or `end` if a
    browser may fill in that time. `blank` is the id of the blank that runs note, and `named` are its choices, with their ids.
    """

    label: str
    value: str = ""
    kind: str = ""
    hint: str = ""
    fill: str = ""
    unit: str = ""
    choices: tuple[str, ...] = ()
    secret: bool = False
    text: Inline = ()
    blank: str = ""
    named: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet. `part` is a phase, `emergency`, `book`, `recurring`, `pack`, `plan`, `folding-card`, `incident-log`, or
    `reference`: a part of the book.

    `version` is the release and the version of the variant, `dated` the moment of the latter. `address` is the web address of the page
    with the same content. `draft` are the reasons why the sheet is a draft. `about` is prose before the sections. `calls` are the
    triggers beside the cut-over. `tally` is the number of boxes in words. `pictures` are those that the PDF shows, by path. A book has
    `chapters`; a chapter that `opens` begins on a new page. The chapters of a pack are whole sheets. A plan has a `drawing` of its table
    of times.
    """

    path: str
    variant: str
    part: str
    title: str
    system: str
    language: str
    summary: Inline = ()
    about: Prose = field(default_factory=Prose)
    head: tuple[HeadFact, ...] = ()
    version: str = ""
    dated: datetime | None = None
    address: str = ""
    draft: tuple[str, ...] = ()
    sections: tuple[Section, ...] = ()
    calls: Section | None = None
    chapters: tuple[Sheet, ...] = ()
    opens: bool = True
    tally: str = ""
    end: str = ""
    pictures: tuple[tuple[str, bytes], ...] = ()
    drawing: PlanDrawing | None = None

    @property
    def counts_down(self) -> bool:
        """Return whether the sheet has times that count from T-0. Only then has its head, or that of a chapter, a line for T-0."""
        return any(fact.fill == "t0" for fact in self.head) or any(chapter.counts_down for chapter in self.chapters)

    @property
    def boxes(self) -> int:
        """Return the number of boxes to tick or sign."""
        return sum(section.count for section in self.sections if section.kind in TICKED) + sum(one.boxes for one in self.chapters)
