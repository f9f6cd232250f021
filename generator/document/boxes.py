"""Items, steps, triggers, announcements and sign-offs as boxes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from generator.document.blanks import blanks_of, cells_of_item
from generator.document.document_parts import Box, Fact, Link, Way, as_text
from generator.document.facts import facts_of, fixed_texts
from generator.document.figures_in_words import compared
from generator.document.line_history import history_of
from generator.document.runbook_context import RunbookContext, id_in_words
from generator.model.entities import Checklist, Entity, Item, PhaseId, SignOff, Step, Trigger
from generator.model.scalar_kinds import NO_WAY

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
        **{field: context.inline(given.get(field)) for field in ("caution", "text", "expect", "action")},
        **{flag: bool(given.get(flag)) for flag in ("blocking", "optional")},
        **{field: given.get(field) or "" for field in ("title", "role", "run", "syntax")},
        "details": context.prose(given.get("details")),
        "slots": context.slots(given.get("run")),
        "fixed": fixed_texts(context, entity),
        "on_failure": way_out(context, address, given.get("on_failure"), getattr(above, "on_failure", None)),
        "then": context.way(given.get("then"), address),
        "facts": (*facts, *facts_of(context, entity, above, placed=PLACED)),
        "past": history_of(context, address),
    }
    return Box(address, print=context.prints[address], provenance=context.provenance(address), **(common | more))


def way_out(context: RunbookContext, address: str, way: str | None, above: str | None) -> Link | None:
    """Return the link to the way out of an entity, unless the heading of the list shows it. `above` is the way of the list.

    Without a word about `none`, readers would follow the way of the list.
    """
    if way == above:
        return None
    return Link(context.words("way.none")) if way == NO_WAY and above else context.way(way, address)


def items(context: RunbookContext, entries: Mapping[str, Item] | Mapping[str, Step], holder: str, above: Entity) -> tuple[Box, ...]:
    """Return the items or steps at the address `holder` with their children as boxes. `above` is the entity that contains them."""
    return tuple(item_box(context, item, f"{holder}.{key}", above) for key, item in entries.items())


def item_box(context: RunbookContext, item: Item | Step, address: str, above: Entity) -> Box:
    checklist = context.top(address)
    columns = checklist.columns if isinstance(checklist, Checklist) else {}
    return box(
        context,
        address,
        item,
        above,
        number=context.numbers.get(address, ""),
        ordered=address.startswith("procedures."),
        moment=context.moment(item.at),
        ways=tuple(ways_on(context, item, address)),
        spaces=blanks_of(context, item.blanks, address),
        cells=cells_of_item(context, item, address, columns) if isinstance(item, Item) else (),
        children=items(context, item.items, f"{address}.items", item),
        done=context.words.count("sheet.done.parts", len(item.items)) if item.items else "",
    )


def ways_on(context: RunbookContext, item: Item | Step, address: str) -> Iterator[Way]:
    """Yield the choices of an item or a step."""
    for key, choice in item.choices.items():
        own = f"{address}.choices.{key}"
        yield Way(
            address=own,
            label=id_in_words(key),
            text=context.inline(choice.text),
            then=context.way(choice.then, own),
            facts=facts_of(context, choice, placed=PLACED),
            provenance=context.provenance(own),
        )


def trigger_boxes(context: RunbookContext, phase: PhaseId) -> Iterator[Box]:
    """Return the boxes of the triggers that call for a phase."""
    return (trigger_box(context, key, entry) for key, entry in context.runbook.triggers.items() if entry.phase == phase)


def trigger_box(context: RunbookContext, key: str, trigger: Trigger) -> Box:
    """Return the box of a trigger. Its first fact is the value at which the trigger fires, and how long the value must last."""
    words, value = context.words, compared(context.words, trigger.when)
    if trigger.for_:
        value = words("fact.fires.for" if value else "fact.fires.lasting", figure=value, time=trigger.for_)
    threshold = (Fact("fires", as_text(value), words("fact.fires.at" if trigger.when else "fact.fires")),) if value else ()
    made = box(context, f"triggers.{key}", trigger, facts=threshold, number=context.numbers.get(f"triggers.{key}", ""))
    if trigger.phase == "rollback" or trigger.mode != "automatic":
        return made
    response = as_text(words("fact.automatic.incident"))
    return replace(made, facts=tuple(replace(fact, text=response) if fact.kind == "mode" else fact for fact in made.facts))


def sign_off_box(context: RunbookContext, address: str, entry: SignOff, under: str = "") -> Box:
    """Return the box of an approval to sign, with the name of the contact who has the role, if the name is known.

    `under` is the heading of its group, if no heading above the box shows it.
    """
    name, moment = context.name_in(entry.role), context.moment(entry.at)
    text = as_text(f"{under} · {entry.title}" if under else entry.title)
    return box(context, address, entry, text=text, title="", signed=True, name=name, moment=moment)
