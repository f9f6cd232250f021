"""The order of everything that people do in a phase: lists, announcements and sign-offs, with the holds between them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain
from typing import Literal, TypeVar

from generator.model.entities import DEFAULT_PHASE, Announcement, Checklist, Group, PhaseId, Runbook, SignOff
from generator.model.moments import Offset
from generator.model.page_order import page_order
from generator.model.quantities import Duration

PREPARED_PHASES: tuple[PhaseId, ...] = ("rollback", "incident")  # what people do comes first, then what they prepare beforehand
READ_DO = "read-do"
OUTERMOST = 2  # the level of headings that are in no group
StopKind = Literal["group", "beforehand", "list", "announcements", "sign-offs", "hold"]
Timed = TypeVar("Timed", Announcement, SignOff)


@dataclass(frozen=True, slots=True)
class Stop:
    """One heading of a phase with its entities.

    `addresses` are the group, the list, the announcements or the sign-offs. A `hold` has the sign-offs that must be given before the list
    or group `held`. `beforehand` is the heading above lists that people prepare; it has no entity.
    """

    kind: StopKind
    addresses: tuple[str, ...] = ()
    level: int = OUTERMOST
    at: Offset | None = None
    held: str = ""


def phase_order(runbook: Runbook, phase: PhaseId) -> tuple[Stop, ...]:
    """Return the stops of a phase in the order of pages and sheets.

    Lists keep their written order; groups come in the order of the phase. An announcement or sign-off with `at` comes before the first stop
    that starts later; those without `at` come last. A sign-off with `before` comes right before its list or group.
    """
    stops = list(_lists(runbook, phase))
    placed = {address for stop in stops for address in stop.addresses}
    announcements, sign_offs = _of_phase(runbook.announcements, phase), _of_phase(runbook.sign_offs, phase)
    held = {key: entry for key, entry in sign_offs.items() if entry.before in placed}
    free = {key: entry for key, entry in sign_offs.items() if key not in held}
    late = []
    for stop in sorted((*_timed("announcements", announcements), *_timed("sign-offs", free)), key=_seconds):
        place = next((number for number, one in enumerate(stops) if one.at is not None and _seconds(one) > _seconds(stop)), None)
        if place is None:
            late.append(stop)
        else:
            stops.insert(place, replace(stop, level=stops[place].level))
    untimed = _untimed("announcements", announcements, "audience"), _untimed("sign-offs", free, "group")
    return tuple(_joined(_with_holds((*stops, *late, *chain(*untimed)), held)))


def group_of(runbook: Runbook, checklist: Checklist) -> Group | None:
    """Return the group of a checklist, or None if it has none."""
    phase = runbook.phases.get(checklist.phase)
    return phase.groups.get(checklist.group or "") if phase else None


def planned(runbook: Runbook, checklist: Checklist) -> tuple[Offset | None, Duration | None]:
    """Return when a checklist starts and how long it takes; what it does not say, its group says."""
    group = group_of(runbook, checklist)
    return (checklist.at or group.at, checklist.lasts or group.lasts) if group else (checklist.at, checklist.lasts)


def _lists(runbook: Runbook, phase: PhaseId) -> Iterator[Stop]:
    lists = {key: one for key, one in runbook.checklists.items() if one.phase == phase}
    procedures = [Stop("list", (f"procedures.{key}",)) for key, one in runbook.procedures.items() if one.phase == phase]
    if phase not in PREPARED_PHASES:
        yield from (*_checklists(runbook, phase, lists), *procedures)
        return
    loose = {key: one for key, one in lists.items() if group_of(runbook, one) is None}
    prepared = [key for key, one in loose.items() if one.method != READ_DO]
    yield from procedures
    yield from _checklists(runbook, phase, {key: one for key, one in loose.items() if key not in prepared})
    if prepared:
        yield Stop("beforehand")
        yield from (Stop("list", (f"checklists.{key}",), OUTERMOST + 1, lists[key].at) for key in prepared)
    yield from _checklists(runbook, phase, {key: one for key, one in lists.items() if key not in loose})


def _checklists(runbook: Runbook, phase: PhaseId, lists: Mapping[str, Checklist]) -> Iterator[Stop]:
    entry = runbook.phases.get(phase)
    groups = entry.groups if entry else {}
    for name, within in page_order({key: one.group for key, one in lists.items()}, groups):
        if name:
            yield Stop("group", (f"phases.{phase}.groups.{name}",), at=groups[name].at)
        for key in within:
            given = groups[name].at if name else None
            yield Stop("list", (f"checklists.{key}",), OUTERMOST + bool(name), lists[key].at or given)


def _timed(kind: StopKind, entries: Mapping[str, Timed]) -> Iterator[Stop]:
    return (Stop(kind, (f"{kind}.{key}",), at=entry.at) for key, entry in entries.items() if entry.at is not None)


def _untimed(kind: StopKind, entries: Mapping[str, Timed], heading: str) -> Iterator[Stop]:
    """Yield the entries without a time by their heading. Headings are in the order of their first use."""
    untimed = {key: entry for key, entry in entries.items() if entry.at is None}
    order = list(dict.fromkeys(getattr(entry, heading) for entry in untimed.values()))
    found = sorted(untimed, key=lambda key: order.index(getattr(untimed[key], heading)))
    return iter([Stop(kind, tuple(f"{kind}.{key}" for key in found))] if found else [])


def _with_holds(stops: Iterable[Stop], held: Mapping[str, SignOff]) -> Iterator[Stop]:
    for stop in stops:
        keys = tuple(f"sign-offs.{key}" for key, entry in held.items() if entry.before in stop.addresses)
        if keys:
            yield Stop("hold", keys, stop.level, stop.at, stop.addresses[0])
        yield stop


def _joined(stops: Iterable[Stop]) -> Iterator[Stop]:
    """Join announcements or sign-offs that come one after the other at the same level."""
    above: Stop | None = None
    for stop in stops:
        if above is not None and stop.kind in ("announcements", "sign-offs") and (stop.kind, stop.level) == (above.kind, above.level):
            above = Stop(stop.kind, (*above.addresses, *stop.addresses), stop.level, above.at)
            continue
        if above is not None:
            yield above
        above = stop
    if above is not None:
        yield above


def _of_phase(entries: Mapping[str, Timed], phase: PhaseId) -> dict[str, Timed]:
    return {key: entry for key, entry in entries.items() if (entry.phase or DEFAULT_PHASE) == phase}


def _seconds(stop: Stop) -> int:
    return stop.at.seconds if stop.at is not None else 0
