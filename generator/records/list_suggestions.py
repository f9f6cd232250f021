"""Suggestions about the plan of lists and procedures: a longer `lasts`, and a later `at`."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil
from statistics import median_low

from generator.diagnostics.diagnostic import some_of
from generator.model.clock import Clock
from generator.model.entities import PHASES, Checklist, Procedure
from generator.model.moments import Offset, parse_offset
from generator.model.past_runs import PastList, PastRun
from generator.model.phase_order import group_of, phase_order, planned
from generator.model.quantities import parse_duration
from generator.records.suggestion import ENOUGH, LATEST, Evidence, RunHistory, Suggestion, days, share

LISTS = "checklists."
HOUR, DAY = 60, 1440  # in minutes
# Three runs of four keep a plan of this share. With the median, every second run would be overdue; with the longest, one bad night decides.
SHARE = 0.75
ON_TIME = 5  # minutes: the first line is ticked when it is done, not when it begins


def longer_lengths(history: RunHistory) -> Iterator[Suggestion]:
    """Suggest a longer `lasts` for lists and procedures that took longer than planned in most of the latest runs."""
    for address, entity in history.entities.items():
        if not isinstance(entity, Checklist | Procedure) or entity.lasts is None or not entity.lasts.seconds:
            continue
        plan = float(entity.lasts.seconds) / 60
        lists = [(run, one) for run in history.runs if (one := _list_in(history, run, address)) is not None]
        found = [(run, minutes) for run, one in lists if (minutes := run.length_of(one)) is not None]
        latest = found[-LATEST:]
        longer = [(run, minutes) for run, minutes in latest if minutes > plan]
        if len(latest) < ENOUGH or len(longer) * 2 <= len(latest):
            continue
        lengths = sorted(minutes for _, minutes in latest)
        new = _rounded_up(lengths[ceil(SHARE * len(lengths)) - 1])
        took = _from_to([minutes for _, minutes in longer])
        reason = f"{share(longer, latest)} it took {took}, not {entity.lasts} ({days(run for run, _ in longer)})"
        evidence = tuple(Evidence(run, f"{minutes} min", minutes > plan) for run, minutes in latest)
        remarks = tuple(_overlaps(history, address, entity, new))
        yield Suggestion("lasts", address, str(entity.lasts), _length_text(new), reason, evidence, remarks)


def _list_in(history: RunHistory, run: PastRun, address: str) -> PastList | None:
    """Return a list of today as it went in a run; None if the run had none, or nobody answered a line of it."""
    places = history.places(address)
    return next((one for place in places for one in run.lists if one.address == place and one.began is not None), None)


def _rounded_up(minutes: int) -> int:
    step = 5 if minutes <= HOUR else 15 if minutes <= DAY else DAY
    return ceil(minutes / step) * step


def _length_text(minutes: int) -> str:
    """Return a length as people write it in the data."""
    unit, size = ("d", DAY) if minutes > DAY else ("h", HOUR) if minutes % HOUR == 0 else ("min", 1)
    return str(parse_duration(f"{minutes // size} {unit}"))


def _overlaps(history: RunHistory, address: str, entity: Checklist | Procedure, minutes: int) -> Iterator[str]:
    """Say which list begins before a list of this length ends."""
    at = planned(history.runbook, entity)[0]
    if at is not None:
        order = dict(_moments(history))
        within = (one for one in order if one.startswith(LISTS) and at.seconds < order[one].seconds < at.seconds + minutes * 60)
        if shown := [f"`{one}` ({order[one]})" for one in within if one != address]:
            yield f"it then ends at {_moved(at, minutes)}, after {some_of(shown)} begins: look at that moment too"


def later_starts(history: RunHistory) -> Iterator[Suggestion]:
    """Suggest a later `at` for lists, or for the group whose `at` they have, if they began late in most of the latest runs."""
    lists: dict[str, list[str]] = {}
    starts: dict[str, Offset] = {}
    for id, entity in history.runbook.checklists.items():
        at, _ = planned(history.runbook, entity)
        if at is not None:
            group = group_of(history.runbook, entity)  # a list without `at` has that of its group
            holder = f"phases.{entity.phase}.groups.{entity.group}" if group and group.at == entity.at else f"{LISTS}{id}"
            lists.setdefault(holder, []).append(f"{LISTS}{id}")
            starts[holder] = at
    for holder, at in starts.items():
        if found := _later(history, holder, at, lists[holder]):
            yield found


def _later(history: RunHistory, holder: str, at: Offset, lists: list[str]) -> Suggestion | None:
    """Suggest a later start of lists that begin one after another."""
    delays = [(run, delay) for run in history.runs if (delay := _delay(history, run, at, lists)) is not None][-LATEST:]
    on_time = DAY - 1 if at.by_date else ON_TIME
    late = [(run, delay) for run, delay in delays if delay > on_time]
    if len(delays) < ENOUGH or len(late) * 2 <= len(delays):
        return None
    typical = median_low(delay for _, delay in delays)
    later = typical // DAY * DAY if at.by_date else round(typical / 5) * 5
    new = _moved(at, later)
    began = _from_to([delay for _, delay in late])
    reason = f"{share(late, delays)} it began {began} after {at} ({days(run for run, _ in late)})"
    evidence = tuple(
        Evidence(run, f"{_minutes_or_days(delay)} after {at}" if delay > on_time else "on time", delay > on_time) for run, delay in delays
    )
    remarks = tuple(_remarks(history, holder, at, new, lists))
    return Suggestion("at", holder, str(at), str(new), reason, evidence, remarks)


def _delay(history: RunHistory, run: PastRun, at: Offset, lists: list[str]) -> int | None:
    """Return how many minutes after its moment of today a list, or the first list of a group, began; None if the run does not say so.

    A drill is not held at its hour, and a hold moves everything.
    """
    if run.drill or run.typed or run.hold_minutes or run.t0 is None:
        return None
    found = [one for address in lists if (one := _list_in(history, run, address)) is not None]
    begun = [one.began for one in found if one.began is not None and not (one.totals.all - one.totals.open > 1 and one.at_once)]
    return round((min(begun) - Clock(run.t0).at(at)).total_seconds() / 60) if begun else None


def _from_to(minutes: list[int]) -> str:
    """Return the shortest and the longest of some lengths in words: `40 to 55 min`."""
    shortest, longest = _minutes_or_days(min(minutes)), _minutes_or_days(max(minutes))
    number, _, unit = shortest.partition(" ")
    return shortest if shortest == longest else f"{number if longest.endswith(f' {unit}') else shortest} to {longest}"


def _minutes_or_days(minutes: int) -> str:
    return f"{minutes} min" if minutes < 2 * DAY else str(parse_duration(f"{minutes // DAY} d"))


def _moved(at: Offset, minutes: int) -> Offset:
    total = at.seconds // 60 + minutes
    if not total:
        return parse_offset("T-0")
    unit, size = ("d", DAY) if at.by_date else ("h", HOUR) if total % HOUR == 0 else ("min", 1)
    return parse_offset(f"T{'-' if total < 0 else '+'}{abs(total) // size}{unit}")


def _remarks(history: RunHistory, holder: str, at: Offset, new: Offset, lists: list[str]) -> Iterator[str]:
    """Say whose moment this is, and what comes next and would then begin earlier."""
    if holder not in lists:
        yield f"`at` is that of the group `{holder}`, for {some_of(f'`{one}`' for one in lists)}"
    order = list(_moments(history))
    last = max((number for number, (address, _) in enumerate(order) if address in lists), default=len(order))
    passed = [f"`{address}` ({one})" for address, one in order[last + 1 :] if at.seconds <= one.seconds < new.seconds]
    if passed:
        yield f"{new} is later than {some_of(passed)}, which comes next: look at these moments too"


def _moments(history: RunHistory) -> Iterator[tuple[str, Offset]]:
    """Yield what has a moment on the deploy clock, in the order of pages."""
    for phase in PHASES:
        for address in (address for stop in phase_order(history.runbook, phase) for address in stop.addresses):
            entity = history.entities.get(address)
            at = planned(history.runbook, entity)[0] if isinstance(entity, Checklist) else getattr(entity, "at", None)
            if at is not None:
                yield address, at
