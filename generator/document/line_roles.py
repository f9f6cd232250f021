"""Whose lines are whose: each line belongs to one role, and a line that names nobody to the lead."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.document.document_parts import Box, Section
from generator.document.runbook_context import RunbookContext

LEAD = "lead"
LISTS = ("checklists.", "procedures.")


def roles_in(section: Section) -> tuple[str, ...]:
    """Return the roles of all boxes of a section, each once, in order."""
    return tuple(dict.fromkeys(role for _, role in in_order(section)))


def in_order(section: Section) -> Iterator[tuple[Box, str]]:
    """Yield each box of a section with its role, in the order of ticking: a parent comes after its children.

    The role of a box is its own, else that of the box above it, else that of the list, else the lead.
    """
    return _with_roles(section.boxes, section.role or LEAD)


def open_lines(section: Section) -> list[tuple[Box, str]]:
    """Return the boxes that a run has not settled, with their roles, in the order of ticking."""
    return [(box, role) for box, role in in_order(section) if not (box.answer and box.answer.settled)]


def open_roles(section: Section) -> tuple[str, ...]:
    """Return the roles of these boxes, each once, in order."""
    return tuple(dict.fromkeys(role for _, role in open_lines(section)))


def _with_roles(boxes: Iterable[Box], above: str) -> Iterator[tuple[Box, str]]:
    for box in boxes:
        role = box.role or above
        yield from _with_roles(box.children, role)
        yield box, role


def title_of_role(context: RunbookContext, role: str) -> str:
    """Return the title of a role. A system without a contact `lead` has a lead too."""
    entry = context.runbook.contacts.get(role)
    return entry.title if entry else context.words("role.lead") if role == LEAD else role


def titles_of_roles(context: RunbookContext, roles: Iterable[str]) -> str:
    """Return the titles of roles as one text, each once."""
    return ", ".join(dict.fromkeys(title_of_role(context, role) for role in roles))
