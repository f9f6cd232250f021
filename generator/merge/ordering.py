"""The display order of entries: each layer adds entries at the end, and moves some."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True, eq=False)
class OrderEdit:
    """What one layer does to the order of a collection: the ids that it adds, then (id, `place`) for the ids that it moves."""

    layer: str
    added: tuple[str, ...]
    moved: tuple[tuple[str, str], ...] = ()


def ordered_ids(edits: tuple[OrderEdit, ...]) -> list[str]:
    """The ids in display order. Entries that one layer moves to the same place keep their written order."""
    # A linked list: moving an id costs the same for any length. The empty id is before the first and after the last.
    before, after = {"": ""}, {"": ""}

    def put_after(neighbour: str, id: str) -> None:
        follower = after[neighbour]
        before[id], after[id] = neighbour, follower
        after[neighbour] = before[follower] = id

    for edit in edits:
        for id in edit.added:
            if id not in before:
                put_after(before[""], id)
        tails: dict[str, str] = {}
        for id, place in edit.moved:
            side, _, anchor = place.partition(" ")
            above, below = before.pop(id), after.pop(id)
            after[above], before[below] = below, above
            if side == "last":
                put_after(before[""], id)
            elif side == "before":
                put_after(before[anchor], id)
            else:
                put_after(tails.get(place, anchor), id)
                tails[place] = id
    order = [after[""]]
    while order[-1]:
        order.append(after[order[-1]])
    return order[:-1]
