"""What stands on a printed sheet: sections of the document below a head that says whose it is, for which day and which release."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.document.document_parts import Inline, Section, with_children
from generator.model.entities import PHASES

EMERGENCY = "emergency"
BOOK = "book"
RECURRING = "recurring"
REFERENCE = "reference"
SHEETS: tuple[str, ...] = (*PHASES, EMERGENCY)
# What is ticked or signed; all other sections are read.
TICKED = ("boxes", "triggers", "sign-offs")


@dataclass(frozen=True, slots=True)
class HeadFact:
    """One line of a sheet's head: a value, or room to write one where it is empty, with a hint at what it takes.

    `kind` is `stamp` for what differs from release to release while nothing else does, `day` for what is of the day of use, and `record`
    for what the system wants to be recorded then: its label is the writer's.
    `fill` says what a browser may fill in: `t0` or `end`.
    """

    label: str
    value: str = ""
    kind: str = ""
    hint: str = ""
    fill: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet. `part` is a phase, `emergency`, `book`, `recurring`, or `reference` for a chapter of what is looked up.

    `edition` is the release and the commit, `address` that of the sheet's page on the site, `draft` says what must not go out as it
    is. `calls` are the triggers that stand beside the cut-over. `tally` is the number of its boxes in words. `chapters` are the sheets
    that a book is made of; one that `opens` begins on a page of its own.
    """

    path: str
    variant: str
    part: str
    title: str
    system: str
    language: str
    summary: Inline = ()
    head: tuple[HeadFact, ...] = ()
    edition: str = ""
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
        """How many boxes there are to tick or sign."""
        return sum(section.count for section in self.sections if section.kind in TICKED) + sum(one.boxes for one in self.chapters)

    @property
    def stem(self) -> str:
        """Its path without the ending, which tells its form."""
        return self.path.removesuffix(".md")


def addresses(sheet: Sheet) -> Iterator[str]:
    """The addresses of a sheet's boxes, in order; recurring ones once for each date."""
    for section in sheet.sections:
        if section.kind in TICKED:
            for _ in section.dates or ("",):
                yield from (box.address for box in with_children(section.boxes))
    for chapter in sheet.chapters:
        yield from addresses(chapter)
