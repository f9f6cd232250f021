"""Items, steps, triggers, announcements and sign-offs as boxes."""

from __future__ import annotations

from collections.abc import Mapping

from generator.document.document_parts import Box, Fact, Way, as_text
from generator.document.facts import facts_of
from generator.document.quantity_words import compared
from generator.document.runbook_context import RunbookContext, inline
from generator.model.entities import Announcement, Checklist, Item, Procedure, SignOff, Step, Trigger
from generator.model.quantities import Duration
from generator.text.catalogue import Catalogue

Above = Checklist | Procedure | Item | Step
# The fields that have a place of their own in a box, or are worded together.
PLACED = frozenset(("expect", "on_failure", "at", "when", "for_", "action", "then", "within"))


def items(context: RunbookContext, entries: Mapping[str, Item], below: str, above: Above, within: str = "") -> tuple[Box, ...]:
    """Items and their children; `above` is what holds them, `within` its number if it is a box: below `2` they are `2.1` and so on."""
    return tuple(
        item_box(context, item, f"{below}.items.{key}", above, f"{within}.{number}" if within else str(number))
        for number, (key, item) in enumerate(entries.items(), 1)
    )


def steps(context: RunbookContext, entries: Mapping[str, Step], below: str, above: Procedure) -> tuple[Box, ...]:
    numbers = {key: str(number) for number, key in enumerate(entries, 1)}
    ways = {key: go_on(context.words, numbers[key], step) for key, step in entries.items()}
    return tuple(item_box(context, step, f"{below}.steps.{key}", above, numbers[key], ways) for key, step in entries.items())


def item_box(
    context: RunbookContext, item: Item | Step, address: str, above: Above, number: str, ways: Mapping[str, str] | None = None
) -> Box:
    """An item or step; `ways` are the words in which a step's choices lead to others of its procedure."""
    step = item if isinstance(item, Step) else None
    return Box(
        address=address,
        text=inline(item.text),
        number=number,
        ordered=address.startswith("procedures."),
        title=(step.title or "") if step else "",
        blocking=bool(item.blocking),
        optional=bool(item.optional),
        role=item.role or "",
        facts=facts_of(context, item, above, placed=PLACED),
        run=item.run or "",
        expect=inline(item.expect),
        on_failure=context.link(item.on_failure) if item.on_failure else None,
        ways=ways_on(context, step, address, ways or {}) if step else (),
        children=items(context, item.items, address, item, number),
        print=context.prints[address],
        trail=context.trail(address),
    )


def ways_on(context: RunbookContext, step: Step, address: str, ways: Mapping[str, str]) -> tuple[Way, ...]:
    procedure = address.partition(".steps.")[0]
    return tuple(
        Way(
            address=f"{address}.choices.{key}",
            label=spoken(key),
            text=inline(choice.text),
            then=context.link(f"{procedure}.steps.{choice.then}") if choice.then else None,
            go_on=ways.get(choice.then or "", ""),
            facts=(*soon(context.words, choice.within), *facts_of(context, choice, placed=PLACED)),
            trail=context.trail(f"{address}.choices.{key}"),
        )
        for key, choice in step.choices.items()
    )


def go_on(words: Catalogue, number: str, step: Step) -> str:
    """The words that lead to a step."""
    return words("sheet.go-on.titled", number=number, title=step.title) if step.title else words("sheet.go-on", number=number)


def soon(words: Catalogue, within: Duration | None) -> tuple[Fact, ...]:
    """How long a choice has: `within 30 min`, but `immediately` and `next sprint` as they are."""
    return (Fact("within", as_text(words.figure(str(within))), words("fact.within") if within.seconds else ""),) if within else ()


def trigger_box(context: RunbookContext, key: str, trigger: Trigger, number: int) -> Box:
    address = f"triggers.{key}"
    return Box(
        address=address,
        text=inline(trigger.text),
        number=str(number),
        facts=(*threshold(context.words, trigger), *facts_of(context, trigger, placed=PLACED)),
        action=inline(trigger.action),
        print=context.prints[address],
        trail=context.trail(address),
    )


def threshold(words: Catalogue, trigger: Trigger) -> tuple[Fact, ...]:
    """The value at which a trigger fires and how long it must last."""
    said = compared(words, trigger.when)
    if trigger.for_:
        said = words("fact.fires.for" if said else "fact.fires.lasting", figure=said, time=trigger.for_)
    return (Fact("fires", as_text(said), words("fact.fires.at" if trigger.when else "fact.fires")),) if said else ()


def announcement_box(context: RunbookContext, key: str, entry: Announcement, number: int) -> Box:
    address = f"announcements.{key}"
    return Box(
        address=address,
        text=inline(entry.text),
        number=str(number),
        optional=bool(entry.optional),
        role=entry.role or "",
        moment=context.moment(entry.at),
        facts=facts_of(context, entry, placed=PLACED),
        print=context.prints[address],
        trail=context.trail(address),
    )


def sign_off_box(context: RunbookContext, key: str, entry: SignOff) -> Box:
    """An approval to sign; its name is that of the contact who holds the role, if it is known."""
    address = f"sign-offs.{key}"
    holder = context.runbook.contacts.get(entry.role or "")
    return Box(
        address=address,
        text=as_text(entry.title),
        role=entry.role or "",
        facts=facts_of(context, entry, placed=PLACED),
        signed=True,
        name=(holder.name or "") if holder else "",
        print=context.prints[address],
        trail=context.trail(address),
    )


def spoken(key: str) -> str:
    """An id as a word: `not-reachable` is `Not reachable`."""
    words = key.replace("-", " ")
    return words[:1].upper() + words[1:]
