"""The blanks of a sheet in its head: values to carry over from other sheets, and where to note values on the day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.document.document_parts import Box, Prose, Row, Section, Slot, with_children
from generator.document.runbook_context import RunbookContext
from generator.document.sheets import HeadFact


def blank_facts(context: RunbookContext, part: str, sections: tuple[Section, ...], used: tuple[Slot, ...]) -> Iterator[HeadFact]:
    """Yield the blanks that a sheet uses and another sheet notes, then one line with all blanks that lines of this sheet note.

    The blanks of the phase itself are in the head already. A secret is never written down.
    """
    boxes = [box for section in sections for box in with_children(section.boxes)]
    noted = {space.address for box in boxes for space in box.spaces if not space.secret}
    for slot in used:
        address, blank = context.parameters[slot.id]
        if address not in noted and not address.startswith(f"phases.{part}.") and not slot.secret:
            hint, choices = slot.noted.on_sheet(part) if slot.noted else "", tuple(text for _, text in slot.choices)
            value = context.values.get(slot.id, "")
            unit, named = blank.unit or "", slot.choices
            yield HeadFact(blank.label.rstrip(": "), value, "blank", hint, unit=unit, choices=choices, blank=slot.id, named=named)
    yield from to_write(context, boxes)


def to_write(context: RunbookContext, boxes: Iterable[Box]) -> Iterator[HeadFact]:
    """Yield one line with all blanks that people note at some boxes. Values that are known already are on their lines."""
    spaces = [
        (space, box) for box in boxes for space in box.spaces if not (space.secret or space.noted or (space.slot and space.slot.value))
    ]
    if labels := {space.address: f"{space.label.rstrip(': ')} ({box.number})" for space, box in spaces}:
        yield HeadFact(context.words("sheet.head.write"), ", ".join(labels.values()), "day")


def slots_in(sections: Iterable[Section]) -> tuple[Slot, ...]:
    """Return the blanks in all commands, messages and prose of some sections, each once."""
    sections = tuple(sections)
    lines = tuple(lines_in(sections))
    those = (*lines, *(text for line in lines for text in line.fixed), *prose_in(sections))
    return tuple(dict.fromkeys(slot for one in those for slot in one.slots))


def commands_in(sections: Iterable[Section]) -> tuple[str, ...]:
    """Return all commands of some sections, each once."""
    return tuple(dict.fromkeys(line.run for line in lines_in(sections) if line.run))


def prose_in(sections: Iterable[Section]) -> Iterator[Prose]:
    """Yield the prose of some sections."""
    for section in sections:
        yield from (section.about, section.closing, *(box.details for box in with_children(section.boxes)))


def lines_in(sections: Iterable[Section]) -> Iterator[Box | Row]:
    for section in sections:
        yield from with_children(section.boxes)
        yield from section.rows
