"""Check the blanks of a merged variant: unique ids, choices, and the values of items in columns with choices."""

from __future__ import annotations

from collections.abc import Mapping

from generator.diagnostics.diagnostic import Findings, RelatedPlace, nearest, some_of
from generator.merge.merged_tree import Entry, live_in
from generator.model.entities import Blank, Column
from generator.model.field_facts import record_of

CHOICE = "choice"
BLANKS = (record_of(Blank), record_of(Column))


def check_blanks(live: Mapping[str, Entry], found: Findings) -> None:
    """Check the blanks among the live entries, which are given by address."""
    first: dict[str, Entry] = {}
    for address, entry in live.items():
        collection = address.split(".")[-2]
        if entry.record in BLANKS:
            _check_choices(entry, address, found)
        if collection == "blanks":
            other = first.setdefault(entry.id, entry)
            if other is not entry:
                message, note = f"another blank has the id `{entry.id}`", RelatedPlace("the other", other.edits[0].key.span)
                help = f"choose another id: a command uses the value of one blank as `<{entry.id}>`"
                found.report("duplicate-blank", entry.edits[0].key, message, address, note, help=help)
        elif collection == "cells":
            _check_cell(entry, address, live, found)


def _check_choices(blank: Entry, address: str, found: Findings) -> None:
    """Report a blank of the kind `choice` without choices, and choices of a blank of another kind."""
    kind, choices = blank.text("kind") or "text", any(live_in(blank.children, "choices"))
    if kind == CHOICE and not choices:
        help = "add them, such as `choices: {yes: Yes, no: No}`"
        found.report("missing-field", blank.edits[0].key, f"`{blank.id}` has no `choices`", address, help=help, lacks=f"{address}.choices")
    elif choices and kind != CHOICE:
        message = f"`{blank.id}` has `choices`, but its kind is `{kind}`"
        found.report("wrong-value", blank.edits[-1].key, message, f"{address}.choices", help="write `kind: choice`, or delete `choices`")


def _check_cell(cell: Entry, address: str, live: Mapping[str, Entry], found: Findings) -> None:
    """Report a cell outside of checklists, and a value that is not one of the choices of its column."""
    if not address.startswith("checklists."):
        help = "write a blank of the line instead: the items of a checklist have columns, the parts of a step have none"
        found.report("unknown-column", cell.edits[0].key, f"no column `{cell.id}`", address.rpartition(".")[0], help=help)
        return
    column = live.get(f"{'.'.join(address.split('.')[:2])}.columns.{cell.id}")
    value, node = cell.text("text") or "", cell.node("text")
    if column is None or node is None or column.text("kind") != CHOICE or "{{" in value:
        return
    choices = [choice.id for choice in live_in(column.children, "choices")]
    if choices and value not in choices:
        help = " ".join(filter(None, (nearest(value, choices), f"Its choices are {some_of(choices)}.")))
        found.report("unknown-choice", node, f"`{value[:60]}` is not a choice of the column `{column.id}`", f"{address}.text", help=help)
