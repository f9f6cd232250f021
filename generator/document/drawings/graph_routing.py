"""Draw a layered graph: boxes on a grid, and lines that cross no box and share no segment.

Lines run horizontally in the channels between rows, and vertically in the gutters between columns. All needs of one box are one wire that
branches. No two wires share a position in a channel, in a gutter or at a box.
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
class BoxArea:
    """The upper left corner and the size of a box."""

    x: int
    y: int
    width: int
    height: int

    @property
    def middle(self) -> int:
        return self.x + self.width // 2

    @property
    def bottom(self) -> int:
        return self.y + self.height


@dataclass(frozen=True, slots=True)
class Wire:
    """The lines from one box.

    `lines` are straight segments, `dots` are points where segments branch, and `tips` are the ends of arrows. The arrows point down, or up
    if the wire is `rising`.
    """

    source: str
    lines: tuple[tuple[Point, Point], ...]
    dots: tuple[Point, ...]
    tips: tuple[Point, ...]
    rising: bool = False


@dataclass(frozen=True, slots=True)
class Drawing:
    """The areas of boxes by name, the wires, and the size of the drawing."""

    width: int
    height: int
    areas: dict[str, BoxArea]
    wires: tuple[Wire, ...]


@dataclass(slots=True)
class _Net:
    """The boxes that one wire connects, and the route of the wire: from channel `first` to channel `last`, with its lane at `x`."""

    source: str
    ends: list[str]
    first: int
    last: int
    rising: bool = False
    gutter: int = 0
    lane: int = 0
    x: int = 0
    port: int = 0
    ports: dict[str, int] = field(default_factory=dict)
    tracks: Counter[int] = field(default_factory=Counter)


def draw(graph: LayeredGraph, height_of: Measure, width: int) -> Drawing:
    """Draw a graph with at least the given width; a graph whose lines need more room is wider.

    `height_of` gives the height of a box of some width.
    """
    nets = _nets(graph)
    lanes = _choose_gutters(graph, nets)
    gutters = []
    for at, most in enumerate(map(max, lanes, reversed(lanes))):  # symmetrical, so that the middle column is in the middle
        gutters.append(max(LEAST_GUTTER if 0 < at < graph.columns else EDGE, (most + 1) * SPACING if most else 0))
    ports = Counter(name for net in nets for name in (*net.ends, net.source))
    box = max(NARROWEST, max(ports.values(), default=0) * PORTS_CLEAR * 2 + SPACING, (width - sum(gutters)) // graph.columns)
    whole = max(width, sum(gutters) + graph.columns * box)
    middles = {name: sum(gutters[: column + 1]) + column * box + box // 2 for name, column in graph.column_of.items()}
    if graph.columns % 2 == 0:
        middles[graph.in_row(0)[0]] = whole // 2
    for net in nets:
        net.x = sum(gutters[: net.gutter]) + net.gutter * box + gutters[net.gutter] * (net.lane + 1) // (lanes[net.gutter] + 1)
    _choose_ports(graph, nets, middles, box)
    areas, channels = _stack(graph, height_of, middles, box, _choose_tracks(graph, nets))
    height = max(area.bottom for area in areas.values()) + EDGE
    return Drawing(whole, height, areas, tuple(_wire(graph, net, areas, channels) for net in nets))


def _nets(graph: LayeredGraph) -> list[_Net]:
    """Return all wires by row and column: one from each box to all boxes that it needs, and one for each rising bond."""
    joined: dict[tuple[str, str], list[str]] = {}
    for bond in graph.bonds:
        joined.setdefault((bond.upper, bond.lower if bond.rising else ""), []).append(bond.lower)
    nets = [
        _Net(upper, lowers, graph.row_of[upper], max(graph.row_of[lower] for lower in lowers) - 1, rising=bool(rising))
        for (upper, rising), lowers in joined.items()
    ]
    return sorted(nets, key=lambda net: (net.first, graph.column_of[net.source], net.rising, net.last))


def _take_free(ends: list[int], start: int, end: int) -> int:
    """Return the first lane that ends before `start`, or a new lane. From now on, this lane ends at `end`."""
    free = next((at for at, last in enumerate(ends) if last < start), len(ends))
    ends[free : free + 1] = [end]
    return free


def _choose_gutters(graph: LayeredGraph, nets: Iterable[_Net]) -> list[int]:
    """Give each wire that passes a row a lane in the gutter with the shortest route. Return the number of lanes of each gutter."""
    lanes: list[list[int]] = [[] for _ in range(graph.columns + 1)]  # the last channel of the wires in each lane so far

    def cost(net: _Net, gutter: int) -> float:
        ends = [graph.column_of[end] for end in net.ends if graph.row_of[end] > net.first + 1]
        apart = sum(abs(column + 0.5 - gutter) for column in (graph.column_of[net.source], *ends))
        crowd = sum(last >= net.first for last in lanes[gutter])
        return apart + crowd * 0.75 + (0.5 if gutter in (0, graph.columns) else 0)

    for net in nets:
        if net.first < net.last:
            net.gutter = min(range(graph.columns + 1), key=lambda gutter: cost(net, gutter))
            net.lane = _take_free(lanes[net.gutter], net.first, net.last)
    return list(map(len, lanes))


def _choose_ports(graph: LayeredGraph, nets: list[_Net], middles: dict[str, int], box: int) -> None:
    """Choose the points at which each wire meets its boxes, away from the points of other wires on the box above.

    `middles` are the x of the middle of each box.
    """

    def spread(count: int, middle: int) -> list[int]:
        apart = min(PORTS_APART, max(1, (box - SPACING) // max(count, 1)))
        return [middle + (2 * at - count + 1) * apart // 2 for at in range(count)]

    for name in graph.row_of:
        starts = [net for net in nets if net.source == name]
        for net, x in zip(starts, spread(len(starts), middles[name]), strict=True):
            net.port = x
    for name, row in graph.row_of.items():
        ends = [net for net in nets if name in net.ends]
        place = (row - 1, graph.column_of[name])
        above = [net for net in nets if (graph.row_of[net.source], graph.column_of[net.source]) == place]
        for shift in (0, 2, -2, 4, -4, 6, -6, 8, -8):
            ports = list(zip(ends, spread(len(ends), middles[name] + shift), strict=True))
            if all(abs(x - one.port) >= PORTS_CLEAR or (one is net and one.port == x) for net, x in ports for one in above):
                break
        for net, x in ports:
            net.ports[name] = x


def _on_track(graph: LayeredGraph, net: _Net, channel: int) -> list[int]:
    """Return the x of each vertical line that meets the track of a wire in a channel."""
    met = [net.ports[end] for end in net.ends if graph.row_of[end] == channel + 1]
    return met + [net.port] * (channel == net.first) + [net.x] * (net.first < net.last)


def _choose_tracks(graph: LayeredGraph, nets: list[_Net]) -> list[int]:
    """Give each wire a track in every channel that it runs through. Return the number of tracks of each channel."""
    counts: list[int] = []
    for channel in range(graph.rows - 1):
        through = [(_on_track(graph, net, channel), at) for at, net in enumerate(nets) if net.first <= channel <= net.last]
        ends: list[int] = []
        for low, high, at in sorted((min(met), max(met), at) for met, at in through if min(met) < max(met)):
            nets[at].tracks[channel] = _take_free(ends, low - SPACING + 1, high)
        counts.append(len(ends))
    return counts


def _stack(
    graph: LayeredGraph, height_of: Measure, middles: dict[str, int], box: int, tracks: list[int]
) -> tuple[dict[str, BoxArea], list[int]]:
    """Return the areas of all boxes, and the y of the first track of each channel. All boxes of a row have the same height."""
    areas: dict[str, BoxArea] = {}
    channels: list[int] = []
    y = EDGE
    for row, count in enumerate((*tracks, 0)):
        names = graph.in_row(row)
        wide = box if row else min(2 * (middles[names[0]] - EDGE), 2 * box)
        height = max(height_of(name, wide) for name in names)
        for name in names:
            areas[name] = BoxArea(middles[name] - wide // 2, y, wide, height)
        channels.append(y + height + BELOW_A_BOX)
        y = channels[row] + max(count - 1, 0) * SPACING + ABOVE_A_BOX
    return areas, channels


def _wire(graph: LayeredGraph, net: _Net, areas: dict[str, BoxArea], channels: list[int]) -> Wire:
    lines: list[tuple[Point, Point]] = []
    dots: list[Point] = []
    start = (net.port, areas[net.source].bottom)
    tips = [start] if net.rising else []
    heights = {channel: channels[channel] + net.tracks[channel] * SPACING for channel in range(net.first, net.last + 1)}
    for channel, y in heights.items():
        met = _on_track(graph, net, channel)
        low, high = min(met), max(met)
        up = {net.port if channel == net.first else net.x}
        ends = sorted((net.ports[end], areas[end].y) for end in net.ends if graph.row_of[end] == channel + 1)
        down = {x for x, _ in ends} | ({net.x} if channel < net.last else set())
        lines += [((low, y), (high, y))] if low < high else []
        lines += [(start, (net.port, y))] if channel == net.first else []
        lines += [((x, y), (x, bottom)) for x, bottom in ends]
        tips += [] if net.rising else ends
        dots += [(x, y) for x in sorted(up | down) if (x > low) + (x < high) + (x in up) + (x in down) > 2]
    if net.first < net.last:
        lines.append(((net.x, heights[net.first]), (net.x, heights[net.last])))
    return Wire(net.source, tuple(lines), tuple(dots), tuple(tips), net.rising)
