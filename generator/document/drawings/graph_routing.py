"""The drawing of a layered graph: boxes on a grid, and lines between them that cross no box and share no stretch.

Lines run level in the channels between rows, and up and down in the gutters between columns. All that one box needs is one wire that
branches. In a channel each wire has a track of its own, in a gutter a lane of its own, on a box a port of its own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from generator.document.drawings.layered_graph import LayeredGraph

SPACING = 8
BELOW_A_BOX = 9
ABOVE_A_BOX = 13
LEAST_GUTTER = 12
EDGE = 2
NARROWEST = 84
PORTS_APART = 10
PORTS_CLEAR = 2

Measure = Callable[[str, int], int]
Point = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a box stands: its upper left corner and its size."""

    x: int
    y: int
    width: int
    height: int

    @property
    def middle(self) -> int:
        return self.x + self.width // 2


@dataclass(frozen=True, slots=True)
class Wire:
    """The lines of one box: straight stretches, dots where they branch, and the tips of arrows, which point down or up."""

    source: str
    lines: tuple[tuple[Point, Point], ...]
    dots: tuple[Point, ...]
    tips: tuple[Point, ...]
    rising: bool = False


@dataclass(frozen=True, slots=True)
class Drawing:
    """Boxes by name and wires, in a room of this size."""

    width: int
    height: int
    places: dict[str, Place]
    wires: tuple[Wire, ...]


@dataclass(slots=True)
class _Net:
    """What one wire joins, and the way that was found for it. `first` to `last` are the channels that it runs through."""

    source: str
    ends: list[str]
    first: int
    last: int
    rising: bool = False
    gutter: int = 0
    lane: int = 0
    port: int = 0
    ports: dict[str, int] = field(default_factory=dict)
    tracks: dict[int, int] = field(default_factory=dict)

    @property
    def passes(self) -> bool:
        """Whether it runs down a gutter, past a row."""
        return self.last > self.first


