"""A plan as a table that browsers lay out without a script: each unit of its axis is a column, and cells are as wide as bars and labels."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.document.drawings.plan_drawing import RULES, PlanBar, PlanDrawing, PlanTick


@dataclass(frozen=True, slots=True)
class PlanCell:
    """A cell of `span` columns: a bar with its label, a tick, a rule, a `break` of the axis, or nothing.

    A bar is `width` percent of its cell wide, with `before` percent before it and `behind` percent behind it.
    """

    kind: str
    span: int
    bar: PlanBar | None = None
    tick: PlanTick | None = None
    before: str = ""
    width: str = ""
    behind: str = ""


def axis_cells(drawing: PlanDrawing) -> tuple[PlanCell, ...]:
    """Return the cells of the axis with the labels of its ticks."""
    labelled = ((tick.label, tick.label + tick.room, PlanCell("tick", tick.room, tick=tick)) for tick in drawing.ticks if tick.room)
    return tuple(_filled(labelled, drawing.units))


def break_cells(drawing: PlanDrawing) -> tuple[PlanCell, ...]:
    """Return the cells of the line below the axis: where it is compressed."""
    return tuple(_filled(((start, end, PlanCell("break", end - start)) for start, end in drawing.breaks), drawing.units))


def line_cells(drawing: PlanDrawing, line: Iterable[PlanBar]) -> tuple[PlanCell, ...]:
    """Return the cells of a line of bars, and of the rules beside them. A rule is hidden where a bar or a label is."""
    placed = [(*_place(bar), _bar_cell(bar)) for bar in line]
    for rule in drawing.rules:
        if not any(start < rule.end and rule.start < end for start, end, _ in placed):
            placed.append((rule.start, rule.end, PlanCell(rule.kind, rule.end - rule.start)))
    return tuple(_filled(placed, drawing.units))


def _place(bar: PlanBar) -> tuple[int, int]:
    """Return the first column of a bar with its label and the one after the last. The rule of a go is a cell of its own."""
    return (bar.label, bar.label + bar.room) if bar.kind in RULES else (bar.first, bar.last)


def _bar_cell(bar: PlanBar) -> PlanCell:
    start, end = _place(bar)
    if bar.end == bar.start or bar.kind in RULES:
        return PlanCell("bar", end - start, bar)
    before, width, behind = (f"{units * 100 / (end - start):.2f}" for units in (bar.start - start, bar.end - bar.start, end - bar.end))
    return PlanCell("bar", end - start, bar, before=before, width=width, behind=behind)


def _filled(placed: Iterable[tuple[int, int, PlanCell]], units: int) -> Iterator[PlanCell]:
    """Yield cells in their order, with empty ones between them, up to the end of the axis."""
    at = 0
    for start, end, cell in sorted(placed, key=lambda one: one[:2]):
        if start > at:
            yield PlanCell("", start - at)
        yield cell
        at = end
    if at < units:
        yield PlanCell("", units - at)


def legend_keys(drawing: PlanDrawing) -> tuple[str, ...]:
    """Return what a drawing has that needs an explanation: bars, marks, and breaks of the axis."""
    lengths = [bar.end - bar.start for row in drawing.rows for line in row.lines for bar in line if bar.kind == "list"]
    found = {"bar": any(lengths), "mark": 0 in lengths, "break": bool(drawing.breaks)}
    return tuple(key for key, is_shown in found.items() if is_shown)
