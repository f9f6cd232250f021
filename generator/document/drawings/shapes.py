"""What drawings are made of: places, lines and words, every figure decided; each drawing says the same in words."""

from __future__ import annotations

from dataclasses import dataclass

from generator.document.drawings.graph_routing import Place


@dataclass(frozen=True, slots=True)
class DrawnLine:
    """A line of words: the point that its `anchor` (start, middle or end) stands at, on its baseline, and its look."""

    x: int
    y: int
    text: str
    anchor: str = "middle"
    kind: str = ""


@dataclass(frozen=True, slots=True)
class DrawnBox:
    """A box with its lines of words; one with a `href` is a link, which `name` says in words."""

    place: Place
    lines: tuple[DrawnLine, ...]
    kind: str
    href: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class DrawnWire:
    """Lines as paths of SVG: the stretches, the heads of the arrows, and the dots where lines branch."""

    kind: str
    lines: str
    heads: str
    dots: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class ServiceGraph:
    """Services and what needs them; a `wide` drawing is shown in its own size and scrolls."""

    width: int
    height: int
    boxes: tuple[DrawnBox, ...]
    wires: tuple[DrawnWire, ...]
    wide: bool


@dataclass(frozen=True, slots=True)
class Mark:
    """A figure on a scale, with the stretch of all values that meet it; `foot` is the height to which its line leads."""

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
    """A moment of a timeline's scale, in percent of its width, and its name, whose `anchor` stands at `label_at`; empty without room."""

    at: str
    label: str
    label_at: str
    anchor: str
    zero: bool


@dataclass(frozen=True, slots=True)
class Track:
    """A moment on a timeline and how long it takes, in percent of the width."""

    at: str
    lasts: str