def draw(graph: LayeredGraph, height_of: Measure, width: int) -> Drawing:
    """Draw a graph as wide as asked, or wider where its lines need the room; `height_of` tells the height of a box at a width."""
    nets = _nets(graph)
    lanes = _choose_gutters(graph, nets)
    gutters = [_wide_enough(max(pair), inner=0 < at < graph.columns) for at, pair in enumerate(zip(lanes, reversed(lanes), strict=True))]
    box = max(NARROWEST, _most_ports(nets) * PORTS_CLEAR * 2 + SPACING, (width - sum(gutters)) // graph.columns)
    lefts = [sum(gutters[: at + 1]) + at * box for at in range(graph.columns)]
    whole = max(width, lefts[-1] + box + gutters[-1])
    centre = lefts[graph.columns // 2] + box // 2 if graph.columns % 2 else whole // 2
    _choose_ports(graph, nets, lefts, box, centre)
    lane_x = [_lane_x(net, gutters, lanes, box) if net.passes else 0 for net in nets]
    tracks = _choose_tracks(graph, nets, lane_x)
    places, channels, height = _stack(graph, height_of, lefts, box, centre, tracks)
    wires = tuple(_wire(graph, net, x, places, channels) for net, x in zip(nets, lane_x, strict=True))
    return Drawing(whole, height, places, wires)


def _wide_enough(lanes: int, *, inner: bool) -> int:
    """The width of a gutter; one and its mirror image are equally wide, so that the middle column stands in the middle."""
    return max(LEAST_GUTTER if inner else EDGE, (lanes + 1) * SPACING if lanes else 0)


def _nets(graph: LayeredGraph) -> list[_Net]:
    joined: dict[str, list[str]] = {}
    nets: list[_Net] = []
    for bond in graph.bonds:
        if bond.rising:
            nets.append(_Net(bond.upper, [bond.lower], graph.row_of[bond.upper], graph.row_of[bond.lower] - 1, rising=True))
        else:
            joined.setdefault(bond.upper, []).append(bond.lower)
    for upper, lowers in joined.items():
        nets.append(_Net(upper, lowers, graph.row_of[upper], max(graph.row_of[lower] for lower in lowers) - 1))
    return sorted(nets, key=lambda net: (net.first, graph.column_of[net.source], net.rising, net.last))


def _choose_gutters(graph: LayeredGraph, nets: Iterable[_Net]) -> list[int]:
    """Give each wire that passes a row the gutter with the shortest way, and a lane in it; the number of lanes of each gutter."""
    lanes: list[list[int]] = [[] for _ in range(graph.columns + 1)]  # the last channel of the wires in each lane so far

    def way(net: _Net, gutter: int) -> float:
        ends = [graph.column_of[end] for end in net.ends if graph.row_of[end] > net.first + 1]
        apart = sum(abs(column + 0.5 - gutter) for column in (graph.column_of[net.source], *ends))
        crowd = sum(last >= net.first for last in lanes[gutter])
        return apart + crowd * 0.75 + (0.5 if gutter in (0, graph.columns) else 0)

    for net in nets:
        if net.passes:
            net.gutter = min(range(graph.columns + 1), key=lambda gutter: way(net, gutter))
            taken = lanes[net.gutter]
            net.lane = next((at for at, last in enumerate(taken) if last < net.first), len(taken))
            taken[net.lane :] = [net.last, *taken[net.lane + 1 :]]
    return [len(taken) for taken in lanes]


def _most_ports(nets: Iterable[_Net]) -> int:
    return max(Counter(box for net in nets for box in (*net.ends, net.source)).values(), default=0)


def _lane_x(net: _Net, gutters: list[int], lanes: list[int], box: int) -> int:
    left = sum(gutters[: net.gutter]) + net.gutter * box
    return left + gutters[net.gutter] * (net.lane + 1) // (lanes[net.gutter] + 1)


def _choose_ports(graph: LayeredGraph, nets: list[_Net], lefts: list[int], box: int, centre: int) -> None:
    """Give each wire its points on the boxes that it joins, clear of the points of other wires on the box above."""
    for name, row in graph.row_of.items():
        middle = centre if row == 0 else lefts[graph.column_of[name]] + box // 2
        starts = [net for net in nets if net.source == name]
        for net, x in zip(starts, _spread(len(starts), middle, box), strict=True):
            net.port = x
    for name, row in graph.row_of.items():
        ends = [net for net in nets if name in net.ends]
        upper = {one for one in graph.in_row(row - 1) if graph.column_of[one] == graph.column_of[name]}
        above = [net for net in nets if net.source in upper]
        for shift in (0, 2, -2, 4, -4, 6, -6, 8, -8):
            ports = list(zip(ends, _spread(len(ends), lefts[graph.column_of[name]] + box // 2 + shift, box), strict=True))
            if all(abs(x - one.port) >= PORTS_CLEAR or (one is net and one.port == x) for net, x in ports for one in above):
                break
        for net, x in ports:
            net.ports[name] = x


def _spread(count: int, middle: int, box: int) -> list[int]:
    apart = min(PORTS_APART, max(1, (box - SPACING) // max(count, 1)))
    return [middle + (2 * at - count + 1) * apart // 2 for at in range(count)]


def _reach(graph: LayeredGraph, net: _Net, channel: int, lane_x: int) -> list[int]:
    """Where a wire meets its track in a channel."""
    met = [net.ports[end] for end in net.ends if graph.row_of[end] == channel + 1]
    met += [net.port] if channel == net.first else []
    return met + ([lane_x] if net.passes else [])


def _choose_tracks(graph: LayeredGraph, nets: list[_Net], lane_x: list[int]) -> list[int]:
    """Give each wire a track in every channel that it runs through; the number of tracks of each channel."""
    counts: list[int] = []
    for channel in range(graph.rows - 1):
        through = [(_reach(graph, net, channel, x), net) for net, x in zip(nets, lane_x, strict=True) if net.first <= channel <= net.last]
        level = sorted(((min(met), max(met), at) for at, (met, _) in enumerate(through) if min(met) < max(met)))
        ends: list[int] = []
        for low, high, at in level:
            track = next((number for number, end in enumerate(ends) if end + SPACING <= low), len(ends))
            ends[track:] = [high, *ends[track + 1 :]]
            through[at][1].tracks[channel] = track
        counts.append(len(ends))
    return counts


def _stack(
    graph: LayeredGraph, height_of: Measure, lefts: list[int], box: int, centre: int, tracks: list[int]
) -> tuple[dict[str, Place], list[int], int]:
    """The places of all boxes, the height of the first track of each channel, and that of the drawing. A row's boxes are equally high."""
    places: dict[str, Place] = {}
    channels: list[int] = []
    y = EDGE
    for row in range(graph.rows):
        names = graph.in_row(row)
        wide = min(2 * (centre - EDGE), 2 * box) if row == 0 else box
        height = max(height_of(name, wide) for name in names)
        for name in names:
            x = centre - wide // 2 if row == 0 else lefts[graph.column_of[name]]
            places[name] = Place(x, y, wide, height)
        y += height
        if row < graph.rows - 1:
            channels.append(y + BELOW_A_BOX)
            y += BELOW_A_BOX + max(tracks[row] - 1, 0) * SPACING + ABOVE_A_BOX
    return places, channels, y + EDGE


def _wire(graph: LayeredGraph, net: _Net, lane_x: int, places: dict[str, Place], channels: list[int]) -> Wire:
    lines: list[tuple[Point, Point]] = []
    dots: list[Point] = []
    box = places[net.source]
    tips = [(net.port, box.y + box.height)] if net.rising else []
    for channel in range(net.first, net.last + 1):
        y = channels[channel] + net.tracks.get(channel, 0) * SPACING
        met = _reach(graph, net, channel, lane_x)
        low, high = min(met), max(met)
        up = {net.port} if channel == net.first else {lane_x}
        ends = {net.ports[end]: places[end].y for end in net.ends if graph.row_of[end] == channel + 1}
        down = {*ends, *([lane_x] if net.passes and channel < net.last else [])}
        lines += [((low, y), (high, y))] if low < high else []
        lines += [((net.port, box.y + box.height), (net.port, y))] if channel == net.first else []
        lines += [((x, y), (x, bottom)) for x, bottom in sorted(ends.items())]
        tips += [] if net.rising else sorted(ends.items())
        dots += [(x, y) for x in sorted(up | down) if (x > low) + (x < high) + (x in up) + (x in down) > 2]
    if net.passes:
        tops = [channels[channel] + net.tracks.get(channel, 0) * SPACING for channel in (net.first, net.last)]
        lines.append(((lane_x, tops[0]), (lane_x, tops[1])))
    return Wire(net.source, tuple(lines), tuple(dots), tuple(tips), net.rising)
