"""The shapes in drawings: areas, lines and texts with computed positions. A page gives the content of each drawing in words too."""

from __future__ import annotations

from dataclasses import dataclass

from generator.document.drawings.graph_routing import BoxArea, Drawing


@dataclass(frozen=True, slots=True)
class DrawnLine:
    """A line of text. `x` and `y` are the point on its baseline at its `anchor`: start, middle or end. `kind` selects its style."""

    x: int
    y: int
    text: str
    anchor: str = "middle"
    kind: str = ""


@dataclass(frozen=True, slots=True)
class DrawnBox:
    """A box with its lines of text. A box with `href` is a link, and `name` is the accessible name of the link."""

    area: BoxArea
    lines: tuple[DrawnLine, ...]
    kind: str
    href: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class ServiceGraph:
    """A drawing of services and their needs. A `wide` drawing is shown in its own size and scrolls."""

    drawing: Drawing
    boxes: tuple[DrawnBox, ...]
    wide: bool


@dataclass(frozen=True, slots=True)
class Mark:
    """A figure on a scale, with the range from `start` to `end` of all values that meet it.

    A line leads from the figure down to `foot`.
    """

    kind: str
    x: int
    start: int
    end: int
    foot: int
    labels: tuple[DrawnLine, ...]


@dataclass(frozen=True, slots=True)
class TargetScale:
    """A target with its thresholds as a drawing. `words` are the same figures as text."""

    width: int
    height: int
    axis: int
    marks: tuple[Mark, ...]
    words: str


@dataclass(frozen=True, slots=True)
class Tick:
    """A moment on a timeline: `at` is its place and `label_at` is the place of its label, in percent of the width.

    The label is empty if it has no room.
    """

    at: str
    label: str
    label_at: str
    anchor: str
    zero: bool


@dataclass(frozen=True, slots=True)
class Track:
    """A moment on a timeline and its duration, in percent of the width."""

    at: str
    lasts: str
