"""The emergency card: whom to call, how grave it is, when to roll back, what to type first; one sheet, both sides at most."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from generator.domain.inline_text import plain_text
from generator.domain.model import Item, Step
from generator.domain.sheets import EMERGENCY, Kit, Person, Sheet, Tool
from generator.passes.compose_sheets.boxes import triggers
from generator.passes.compose_sheets.scope import Scope, by_heading

# What both sides of a sheet hold in a readable size, in lines of so many characters.
CARD_LINES = 110
CARD_WIDTH = 90
# The head, the headings and the words below them.
FIXED_LINES = 24


def emergency_card(scope: Scope) -> Sheet:
    people, severities, calls, tools = tuple(_people(scope)), tuple(scope.levels()), tuple(triggers(scope)), tuple(_kits(scope))
    there = {"contacts": people, "severities": severities, "rollback triggers": calls, "commands": tools}
    used = FIXED_LINES + len(people) + len(severities) + len(calls)
    return replace(
        scope.sheet(EMERGENCY),
        contacts=people,
        severities=severities,
        triggers=calls,
        kits=tuple(fitting(tools, CARD_LINES - used)),
        missing=tuple(name for name, found in there.items() if not found),
    )


def _people(scope: Scope) -> Iterator[Person]:
    for entry in scope.runbook.contacts.values():
        after = scope.runbook.contacts.get(entry.escalates_to or "")
        yield Person(
            entry.title,
            name=entry.name or "",
            phone=entry.phone or "",
            email=entry.email or "",
            channel=entry.channel or "",
            hours=entry.hours or "",
            escalates_to=after.title if after else "",
        )


def _kits(scope: Scope) -> Iterator[Kit]:
    """The commands of each rollback, in the order of its steps, then those that are kept at hand."""
    for procedure in scope.runbook.procedures.values():
        tools = tuple(tool for number, step in enumerate(procedure.steps.values(), 1) for tool in _tools(number, step))
        if procedure.phase == "rollback" and tools:
            yield Kit(procedure.title, tools)
    for title, commands in by_heading(scope.runbook.commands, lambda entry: entry.group or "").items():
        yield Kit(
            title or "Commands",
            tuple(Tool(entry.title, entry.run, text=entry.text or "", expect=entry.expect or "") for entry in commands.values()),
        )


def _tools(number: int, step: Step | Item) -> Iterator[Tool]:
    """The commands of a step and of what it consists of."""
    title = (step.title if isinstance(step, Step) else None) or plain_text(step.text or "")
    if step.run:
        yield Tool(f"Step {number}: {title}", step.run, condition=step.if_ or "", expect=step.expect or "")
    for item in step.items.values():
        yield from _tools(number, item)


def fitting(kits: Iterable[Kit], room: int) -> Iterator[Kit]:
    """The commands for which `room` lines are enough, in order; those left out are counted, never lost without a word."""
    for kit in kits:
        room -= 3
        kept = 0
        for tool in kit.tools:
            room -= 1 + (sum(map(len, (tool.title, tool.condition, tool.run, tool.text, tool.expect)))) // CARD_WIDTH + tool.run.count("\n")
            kept += room >= 0
        yield replace(kit, tools=kit.tools[:kept], more=len(kit.tools) - kept)
