"""What drawings consist of: areas, lines and texts with all figures computed. Each drawing is also given in words."""

from __future__ import annotations

from dataclasses import dataclass

from generator.document.drawings.graph_routing import BoxArea, Drawing


@dataclass(frozen=True, slots=True)
class DrawnLine:
    """A line of text and its look. `x` and `y` are the point on its baseline at its `anchor`: start, middle or end."""

    x: int
    y: int
    text: str
    anchor: str = "middle"
    kind: str = ""


@dataclass(frozen=True, slots=True)
class DrawnBox:
    """A box with its lines of text. One with a `href` is a link; `name` describes it."""

    area: BoxArea
    lines: tuple[DrawnLine, ...]
    kind: str
    href: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class ServiceGraph:
    """Services and what needs them. A `wide` drawing is shown in its own size and scrolls."""

    drawing: Drawing
    boxes: tuple[DrawnBox, ...]
    wide: bool


@dataclass(frozen=True, slots=True)
class Mark:
    """A figure on a scale, with the range of all values that meet it. Its line leads down to `foot`."""

    kind: str
    x: int
    start: int
    end: int
    foot: int
    labels: tuple[DrawnLine, ...]


@dataclass(frozen=True, slots=True)
class TargetScale:
    """A target with its thresholds; `words` says the same."""

    width: int
    height: int
    axis: int
    marks: tuple[Mark, ...]
    words: str


@dataclass(frozen=True, slots=True)
class Tick:
    """A moment on a timeline, in percent of its width, and its label at `label_at`; the label is empty if it has no room."""

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
