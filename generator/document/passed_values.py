"""Where a value passes from one person to another: one notes a blank on a line, and another needs it in a command."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from generator.document.document_parts import Box, Meeting, Section, Slot
from generator.document.handovers import LineMeetings
from generator.document.line_roles import LEAD, in_order, title_of_role, titles_of_roles
from generator.document.runbook_context import RunbookContext
from generator.model.entities import PhaseId


def with_passed_values(context: RunbookContext, phase: PhaseId, sections: tuple[Section, ...]) -> tuple[Section, ...]:
    """Return the sections of a phase with meetings where a value passes from one role to another.

    Whoever needs it asks, once. On the same sheet, whoever notes it tells it. The lead knows the blanks of a phase, which are nobody's.
    """
    found = LineMeetings()
    noted: set[str] = set()  # the blanks of the lines so far
    users = defaultdict[tuple[str, str], list[tuple[Box, str]]](list)  # by the blank and its label
    for box, role in (one for section in sections for one in in_order(section)):
        for slot, address in _needed(box):
            owner = role_of(context, address)
            late = slot.noted and slot.noted.sheet == phase and address not in noted and not address.startswith("phases.")
            if late or role in (owner, *(user for _, user in users[address, slot.label])):
                continue
            source = slot.noted.on_sheet(phase) if slot.noted else ""
            text = context.words("meet.value.get", value=slot.label, who=title_of_role(context, owner), noted=source)
            found.waits[box.address].append(Meeting(role, text))
            users[address, slot.label].append((box, role))
        noted.update(space.address for space in box.spaces)
    for (address, label), those in users.items():
        if address in noted:
            lines, people = ", ".join(box.number for box, _ in those), titles_of_roles(context, (role for _, role in those))
            holder = address.rpartition(".blanks.")[0]
            text = context.words("meet.value.tell", value=label, people=people, next=lines)
            found.tells[holder].append(Meeting(role_of(context, address), text))
    return tuple(replace(section, boxes=found.placed(section.boxes)) for section in sections)


def role_of(context: RunbookContext, address: str) -> str:
    """Return the role of the line at or above an address."""
    parts = address.split(".")
    around = (context.known.get(".".join(parts[:end])) for end in range(len(parts), 0, -1))
    return next((role for entity in around if (role := getattr(entity, "role", None))), LEAD)


def _needed(box: Box) -> Iterator[tuple[Slot, str]]:
    """Yield the blanks of other lines that a line needs, with their addresses. Nobody passes on a secret."""
    for slot in dict.fromkeys((*box.slots, *(slot for text in box.fixed for slot in text.slots), *box.details.slots)):
        address = slot.noted.target.partition("#")[2] if slot.noted else ""
        if address and not slot.value and not slot.secret:
            yield slot, address
