"""Measure how complete a runbook is: its contents and gaps, what is overdue, and how far it deviates from its layers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeGuard

from generator.model.entities import (
    DEFAULT_PHASE,
    PHASE_OF,
    PHASES,
    Blank,
    Contact,
    Entity,
    Item,
    PhaseId,
    Runbook,
    Step,
    Task,
    VariantHead,
)
from generator.model.field_facts import COLLECTIONS, HOLDERS, record_of
from generator.model.field_marks import FieldMark
from generator.model.quantities import Duration
from generator.model.variant import STATES, State, Variant, collection, entities, is_removed_from_layer

# The YAML keys of what every system should define. `gaps` also looks at the phases and at two fields of the head.
DEFINABLE = ("contacts", "severities", "triggers", "services", "slos", "commands", "sign-offs", "announcements", "blanks", "notes")
BLANKS, OWNER, REVIEWED, PHASE = "blanks", "owner", "reviewed", "phase"
TASKS = frozenset(Task.__subclasses__())


@dataclass(frozen=True, slots=True)
class Waived:
    """A waiver of the entity at an address, or of the whole runbook for the address `variant`. `ended`: the waiver has expired."""

    address: str
    rule: str
    because: str
    until: date
    ended: bool


@dataclass(frozen=True, slots=True)
class Quality:
    """The figures of one variant.

    Attributes:
        counts: the number of entities by collection, and under `boxes`, `blocking` and `blanks` their number.
        gaps: what the variant does not define: keys of collections, `phase ID` for an empty phase, `owner` and `reviewed`.
        unassigned: the addresses of contacts that cannot be reached.
        review_due: the last day on which the last review is valid.
        tasks: the number of items and steps.
        without_role: the addresses of items and steps without a role.
        distance: the number of entities by state.
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
    """Return the figures of a variant. Without a date nothing is overdue."""
    runbook, head = variant.runbook, variant.runbook.variant
    everything = tuple(entities(runbook))
    tasks = dict(tasks_in(everything))
    traces = (trace for address, trace in variant.traces.items() if address != "variant")
    states = Counter(trace.state for trace in traces if trace.state != "removed" or is_removed_from_layer(trace, variant.id))
    holders: list[tuple[str, Entity | VariantHead]] = [("variant", head), *everything]
    return Quality(
        id=variant.id,
        title=head.title,
        counts={
            "boxes": sum(entity.boxed for _, entity in everything),
            "blocking": sum(_is_task(entity) and bool(entity.blocking) for _, entity in everything),
            **{key: len(collection(runbook, key)) for key in COLLECTIONS if key != "phases"},
            BLANKS: sum(1 for _ in _blanks(everything)),
        },
        gaps=tuple(gaps(variant)),
        unassigned=tuple(f"contacts.{key}" for key, contact in to_call(runbook).items() if is_unassigned(contact)),
        reviewed=head.reviewed,
        review_every=str(head.review_every or ""),
        review_due=review_due(head),
        overdue=is_overdue(head, today),
        tasks=len(tasks),
        without_role=tuple(address for address, task in tasks.items() if task.role is None),
        distance={state: states[state] for state in STATES},
        waived=tuple(
            Waived(address, rule, waiver.because, waiver.until, today is not None and today > waiver.until)
            for address, holder in holders
            for rule, waiver in holder.waive.items()
        ),
    )


def gaps(variant: Variant) -> Iterator[str]:
    """Yield what a variant does not define, in the form of `Quality.gaps`.

    A phase that does not apply is not a gap, and neither is what belongs to it.
    """
    runbook, absent = variant.runbook, variant.absent_phases
    blanks = any(_blanks(entities(runbook)))
    missing = (key for key in DEFINABLE if not (blanks if key == BLANKS else collection(runbook, key)))
    yield from (key for key in missing if PHASE_OF.get(key) not in absent)
    used = defined_phases(runbook)
    yield from (f"{PHASE} {phase}" for phase in PHASES if phase not in used and phase not in absent)
    yield from [] if runbook.variant.owner else [OWNER]
    yield from [] if runbook.variant.reviewed else [REVIEWED]


def _blanks(everything: Iterable[tuple[str, Entity]]) -> Iterator[str]:
    """Yield the addresses of the blanks that a runbook defines. The columns of a checklist are not among them."""
    return (address for address, entity in everything if type(entity) is Blank)


def defined_phases(runbook: Runbook) -> tuple[PhaseId, ...]:
    """Return the phases that have any content, in order: those in which pages and sheets show an entity."""
    used = {phase for key, phase in PHASE_OF.items() if "phase" not in HOLDERS[key].fields and collection(runbook, key)}
    used.update(id for id, phase in runbook.phases.items() if phase.blanks)
    for spec in COLLECTIONS.values():
        if spec.record is not None and "phase" in spec.record.fields:
            used.update(entity.phase or DEFAULT_PHASE for entity in getattr(runbook, spec.attribute).values())
    return tuple(phase for phase in PHASES if phase in used)


def tasks_in(everything: Iterable[tuple[str, Entity]]) -> Iterator[tuple[str, Item | Step]]:
    """Yield items and steps with their addresses. If a task has children, only the children count: when they are done, the task is done."""
    return ((address, entity) for address, entity in everything if _is_task(entity) and not entity.items)


def _is_task(entity: Entity) -> TypeGuard[Item | Step]:
    """Compare the exact class: `isinstance` of a pydantic model is slow, and a site calls this for every entity."""
    return type(entity) in TASKS


def is_unassigned(contact: Contact) -> bool:
    """Whether a contact cannot be reached: it has no name, phone, mail, channel or link, such as a rota."""
    return not contact.links and not any(getattr(contact, spec.attribute) for spec in record_of(Contact).marked[FieldMark.REACH])


def to_call(runbook: Runbook) -> dict[str, Contact]:
    """Return the contacts that people may call: all but an owner of the document who is only named.

    Such an owner has no other work, and no field that says how to reach it, not even an empty one.
    """
    owner = runbook.variant.owner or ""
    named = runbook.contacts.get(owner)
    fields = {spec.attribute for spec in record_of(Contact).marked[FieldMark.REACH]}
    if named is None or fields & named.model_fields_set or any(getattr(one, "role", None) == owner for _, one in entities(runbook)):
        return runbook.contacts
    return {key: contact for key, contact in runbook.contacts.items() if key != owner}


def review_due(head: VariantHead) -> date | None:
    """Return the last day on which the last review is valid; None without a review, or if reviews stay valid."""
    return None if head.reviewed is None or head.review_every is None else review_end(head.reviewed, head.review_every)


def review_end(reviewed: date, every: Duration) -> date | None:
    """Return the last day on which a review is valid; None if it stays valid or no calendar has that day."""
    if every.seconds is None:
        return None
    try:
        return reviewed + timedelta(seconds=int(every.seconds))
    except OverflowError:
        return None


def is_overdue(head: VariantHead, today: date | None) -> bool:
    """Whether the last review is no longer valid on a day."""
    until = review_due(head)
    return until is not None and today is not None and today > until
