"""Items, steps, triggers, announcements and sign-offs as boxes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from generator.document.document_parts import Box, Fact, Way, as_text
from generator.document.facts import facts_of
from generator.document.figures_in_words import compared
from generator.document.runbook_context import RunbookContext, inline
from generator.model.entities import Entity, Item, Procedure, SignOff, Step, Trigger

# The fields that a box shows at a fixed place, or together with other fields.
PLACED = frozenset(("expect", "at", "when", "for_", "action"))


def box(
    context: RunbookContext, address: str, entity: Entity, above: Entity | None = None, facts: tuple[Fact, ...] = (), **more: Any
) -> Box:
    """Return a box with the fields that all kinds of boxes have.

    `above` is the entity that contains this entity. The given `facts` come before the facts of the entity's fields.
    """
    given = vars(entity)
    common: dict[str, Any] = {
        **{field: inline(given.get(field)) for field in ("text", "expect", "action")},
        **{flag: bool(given.get(flag)) for flag in ("blocking", "optional")},
        **{field: given.get(field) or "" for field in ("title", "role", "run")},
        # The heading of the list shows the way of the list.
        "on_failure": context.way(given.get("on_failure"), address)
        if given.get("on_failure") != getattr(above, "on_failure", None)
        else None,
        "then": context.way(given.get("then"), address),
        "facts": (*facts, *facts_of(context, entity, above, placed=PLACED)),
    }
    return Box(address, print=context.prints[address], provenance=context.provenance(address), **(common | more))


def items(context: RunbookContext, entries: Mapping[str, Item], holder: str, above: Entity, within: str = "") -> tuple[Box, ...]:
    """Return items with their children as boxes.

    `above` is the entity that contains the items, and `holder` is its address. If `above` is an item or step, `within` is the number of
    `above`, such as `2`, and the items have the numbers `2.1`, `2.2` and so on.
    """
    return tuple(
        item_box(context, item, f"{holder}.items.{key}", above, f"{within}.{number}" if within else str(number))
        for number, (key, item) in enumerate(entries.items(), 1)
    )


def item_box(context: RunbookContext, item: Item | Step, address: str, above: Entity, number: str) -> Box:
    children, ordered = items(context, item.items, address, item, number), address.startswith("procedures.")
    ways = tuple(ways_on(context, item, address))
    done = context.words.count("sheet.done.parts", len(children)) if children else ""
    return box(context, address, item, above, number=number, ordered=ordered, ways=ways, children=children, done=done)


def steps(context: RunbookContext, procedure: Procedure, holder: str) -> Iterator[Box]:
    for number, (key, step) in enumerate(procedure.steps.items(), 1):
        yield item_box(context, step, f"{holder}.steps.{key}", procedure, str(number))


def ways_on(context: RunbookContext, item: Item | Step, address: str) -> Iterator[Way]:
    """Yield the choices of an item or a step."""
    for key, choice in item.choices.items():
        own = f"{address}.choices.{key}"
        yield Way(
            address=own,
            label=key.replace("-", " ").capitalize(),
            text=inline(choice.text),
            then=context.way(choice.then, own),
            facts=facts_of(context, choice, placed=PLACED),
            provenance=context.provenance(own),
        )


def trigger_box(context: RunbookContext, key: str, trigger: Trigger, number: int) -> Box:
    """Return the box of a trigger. Its first fact is the value at which the trigger fires, and how long the value must last."""
    words, value = context.words, compared(context.words, trigger.when)
    if trigger.for_:
        value = words("fact.fires.for" if value else "fact.fires.lasting", figure=value, time=trigger.for_)
    threshold = (Fact("fires", as_text(value), words("fact.fires.at" if trigger.when else "fact.fires")),) if value else ()
    return box(context, f"triggers.{key}", trigger, facts=threshold, number=str(number))


def sign_off_box(context: RunbookContext, key: str, entry: SignOff) -> Box:
    """Return the box of an approval to sign, with the name of the contact who has the role, if the name is known."""
    return box(context, f"sign-offs.{key}", entry, text=as_text(entry.title), title="", signed=True, name=context.name_in(entry.role))
