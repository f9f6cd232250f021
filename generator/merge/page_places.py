"""The page order of a merged tree: entries that are placed beside one of another collection, and the order of each phase with them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.merge.merged_tree import NOTHING, Entry, LayerEdit, Tree, live_in
from generator.model.entities import DEFAULT_PHASE
from generator.model.page_order import PLACED_BESIDE, READ_DO, SECTIONS, PageSection, default_order, with_places
from generator.source.nodes import MappingNode, Node, one_line

PLACE = "place"


def place_edit(entry: Entry) -> tuple[LayerEdit, Node] | None:
    """Return the topmost edit that places an entry, with the node of `place`; None if no layer places the entry."""
    edits = ((edit, edit.node.values.get(PLACE)) for edit in reversed(entry.edits) if isinstance(edit.node, MappingNode))
    return next(((edit, node) for edit, node in edits if node is not None), None)


def place_of(entry: Entry) -> str:
    """Return the `place` of an entry that applies, with single spaces; empty if no layer places the entry."""
    found = place_edit(entry)
    return " ".join(one_line(found[1]).split()) if found else ""


class PagePlaces:
    """The sections of the pages of a tree, and the entries that are placed beside another section. Both are by address.

    `across` are the entries whose `place` names an entry of another collection or a group, each with its place, and the entries that are
    placed beside these by their id.
    """

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.entries = {f"{key}.{one.id}": one for key in (*SECTIONS, *PLACED_BESIDE) for one in tree.get(key, NOTHING).in_order()}
        self.across = self._across()

    def phase(self, address: str) -> str:
        """Return the phase of the page that shows an entry or a group."""
        parts = address.split(".")
        return parts[1] if parts[0] == "phases" else self.entries[address].text("phase") or DEFAULT_PHASE

    def group(self, address: str) -> str:
        """Return the address of the group of an entry; empty if it has none."""
        entry = self.entries[address]
        name = entry.text("group") if "phases" in self.tree and address.split(".", maxsplit=1)[0] in SECTIONS else None
        phase = self.tree["phases"].entries.get(self.phase(address)) if name else None
        groups = phase.children.get("groups", NOTHING) if phase is not None else NOTHING
        known = groups.entries.get(name or "")
        return f"phases.{self.phase(address)}.groups.{name}" if known is not None and known.live else ""

    def page_orders(self) -> dict[str, list[str]]:
        """Return the page order of each phase: its sections, each group before them, and what is placed beside them."""
        phases: dict[str, list[str]] = {}
        for address in self.entries:
            phases.setdefault(self.phase(address), []).append(address)
        return {phase: self._page_order(phase, here) for phase, here in phases.items()}

    def _page_order(self, phase: str, here: list[str]) -> list[str]:
        """Return the page order of a phase, which has the entries `here`."""
        group_of = {address: self.group(address) for address in here}
        sections = [
            PageSection(address, group_of[address], address.startswith("checklists.") and self.entries[address].text("method") != READ_DO)
            for address in here
            if address.partition(".")[0] in SECTIONS and self.entries[address].live
        ]
        described = next((one for one in live_in(self.tree, "phases") if one.id == phase), None)
        groups = [f"phases.{phase}.groups.{group.id}" for group in live_in(described.children, "groups")] if described else []
        places = {address: place for address, place in self.across.items() if address in group_of}
        places |= self._places_of_removed(places, group_of)
        order = with_places(default_order(phase, sections, groups), places, group_of)
        return [address for address in order if address not in self.entries or self.entries[address].live]

    def _places_of_removed(self, places: Mapping[str, str], group_of: Mapping[str, str]) -> Iterator[tuple[str, str]]:
        """Yield a place for each removed entry that others are placed beside: after its sibling above, or else before the one below."""
        for neighbour in dict.fromkeys(place.partition(" ")[2] for place in places.values()):
            if neighbour in places or neighbour not in group_of or self.entries[neighbour].live:
                continue
            top = neighbour.partition(".")[0]
            siblings = [
                address
                for address in group_of
                if address.partition(".")[0] == top
                and group_of[address] == group_of[neighbour]
                and (address == neighbour or (self.entries[address].live and address not in places))
            ]
            at = siblings.index(neighbour)
            if len(siblings) > 1:
                yield neighbour, f"after {siblings[at - 1]}" if at else f"before {siblings[1]}"

    def _across(self) -> dict[str, str]:
        found: dict[str, str] = {}
        beside: dict[str, list[str]] = {}
        for address, entry in self.entries.items():
            side, _, name = place_of(entry).partition(" ")
            own = address.partition(".")[0]
            if "." in name and not name.startswith(f"{own}."):
                found[address] = f"{side} {name}"
            elif name:
                beside.setdefault(name if "." in name else f"{own}.{name}", []).append(address)
        reached = [*found]
        for neighbour in reached:  # grows while it is read
            for address in beside.get(neighbour, ()):
                if address not in found and (self.phase(address), self.group(address)) == (self.phase(neighbour), self.group(neighbour)):
                    found[address] = f"{place_of(self.entries[address]).partition(' ')[0]} {neighbour}"
                    reached.append(address)
        return {address: found[address] for address in self.entries if address in found}
