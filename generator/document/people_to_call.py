"""The people to call on the emergency page: a card for everybody who can be reached, and one line about all others."""

from __future__ import annotations

from dataclasses import replace

from generator.document.compose import RunbookDocument
from generator.document.document_parts import Cell, Row, Section, plain

WAYS = ("phone", "mail", "channel", "links")


def people_to_call(document: RunbookDocument) -> tuple[tuple[Section, ...], str]:
    """Return the groups of contacts who can be reached, and one line with the names of the others; empty if there are none.

    Whoever has a backup who can be reached has a card too. Contacts who are only named, such as an owner, are left out. In a public version
    nobody knows who can be reached.
    """
    words, called = document.context.words, {row.anchor for row in document.contacts}
    reached = {row.anchor for row in document.contacts if can_reach(row)}
    groups, others = [], []
    for section in document.looked_up["contacts"]:
        people = [row for row in section.rows if row.anchor in called]
        found = [row for row in people if document.context.settings.public or can_reach(row) or backups_of(row) & reached]
        others += [row for row in people if row not in found]
        groups += [replace(section, rows=tuple(map(without_other_gaps, found)))] if found else []
    names = ", ".join(f"{row.title} ({name})" if (name := value(row, "name")) else row.title for row in others)
    return tuple(groups), words("contacts.unreachable", names=names) if names else ""


def can_reach(row: Row) -> bool:
    return any(value(row, way) for way in WAYS)


def backups_of(row: Row) -> set[str]:
    """Return the addresses of the contacts who are called instead."""
    return {link.target.partition("#")[2] for cell in row.cells if cell.key == "backup" for link in cell.links}


def value(row: Row, key: str) -> str:
    return next((plain(cell.text) for cell in row.cells if cell.key == key), "")


def without_other_gaps(row: Row) -> Row:
    """Remove the cells that lack a value, except that of the phone: nobody needs them to call."""
    return replace(row, cells=tuple(cell for cell in row.cells if not is_other_gap(cell)))


def is_other_gap(cell: Cell) -> bool:
    return cell.missing and cell.key != "phone"
