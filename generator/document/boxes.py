"""Items, steps, triggers, announcements and sign-offs as boxes of a page."""

from __future__ import annotations

from collections.abc import Mapping

from generator.document.moment_words import in_words
from generator.document.page_context import PageContext
from generator.document.page_model import Box, Fact, Way
from generator.model.entities import Announcement, Checklist, Item, Procedure, SignOff, Step, Trigger
from generator.model.quantities import Duration, ordinal
from generator.text.catalogue import Catalogue

Above = Checklist | Procedure | Item | Step


def items(
    scope: PageContext, entries: Mapping[str, Item], below: str, origin: str, level: int, above: Above, within: str = ""
) -> tuple[Box, ...]:
    """Items and their children for the page at path `origin`; `level` is the heading level of the outermost, `above` what holds them.

    Below the step with the number `within` they are numbered as on the sheet: `2.1`.
    """
    return tuple(
        item_box(scope, item, f"{below}.items.{key}", origin, level, above, f"{within}.{number}" if within else "")
        for number, (key, item) in enumerate(entries.items(), 1)
    )


def steps(scope: PageContext, entries: Mapping[str, Step], below: str, origin: str, level: int, above: Procedure) -> tuple[Box, ...]:
    return tuple(
        item_box(scope, step, f"{below}.steps.{key}", origin, level, above, str(number))
        for number, (key, step) in enumerate(entries.items(), 1)
    )


def item_box(scope: PageContext, item: Item | Step, address: str, origin: str, level: int, above: Above, number: str = "") -> Box:
    step = item if isinstance(item, Step) else None
    return Box(
        address=address,
        tag=heading(level),
        text=item.text or "",
        number=number,
        title=(step.title or "") if step else "",
        blocking=bool(item.blocking),
        role=item.role or "",
        facts=facts_of(scope, item, origin, above),
        run=item.run or "",
        expect=item.expect or "",
        on_failure=scope.link(item.on_failure, origin) if item.on_failure else None,
        ways=ways_on(scope, step, address, origin) if step else (),
        children=items(scope, item.items, address, origin, level + 1, item, number),
        print=scope.prints[address],
        trail=scope.trail(address),
    )


def ways_on(scope: PageContext, step: Step, address: str, origin: str) -> tuple[Way, ...]:
    procedure = address.partition(".steps.")[0]
    return tuple(
        Way(
            address=f"{address}.choices.{key}",
            label=spoken(key),
            text=choice.text or "",
            then=scope.link(f"{procedure}.steps.{choice.then}", origin) if choice.then else None,
            facts=soon(scope.words, choice.within),
            trail=scope.trail(f"{address}.choices.{key}"),
        )
        for key, choice in step.choices.items()
    )


def soon(words: Catalogue, within: Duration | None) -> tuple[Fact, ...]:
    """How long a choice has: `within 30 min`, but `immediately` and `next sprint` as they are."""
    return (Fact("within", str(within), words("fact.within") if within.seconds else ""),) if within else ()


def facts_of(scope: PageContext, item: Item | Step, origin: str, above: Above) -> tuple[Fact, ...]:
    """What is said beside an item; a role or condition that it shares with what holds it is said there."""
    return (
        *marks(scope.words, item),
        *condition(scope.words, item.if_ if item.if_ != getattr(above, "if_", None) else None),
        *role(scope, item.role if item.role != above.role else None, origin),
        *target(scope, item.slo, origin),
    )


def marks(words: Catalogue, item: Item | Step | Announcement) -> tuple[Fact, ...]:
    found: tuple[Fact, ...] = ()
    if not isinstance(item, Announcement) and item.blocking:
        found = (Fact("blocking", words("fact.blocking")),)
    return (*found, Fact("optional", words("fact.optional"))) if item.optional else found


def condition(words: Catalogue, text: str | None) -> tuple[Fact, ...]:
    return (Fact("if", text, words("fact.if")),) if text else ()


def role(scope: PageContext, contact: str | None, origin: str) -> tuple[Fact, ...]:
    link = scope.contact(contact, origin)
    return (Fact("role", link.text, scope.words("fact.by"), link.href),) if link else ()


def target(scope: PageContext, slo: str | None, origin: str) -> tuple[Fact, ...]:
    """The target that something checks or watches, with its figures."""
    if not slo:
        return ()
    link = scope.link(f"slos.{slo}", origin)
    entry = scope.runbook.slos.get(slo)
    said = link.text
    if entry and entry.target:
        key = "fact.target.percentile" if entry.percentile else "fact.target.at"
        said = scope.words(key, target=said, figure=entry.target, percentile=ordinal(entry.percentile or 0))
    elif entry and entry.alert:
        said = scope.words("fact.target.alert", target=said, figure=entry.alert)
    return (Fact("target", said, scope.words("fact.target"), link.href),)


def trigger_box(scope: PageContext, key: str, trigger: Trigger, origin: str, level: int) -> Box:
    address = f"triggers.{key}"
    return Box(
        address=address,
        tag=heading(level),
        text=trigger.text,
        facts=(*threshold(scope.words, trigger), *mode(scope.words, trigger), *target(scope, trigger.slo, origin)),
        action=trigger.action or "",
        print=scope.prints[address],
        trail=scope.trail(address),
    )


def threshold(words: Catalogue, trigger: Trigger) -> tuple[Fact, ...]:
    """The value at which a trigger fires and how long it must last."""
    said = str(trigger.when) if trigger.when else ""
    if trigger.for_:
        said = words("fact.fires.for" if said else "fact.fires.lasting", figure=said, time=trigger.for_)
    return (Fact("fires", said, words("fact.fires.at" if trigger.when else "fact.fires")),) if said else ()


def mode(words: Catalogue, trigger: Trigger) -> tuple[Fact, ...]:
    return (Fact("mode", words(f"fact.{trigger.mode}")),) if trigger.mode else ()


def announcement_box(scope: PageContext, key: str, entry: Announcement, origin: str, level: int) -> Box:
    address = f"announcements.{key}"
    clock = (Fact("moment", in_words(scope.words, entry.at), str(entry.at)),) if entry.at else ()
    return Box(
        address=address,
        tag=heading(level),
        text=entry.text,
        role=entry.role or "",
        facts=(*marks(scope.words, entry), *clock, *condition(scope.words, entry.if_), *role(scope, entry.role, origin)),
        print=scope.prints[address],
        trail=scope.trail(address),
    )


def sign_off_box(scope: PageContext, key: str, entry: SignOff, origin: str, level: int) -> Box:
    address = f"sign-offs.{key}"
    return Box(
        address=address,
        tag=heading(level),
        text=entry.title,
        role=entry.role or "",
        facts=role(scope, entry.role, origin),
        signed=True,
        print=scope.prints[address],
        trail=scope.trail(address),
    )


def heading(level: int) -> str:
    return f"h{min(level, 6)}"


def spoken(key: str) -> str:
    """An id as a word: `not-reachable` is `Not reachable`."""
    words = key.replace("-", " ")
    return words[:1].upper() + words[1:]
