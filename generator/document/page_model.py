"""What the site's templates are filled with: plain values, every word and link decided."""

from __future__ import annotations

from dataclasses import dataclass

from generator.document.drawings.shapes import TargetScale


@dataclass(frozen=True, slots=True)
class Link:
    """Words and where they lead; an empty `href` is words alone."""

    text: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field that differs from the layer below: values as written, None where there was none."""

    field: str
    old: str | None
    new: str | None
    layer: str
    because: str


@dataclass(frozen=True, slots=True)
class Trail:
    """Where an entity came from: `source.text` is file and line, `anchors` are the addresses it had before."""

    source: Link | None = None
    anchors: tuple[str, ...] = ()
    differs: bool = False
    because: str = ""
    changes: tuple[FieldChange, ...] = ()


@dataclass(frozen=True, slots=True)
class Fact:
    """A short remark beside a text, such as a role or a condition; `kind` names its look."""

    kind: str
    text: str
    label: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class Way:
    """One choice of a step and where it leads."""

    address: str
    label: str
    text: str
    then: Link | None
    facts: tuple[Fact, ...]
    trail: Trail


@dataclass(frozen=True, slots=True)
class Box:
    """What is ticked: an item, a step, a trigger, an announcement or a sign-off.

    `tag` is the heading element that holds it; `print` is the fingerprint of what it means.
    """

    address: str
    tag: str
    text: str
    title: str = ""
    number: str = ""
    blocking: bool = False
    role: str = ""
    facts: tuple[Fact, ...] = ()
    run: str = ""
    expect: str = ""
    action: str = ""
    on_failure: Link | None = None
    ways: tuple[Way, ...] = ()
    children: tuple[Box, ...] = ()
    signed: bool = False
    print: str = ""
    trail: Trail = Trail()

    @property
    def count(self) -> int:
        """The number of boxes that it is, its children's among them."""
        return 1 + sum(child.count for child in self.children)


@dataclass(frozen=True, slots=True)
class RunPlace:
    """What tells one run's ticks from all others in a browser; `root` leads from the page to its variant's folder."""

    site: str
    variant: str
    release: str
    commit: str
    phase: str
    root: str


@dataclass(frozen=True, slots=True)
class Moment:
    """When something starts, how long it takes, how often it comes; `seconds` after T-0, `lasting` so many of them."""

    at: str = ""
    words: str = ""
    lasts: str = ""
    every: str = ""
    seconds: int | None = None
    lasting: int | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with what stands below it: a group's heading alone, or the boxes, blanks or notes of one list."""

    title: str
    anchor: str
    level: int = 2
    kind: str = "boxes"
    moment: Moment | None = None
    summary: str = ""
    when: str = ""
    facts: tuple[Fact, ...] = ()
    boxes: tuple[Box, ...] = ()
    rows: tuple[Row, ...] = ()
    more: Link | None = None
    trail: Trail = Trail()

    @property
    def count(self) -> int:
        """The number of boxes that stand below the heading."""
        return sum(box.count for box in self.boxes)


@dataclass(frozen=True, slots=True)
class Cell:
    """One named value of a row. `kind` is `text`, `missing`, `link`, `links`, `tel`, `mail`, `web`, `blank` or `lines`."""

    name: str
    text: str = ""
    kind: str = "text"
    href: str = ""
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """An entity that is looked up rather than ticked: its title and named values."""

    anchor: str
    title: str
    tag: str = "h3"
    text: str = ""
    mark: str = ""
    run: str = ""
    expect: str = ""
    on_failure: Link | None = None
    scale: TargetScale | None = None
    cells: tuple[Cell, ...] = ()
    alarm: bool = False
    trail: Trail = Trail()


@dataclass(frozen=True, slots=True)
class Head:
    """The line below a page's title: the system it belongs to, its six phases, its emergency page; `here` is the part that is shown."""

    system: Link
    emergency: Link
    phases: tuple[tuple[str, Link], ...]
    here: str
