"""The order of entries: what each layer adds and moves, and the row that comes of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(slots=True, eq=False)
class Placing:
    """One layer's word on the order of a collection: the ids that it adds at the end, then (id, place) for those that it moves."""

    layer: str
    added: tuple[str, ...]
    moved: tuple[tuple[str, str], ...] = ()


def placed(placings: tuple[Placing, ...]) -> list[str]:
    """The ids in display order: every layer first adds its own at the end, then moves what it places.

    Several entries of one layer that are placed at the same spot keep their written order.
    """
    row = _LinkedIds()
    for placing in placings:
        for id in placing.added:
            row.add(id)
        tails: dict[str, str] = {}
        for id, place in placing.moved:
            word, _, anchor = place.partition(" ")
            row.take_out(id)
            if word == "last":
                row.put_after(row.last, id)
            elif word == "before":
                row.put_after(row.before[anchor], id)
            else:
                row.put_after(tails.get(place, anchor), id)
                tails[place] = id
    return list(row)


class _LinkedIds:
    """Ids in a row, each knowing its neighbours, so that moving one costs the same however many there are.

    The empty id stands for the end: it is before the first and after the last.
    """

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
