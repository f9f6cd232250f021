"""The emergency card: whom to call, how grave it is, when to roll back, what to type first; one sheet, both sides at most."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from generator.document.card_room import MOST_COMMANDS, fits
from generator.document.draft_reasons import drafted
from generator.document.sheet_boxes import triggers
from generator.document.sheet_context import SheetContext, by_heading
from generator.document.sheets import EMERGENCY, Kit, Sheet, Tool
from generator.model.entities import Item, Step
from generator.text.inline_markup import plain_text


def emergency_card(scope: SheetContext) -> Sheet:
    people, severities, calls, tools = tuple(scope.people()), tuple(scope.levels()), tuple(triggers(scope)), tuple(kits(scope))
    there = {"contacts": people, "severities": severities, "rollback triggers": calls, "commands": tools}
    full = replace(
        scope.sheet(EMERGENCY),
        contacts=people,
        severities=severities,
        triggers=calls,
        kits=tools,
        missing=tuple(name for name, found in there.items() if not found),
    )
    card = fitting(drafted(scope, full, scope.runbook.contacts))
    return drafted(scope, replace(card, draft=()), scope.runbook.contacts)


def kits(scope: SheetContext, *, rollback: bool = True) -> Iterator[Kit]:
    """The commands of each rollback, in the order of its steps, unless they are not wanted, then those that are kept at hand."""
    for procedure in scope.runbook.procedures.values() if rollback else ():
        tools = tuple(tool for number, step in enumerate(procedure.steps.values(), 1) for tool in _tools(str(number), step))
        if procedure.phase == "rollback" and tools:
            yield Kit(procedure.title, tools)
    for title, commands in by_heading(scope.runbook.commands, lambda entry: entry.group or "").items():
        yield Kit(
            title or "Commands",
            tuple(Tool(entry.title, entry.run, text=entry.text or "", expect=entry.expect or "") for entry in commands.values()),
        )


def _tools(number: str, step: Step | Item, above: str = "") -> Iterator[Tool]:
    """The commands of a step and of what it consists of, numbered as on the sheet of the rollback; `above` is the condition around it."""
    condition = step.if_ or above
    title = (step.title if isinstance(step, Step) else None) or plain_text(step.text or "")
    if step.run:
        yield Tool(f"Step {number}: {title}", step.run, condition=condition, expect=step.expect or "")
    for below, item in enumerate(step.items.values(), 1):
        yield from _tools(f"{number}.{below}", item, condition)


def fitting(card: Sheet) -> Sheet:
    """The card with the commands for which there is room, in order, and with how many are left out: never one without a word."""
    count = sum(len(kit.tools) for kit in card.kits)
    shorter = (
        replace(card, kits=tuple(_first(card.kits, kept)), left_out=count - kept) for kept in range(min(count, MOST_COMMANDS), 0, -1)
    )
    return next(filter(fits, shorter), replace(card, kits=(), left_out=count))


def _first(kits: Iterable[Kit], count: int) -> Iterator[Kit]:
    """The first commands of all kits, so many."""
    for kit in kits:
        if count > 0:
            yield Kit(kit.title, kit.tools[:count])
        count -= len(kit.tools)
