"""Printed sheets: sections of the document below a head with the system, the day and the release."""

from __future__ import annotations

from dataclasses import dataclass

from generator.document.document_parts import Inline, Section
from generator.model.entities import PHASES

EMERGENCY = "emergency"
BOOK = "book"
RECURRING = "recurring"
REFERENCE = "reference"
SHEETS: tuple[str, ...] = (*PHASES, EMERGENCY)
# The kinds of sections with boxes to tick or sign.
TICKED = ("boxes", "triggers", "sign-offs")


@dataclass(frozen=True, slots=True)
class HeadFact:
    """One line of a sheet's head: a value, or an empty one to write in, with a hint.

    `kind` is `stamp` for a value that changes with each release, `day` for one that belongs to the day of use, and `record` for a blank
    of the system, whose label is the author's. `fill` says what a browser may fill in: `t0` or `end`.
    """

    label: str
    value: str = ""
    kind: str = ""
    hint: str = ""
    fill: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet. `part` is a phase, `emergency`, `book`, `recurring`, or `reference` for a chapter of the book.

    `version` is the release and the commit. `address` is that of the page on the site. `draft` are the reasons why the sheet is a draft.
    `calls` are the triggers beside the cut-over. `tally` is the number of boxes in words. A book has `chapters`; one that `opens` begins
    on a new page.
    """

    path: str
    variant: str
    part: str
    title: str
    system: str
    language: str
    summary: Inline = ()
    head: tuple[HeadFact, ...] = ()
    version: str = ""
    address: str = ""
    draft: tuple[str, ...] = ()
    sections: tuple[Section, ...] = ()
    calls: Section | None = None
    chapters: tuple[Sheet, ...] = ()
    opens: bool = True
    tally: str = ""
    end: str = ""

    @property
    def boxes(self) -> int:
        """The number of boxes to tick or sign."""
        return sum(section.count for section in self.sections if section.kind in TICKED) + sum(one.boxes for one in self.chapters)
