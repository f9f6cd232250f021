"""The order of the passages, lists and procedures of a phase on pages and sheets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

# The ids by which a checklist is recognized as the cut-over if no checklist starts at T-0.
CUT_OVER = ("cut-over", "deployment", "go-live")
PREPARED_PHASES = ("rollback", "incident")  # what people do comes first, then what they prepare beforehand
READ_DO = "read-do"
PASSAGES, LISTS, PROCEDURES = "passages", "checklists", "procedures"
SECTIONS = (PASSAGES, LISTS, PROCEDURES)  # the collections whose entries are sections of a page, in their order
PLACED_BESIDE = ("announcements", "sign-offs")  # their entries can be placed beside sections, and are otherwise in the order of the clock


@dataclass(frozen=True, slots=True)
class PageSection:
    """A passage, list or procedure by its address. `group` is the address of its group, or empty.

    `is_prepared` is True for a list that people confirm beforehand, instead of reading and doing it line by line.
    """

    address: str
    group: str = ""
    is_prepared: bool = False

    @property
    def collection(self) -> str:
        """The key of the collection of the entry."""
        return self.address.partition(".")[0]


def default_order(phase: str, sections: Sequence[PageSection], groups: Iterable[str]) -> list[str]:
    """Return the addresses of the sections of a phase in page order, and the address of each group before the sections in it.

    Passages come first, then lists, then procedures, each as written; in a rollback and an incident procedures come first, then passages,
    lists that people read and do, other lists, and groups. Groups come in the order of `groups`: where the first list of any group is
    written, the next group comes. Groups without lists come before the next group, or after the last list.
    """
    prepared = phase in PREPARED_PHASES
    kinds = (PROCEDURES, PASSAGES, LISTS) if prepared else SECTIONS
    by_kind = {kind: [one for one in sections if one.collection == kind] for kind in kinds}
    if prepared:
        by_kind[LISTS].sort(key=lambda one: (bool(one.group), not one.group and one.is_prepared))
    within: dict[str, list[PageSection]] = {group: [] for group in groups}
    for one in (one for kind in kinds for one in by_kind[kind]):
        if one.group in within:
            within[one.group].append(one)
    coming = iter([(group, found) for group, found in within.items() if found])
    order: list[str] = []
    opened = set[str]()
    for kind in kinds:
        for one in by_kind[kind]:
            if not one.group:
                order.append(one.address)
            elif kind == LISTS and one.group not in opened:
                opened.add(one.group)
                order += _groups(coming, up_to=LISTS)
        if kind == LISTS:
            order += _groups(coming)
    return order


def with_places(order: Iterable[str], places: Mapping[str, str], group_of: Mapping[str, str]) -> list[str]:
    """Return an order in which some addresses come right `after` or `before` another address, or a group.

    Addresses with the same place keep their order. An address whose neighbour is not there keeps its position; of a cycle, the first one
    does.

    Args:
        order: The addresses of sections, and of each group before the sections in it.
        places: The place of each address that moves, such as `after checklists.code`; the address may be missing in `order`.
        group_of: The address of the group of each section.
    """
    before = list(order)
    groups = set(group_of.values())
    known = {*before, *places}
    beside: dict[str, dict[str, list[str]]] = {}  # by neighbour and side
    moving: dict[str, None] = {}
    for address, place in places.items():
        side, _, neighbour = place.partition(" ")
        if neighbour in known:
            moving[address] = None
            beside.setdefault(neighbour, {"after": [], "before": []})[side].append(address)
    staying = [address for address in before if address not in moving]
    following = dict(pairwise(("", *staying, "")))  # each address by the one above it, because inserting into long lists takes long
    preceding = {below: above for above, below in following.items()}

    def put(address: str, above: str) -> None:
        below = following[above]
        following[above], following[address], preceding[address], preceding[below] = address, below, above, address

    reached = [address for address in staying if address in beside]
    while True:
        for neighbour in reached:  # grows while it is read
            for side, those in beside.get(neighbour, {}).items():
                placed = [one for one in those if one in moving]
                above = preceding[neighbour]
                if side == "after":
                    above = _last_in(neighbour, preceding, group_of) if neighbour in groups else neighbour
                for one in placed:
                    put(one, above)
                    above = one
                    del moving[one]
                reached += placed
        if not moving:
            break
        first = next(iter(moving))
        del moving[first]
        put(first, next((one for one in reversed(before[: before.index(first)]) if one in following), "") if first in before else "")
        reached = [first]
    found = [following[""]]
    while found[-1]:
        found.append(following[found[-1]])
    return found[:-1]


def _last_in(group: str, preceding: Mapping[str, str], group_of: Mapping[str, str]) -> str:
    """Return the last section of a group in an order, given by the address above each; a group without sections ends with itself."""
    one = preceding[""]
    while one and group_of.get(one) != group:
        one = preceding[one]
    return one or group


def _groups(coming: Iterator[tuple[str, list[PageSection]]], up_to: str = "") -> Iterator[str]:
    """Yield the next groups, each with its sections: up to the first with an entry of the collection `up_to`, or all of them."""
    for group, sections in coming:
        yield group
        yield from (one.address for one in sections)
        if up_to and any(one.collection == up_to for one in sections):
            return
