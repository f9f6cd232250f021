"""One list of a phase alone, found by its id, its address or its letter."""

from __future__ import annotations

from collections.abc import Sequence

from generator.document.document_parts import Section
from generator.document.sheets import TICKED, Sheet
from generator.model.entities import PHASES


def list_names(sections: Sequence[Section]) -> dict[str, Section]:
    """Return the lists of a phase by each of their names: the id, the address and the letter."""
    found: dict[str, Section] = {}
    lists = [section for section in sections if section.boxes and section.kind in TICKED and section.kind != "hold"]
    for names in ([one.letter for one in lists], [one.anchor.rpartition(".")[2] for one in lists], [one.anchor for one in lists]):
        for name, section in zip(names, lists, strict=True):
            if name:
                found.setdefault(name, section)
    return found


def alone(sections: Sequence[Section], anchor: str) -> tuple[Section, ...]:
    """Return a list with the heading of its group and the bar that holds it: what people need to do it without the rest of the sheet.

    Sections that share a letter, such as announcements to several audiences, are one list.
    """
    letter = next((section.letter for section in sections if section.anchor == anchor), "")
    found: list[Section] = []
    group: Section | None = None
    holds: list[Section] = []
    for section in sections:
        if section.kind == "group":
            group = section
        elif section.kind == "hold":
            holds.append(section)
            continue
        elif section.anchor == anchor or (letter and section.letter == letter):
            above = (group,) if group is not None and section.level > group.level and group not in found else ()
            found += [*above, *holds, section]
        holds = holds if section.kind in ("group", "passage") else []
    return tuple(found)


def lists_around(sheet: Sheet) -> dict[str, str]:
    """Return for the sections of a phase, by their anchors, the addresses of the lists that they belong to if one list is shown alone."""
    found: dict[str, list[str]] = {}
    lists = list_names(sheet.sections) if sheet.part in PHASES else {}
    for address in dict.fromkeys(section.anchor for section in lists.values()):
        for section in alone(sheet.sections, address):
            found.setdefault(section.anchor, []).append(address)
    return {anchor: " ".join(addresses) for anchor, addresses in found.items()}
