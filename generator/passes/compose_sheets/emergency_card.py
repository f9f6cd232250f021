"""The emergency card: whom to call, how grave it is, when to roll back, what to type first; one sheet, both sides at most."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from generator.domain.inline_text import plain_text
from generator.domain.model import Item, Step
from generator.domain.sheets import EMERGENCY, Kit, Sheet, Tool
from generator.passes.compose_sheets.boxes import triggers
from generator.passes.compose_sheets.draft import drafted
from generator.passes.compose_sheets.scope import Scope, by_heading

# What both sides of an A4 sheet hold at 11 point, in lines of a list and characters of a line; measured on printed pages.
CARD_LINES = 74
CARD_WIDTH = 90
# In the same lines: the title, its facts, three headings, a table's head and the closing line; one heading; a row of a table.
FIXED_LINES = 21
HEADING_LINES = 3
ROW_LINES = 1.25


def emergency_card(scope: Scope) -> Sheet:
    people, severities, calls, tools = tuple(scope.people()), tuple(scope.levels()), tuple(triggers(scope)), tuple(kits(scope))
    there = {"contacts": people, "severities": severities, "rollback triggers": calls, "commands": tools}
    used = FIXED_LINES + len(people) + ROW_LINES * len(severities) + len(calls)
    fit, left_out = fitting(tools, CARD_LINES - used)
    sheet = replace(
        scope.sheet(EMERGENCY),
        contacts=people,
        severities=severities,
        triggers=calls,
        kits=fit,
        left_out=left_out,
        missing=tuple(name for name, found in there.items() if not found),
    )
    return drafted(scope, sheet, scope.runbook.contacts)


def kits(scope: Scope, *, rollback: bool = True) -> Iterator[Kit]:
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


def _tools(number: str, step: Step | Item) -> Iterator[Tool]:
    """The commands of a step and of what it consists of, numbered as on the sheet of the rollback."""
    title = (step.title if isinstance(step, Step) else None) or plain_text(step.text or "")
    if step.run:
        yield Tool(f"Step {number}: {title}", step.run, condition=step.if_ or "", expect=step.expect or "")
    for below, item in enumerate(step.items.values(), 1):
        yield from _tools(f"{number}.{below}", item)


def fitting(kits: Iterable[Kit], room: float) -> tuple[tuple[Kit, ...], int]:
    """The commands for which `room` lines are enough, in order, and how many are left out: never one without a word."""
    kept: list[Kit] = []
    left_out = 0
    for kit in kits:
        room -= HEADING_LINES
        tools = []
        for tool in kit.tools:
            words = sum(map(len, (tool.title, tool.condition, tool.text, tool.expect)))
            room -= tool.run.count("\n") + 4 + words // CARD_WIDTH if "\n" in tool.run else 1 + (words + len(tool.run)) // CARD_WIDTH
            if room >= 0:
                tools.append(tool)
        left_out += len(kit.tools) - len(tools)
        if tools:
            kept.append(Kit(kit.title, tuple(tools)))
    return tuple(kept), left_out
