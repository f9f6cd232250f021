"""Rows of entities as tables on a sheet, and contacts with the ways to reach them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from generator.document.document_parts import Cell, Inline, Row, Section, as_text, plain
from generator.text.catalogue import Catalogue


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells below their column heads. `marked` means that the first column has short marks."""

    heads: tuple[str, ...]
    rows: tuple[tuple[Inline, ...], ...]
    marked: bool


@dataclass(frozen=True, slots=True)
class ContactLine:
    """A contact on paper. `blanks` are the labels of the values that somebody must write in, and `group` is the heading above."""

    title: str
    text: Inline
    name: str
    reach: tuple[Inline, ...]
    more: str
    blanks: tuple[str, ...] = ()
    group: str = ""


def table_of(section: Section) -> Table:
    """Return the table of a section.

    In a table of severities, the mark is the first column. Empty columns and columns of uses are left out.
    """
    marked = any(row.mark for row in section.rows)
    first = marked and section.kind == "severities"
    cells = [cell for row in section.rows for cell in row.cells]
    names = {cell.key: cell.name for cell in cells if cell.kind not in ("uses", "blank") and value_of(cell)}
    opening = ("mark", "title") if first else ("title", "mark") if marked else ("title",)
    order = (*opening, *(cell.key for cell in section.rows[0].cells if cell.key in names))
    rows = []
    for row in section.rows:
        title = (*as_text(f"{row.title}: " if row.text else row.title), *row.text)
        values = {"title": title, "mark": as_text(row.mark)} | {cell.key: value_of(cell) for cell in row.cells}
        rows.append(tuple(values[key] for key in order))
    heads = dict(zip(("mark", "title"), section.heads, strict=True)) | names
    return Table(tuple(heads[key] for key in order), tuple(rows), first)


def people_of(words: Catalogue, section: Section) -> tuple[ContactLine, ...]:
    """Return the contacts of a section, those of one group together. The groups are in the order of their first contact.

    A group that is the title of the section is not repeated.
    """
    groups = {row.group: place for place, row in reversed(list(enumerate(section.rows)))}
    people = (person_of(words, row) for row in sorted(section.rows, key=lambda row: groups[row.group]))
    return tuple(replace(person, group="") if person.group == section.title else person for person in people)


def person_of(words: Catalogue, row: Row) -> ContactLine:
    """Return a contact as one line: phone first, then mail and channel, links, hours, the backup and the contact to call next."""
    cells = {cell.key: value_of(cell) for cell in row.cells}
    written = (*cells["mail"], *as_text(" · " if cells["mail"] and cells["channel"] else ""), *cells["channel"])
    called = ((f"sheet.{key}", plain(cells[key])) for key in ("backup", "escalates") if cells[key])
    more = " · ".join(filter(None, (plain(cells["hours"]), *(words(key, contact=contact) for key, contact in called))))
    blanks = tuple(cell.name for cell in row.cells if cell.missing)
    return ContactLine(
        row.title, row.text, plain(cells["name"]), tuple(filter(None, (cells["phone"], written, cells["links"]))), more, blanks, row.group
    )


def value_of(cell: Cell) -> Inline:
    """Return the names of the links of a cell, then its text."""
    links = as_text(", ".join(link.text for link in cell.links))
    return (*links, *as_text(" "), *cell.text) if links and cell.text else links or cell.text
