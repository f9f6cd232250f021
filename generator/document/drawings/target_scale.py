"""A target with its alert and the rollback triggers that watch it, as marks on one small scale, each with its words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, permutations

from generator.document.drawings.shapes import DrawnLine, Mark, TargetScale
from generator.document.drawings.text_metrics import width, wrapped
from generator.document.quantity_words import compared
from generator.document.runbook_context import RunbookContext
from generator.model.entities import Slo, Trigger
from generator.model.quantities import Comparison, comparable

WIDTH = 240
SIZE, LINE = 12, 15
EDGE = 3
APART = 18  # figures that are almost alike still stand apart: the scale shows order and side, the words say how much
BESIDE = 0.6  # of the span of the figures, on both sides of them
ALMOST_ALIKE = 0.9  # figures from here to 1 of the highest would be one spot on a scale that starts at nothing
ABOVE_AXIS, BELOW_AXIS, BETWEEN = 9, 12, 2
CLEAR = 5
MOST_TRIED = 5


@dataclass(frozen=True, slots=True)
class Figure:
    """What a mark stands for: a target, an alert or a trigger, and its words."""

    kind: str
    at: Comparison
    words: str


Row = tuple[Figure, int, int, int]  # a figure, its mark, and the room of its words from left to right


def target_scale(context: RunbookContext, entry: Slo, triggers: Sequence[Trigger]) -> TargetScale | None:
    """The scale of a target, or None when it has no figure. What cannot be compared with the first figure is not on it."""
    given = tuple(figures(context, entry, triggers))
    shown = [one for one in given if comparable(one.at, given[0].at)]
    if not shown:
        return None
    placed = list(zip(shown, places([one.at for one in shown]), strict=True))
    above = placed[:1] if shown[0].kind == "target" else []
    lines = wrapped(above[0][0].words, WIDTH - 2 * EDGE, SIZE) if above else ()
    axis = EDGE + len(lines) * LINE + ABOVE_AXIS
    marks = [target_mark(one.at, x, lines, axis) for one, x in above]
    y = axis + BELOW_AXIS
    for one, x, low, high in least_high(placed[len(above) :]):
        labels = tuple(beside(one.words, x, low, high, y))
        marks.append(Mark(one.kind, x, *stretch(one.at, x), y - 1, labels))
        y += len(labels) * LINE + BETWEEN
    return TargetScale(WIDTH, y + EDGE, axis, tuple(marks), "; ".join(one.words for one in shown))


def figures(context: RunbookContext, entry: Slo, triggers: Sequence[Trigger]) -> Iterator[Figure]:
    words = context.words
    for kind, at in (("target", entry.target), ("alert", entry.alert)):
        if at:
            yield Figure(kind, at, words(f"scale.{kind}", figure=compared(words, at)))
    for one in triggers:
        if one.when:
            said = words("fact.fires.for", figure=compared(words, one.when), time=one.for_) if one.for_ else compared(words, one.when)
            yield Figure("trigger", one.when, words("scale.trigger", figure=said))


def target_mark(at: Comparison, x: int, lines: Sequence[str], axis: int) -> Mark:
    """The target's words stand above the scale, at the end that its good side reaches to."""
    anchor, edge = ("end", WIDTH - EDGE) if x > WIDTH // 2 and not at.upper() else ("start", EDGE)
    labels = tuple(DrawnLine(edge, EDGE + SIZE - 2 + number * LINE, line, anchor) for number, line in enumerate(lines))
    return Mark("target", x, *stretch(at, x), axis - ABOVE_AXIS + 2, labels)


def least_high(placed: Sequence[tuple[Figure, int]]) -> tuple[Row, ...]:
    """The figures below the scale from top to bottom, each with the room that its words have, so that they take the fewest lines.

    A line leads from each mark down to its words. It passes the words further up, which therefore keep clear of it. Of many
    figures the first is the one that takes the fewest lines between all others: where it comes later, they have more room.
    """
    if len(placed) > MOST_TRIED:
        orders = ((one, *(other for other in placed if other is not one)) for one in placed)
        first, *rest = min(orders, key=lambda order: lines_of([next(roomed(order))]))
        return (next(roomed((first, *rest))), *least_high(rest))
    return min((tuple(roomed(order)) for order in permutations(placed)), key=lines_of)


def lines_of(rows: Iterable[Row]) -> int:
    return sum(len(wrapped(one.words, high - low, SIZE)) for one, _, low, high in rows)


def roomed(order: Sequence[tuple[Figure, int]]) -> Iterator[Row]:
    for number, (one, x) in enumerate(order):
        later = [other for _, other in order[number + 1 :]]
        low = max([EDGE, *(other + CLEAR for other in later if other < x)])
        high = min([WIDTH - EDGE, *(other - CLEAR for other in later if other > x)])
        yield one, x, low, high


def beside(words: str, x: int, low: int, high: int, y: int) -> Iterator[DrawnLine]:
    """Words in the middle below a mark, moved aside where an end of their room is near."""
    lines = wrapped(words, high - low, SIZE)
    half = max(width(line, SIZE) for line in lines) / 2
    anchor, at = ("start", low) if x - half < low else ("end", high) if x + half > high else ("middle", x)
    for number, line in enumerate(lines):
        yield DrawnLine(at, y + SIZE - 2 + number * LINE, line, anchor)


def stretch(at: Comparison, x: int) -> tuple[int, int]:
    if at.upper():
        return EDGE, x
    return (x, WIDTH - EDGE) if at.relation != "exactly" else (x, x)


def places(at: Sequence[Comparison]) -> list[int]:
    """Where figures stand on a scale that shows them all with room on both sides; a share ends at the whole."""
    sizes = [float(one.quantity.size) for one in at]
    low, high = min(sizes), max(sizes)
    span = (high - low or high or 1.0) * BESIDE
    whole = at[0].quantity.dimension == "ratio" and high <= 1
    last = min(high + span, 1.0) if whole else high + span
    first = max(low - span, 0.0) if low >= high * ALMOST_ALIKE else 0.0
    room = WIDTH - 2 * EDGE
    wished = {size: EDGE + round((size - first) / (last - first or 1.0) * room) for size in sizes}
    return [moved_apart(wished)[size] for size in sizes]


def moved_apart(wished: dict[float, int]) -> dict[float, int]:
    """Places in their order, none nearer to another or to an end of the scale than marks can stand."""
    order = sorted(wished)
    placed = {order[0]: max(wished[order[0]], EDGE + APART)}
    for before, size in pairwise(order):
        placed[size] = max(wished[size], placed[before] + APART)
    last = WIDTH - EDGE - APART
    for size in reversed(order):
        placed[size] = min(placed[size], last)
        last = placed[size] - APART
    return placed
