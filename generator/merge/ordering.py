"""The display order of entries: each layer adds entries at the end, and moves some."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(slots=True, eq=False)
class OrderEdit:
    """What one layer does to the order of a collection: the ids that it adds, then (id, `place`) for the ids that it moves."""

    layer: str
    added: tuple[str, ...]
    moved: tuple[tuple[str, str], ...] = ()


def ordered_ids(edits: tuple[OrderEdit, ...]) -> list[str]:
    """The ids in display order. Entries that one layer moves to the same place keep their written order."""
    ids = _LinkedIds()
    for edit in edits:
        for id in edit.added:
            ids.add(id)
        tails: dict[str, str] = {}
        for id, place in edit.moved:
            side, _, anchor = place.partition(" ")
            ids.take_out(id)
            if side == "last":
                ids.put_after(ids.last, id)
            elif side == "before":
                ids.put_after(ids.before[anchor], id)
            else:
                ids.put_after(tails.get(place, anchor), id)
                tails[place] = id
    return list(ids)


class _LinkedIds:
    """A linked list of ids: moving one costs the same for any length. The empty id is before the first and after the last."""

    def __init__(self) -> None:
        self.before = {"": ""}
        self.after = {"": ""}

    @property
    def last(self) -> str:
        return self.before[""]

    def add(self, id: str) -> None:
        if id not in self.before:
            self.put_after(self.last, id)

    def put_after(self, neighbour: str, id: str) -> None:
        follower = self.after[neighbour]
        self.before[id], self.after[id] = neighbour, follower
        self.after[neighbour] = self.before[follower] = id

    def take_out(self, id: str) -> None:
        before, after = self.before.pop(id), self.after.pop(id)
        self.after[before], self.before[after] = after, before

    def __iter__(self) -> Iterator[str]:
        id = self.after[""]
        while id:
            yield id
            id = self.after[id]
