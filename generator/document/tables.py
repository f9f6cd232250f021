"""Rows as the tables of a sheet: their marks, titles and values side by side, and people with how to reach them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

from generator.document.document_parts import Cell, Inline, Row, Section, as_text
from generator.text.catalogue import Catalogue
from generator.text.inline_markup import Text

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Table:
    """What is looked up: rows of cells below their heads. `marked` says that the first column holds short marks."""

    heads: tuple[str, ...]
    rows: tuple[tuple[Inline, ...], ...]
    marked: bool


@dataclass(frozen=True, slots=True)
class ContactLine:
    """A contact on paper: an empty name is left to be written, and so is how to reach it where nothing is known."""

    title: str
    name: str
    reach: tuple[Inline, ...]
    more: str


def table_of(section: Section) -> Table:
    """The table of a section's rows: levels begin with their mark. What none of them says has no column, nor has what names them."""
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
    """The title of a row or of its column, and its mark before or behind it."""
    return ((mark, title) if first else (title, mark)) if marked else (title,)


def person_of(words: Catalogue, row: Row) -> ContactLine:
    """A contact's row as a line of people: the phone first, what is written to behind it, then when and who is called next."""
    cells = {cell.key: value_of(cell) for cell in row.cells}
    written = joined(cells["mail"], cells["channel"])
    after = "".join(link.text for cell in row.cells if cell.key == "escalates" for link in cell.links)
    hours = "".join(part.text for part in cells["hours"] if isinstance(part, Text))
    more = " · ".join(filter(None, (hours, words("sheet.then", contact=after) if after else "")))
    name = "".join(part.text for part in cells["name"] if isinstance(part, Text))
    return ContactLine(row.title, name, tuple(filter(None, (cells["phone"], written))), more)


def value_of(cell: Cell) -> Inline:
    """What a cell says: its text, or the names of what it leads to."""
    return cell.text or as_text(", ".join(link.text for link in cell.links))


def joined(first: Inline, second: Inline) -> Inline:
    return (*first, *as_text(" · "), *second) if first and second else first or second
