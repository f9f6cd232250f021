"""The form on the page for printing: which sheet, with which times, and how much of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.document.compose import RunbookDocument
from generator.document.document_parts import is_catalogue_text
from generator.document.line_roles import title_of_role
from generator.document.role_sheet import roles_apart
from generator.document.sheets import BOOK, FIXED_SIZE, PACK, PLAN
from generator.model.entities import PHASES
from generator.text.catalogue import CatalogueText

# The sheets that show clock times of a deployment.
ON_THE_CLOCK = ("deploy-day", "prepare", "follow-up", "rollback", PACK, PLAN, BOOK)
FIRST = "deploy-day"
# In points. None is the usual size.
SIZES = (14, 16, 18, 20, 24)


@dataclass(frozen=True, slots=True)
class FormSheet:
    """A sheet that the form opens, with what it `takes`: `at`, `list`, `size` and `open`, what is open in a run.

    A sheet for one role has the title of the `role`, not of the sheet.
    """

    part: str
    title: str
    target: str
    takes: str
    role: str = ""


@dataclass(frozen=True, slots=True)
class FormLists:
    """The lists of a sheet by their letters."""

    part: str
    title: str
    lists: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class PrintForm:
    """The form. `lists` has only sheets with several lists."""

    sheets: tuple[FormSheet, ...]
    lists: tuple[FormLists, ...]
    sizes: tuple[int, ...] = SIZES

    @property
    def first(self) -> FormSheet:
        """Return the sheet that is chosen at first: the deployment day, if the system defines it."""
        return next((sheet for sheet in self.sheets if sheet.part == FIRST), self.sheets[0])

    @property
    def first_roles(self) -> tuple[FormSheet, ...]:
        """Return the sheets for one role of the sheet that is chosen at first."""
        return tuple(sheet for sheet in self.sheets if sheet.role and sheet.part == self.first.part)

    @property
    def has_roles(self) -> bool:
        return any(sheet.role for sheet in self.sheets)


def print_form(document: RunbookDocument, titles: Mapping[str, str]) -> PrintForm:
    """Return the form for sheets with these titles, by the part that each shows."""
    sheets = tuple(one for part, title in titles.items() for one in form_sheets(document, part, title))
    lists = tuple(FormLists(part, titles[part], tuple(lists_of_sheet(document, part).items())) for part in PHASES if part in titles)
    return PrintForm(sheets, tuple(one for one in lists if len(one.lists) > 1))


def form_sheets(document: RunbookDocument, part: str, title: str) -> Iterator[FormSheet]:
    """Yield the sheet of a part, then those for one role."""
    context, takes = document.context, " ".join(taken_by(part))
    stem = f"{context.variant.id}/sheets/{part}"
    yield FormSheet(part, title, f"{stem}.html", takes)
    sections = next((one.sections for phase, one in document.phases.items() if phase == part), ())
    for role in roles_apart(sections):
        yield FormSheet(part, title_of_role(context, role), f"{stem}.role-{role}.html", takes, role)


def taken_by(part: str) -> Iterator[str]:
    """Yield what the sheet of a part takes."""
    if part in ON_THE_CLOCK:
        yield "at"
    if part in PHASES:
        yield from ("list", "open")
    if part not in FIXED_SIZE:
        yield "size"


def lists_of_sheet(document: RunbookDocument, part: str) -> dict[str, str]:
    """Return the titles of the lists of a phase by their letters; lists that share a letter are one to people."""
    found: dict[str, list[str]] = {}
    for phase, one in document.phases.items():
        for section in one.sections if phase == part else ():
            if section.letter and section.boxes:
                found.setdefault(section.letter, []).append(section.title)
    return {letter: titles_in_one(titles) for letter, titles in found.items()}


def titles_in_one(titles: Sequence[str]) -> str:
    """Return titles as one text. It is one of ours if all of them are."""
    text = ", ".join(titles)
    return CatalogueText(text) if all(map(is_catalogue_text, titles)) else text
