"""The lint rules of the deploy clock: pages and lines are in its order, nothing starts too early, and moments are where the clock runs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from generator.diagnostics.diagnostic import Findings, RelatedPlace
from generator.merge.merged_tree import Entry, Tree, live_in, walk
from generator.merge.page_places import PagePlaces
from generator.model.addresses import SHORT_FORMS
from generator.model.moments import Offset
from generator.model.scalar_kinds import DURATION, OFFSET
from generator.source.nodes import Node, one_line

INCIDENT = "incident"


@dataclass(frozen=True, slots=True)
class ScheduledEntry:
    """A checklist or a group with a time. `end` is None if its duration is unknown; `is_own` is False if its group sets the time."""

    id: str
    address: str
    at: Offset
    place: Node
    end: Decimal | None
    role: str
    is_own: bool
    is_group: bool


def check_clock(tree: Tree, found: Findings) -> None:
    places = PagePlaces(tree)
    groups = {f"phases.{phase.id}.groups.{one.id}": one for phase in live_in(tree, "phases") for one in live_in(phase.children, "groups")}
    starts: dict[str, ScheduledEntry] = {}
    for order in places.page_orders().values():
        slots = tuple(_slots(places, groups, order))
        starts |= {slot.address: slot for slot in slots}
        misplaced = set(_check_order([slot for slot in slots if slot.is_own], found))
        for kind in (True, False):
            _check_overlaps([slot for slot in slots if slot.is_group is kind and slot.address not in misplaced], found)
    _check_holds(tree, starts, found)
    _check_lines(tree, starts, found)
    _check_running(tree, found)


def _check_lines(tree: Tree, starts: Mapping[str, ScheduledEntry], found: Findings) -> None:
    """Report lines with a moment before the start of their list, or before the moment of a line above."""
    for collection, content in SHORT_FORMS.items():
        for entry in live_in(tree, collection):
            address = f"{collection}.{entry.id}"
            own = [starts[address]] if address in starts else []
            for _ in _check_order([*own, *_lines(entry, f"{address}.{content}")], found):
                pass


def _lines(entry: Entry, address: str) -> Iterator[ScheduledEntry]:
    """Yield the lines with a moment below an entry, in written order."""
    for line in live_in(entry.children, address.rpartition(".")[2]):
        yield from _slot(line, address)
        yield from _lines(line, f"{address}.{line.id}.items")


def _check_running(tree: Tree, found: Findings) -> None:
    """Report moments where no deployment counts them: in an incident, and on the lines of recurring work."""
    for collection in tree:
        for top in live_in(tree, collection):
            address = f"{collection}.{top.id}"
            why = "an incident has no deployment to count from" if INCIDENT in (top.text("phase"), top.id) else ""
            again = f"`{top.id}` is done again and again" if top.text("every") and collection == "checklists" else ""
            for place, entry, reason in ((address, top, why), *((*one, why or again) for one in walk(top.children, f"{address}."))):
                node = entry.node("at")
                if reason and node is not None and OFFSET.valid(one_line(node) or "") is not None:
                    message = f"`{entry.id}` has a moment on the deploy clock, but {reason}"
                    found.report("no-deploy-clock", node, message, f"{place}.at")


def _check_holds(tree: Tree, starts: Mapping[str, ScheduledEntry], found: Findings) -> None:
    """Report an approval that comes later than the start of the list or group that must not begin before it."""
    for entry in live_in(tree, "sign-offs"):
        held, node, at = starts.get(entry.text("before") or ""), entry.node("at"), OFFSET.valid(entry.text("at") or "")
        if held is not None and node is not None and at is not None and at.seconds > held.at.seconds:
            message = f"`{entry.id}` is signed at {at}, but `{held.id}`, which must not begin before, starts at {held.at}"
            found.report("hold-after-start", node, message, f"sign-offs.{entry.id}.at", RelatedPlace("starts", held.place.span))


def _slots(places: PagePlaces, groups: Mapping[str, Entry], order: Iterable[str]) -> Iterator[ScheduledEntry]:
    for address in order:
        if address in groups:
            yield from _slot(groups[address], address.rpartition(".")[0])
        elif address.startswith("checklists."):
            yield from _slot(places.entries[address], "checklists", groups.get(places.group(address)))


def _check_order(slots: list[ScheduledEntry], found: Findings) -> Iterator[str]:
    """Report the fewest slots that must move to bring all slots into the order of the clock, and yield their addresses."""
    kept = _longest_in_order(slots)
    for number, slot in enumerate(slots):
        if number in kept:
            continue
        above = max((slots[one] for one in kept if one < number), key=lambda one: one.at.seconds, default=None)
        if above is not None and above.at.seconds > slot.at.seconds:
            message = f"`{slot.id}` starts at {slot.at}, but comes after `{above.id}`, which starts at {above.at}"
            other = above
        else:
            other = next(slots[one] for one in kept if one > number and slots[one].at.seconds < slot.at.seconds)
            message = f"`{slot.id}` starts at {slot.at}, but comes before `{other.id}`, which starts at {other.at}"
        found.report("out-of-order", slot.place, message, f"{slot.address}.at", RelatedPlace("the other", other.place.span))
        yield slot.address


def _longest_in_order(slots: list[ScheduledEntry]) -> tuple[int, ...]:
    """Return the indexes of the longest subsequence in the order of the clock; of several, the one that starts first."""
    if all(slot.at.seconds <= below.at.seconds for slot, below in pairwise(slots)):
        return tuple(range(len(slots)))
    longest: list[tuple[int, ...]] = []  # the longest subsequence that ends with each slot
    for number, slot in enumerate(slots):
        before = (chain for chain in longest if slots[chain[-1]].at.seconds <= slot.at.seconds)
        longest.append((*max(before, key=len, default=()), number))
    return max(longest, key=len)


def _check_overlaps(slots: Iterable[ScheduledEntry], found: Findings) -> None:
    """Report a slot that starts before an earlier one ends, unless both start at the same time or have different roles."""
    above: list[ScheduledEntry] = []
    for slot in slots:
        for one in above:
            apart = one.role and slot.role and one.role != slot.role
            if one.end is not None and one.at.seconds < slot.at.seconds < one.end and not apart:
                message = f"`{slot.id}` starts at {slot.at}, before `{one.id}` ends"
                address = f"{slot.address}.at" if slot.is_own else slot.address
                found.report("overlap", slot.place, message, address, RelatedPlace(f"starts at {one.at}", one.place.span))
                break
        above.append(slot)


def _slot(entry: Entry, collection: str, group: Entry | None = None) -> Iterator[ScheduledEntry]:
    """Yield an entry with its own time, or else with the time of its group; nothing if neither has a time."""
    own = entry.text("at")
    given = group.text("at") if group is not None else None
    at, lasts = OFFSET.valid(own or given or ""), DURATION.valid(entry.text("lasts") or "never")
    if at is None or lasts is None:
        return
    role = entry.text("role") if "role" in entry.record.fields else None
    end = None if lasts.seconds is None else at.seconds + lasts.seconds
    place = entry.node("at") or entry.edits[-1].key
    yield ScheduledEntry(entry.id, f"{collection}.{entry.id}", at, place, end, role or "", bool(own), is_group=collection != "checklists")
