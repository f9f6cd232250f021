"""Draw a target, its warning, its alert and the rollback triggers that watch it as marks on one small scale, each mark with a text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from generator.document.drawings.shapes import DrawnLine, Mark, TargetScale
from generator.document.drawings.text_metrics import width, wrapped
from generator.document.figures_in_words import compared
from generator.document.runbook_context import RunbookContext
from generator.model.entities import Slo, Trigger
from generator.model.quantities import Comparison, comparable

WIDTH = 240
SIZE, LINE = 12, 15
EDGE = 3
APART = 18  # the least distance of two marks: the scale shows order and side, and the text gives the value
BESIDE = 0.6  # the room on both sides, as a part of the range of the figures
# If the lowest figure is at least this part of the highest, the scale does not start at 0, where all marks would be one point.
ALMOST_ALIKE = 0.9
ABOVE_AXIS, BELOW_AXIS, BETWEEN = 9, 12, 2
CLEAR = 5


@dataclass(frozen=True, slots=True)
class Figure:
    """A target, a warning, an alert or a trigger with its text."""

    kind: str
    at: Comparison
    text: str


Placed = tuple[Figure, int]  # a figure and the x of its mark


def target_scale(context: RunbookContext, entry: Slo, triggers: Sequence[Trigger]) -> TargetScale | None:
    """Return the scale of a target, or None if there is no figure. Figures that cannot be compared with the first one are left out."""
    given = tuple(figures(context, entry, triggers))
    shown = [one for one in given if comparable(one.at, given[0].at)]
    if not shown:
        return None
    placed = list(zip(shown, places([one.at for one in shown]), strict=True))
    y, marks = EDGE + ABOVE_AXIS, []
    if shown[0].kind == "target":
        # The text of the target is above the scale, at the end where values meet the target.
        target, x = placed.pop(0)
        anchor, edge = ("end", WIDTH - EDGE) if x > WIDTH // 2 and not target.at.is_upper_bound() else ("start", EDGE)
        labels = lines(wrapped(target.text, WIDTH - 2 * EDGE, SIZE), edge, EDGE, anchor)
        y += len(labels) * LINE
        marks.append(Mark("target", x, *met_range(target.at, x), y - ABOVE_AXIS + 2, labels))
    axis = y
    y += BELOW_AXIS
    while placed:
        # A line leads from each mark down to its text, beside the texts above. Next comes the figure whose text has the fewest lines.
        figure, x, low, high = min(
            (with_room(one, placed) for one in placed), key=lambda row: len(wrapped(row[0].text, row[3] - row[2], SIZE))
        )
        labels = label(figure.text, x, low, high, y)
        marks.append(Mark(figure.kind, x, *met_range(figure.at, x), y - 1, labels))
        y += len(labels) * LINE + BETWEEN
        placed.remove((figure, x))
    return TargetScale(WIDTH, y + EDGE, axis, tuple(marks), "; ".join(one.text for one in shown))


def figures(context: RunbookContext, entry: Slo, triggers: Sequence[Trigger]) -> Iterator[Figure]:
    words = context.words
    for kind, at in (("target", entry.target), ("warn", entry.warn), ("alert", entry.alert)):
        if at:
            yield Figure(kind, at, words(f"scale.{kind}", figure=compared(words, at)))
    for one in triggers:
        if one.when:
            value = words("fact.fires.for", figure=compared(words, one.when), time=one.for_) if one.for_ else compared(words, one.when)
            yield Figure("trigger", one.when, words(f"scale.trigger.{one.phase}", figure=value))


def with_room(placed: Placed, below: Sequence[Placed]) -> tuple[Figure, int, int, int]:
    """Return a figure, the x of its mark, and the left and right end of the room for its text, between the marks of the figures `below`."""
    figure, x = placed
    low = max([EDGE, *(other + CLEAR for _, other in below if other < x)])
    high = min([WIDTH - EDGE, *(other - CLEAR for _, other in below if other > x)])
    return figure, x, low, high


def label(text: str, x: int, low: int, high: int, y: int) -> tuple[DrawnLine, ...]:
    """Return the lines of a text: centred below a mark, or aligned with an end of the room if the mark is too near that end."""
    parts = wrapped(text, high - low, SIZE)
    half = max(width(line, SIZE) for line in parts) / 2
    anchor, at = ("start", low) if x - half < low else ("end", high) if x + half > high else ("middle", x)
    return lines(parts, at, y, anchor)


def lines(texts: Sequence[str], x: int, y: int, anchor: str) -> tuple[DrawnLine, ...]:
    return tuple(DrawnLine(x, y + SIZE - 2 + number * LINE, text, anchor) for number, text in enumerate(texts))


def met_range(at: Comparison, x: int) -> tuple[int, int]:
    """Return the start and end of the range of values that meet a figure."""
    if at.is_upper_bound():
        return EDGE, x
    return (x, WIDTH - EDGE) if at.relation != "exactly" else (x, x)


def places(at: Sequence[Comparison]) -> list[int]:
    """Return the x of each figure, on a scale with room on both sides of the figures. A scale of shares ends at 100 percent."""
    sizes = [float(one.quantity.size) for one in at]
    low, high = min(sizes), max(sizes)
    span = (high - low or high or 1.0) * BESIDE
    whole = at[0].quantity.dimension == "ratio" and high <= 1
    last = min(high + span, 1.0) if whole else high + span
    first = max(low - span, 0.0) if low >= high * ALMOST_ALIKE else 0.0
    wished = {size: EDGE + round((size - first) / (last - first or 1.0) * (WIDTH - 2 * EDGE)) for size in sizes}
    return [moved_apart(wished)[size] for size in sizes]


def moved_apart(wished: dict[float, int]) -> dict[float, int]:
    """Return the x of each size in the same order, at least `APART` from each other and from both ends of the scale."""
    order = sorted(wished)
    placed = {order[0]: max(wished[order[0]], EDGE + APART)}
    for before, size in pairwise(order):
        placed[size] = max(wished[size], placed[before] + APART)
    last = WIDTH - EDGE - APART
    for size in reversed(order):
        placed[size] = min(placed[size], last)
        last = placed[size] - APART
    return placed
