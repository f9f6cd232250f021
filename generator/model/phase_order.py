"""The order of everything that people do in a phase: lists, announcements and sign-offs, with the holds between them."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import Literal, TypeVar

from generator.model.entities import DEFAULT_PHASE, PHASES, Announcement, Checklist, Group, Passage, PhaseId, Procedure, Runbook, SignOff
from generator.model.moments import Offset
from generator.model.page_order import PASSAGES, PREPARED_PHASES, READ_DO, SECTIONS, PageSection, default_order
from generator.model.quantities import Duration
from generator.model.variant import collection

SectionEntry = Checklist | Procedure | Passage
OUTERMOST = 2  # the level of headings that are in no group
StopKind = Literal["group", "beforehand", "passage", "list", "announcements", "sign-offs", "hold"]
Timed = TypeVar("Timed", Announcement, SignOff)


@dataclass(frozen=True, slots=True)
class Stop:
    """One heading of a phase with its entities.

    `addresses` are the group, the passage, the list, the announcements or the sign-offs. A `hold` has the sign-offs that must be given
    before the list or group `held`. `beforehand` is the heading above lists that people prepare; it has no entity.
    """

    kind: StopKind
    addresses: tuple[str, ...] = ()
    level: int = OUTERMOST
    at: Offset | None = None
    held: str = ""


def phase_order(runbook: Runbook, phase: PhaseId) -> tuple[Stop, ...]:
    """Return the stops of a phase in the order of pages and sheets.

    Passages, lists, procedures and groups are in page order. An announcement or sign-off with `at` comes before the first stop
    that starts later; those without `at` come last. Those with `place` are beside a section. A sign-off with `before` comes right before
    its list or group.
    """
    sections = _sections(runbook, phase)
    default = default_order(phase, [*sections.values()], _groups(runbook, phase))
    announcements, sign_offs = _of_phase(runbook.announcements, phase), _of_phase(runbook.sign_offs, phase)
    held = {key: entry for key, entry in sign_offs.items() if entry.before in default}
    free = {key: entry for key, entry in sign_offs.items() if key not in held}
    known = {*default, *(f"announcements.{key}" for key in announcements), *(f"sign-offs.{key}" for key in free)}
    order = [address for address in runbook.page_order if address in known]
    ordered = set(order)
    order += [address for address in default if address not in ordered]
    stops = list(_stops(runbook, phase, order, sections))
    announcements, free = _not_in(order, "announcements", announcements), _not_in(order, "sign-offs", free)
    late = []
    for stop in sorted((*_timed("announcements", announcements), *_timed("sign-offs", free)), key=_seconds):
        place = next((number for number, one in enumerate(stops) if one.at is not None and _seconds(one) > _seconds(stop)), None)
        if place is None:
            late.append(stop)
        else:
            stops.insert(place, replace(stop, level=stops[place].level))
    untimed = _untimed("announcements", announcements, "audience"), _untimed("sign-offs", free, "group")
    return tuple(_joined(_with_holds((*stops, *late, *chain(*untimed)), held)))


def order_by_holder(runbook: Runbook) -> dict[str, list[str]]:
    """Return, by the address of each phase and group, the addresses of what is in it, in the order of the page."""
    found: dict[str, list[str]] = {}
    for phase in PHASES:
        holder = whole = f"phases.{phase}"
        for stop in phase_order(runbook, phase):
            if stop.kind == "group":
                found.setdefault(whole, []).extend(stop.addresses)
                (holder,) = stop.addresses
            else:
                found.setdefault(holder if stop.level > OUTERMOST else whole, []).extend(stop.addresses)
    return found


def flat_order(by_holder: Mapping[str, Iterable[str]]) -> tuple[str, ...]:
    """Return the addresses of all phases in the order of the pages, each group before what is in it."""
    phases = chain.from_iterable(by_holder.get(f"phases.{phase}", ()) for phase in PHASES)
    return tuple(chain.from_iterable((address, *by_holder.get(address, ())) for address in phases))


def with_page_order(runbook: Runbook, order: tuple[str, ...]) -> Runbook:
    """Return a runbook whose pages have this order. A runbook without a page order has the default one."""
    if not order or order == flat_order(order_by_holder(runbook)):
        return runbook
    placed = runbook.model_copy(update={"page_order": order})
    return placed.model_copy(update={"page_order": flat_order(order_by_holder(placed))})


def group_of(runbook: Runbook, section: SectionEntry) -> Group | None:
    """Return the group of a section, or None if it has none."""
    phase = runbook.phases.get(section.phase)
    return phase.groups.get(section.group or "") if phase else None


def planned(runbook: Runbook, section: SectionEntry) -> tuple[Offset | None, Duration | None]:
    """Return when a section starts and how long it takes; what it does not say, its group says."""
    group = group_of(runbook, section)
    at, lasts = (section.at, section.lasts) if isinstance(section, Checklist) else (None, None)
    return (at or group.at, lasts or group.lasts) if group else (at, lasts)


def _sections(runbook: Runbook, phase: PhaseId) -> dict[str, PageSection]:
    """Return the sections of a phase by address."""
    found = {}
    for key in SECTIONS:
        for id, entry in collection(runbook, key).items():
            if isinstance(entry, SectionEntry) and entry.phase == phase:
                group = f"phases.{phase}.groups.{entry.group}" if group_of(runbook, entry) else ""
                is_prepared = isinstance(entry, Checklist) and entry.method != READ_DO
                found[f"{key}.{id}"] = PageSection(f"{key}.{id}", group, is_prepared)
    return found


def _groups(runbook: Runbook, phase: PhaseId) -> list[str]:
    entry = runbook.phases.get(phase)
    return [f"phases.{phase}.groups.{id}" for id in (entry.groups if entry else ())]


def _not_in(order: Container[str], key: str, entries: Mapping[str, Timed]) -> dict[str, Timed]:
    return {id: entry for id, entry in entries.items() if f"{key}.{id}" not in order}


def _stops(runbook: Runbook, phase: PhaseId, order: Sequence[str], sections: Mapping[str, PageSection]) -> Iterator[Stop]:
    """Yield a stop for each address of a page order. What is placed beside a section has the level of the next section."""
    entry = runbook.phases.get(phase)
    groups = entry.groups if entry else {}
    loose = next((number for number, address in enumerate(order) if address.startswith("phases.")), len(order))
    prepared = _prepared(phase, order[:loose], sections)
    first = prepared.start if prepared else None
    levels: dict[int, int] = {len(order): OUTERMOST}
    for number, address in reversed([*enumerate(order)]):
        section = sections.get(address)
        own = OUTERMOST + (bool(section.group) or number in prepared) if section else OUTERMOST
        levels[number] = own if section or address.startswith("phases.") or number + 1 == first else levels[number + 1]
    for number, address in enumerate(order):
        top, _, id = address.partition(".")
        if number == first:
            yield Stop("beforehand")
        if top == "phases":
            yield Stop("group", (address,), at=groups[address.rpartition(".")[2]].at)
        elif address in sections:
            group = groups.get(sections[address].group.rpartition(".")[2])
            at = getattr(collection(runbook, top)[id], "at", None) or (group.at if group else None)
            yield Stop("passage" if top == PASSAGES else "list", (address,), levels[number], at)
        else:
            yield Stop("announcements" if top == "announcements" else "sign-offs", (address,), levels[number])


def _prepared(phase: PhaseId, loose: Sequence[str], sections: Mapping[str, PageSection]) -> range:
    """Return the indexes of the sections below the heading of lists that people prepare beforehand, in a rollback or an incident.

    They are the last ones, from the first such list on. A list that is placed above something that people do is shown with it.
    """
    first = len(loose)
    for number, address in reversed([*enumerate(loose)]) if phase in PREPARED_PHASES else ():
        section = sections.get(address)
        if section is not None and section.is_prepared:
            first = number
        elif section is not None and section.collection != PASSAGES:
            break
    return range(first, len(loose))


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
