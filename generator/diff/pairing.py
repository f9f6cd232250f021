"""Pairs each entity of one snapshot with the same entity of the other: by id, or else by an alias in either snapshot."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Container, Iterator, Sequence

from generator.diff.plain_nodes import PlainNode, PlainOutline
from generator.model.addresses import alias_address
from generator.model.field_facts import HOLDERS
from generator.model.page_order import SECTIONS

# Collections with a fixed set of ids, such as phases, are always shown in the same order.
UNORDERED = frozenset(key for key, record in HOLDERS.items() if record.ids)


class Pairs:
    """Partners in both directions: `former` by new address, `later` by old address. A node without a partner was added or removed."""

    def __init__(self, old: PlainOutline, new: PlainOutline) -> None:
        self.old, self.new = old, new
        self.former: dict[str, PlainNode] = {}
        self.later: dict[str, PlainNode] = {}
        self._rank = {address: number for number, address in enumerate(old.nodes)}
        self._pair_collections(old.root, new.root)
        self._pair_across()

    def _pair_collections(self, old: PlainNode, new: PlainNode) -> None:
        """Pair the children of two partners: first by id, then by alias."""
        for collection, entries in new.collections.items():
            by_id = {node.id: node for node in old.collections.get(collection, ())}
            for node in entries:
                if node.id in by_id:
                    self._pair(by_id[node.id], node)
            for node in entries:
                if node.address not in self.former:
                    free = (sibling for sibling in by_id.values() if sibling.address not in self.later)
                    partner = next((sibling for sibling in free if _names(node, sibling) or _names(sibling, node)), None)
                    if partner is not None:
                        self._pair(partner, node)

    def _pair_across(self) -> None:
        """Pair entities that moved to another collection and have their old address as an alias, parents first."""
        forward = _by_alias(self.new, self.old)
        back = {there: here for here, there in _by_alias(self.old, self.new).items()}
        for node in self.new.nodes.values():
            if node.address not in self.former:
                partner = self.old.nodes.get(forward.get(node.address) or back.get(node.address, ""))
                if partner is not None and partner.address not in self.later:
                    self._pair(partner, node)

    def _pair(self, old: PlainNode, new: PlainNode) -> None:
        self.former[new.address] = old
        self.later[old.address] = new
        self._pair_collections(old, new)

    def same_parent(self, old: PlainNode, new: PlainNode) -> bool:
        """Return whether two partners are in the same collection of the same parent."""
        if old.collection != new.collection or (old.parent is None) != (new.parent is None):
            return False
        return old.parent is None or new.parent is None or self.later.get(old.parent.address) is new.parent

    def places(self) -> dict[str, str]:
        """Return the new place, `first`, `after ID` or `after ADDRESS`, of each entity that moved on its page, by new address."""
        siblings: dict[tuple[object, ...], list[PlainNode]] = defaultdict(list)
        for holder in (self.new.root, *self.new.nodes.values()):
            for node in (node for entries in holder.collections.values() for node in entries if node.collection not in UNORDERED):
                # Lists of different phases are on different pages, so they have no common order.
                phase = node.phase if node.parent is None else ""
                siblings[holder.address, node.collection, phase].append(node)
        found = dict(place for several in siblings.values() for place in self._moved(several))
        return {**found, **dict(self._moved_across(found))}

    def _moved(self, siblings: Sequence[PlainNode]) -> Iterator[tuple[str, str]]:
        stayed = [node for node in siblings if (former := self.former.get(node.address)) and self.same_parent(former, node)]
        if len(stayed) < 2:
            return
        in_order = _longest_rise([self._rank[self.former[node.address].address] for node in stayed])
        before = {node.address: earlier for earlier, node in zip((None, *siblings), siblings, strict=False)}
        for at, node in enumerate(stayed):
            if at not in in_order:
                earlier = before[node.address]
                yield node.address, f"after {earlier.id}" if earlier else "first"

    def _moved_across(self, moved: Container[str]) -> Iterator[tuple[str, str]]:
        """Yield the place of each section that moved past sections of other collections.

        `moved` are those that moved among their siblings.
        """
        for holder, those in self.new.order.items():
            before = self.former[holder].address if holder in self.former else holder
            rank = {address: number for number, address in enumerate(self.old.order.get(before, ()))}
            sections = [node for address in those if (node := self.new.nodes.get(address)) and node.collection in SECTIONS]
            old = {node.address: rank.get(one.address) for node in sections if (one := self.former.get(node.address))}
            stayed = [(node, number) for node in sections if (number := old.get(node.address)) is not None and node.address not in moved]
            in_order = _longest_rise([number for _, number in stayed]) if stayed else set[int]()
            for at, (node, number) in enumerate(stayed):
                others = ((other < number) != (it < at) for it, (one, other) in enumerate(stayed) if one.collection != node.collection)
                if at not in in_order and any(others):
                    above = sections[sections.index(node) - 1] if node is not sections[0] else None
                    name = "" if above is None else above.id if above.collection == node.collection else above.address
                    yield node.address, f"after {name}" if name else "first"


def _longest_rise(numbers: Sequence[int]) -> set[int]:
    """Return the positions of a longest increasing subsequence of at least one number. The numbers left over, as few as possible, moved."""
    ends: list[int] = []  # the smallest last number of an increasing subsequence, by length
    last: list[int] = []  # the positions of these numbers
    before: list[int] = []  # the position of the number before, by position; -1 for the first number of a subsequence
    for at, number in enumerate(numbers):
        length = bisect_left(ends, number)
        before.append(last[length - 1] if length else -1)
        ends[length : length + 1], last[length : length + 1] = [number], [at]
    at = last[-1]
    found = {at}
    while (at := before[at]) >= 0:
        found.add(at)
    return found


def _names(one: PlainNode, other: PlainNode) -> bool:
    """Return whether an alias of a node is the id or the full address of a sibling."""
    beside = f"{one.address.rpartition('.')[0]}.{other.id}"
    return any(alias in (other.id, other.address, beside) for alias in one.aliases)


def _by_alias(here: PlainOutline, there: PlainOutline) -> dict[str, str]:
    """Return, for each entity of `here`, the first address among its aliases that exists in `there` and not in `here`."""
    found: dict[str, str] = {}
    for node in here.nodes.values():
        for alias in node.aliases:
            full = alias_address(node.address, alias)
            if full in there.nodes and full not in here.nodes:
                found.setdefault(node.address, full)
    return found
