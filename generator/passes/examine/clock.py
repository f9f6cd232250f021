"""The rules of the deploy clock: what follows on a page follows on the clock, and begins when what is above it is over."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from generator.domain.diagnostics import Note
from generator.domain.nodes import Node
from generator.domain.quantities import parse_duration
from generator.domain.resolved import Collection, Entry, Tree
from generator.domain.timeline import Offset, parse_offset
from generator.passes.examine.report import Finding, Report


@dataclass(frozen=True, slots=True)
class Slot:
    """A checklist or a group that has a moment of its own; `end` is None where nothing says how long it takes."""

    id: str
    address: str
    at: Offset
    place: Node
    end: Decimal | None
    role: str


def examine_clock(tree: Tree, add: Report) -> None:
    lists: dict[tuple[str, str], list[Entry]] = {}
    for entry in _live(tree.get("checklists")):
        lists.setdefault((entry.text("phase") or "", entry.text("group") or ""), []).append(entry)
    groups: dict[tuple[str, str], Slot] = {}
    for phase in _live(tree.get("phases")):
        slots = [slot for entry in _live(phase.children.get("groups")) if (slot := _slot(entry, f"phases.{phase.id}.groups"))]
        groups |= {(phase.id, slot.id): slot for slot in slots}
        _in_turn(slots, add)
    for key, entries in lists.items():
        slots = [slot for entry in entries if (slot := _slot(entry, "checklists"))]
        _in_turn(slots, add)
        for slot in slots:
            if key in groups and slot.at.seconds < groups[key].at.seconds:
                _before(slot, groups[key], "its group", add)


def _in_turn(slots: Iterable[Slot], add: Report) -> None:
    """Hold each against those above it; what starts at the same moment is meant to be done at once."""
    above: list[Slot] = []
    for slot in slots:
        later = max((one for one in above if one.at.seconds > slot.at.seconds), key=lambda one: one.at.seconds, default=None)
        if later is not None:
            _before(slot, later, f"`{later.id}`, which stands above it", add)
        else:
            for one in above:
                if (
                    one.end is not None
                    and one.at.seconds < slot.at.seconds < one.end
                    and not (one.role and slot.role and one.role != slot.role)
                ):
                    message = f"`{slot.id}` starts at {slot.at}, before `{one.id}` is over"
                    help = "correct `at` or `lasts`; checklists that different people do at once have a `role` each"
                    add("overlap", slot.place, Finding(message, help), f"{slot.address}.at", Note(f"{one.at}, above", one.place.span))
                    break
        above.append(slot)


def _before(slot: Slot, later: Slot, what: str, add: Report) -> None:
    message = f"`{slot.id}` starts at {slot.at}, before {what} and starts at {later.at}"
    if what == "its group":
        message = f"`{slot.id}` starts at {slot.at}, before its group does at {later.at}"
    help = "bring them into the order of the clock, or correct `at`"
    add("out-of-order", slot.place, Finding(message, help), f"{slot.address}.at", Note("the later", later.place.span))


def _slot(entry: Entry, collection: str) -> Slot | None:
    """What an entry itself says of its moment: one that its group gives needs no comparing."""
    node, text = entry.node("at"), entry.text("at")
    if node is None or not text:
        return None
    try:
        at = parse_offset(text)
        lasts = parse_duration(entry.text("lasts") or "never").seconds
    except ValueError:
        return None
    role = entry.text("role") if "role" in entry.record.fields else None
    return Slot(entry.id, f"{collection}.{entry.id}", at, node, None if lasts is None else at.seconds + lasts, role or "")


def _live(collection: Collection | None) -> Iterator[Entry]:
    return (entry for entry in collection.in_order() if entry.live) if collection is not None else iter(())
