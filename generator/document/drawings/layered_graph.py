"""Arrange a graph of needs in rows. Each box is below all boxes that need it, and a row has few columns, because screens may be narrow."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from graphlib import TopologicalSorter


@dataclass(frozen=True, slots=True)
class Bond:
    """A connection of two boxes, one above the other.

    If it is `rising`, the lower box needs the upper one; only a cycle of needs causes this.
    """

    upper: str
    lower: str
    rising: bool = False


@dataclass(frozen=True, slots=True)
class LayeredGraph:
    """Boxes by row and column, with the top box alone in row 0. All bonds lead down."""

    row_of: dict[str, int]
    column_of: dict[str, int]
    columns: int
    bonds: tuple[Bond, ...]

    @property
    def rows(self) -> int:
        return max(self.row_of.values()) + 1

    def in_row(self, row: int) -> list[str]:
        return [name for name, own in self.row_of.items() if own == row]


def layered(top: str, needs: Mapping[str, Sequence[str]], columns: int) -> LayeredGraph:
    """Return boxes in rows and columns by their needs, with `top` first.

    The same input gives the same graph. A box that needs itself gets no bond for that.
    """
    bonds = tuple(_bonds({top: needs[top], **needs}))
    row_of = _rows(top, bonds, list(needs), columns)
    return LayeredGraph(row_of, _columns(top, bonds, row_of, columns), columns, bonds)


def _bonds(needs: Mapping[str, Sequence[str]]) -> Iterator[Bond]:
    """Yield all needs as the edges of a graph without cycles: the last edge of each cycle is reversed."""
    waiting = {name: iter(dict.fromkeys(below)) for name, below in needs.items()}
    entered: set[str] = set()
    for start in needs:
        path = [] if start in entered else [start]
        entered.add(start)
        while path:
            name = path[-1]
            below = next(waiting[name], None)
            if below is None:
                path.pop()
            elif below in path:
                yield from [Bond(below, name, rising=True)] if below != name else []
            else:
                yield Bond(name, below)
                if below not in entered:
                    entered.add(below)
                    path.append(below)


def _rows(top: str, bonds: Sequence[Bond], names: Sequence[str], columns: int) -> dict[str, int]:
    """Return the row of each box: the first row with room that is below all boxes above it.

    Boxes get their rows by depth, and at equal depth in the order of `names`.
    """
    above: dict[str, set[str]] = {name: set() for name in names}
    for bond in bonds:
        above[bond.lower].add(bond.upper)
    depth = {top: 0}
    for name in TopologicalSorter(above).static_order():
        depth.setdefault(name, 1 + max((depth[upper] for upper in above[name]), default=0))
    row_of = {top: 0}
    taken: Counter[int] = Counter()
    for name in sorted((name for name in names if name != top), key=depth.__getitem__):
        row = 1 + max((row_of[upper] for upper in above[name]), default=0)
        while taken[row] == columns:
            row += 1
        taken[row] += 1
        row_of[name] = row
    return row_of


def _columns(top: str, bonds: Sequence[Bond], row_of: Mapping[str, int], columns: int) -> dict[str, int]:
    """Return the column of each box, near the boxes above it. In a row that is not full, the boxes are spread."""
    column_of = {top: columns // 2}
    for row in range(1, max(row_of.values()) + 1):
        names = [name for name, own in row_of.items() if own == row]
        places = [(at + 0.5) * columns / len(names) - 0.5 for at in range(len(names))]
        wished: dict[str, float] = {}
        for name, place in zip(names, places, strict=True):
            above = [column_of[bond.upper] for bond in bonds if bond.lower == name and bond.upper != top]
            wished[name] = sum(above) / len(above) if above else place
        column_of |= zip(sorted(names, key=wished.__getitem__), map(round, places), strict=True)
    return column_of
