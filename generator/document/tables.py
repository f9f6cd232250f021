"""Rows as tables of a sheet, and contacts with the ways to reach them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

from generator.document.document_parts import Cell, Inline, Row, Section, as_text
from generator.text.catalogue import Catalogue
from generator.text.inline_markup import Text

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells below their heads. `marked` means that the first column has short marks."""

    heads: tuple[str, ...]
    rows: tuple[tuple[Inline, ...], ...]
    marked: bool


@dataclass(frozen=True, slots=True)
class ContactLine:
    """A contact on paper. An empty name is a blank to fill in, and so are empty ways to reach the contact."""

    title: str
    name: str
    reach: tuple[Inline, ...]
    more: str


def table_of(section: Section) -> Table:
    """The table of a section's rows. Severities begin with their mark. Empty columns and those with uses are left out."""
    marked = any(row.mark for row in section.rows)
    first = marked and section.kind == "severities"
    keys: dict[str, str] = {}
    for row in section.rows:
        keys |= {cell.key: cell.name for cell in row.cells if cell.kind not in ("uses", "blank") and value_of(cell)}
    order = [cell.key for cell in section.rows[0].cells if cell.key in keys]
    rows = []
    for row in section.rows:
        values = {cell.key: value_of(cell) for cell in row.cells}
        said = (*as_text(f"{row.title}: " if row.text else row.title), *row.text)
        rows.append((*beside(said, as_text(row.mark), marked=marked, first=first), *(values[key] for key in order)))
    mark, title = section.heads
    return Table((*beside(title, mark, marked=marked, first=first), *(keys[key] for key in order)), tuple(rows), first)


def beside(title: T, mark: T, *, marked: bool, first: bool) -> tuple[T, ...]:
    """The title of a row or of its column, with the mark before or after it."""
    return ((mark, title) if first else (title, mark)) if marked else (title,)


def person_of(words: Catalogue, row: Row) -> ContactLine:
    """A contact's row as one line: phone first, then mail and channel, then hours and who is called next."""
    cells = {cell.key: value_of(cell) for cell in row.cells}
    written = joined(cells["mail"], cells["channel"])
    after = "".join(link.text for cell in row.cells if cell.key == "escalates" for link in cell.links)
    hours = "".join(part.text for part in cells["hours"] if isinstance(part, Text))
    more = " · ".join(filter(None, (hours, words("sheet.then", contact=after) if after else "")))
    name = "".join(part.text for part in cells["name"] if isinstance(part, Text))
    return ContactLine(row.title, name, tuple(filter(None, (cells["phone"], written))), more)


def value_of(cell: Cell) -> Inline:
    """The text of a cell, or the names of its links."""
    return cell.text or as_text(", ".join(link.text for link in cell.links))


def joined(first: Inline, second: Inline) -> Inline:
    return (*first, *as_text(" · "), *second) if first and second else first or second
