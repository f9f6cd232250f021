"""Check the entries that are placed beside one of another collection: both are on the same page and in the same group."""

from __future__ import annotations

from generator.diagnostics.diagnostic import Findings, RelatedPlace
from generator.merge.merged_tree import Tree
from generator.merge.page_places import PagePlaces, place_edit
from generator.model.page_order import SECTIONS
from generator.source.nodes import one_line


def check_places(tree: Tree, found: Findings) -> None:
    """Report each entry that is placed beside an entry of another phase or group, and each approval with two places."""
    places = PagePlaces(tree)
    for address, place in places.across.items():
        entry, (side, _, neighbour) = places.entries[address], place.partition(" ")
        edit = place_edit(entry)
        is_group = ".groups." in neighbour  # a phase is not a neighbour, which is reported already
        if edit is None or not entry.live or not (is_group or neighbour in places.entries):
            continue
        node, at = edit[1], f"{address}.place"
        if "." not in one_line(node):
            continue  # it is beside a sibling, which is itself beside an entry elsewhere
        held = entry.node("before") if "before" in entry.record.fields else None
        phase, other = places.phase(address), places.phase(neighbour)
        group, around = places.group(address), "" if is_group else places.group(neighbour)
        if held is not None and entry.text("before"):
            message = f"`{entry.id}` is placed {side} `{neighbour}`, but `before` already says where it comes"
            found.report("place-elsewhere", node, message, at, RelatedPlace("before", held.span), help="delete `place` or `before`")
        elif phase != other:
            message = f"`{entry.id}` is in phase `{phase}`, but `{neighbour}` is in phase `{other}`"
            found.report("place-elsewhere", node, message, at, help=f"name an entry of phase `{phase}`, or write `phase: {other}`")
        elif address.partition(".")[0] in SECTIONS and group != around:
            what = f"`{neighbour}` is {'a group' if is_group else _where(around)}"
            help = f"write `group: {_id(around)}`" if around else "delete `group`"
            help += f", or `place: {side} {around}`" if around and not group else ", or name an entry of the same group" if group else ""
            found.report("place-elsewhere", node, f"`{entry.id}` is {_where(group)}, but {what}", at, help=help)


def _where(group: str) -> str:
    return f"in group `{_id(group)}`" if group else "in no group"


def _id(address: str) -> str:
    return address.rpartition(".")[2]
