"""Blanks as room to write: for a phase, an item or a step, and the columns of a checklist with their cells."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from generator.document.blank_values import PATTERNS, pattern_of
from generator.document.document_parts import Cell, Provenance, Slot, WritingSpace, as_text
from generator.document.runbook_context import RunbookContext
from generator.model.entities import Blank, Checklist, Item


def blanks_of(context: RunbookContext, blanks: Mapping[str, Blank], holder: str) -> tuple[WritingSpace, ...]:
    """Return the blanks of the entity at the address `holder`."""
    return tuple(blank_space(context, blank, f"{holder}.blanks.{id}") for id, blank in blanks.items())


def columns_of(context: RunbookContext, checklist: Checklist, holder: str) -> tuple[WritingSpace, ...]:
    return tuple(blank_space(context, column, f"{holder}.columns.{id}") for id, column in checklist.columns.items())


def blank_space(context: RunbookContext, blank: Blank, address: str) -> WritingSpace:
    """Return a blank, with a hint if only some kinds of values are allowed."""
    slot = context.slot_at(address)
    return WritingSpace(
        address,
        blank.label,
        hint=context.words(f"blank.{blank.kind}") if blank.kind not in (None, "text") else "",
        unit=blank.unit or "",
        choices=tuple(text for _, text in slot.choices) if slot else tuple(option.label for option in blank.choices.values()),
        origins=tuple(origin_of(context, f"{address}.choices.{id}") for id in blank.choices),
        secret=blank.kind == "secret",
        slot=slot,
        field=slot or field_of(blank, address.rpartition(".")[2]),
        provenance=context.provenance(address),
    )


def field_of(blank: Blank, id: str) -> Slot | None:
    """Return the place for a value that no command uses. It may be any text if the blank names no form. A secret has no such place."""
    if blank.kind == "secret":
        return None
    free = not (blank.pattern or blank.choices or blank.kind in PATTERNS)
    choices = tuple((id, option.label) for id, option in blank.choices.items())
    return Slot(id, blank.label.rstrip(": "), pattern=".*" if free else pattern_of(blank), choices=choices, kind=blank.kind or "text")


def cells_of_item(context: RunbookContext, item: Item, holder: str, columns: Mapping[str, Blank]) -> tuple[Cell, ...]:
    """Return the cells of the item at the address `holder`, one for each column of its checklist: the given value, or a blank."""
    checklist = ".".join(holder.split(".")[:2])
    return tuple(
        given_cell(context, column, f"{holder}.cells.{id}", item.cells[id].text)
        if id in item.cells
        else Cell(id, column.label, kind="blank", space=blank_space(context, column, f"{checklist}.columns.{id}"))
        for id, column in columns.items()
    )


def given_cell(context: RunbookContext, column: Blank, address: str, value: str) -> Cell:
    """Return a cell with a value. In a column with choices, the value is the id of a choice."""
    chosen = column.choices.get(value)
    text = as_text(chosen.label) if chosen else context.inline(value)
    return Cell(address.rpartition(".")[2], column.label, text, provenance=origin_of(context, address))


def origin_of(context: RunbookContext, address: str) -> Provenance:
    return replace(context.provenance(address), address=address)
