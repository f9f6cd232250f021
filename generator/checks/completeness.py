"""How complete a runbook is: what it holds, what it does not define, who is missing, what is overdue, how far it is from its layers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import cast

from generator.model.entities import PHASES, Contact, Entity, Item, Runbook, Step, Task, VariantHead
from generator.model.field_facts import COLLECTIONS, record_of
from generator.model.field_marks import FieldMark
from generator.model.quantities import Duration
from generator.model.variant import STATES, State, Variant, collection, entities

# What a system may be expected to define, by its key in the YAML; the phases and two fields of the head come behind.
DEFINABLE = ("contacts", "severities", "triggers", "services", "slos", "commands", "sign-offs", "announcements", "record", "notes")
OWNER, REVIEWED, PHASE = "owner", "reviewed", "phase"
TASKS = frozenset(Task.__subclasses__())
# A duration that no calendar holds, such as `never`, leaves a review without a day on which it is due.
MOST_SECONDS = 10**10


@dataclass(frozen=True, slots=True)
class Waived:
    """A rule that is waived for an entity, or with the address `variant` for the whole runbook; `ended` says that it is so no longer."""

    address: str
    rule: str
    because: str
    until: date
    ended: bool


@dataclass(frozen=True, slots=True)
class Quality:
    """One variant's figures.

    `counts` are of its entities by collection, of `boxes`, and of those that are `blocking`. `gaps` are what it does not define:
    collections by their key, `phase ID` for one that holds nothing, `owner` and `reviewed`. `unassigned` are the addresses of contacts
    whom nobody can reach, `without_role` of those of its `tasks` items and steps that nobody is named for. `distance` counts entities
    by state. `waived` are the rules that do not hold for it or parts of it.
    """

    id: str
    title: str
    counts: dict[str, int]
    gaps: tuple[str, ...]
    unassigned: tuple[str, ...]
    reviewed: date | None
    review_every: str
    review_due: date | None
    overdue: bool
    tasks: int
    without_role: tuple[str, ...]
    distance: dict[State, int]
    waived: tuple[Waived, ...] = ()


def quality_of(variant: Variant, today: date | None) -> Quality:
    """The figures of a variant; without a day nothing is overdue."""
    runbook, head = variant.runbook, variant.runbook.variant
    everything = tuple(entities(runbook))
    tasks = dict(tasks_in(everything))
    states = Counter(trace.state for address, trace in variant.traces.items() if address != "variant")
    return Quality(
        id=variant.id,
        title=head.title,
        counts={
            "boxes": sum(entity.boxed for _, entity in everything),
            "blocking": sum(type(entity) in TASKS and bool(cast("Item", entity).blocking) for _, entity in everything),
            **{key: len(collection(runbook, key)) for key in COLLECTIONS if key != "phases"},
        },
        gaps=tuple(gaps(runbook)),
        unassigned=tuple(f"contacts.{key}" for key, contact in runbook.contacts.items() if is_unassigned(contact)),
        reviewed=head.reviewed,
        review_every=str(head.review_every or ""),
        review_due=due(head),
        overdue=is_overdue(head, today),
        tasks=len(tasks),
        without_role=tuple(address for address, task in tasks.items() if task.role is None),
        distance={state: states[state] for state in STATES},
        waived=tuple(_waived(("variant", head), *everything, today=today)),
    )


def _waived(*everything: tuple[str, Entity | VariantHead], today: date | None) -> Iterator[Waived]:
    """Every waiver, in display order."""
    for address, entity in everything:
        for rule, waiver in entity.waive.items():
            yield Waived(address, rule, waiver.because, waiver.until, today is not None and today > waiver.until)


def gaps(runbook: Runbook) -> Iterator[str]:
    """What a runbook does not define: never borrowed from another system, and so counted."""
    yield from (key for key in DEFINABLE if not collection(runbook, key))
    used = set(_phases(runbook))
    yield from (f"{PHASE} {phase}" for phase in PHASES if phase not in used)
    yield from [] if runbook.variant.owner else [OWNER]
    yield from [] if runbook.variant.reviewed else [REVIEWED]


def _phases(runbook: Runbook) -> Iterator[str]:
    """The phases that anything stands in, as pages and sheets show it."""
    for spec in COLLECTIONS.values():
        if spec.record is not None and "phase" in spec.record.fields:
            yield from (entity.phase for entity in getattr(runbook, spec.attribute).values())
    yield from ["rollback"] if runbook.triggers else []
    yield from ["incident"] if runbook.severities else []


def tasks_in(everything: Iterable[tuple[str, Entity]]) -> Iterator[tuple[str, Item | Step]]:
    """Items and steps that somebody does, by address. One with children is ticked by them, and they are counted."""
    for address, entity in everything:
        # By its very class: to ask whether it is an instance is slow, and a site asks of every entity.
        if type(entity) in TASKS:
            task = cast("Item | Step", entity)
            if not task.items:
                yield address, task


def is_unassigned(contact: Contact) -> bool:
    """Whether nobody can be reached under a contact: no name, phone, mail or channel."""
    return not any(getattr(contact, spec.attribute) for spec in record_of(Contact).marked[FieldMark.REACH])


def due(head: VariantHead) -> date | None:
    """The day up to which the last review holds."""
    return None if head.reviewed is None or head.review_every is None else holds_until(head.reviewed, head.review_every)


def holds_until(reviewed: date, every: Duration) -> date | None:
    """The last day on which a review of one day holds; None for a time that no calendar holds."""
    if every.seconds is None or every.seconds >= MOST_SECONDS:
        return None
    try:
        return reviewed + timedelta(seconds=int(every.seconds))
    except OverflowError:
        return None


def is_overdue(head: VariantHead, today: date | None) -> bool:
    """Whether the review holds no longer on a day."""
    until = due(head)
    return until is not None and today is not None and today > until
