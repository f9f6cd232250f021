"""Items, steps, triggers, announcements and sign-offs as boxes of a sheet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from generator.document.sheet_context import SheetContext, spoken, words
from generator.document.sheets import SheetBox, SheetChoice, Signature
from generator.model.entities import Announcement, Checklist, Item, PhaseId, Procedure, SignOff, Step
from generator.model.quantities import Duration

Above = Checklist | Procedure | Item | Step

MODES = {"automatic": "automatic rollback", "manual": "manual decision"}


def items(scope: SheetContext, above: Checklist | Item | Step, below: str, phase: PhaseId, within: str = "") -> tuple[SheetBox, ...]:
    """The items that `above` holds, and their children; `within` is its number if it is a box."""
    return tuple(
        item(scope, entry, f"{below}.items.{key}", above, phase, f"{within}.{number}" if within else str(number))
        for number, (key, entry) in enumerate(above.items.items(), 1)
    )


def item(scope: SheetContext, entry: Item | Step, address: str, above: Above, phase: PhaseId, number: str) -> SheetBox:
    """An item or step; a role or condition that it shares with what holds it is said there."""
    return SheetBox(
        address,
        entry.text or "",
        number,
        blocking=bool(entry.blocking),
        optional=bool(entry.optional),
        condition=(entry.if_ or "") if entry.if_ != getattr(above, "if_", None) else "",
        run=entry.run or "",
        expect=entry.expect or "",
        target=scope.target(entry.slo),
        role=scope.who(entry.role) if entry.role != above.role else "",
        on_failure=scope.pointer(entry.on_failure, phase) if entry.on_failure else "",
        children=items(scope, entry, address, phase, number),
    )


def steps(scope: SheetContext, key: str, procedure: Procedure) -> Iterator[SheetBox]:
    """The steps of a procedure, numbered from 1; a choice names the number of the step that it leads to."""
    numbers = {name: str(number) for number, name in enumerate(procedure.steps, 1)}
    names = {name: f"step {numbers[name]}" + (f", {step.title}" if step.title else "") for name, step in procedure.steps.items()}
    for name, step in procedure.steps.items():
        choices = tuple(
            SheetChoice(spoken(way), _soon(choice.within), choice.text or "", names.get(choice.then or "", choice.then or ""))
            for way, choice in step.choices.items()
        )
        box = item(scope, step, f"procedures.{key}.steps.{name}", procedure, procedure.phase, numbers[name])
        yield replace(box, title=step.title or "", choices=choices)


def triggers(scope: SheetContext) -> Iterator[SheetBox]:
    for number, (key, trigger) in enumerate(scope.runbook.triggers.items(), 1):
        lasting = f"{words(trigger.when)} for {trigger.for_}".strip() if trigger.for_ else words(trigger.when)
        yield SheetBox(
            f"triggers.{key}",
            trigger.text,
            str(number),
            threshold=lasting,
            mode=MODES.get(trigger.mode or "", ""),
            action=trigger.action or "",
            target=scope.target(trigger.slo),
        )


def announcement(scope: SheetContext, key: str, entry: Announcement, number: int) -> SheetBox:
    return SheetBox(
        f"announcements.{key}",
        entry.text,
        str(number),
        optional=bool(entry.optional),
        condition=entry.if_ or "",
        moment=scope.moment(entry.at),
        role=scope.who(entry.role),
    )


def signature(scope: SheetContext, key: str, entry: SignOff) -> Signature:
    """An approval; its name is that of the contact who holds the role, if it is known."""
    holder = scope.runbook.contacts.get(entry.role or "")
    return Signature(f"sign-offs.{key}", entry.title, (holder.name or "") if holder else "")


def _soon(within: Duration | None) -> str:
    """`within 30 min`, but `immediately` and `next sprint` as they are."""
    return f"within {within}" if within is not None and within.seconds else words(within)
