"""Which entity of one snapshot is which of the other: by id, or else by the old name that its aliases keep, in either direction."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence

from generator.diff.plain_nodes import PlainNode, PlainOutline
from generator.model.addresses import alias_address
from generator.model.field_facts import HOLDERS

# Collections whose order nobody sees: those of a closed set of ids, as the phases, have one of their own.
UNORDERED = frozenset(key for key, record in HOLDERS.items() if record.ids)


class Pairs:
    """Nodes of the new side by those of the old, and the other way round; what has no partner came or went."""

    def __init__(self, old: PlainOutline, new: PlainOutline) -> None:
        self.old, self.new = old, new
        self.former: dict[str, PlainNode] = {}
        self.later: dict[str, PlainNode] = {}
        self._rank = {address: number for number, address in enumerate(old.nodes)}
        self._pair_shelves(old.root, new.root)
        self._pair_across()

    def _pair_shelves(self, old: PlainNode, new: PlainNode) -> None:
        """Pair what stands below two nodes that are the same entity: first by id, then by alias."""
        for shelf, entries in new.shelves.items():
            by_id = {node.id: node for node in old.shelves.get(shelf, ())}
            for node in entries:
                if node.id in by_id:
                    self._pair(by_id[node.id], node)
            for node in entries:
                if node.address not in self.former:
                    self._pair_renamed(node, by_id)

    def _pair_renamed(self, node: PlainNode, siblings: Mapping[str, PlainNode]) -> None:
        """Pair a node with a former sibling that has no partner by its id, and that one of the two names as its alias."""
        for sibling in siblings.values():
            if self._is_free(sibling) and (_names(node, sibling) or _names(sibling, node)):
                self._pair(sibling, node)
                return

    def _pair_across(self) -> None:
        """Pair what moved to another place with its old address in an alias, top down."""
        forward = _by_alias(self.new, self.old)
        back = {there: here for here, there in _by_alias(self.old, self.new).items()}
        for node in self.new.nodes.values():
            if node.address not in self.former:
                partner = self.old.nodes.get(forward.get(node.address) or back.get(node.address, ""))
                if partner is not None and self._is_free(partner):
                    self._pair(partner, node)

    def _is_free(self, old: PlainNode) -> bool:
        return old.address not in self.later

    def _pair(self, old: PlainNode, new: PlainNode) -> None:
        self.former[new.address] = old
        self.later[old.address] = new
        self._pair_shelves(old, new)

    def same_parent(self, old: PlainNode, new: PlainNode) -> bool:
        """Whether two partners stand in the same collection of partners."""
        if old.shelf != new.shelf or (old.above is None) != (new.above is None):
            return False
        return old.above is None or new.above is None or self.later.get(old.above.address) is new.above

    def places(self) -> dict[str, str]:
        """By new address, where an entity that was moved among its siblings stands now: `first`, or `after ID`."""
        found: dict[str, str] = {}
        for holder in (self.new.root, *self.new.nodes.values()):
            for shelf, entries in holder.shelves.items():
                if shelf not in UNORDERED:
                    for part in _by_phase(entries):
                        found.update(self._moved(part))
        return found

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


def _by_phase(entries: Iterable[PlainNode]) -> Iterable[list[PlainNode]]:
    """Siblings that are seen in one order: lists of different phases stand on different pages."""
    parts: dict[object, list[PlainNode]] = {}
    for node in entries:
        parts.setdefault(node.phase if node.above is None else "", []).append(node)
    return parts.values()


def _longest_rise(numbers: Sequence[int]) -> set[int]:
    """The positions of a longest rising subsequence: what is not in it has moved, and no smaller set tells the same."""
    ends: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for at, number in enumerate(numbers):
        length = bisect_left(ends, number)
        before.append(last[length - 1] if length else -1)
        ends[length:] = [number, *ends[length + 1 :]]
        last[length:] = [at, *last[length + 1 :]]
    found: set[int] = set()
    at = last[-1] if last else -1
    while at >= 0:
        found.add(at)
        at = before[at]
    return found


def _names(one: PlainNode, other: PlainNode) -> bool:
    """Whether an alias of a node is the id of one that stood or stands beside it, bare or in full."""
    beside = f"{one.address.rpartition('.')[0]}.{other.id}"
    return any(alias in (other.id, other.address, beside) for alias in one.aliases)


def _by_alias(here: PlainOutline, there: PlainOutline) -> dict[str, str]:
    """By address here, the address there that an alias names in full and that exists here no longer."""
    found: dict[str, str] = {}
    for node in here.nodes.values():
        for alias in node.aliases:
            full = alias_address(node.address, alias)
            if full in there.nodes and full not in here.nodes:
                found.setdefault(node.address, full)
    return found
