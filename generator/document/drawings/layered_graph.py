"""A graph of needs in rows: everything is below all that need it, in at most as many columns as a narrow screen has room for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from graphlib import TopologicalSorter


@dataclass(frozen=True, slots=True)
class Bond:
    """One box above another. `rising` means that the lower one needs the upper one, which only a cycle of needs causes."""

    upper: str
    lower: str
    rising: bool = False


@dataclass(frozen=True, slots=True)
class LayeredGraph:
    """Boxes by row and column, the top one alone in row 0, and the bonds between them, all of which lead down."""

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
    """Lay out boxes by what they need, with `top` first. Equal input gives an equal graph. A need of itself gives no bond."""
    bonds = tuple(_bonds({top: needs[top], **needs}))
    row_of = _rows(top, bonds, list(needs), columns)
    return LayeredGraph(row_of, _columns(top, bonds, row_of, columns), columns, bonds)


def _bonds(needs: Mapping[str, Sequence[str]]) -> Iterator[Bond]:
    """All needs as edges of a graph without cycles: the last edge of each cycle is reversed."""
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
    """The row of each box: the first with room that is below all boxes above it, by depth and then in the order of the names."""
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
    """The column of each box: near the boxes above it. The boxes of a row that is not full are spread."""
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
