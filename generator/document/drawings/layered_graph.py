"""What needs what, in rows: whatever is needed stands below all that need it, in as few columns as a narrow screen has room for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bond:
    """One box standing above another. `rising` says that the lower one needs the upper, which happens only in a circle of needs."""

    upper: str
    lower: str
    rising: bool = False


@dataclass(frozen=True, slots=True)
class LayeredGraph:
    """Boxes by row and column, the top one alone in row 0, and the bonds between them, each leading downwards."""

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
    """Boxes by what they need, `top` first. Equal input gives an equal graph; a box that needs itself is drawn without that bond."""
    bonds = _downwards({top: needs[top], **needs})
    row_of = _rows(top, bonds, list(needs), columns)
    return LayeredGraph(row_of, _columns(top, bonds, row_of, columns), columns, bonds)


def _downwards(needs: Mapping[str, Sequence[str]]) -> tuple[Bond, ...]:
    """All needs as bonds without a circle: a need that would close one is turned round."""
    bonds: list[Bond] = []
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
                bonds += [Bond(below, name, rising=True)] if below != name else []
            else:
                bonds.append(Bond(name, below))
                if below not in entered:
                    entered.add(below)
                    path.append(below)
    return tuple(bonds)


def _rows(top: str, bonds: Sequence[Bond], names: Sequence[str], columns: int) -> dict[str, int]:
    """The row of each box: below all boxes that stand above it, in the first row that has room, in the order of the names."""
    above: dict[str, set[str]] = {name: set() for name in names}
    for bond in bonds:
        above[bond.lower].add(bond.upper)
    depth: dict[str, int] = {}
    left = [name for name in names if name != top]
    depth[top] = 0
    while left:
        ready = [name for name in left if all(upper in depth for upper in above[name])]
        depth |= {name: 1 + max((depth[upper] for upper in above[name]), default=0) for name in ready}
        left = [name for name in left if name not in depth]
    row_of = {top: 0}
    taken: dict[int, int] = {}
    for name in sorted((name for name in names if name != top), key=depth.__getitem__):
        row = 1 + max((row_of[upper] for upper in above[name]), default=0)
        while taken.get(row, 0) == columns:
            row += 1
        taken[row] = taken.get(row, 0) + 1
        row_of[name] = row
    return row_of


def _columns(top: str, bonds: Sequence[Bond], row_of: Mapping[str, int], columns: int) -> dict[str, int]:
    """The column of each box: near the boxes above it; a row that is not full is spread."""
    column_of = {top: columns // 2}
    for row in range(1, max(row_of.values()) + 1):
        names = [name for name, own in row_of.items() if own == row]
        wished: dict[str, float] = {}
        for at, name in enumerate(names):
            above = [column_of[bond.upper] for bond in bonds if bond.lower == name and bond.upper != top]
            wished[name] = sum(above) / len(above) if above else (at + 0.5) * columns / len(names) - 0.5
        for at, name in enumerate(sorted(names, key=wished.__getitem__)):
            column_of[name] = round((at + 0.5) * columns / len(names) - 0.5)
    return column_of
