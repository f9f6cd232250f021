"""The rules of the deploy clock: what follows on a page follows on the clock, and begins when what is above it is over."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from generator.checks.finding import Finding, ReportFinding
from generator.diagnostics.diagnostic import RelatedPlace
from generator.merge.merged_tree import Collection, Entry, Tree
from generator.model.moments import Offset, parse_offset
from generator.model.page_order import page_order
from generator.model.quantities import parse_duration
from generator.source.nodes import Node


@dataclass(frozen=True, slots=True)
class Slot:
    """A checklist or a group that has a moment; `end` is None where nothing says how long it takes.

    `is_own` says that the moment is its own, and not that of its group.
    """

    id: str
    address: str
    at: Offset
    place: Node
    end: Decimal | None
    role: str
    is_own: bool
    is_group: bool


def examine_clock(tree: Tree, add: ReportFinding) -> None:
    lists: dict[str, list[Entry]] = {}
    for entry in tree.get("checklists", Collection()).live():
        lists.setdefault(entry.text("phase") or "", []).append(entry)
    phases = {phase.id: phase for phase in tree.get("phases", Collection()).live()}
    for name, entries in lists.items():
        slots = tuple(_on_the_page(phases.get(name), entries))
        strays = set(_strays([slot for slot in slots if slot.is_own], add))
        for kind in (True, False):
            _overlaps([slot for slot in slots if slot.is_group is kind and slot.address not in strays], add)


def _on_the_page(phase: Entry | None, lists: list[Entry]) -> Iterator[Slot]:
    """What has a moment, in the order of the page."""
    within = phase.children.get("groups", Collection()) if phase is not None else Collection()
    groups = {group.id: group for group in within.live()}
    known = {entry.id: entry for entry in lists}
    for name, ids in page_order({entry.id: entry.text("group") for entry in lists}, groups):
        group = groups.get(name)
        if phase is not None and group is not None:
            yield from _slot(group, f"phases.{phase.id}.groups")
        for id in ids:
            yield from _slot(known[id], "checklists", group)


def _strays(slots: list[Slot], add: ReportFinding) -> Iterator[str]:
    """The addresses of the fewest that must move for the rest to stand in the order of the clock; of two that might, of the lower."""
    kept = _longest_in_order(slots)
    for number, slot in enumerate(slots):
        if number in kept:
            continue
        above = max((slots[one] for one in kept if one < number), key=lambda one: one.at.seconds, default=None)
        if above is not None and above.at.seconds > slot.at.seconds:
            where, other = f"before `{above.id}`, which stands above it and starts at {above.at}", above
        else:
            other = next(slots[one] for one in kept if one > number and slots[one].at.seconds < slot.at.seconds)
            where = f"after `{other.id}`, which stands below it and starts at {other.at}"
        message = f"`{slot.id}` starts at {slot.at}, {where}"
        help = "bring them into the order of the clock, with `place` where a layer below wrote them; or correct `at`"
        add("out-of-order", slot.place, Finding(message, help), f"{slot.address}.at", RelatedPlace("the other", other.place.span))
        yield slot.address


def _longest_in_order(slots: list[Slot]) -> tuple[int, ...]:
    """The numbers of the most slots that stand in the order of the clock, those that come first where several are as many."""
    if all(slot.at.seconds <= below.at.seconds for slot, below in pairwise(slots)):
        return tuple(range(len(slots)))
    length: list[int] = []
    before: list[int] = []
    for number, slot in enumerate(slots):
        fitting = [one for one in range(number) if slots[one].at.seconds <= slot.at.seconds]
        best = max(fitting, key=lambda one: length[one], default=-1)
        before.append(best)
        length.append(1 + (length[best] if best >= 0 else 0))
    at = max(range(len(slots)), key=lambda one: length[one], default=-1)
    found: list[int] = []
    while at >= 0:
        found.append(at)
        at = before[at]
    return tuple(reversed(found))


def _overlaps(slots: Iterable[Slot], add: ReportFinding) -> None:
    """Hold each against those above it; what starts at the same moment is meant to be done at once, as is what different roles do."""
    above: list[Slot] = []
    for slot in slots:
        for one in above:
            apart = one.role and slot.role and one.role != slot.role
            if one.end is not None and one.at.seconds < slot.at.seconds < one.end and not apart:
                message = f"`{slot.id}` starts at {slot.at}, before `{one.id}` is over"
                help = "correct `at` or `lasts`; checklists that different people do at once have a `role` each"
                address = f"{slot.address}.at" if slot.is_own else slot.address
                add("overlap", slot.place, Finding(message, help), address, RelatedPlace(f"{one.at}, above", one.place.span))
                break
        above.append(slot)


def _slot(entry: Entry, collection: str, group: Entry | None = None) -> Iterator[Slot]:
    """The place of an entry on the clock, if it has one; a checklist without a moment has that of its group."""
    own = entry.text("at")
    given = group.text("at") if group is not None else None
    try:
        at = parse_offset(own or given or "")
        lasts = parse_duration(entry.text("lasts") or "never").seconds
    except ValueError:
        return
    role = entry.text("role") if "role" in entry.record.fields else None
    end = None if lasts is None else at.seconds + lasts
    place = entry.node("at") or entry.edits[-1].key
    yield Slot(entry.id, f"{collection}.{entry.id}", at, place, end, role or "", bool(own), is_group=collection != "checklists")
