"""Graph drawings: nothing overlaps, and every need has a line."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from generator.document.drawings.graph_routing import BoxArea, Drawing, Point, Wire, draw
from generator.document.drawings.layered_graph import layered

Line = tuple[Point, Point]


def drawing_of(needs: dict[str, list[str]], columns: int = 3) -> Drawing:
    return draw(layered("", {"": list(needs), **needs}, columns), lambda name, _: 30 + 10 * len(name), 344)


@st.composite
def needs(draw: st.DrawFn) -> dict[str, list[str]]:
    names = [f"s{number}" for number in range(draw(st.integers(1, 12)))]
    return {name: draw(st.lists(st.sampled_from(names), max_size=4)) for name in names}


def crosses_box(line: Line, area: BoxArea) -> bool:
    """Whether a line crosses a box. A line along its edge does not count."""
    (x1, y1), (x2, y2) = line
    low_x, high_x, low_y, high_y = min(x1, x2), max(x1, x2), min(y1, y2), max(y1, y2)
    return low_x < area.x + area.width and high_x > area.x and low_y < area.y + area.height and high_y > area.y


def overlap(one: Line, other: Line) -> bool:
    """Whether two lines have more than one point in common."""
    spans = []
    for axis in (0, 1):
        low = max(min(one[0][axis], one[1][axis]), min(other[0][axis], other[1][axis]))
        high = min(max(one[0][axis], one[1][axis]), max(other[0][axis], other[1][axis]))
        spans.append(high - low)
    return min(spans) == 0 and max(spans) > 0 and (one[0][0] == one[1][0]) == (other[0][0] == other[1][0])


def connected(one: Line, other: Line) -> bool:
    """Whether two lines of one wire have a point in common."""
    return all(
        max(min(one[0][axis], one[1][axis]), min(other[0][axis], other[1][axis]))
        <= min(max(one[0][axis], one[1][axis]), max(other[0][axis], other[1][axis]))
        for axis in (0, 1)
    )


def boxes_reached(drawing: Drawing, wire: Wire) -> set[str]:
    """Return the boxes at whose upper edge a wire ends, by following its lines from the lower edge of its own box."""
    start = drawing.areas[wire.source]
    followed = {line for line in wire.lines if line[0][1] == start.y + start.height}
    while grown := {line for line in wire.lines if line not in followed and any(connected(line, one) for one in followed)}:
        followed |= grown
    ends = {point for line in followed for point in line}
    return {name for name, area in drawing.areas.items() if any(area.y == y and area.x <= x <= area.x + area.width for x, y in ends)}


@settings(max_examples=150)
@given(needs(), st.integers(1, 4))
def test_every_need_is_a_line_and_nothing_overlaps(graph: dict[str, list[str]], columns: int) -> None:
    drawing = drawing_of(graph, columns)
    boxes_and_lines_do_not_overlap(drawing)
    every_need_is_a_line_and_every_line_is_a_need(graph, drawing)


def boxes_and_lines_do_not_overlap(drawing: Drawing) -> None:
    areas = drawing.areas.values()
    for one, other in combinations(areas, 2):
        assert (
            one.x + one.width < other.x or other.x + other.width < one.x or one.y + one.height < other.y or other.y + other.height < one.y
        )
    lines = [(wire, line) for wire in drawing.wires for line in wire.lines]
    assert not [(line, area) for _, line in lines for area in areas if crosses_box(line, area)]
    assert not [(one, other) for (wire, one), (its, other) in combinations(lines, 2) if wire is not its and overlap(one, other)]
    for x, y in [point for _, line in lines for point in line] + [(area.x + area.width, area.y + area.height) for area in areas]:
        assert 0 <= x <= drawing.width and 0 <= y <= drawing.height


def every_need_is_a_line_and_every_line_is_a_need(graph: dict[str, list[str]], drawing: Drawing) -> None:
    shown: set[tuple[str, str]] = set()
    for wire in drawing.wires:
        ends = boxes_reached(drawing, wire)
        assert len(wire.tips) == (1 if wire.rising else len(ends))
        shown |= {(end, wire.source) if wire.rising else (wire.source, end) for end in ends}
    assert shown == {(name, below) for name, belows in {"": list(graph), **graph}.items() for below in belows if below != name}


@settings(max_examples=50)
@given(needs())
def test_equal_input_gives_an_equal_drawing(graph: dict[str, list[str]]) -> None:
    assert drawing_of(graph) == drawing_of(graph)


def test_a_drawing_is_as_wide_as_a_phone_unless_its_lines_need_more_room() -> None:
    assert drawing_of({name: [] for name in "abcdef"}).width == 344
    crowd = {f"s{number}": ["db"] for number in range(30)} | {"db": []}
    assert drawing_of(crowd, 2).width > 344


def test_the_system_is_in_the_middle_above_the_middle_column() -> None:
    areas = drawing_of({name: [] for name in "abcdef"}).areas
    assert areas[""].middle == areas["b"].middle == areas["e"].middle
    assert len({areas[name].width for name in "abcdef"}) == 1


def test_the_boxes_of_a_row_are_equally_high() -> None:
    areas = drawing_of({"a": [], "longer": [], "b": []}).areas
    assert areas["a"].height == areas["longer"].height == 90
