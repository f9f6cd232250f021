"""What a reader is shown, before any form is chosen: pages, Markdown, print HTML and PDF are made from the same parts.

Every text of ours is worded already. A writer's text is `Inline` where it may hold markup, and plain where it may not.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from typing import Any

from generator.document.drawings.shapes import TargetScale
from generator.document.pages import SiteSettings
from generator.model.entities import PhaseId
from generator.model.field_marks import How
from generator.model.moments import Cadence
from generator.text.catalogue import FIRST_STRONG, ISOLATES, OurWords
from generator.text.inline_markup import CodeSpan, Part, Text, plain_text_of

Inline = tuple[Part, ...]
plain = plain_text_of
OPENING = "".join((*ISOLATES.values(), FIRST_STRONG))
# What no reader sees of a part: where it came from, where it leads, by what it is known.
UNSEEN = frozenset(("trail", "scale", "target", "sheet", "address", "anchor", "key", "kind", "how", "role", "print", "cadence"))


@dataclass(frozen=True, slots=True)
class Link:
    """Words and where they lead: a path below the site's root, with an anchor, or a web address; nowhere if `target` is empty.

    On paper `sheet` is the sheet on which the target stands, such as `rollback`; any other sheet says `elsewhere`, which names it.
    """

    text: str
    target: str = ""
    sheet: str = ""
    elsewhere: str = ""

    def on_sheet(self, part: str) -> str:
        """What a sheet says of where to go."""
        return self.elsewhere if self.sheet and self.sheet != part else self.text


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field that differs from the layer below: values as written, None where there was none."""

    field: str
    old: str | None
    new: str | None
    because: Inline


@dataclass(frozen=True, slots=True)
class Trail:
    """Where an entity came from: `source.text` is file and line, `anchors` are the addresses it had before."""

    source: Link | None = None
    anchors: tuple[str, ...] = ()
    differs: bool = False
    because: Inline = ()
    changes: tuple[FieldChange, ...] = ()


@dataclass(frozen=True, slots=True)
class Moment:
    """When something starts, how long it takes, how often it comes; `seconds` after T-0, `lasting` so many of them.

    `words` say `at` in a sentence, `clock` is the time of the wall clock if T-0 is set. `repeated` is what the heading above says
    already. `cadence` names how often it comes, as the data write it.
    """

    at: str = ""
    words: str = ""
    lasts: str = ""
    every: str = ""
    cadence: Cadence | None = None
    clock: str = ""
    seconds: int | None = None
    lasting: int | None = None
    repeated: bool = False


@dataclass(frozen=True, slots=True)
class Fact:
    """A short remark beside a text: what it is of, and how it is shown, which for a field stands on its annotation."""

    kind: str
    text: Inline
    label: str = ""
    link: Link | None = None
    how: How = "fact"


@dataclass(frozen=True, slots=True)
class Way:
    """One choice of a step and where it leads: as a link, and in words that name the number of the step."""

    address: str
    label: str
    text: Inline
    then: Link | None
    go_on: str
    facts: tuple[Fact, ...]
    trail: Trail


@dataclass(frozen=True, slots=True)
class Box:
    """What is ticked or signed: an item, a step, a trigger, an announcement or a sign-off.

    `number` counts within the list, that of a child goes on from its parent's: `2.1`; `ordered` says that it is an order of work.
    `role` is the id of a contact, also where the list says it for all. `signed` is what a person signs, under `name` if it is known.
    `print` is the fingerprint of what the box means.
    """

    address: str
    text: Inline
    number: str = ""
    ordered: bool = False
    title: str = ""
    blocking: bool = False
    optional: bool = False
    role: str = ""
    moment: Moment | None = None
    facts: tuple[Fact, ...] = ()
    run: str = ""
    expect: Inline = ()
    action: Inline = ()
    on_failure: Link | None = None
    ways: tuple[Way, ...] = ()
    children: tuple[Box, ...] = ()
    signed: bool = False
    name: str = ""
    print: str = ""
    trail: Trail = Trail()

    @property
    def count(self) -> int:
        """The number of boxes that it is, its children's among them."""
        return 1 + sum(child.count for child in self.children)


@dataclass(frozen=True, slots=True)
class Cell:
    """One named value of a row: `key` says which. `kind` is `text`, `figure`, `strong`, `blank`, `inline`, `tel`, `mail`, `web`, or
    `links` to what it names and `uses` to what names it. What is `missing` ought to be there.
    """

    key: str
    name: str
    text: Inline = ()
    kind: str = "text"
    target: str = ""
    links: tuple[Link, ...] = ()
    missing: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """An entity that is looked up rather than ticked: its title and named values. Nobody can be reached under one with an `alarm`."""

    anchor: str
    title: str
    text: Inline = ()
    mark: str = ""
    facts: tuple[Fact, ...] = ()
    run: str = ""
    expect: Inline = ()
    on_failure: Link | None = None
    scale: TargetScale | None = None
    cells: tuple[Cell, ...] = ()
    alarm: bool = False
    trail: Trail = Trail()


@dataclass(frozen=True, slots=True)
class WritingSpace:
    """Room for what people write: a blank for one value, with a `hint` at what it takes, or so many ruled `lines`."""

    address: str
    label: str
    hint: str = ""
    lines: int = 0
    trail: Trail = Trail()


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with what stands below it; `level` 2 is the outermost.

    `kind` is `group` for a heading alone, `boxes`, `triggers` and `sign-offs` for what is ticked and signed, `calls` for triggers that
    are but shown, `severities`, `contacts`, `commands` and `rows` for what is looked up, `record` and `notes` for what is written,
    `undefined` for what the system does not have. `role` is the id of a contact. `heads` are those of a table: of marks, if its rows
    have any, and of titles. `done` says what the boxes are at the end. The triggers stand beside the list that is the `cut_over`.
    Recurring work has a box for each of its `dates`.
    """

    title: str
    anchor: str = ""
    level: int = 2
    kind: str = "boxes"
    moment: Moment | None = None
    summary: Inline = ()
    when: Inline = ()
    role: str = ""
    facts: tuple[Fact, ...] = ()
    boxes: tuple[Box, ...] = ()
    rows: tuple[Row, ...] = ()
    spaces: tuple[WritingSpace, ...] = ()
    more: Link | None = None
    heads: tuple[str, str] = ("", "")
    done: str = ""
    cut_over: bool = False
    dates: tuple[str, ...] = ()
    trail: Trail = Trail()

    @property
    def count(self) -> int:
        """The number of boxes that stand below the heading."""
        return sum(box.count for box in self.boxes) * (len(self.dates) or 1)


@dataclass(frozen=True, slots=True)
class PhasePart:
    """One phase of a runbook: everything that is done, decided, told, signed and written at that time, in order."""

    id: PhaseId
    title: str
    summary: Inline
    sections: tuple[Section, ...]
    trail: Trail

    @property
    def boxes(self) -> tuple[Box, ...]:
        """Every box of the phase, children behind their parents."""
        return tuple(box for section in self.sections for box in with_children(section.boxes))


@dataclass(frozen=True, slots=True)
class RunPlace:
    """What distinguishes the ticks of one run from those of all others in a browser; `phase` is empty on the overview."""

    settings: SiteSettings
    variant: str
    phase: str


@dataclass(frozen=True, slots=True)
class Head:
    """The line below a page's title: the system it belongs to, its six phases, its emergency page; `here` is the part that is shown."""

    system: Link
    emergency: Link
    phases: tuple[tuple[str, Link], ...]
    here: str


def with_children(boxes: tuple[Box, ...]) -> Iterator[Box]:
    """Boxes, and behind each its children."""
    for box in boxes:
        yield box
        yield from with_children(box.children)


def as_text(text: str) -> Inline:
    """A plain text, of which no character means anything."""
    return (Text(text),) if text else ()


def are_ours(text: str | Inline) -> bool:
    """Whether no word of a text is a writer's."""
    if isinstance(text, str):
        return isinstance(text, OurWords)
    return all(isinstance(part, Text) and isinstance(part.text, OurWords) for part in text)


def upper_first(text: str) -> str:
    """A text that begins with a capital letter, whatever keeps it apart from what it stands among."""
    at = len(text) - len(text.lstrip(OPENING))
    begun = text[:at] + text[at : at + 1].upper() + text[at + 1 :]
    return OurWords(begun) if are_ours(text) else begun


def capitalized(parts: Inline) -> Inline:
    """A text that begins with a capital letter, unless it begins with markup."""
    first = parts[0] if parts else None
    return (Text(upper_first(first.text)), *parts[1:]) if isinstance(first, Text) else parts


def texts(part: Any) -> Iterator[str]:
    """Every text that a reader sees of a part of a document, and the addresses of links in texts; those that are empty are none."""
    if isinstance(part, str):
        if part:
            yield part
    elif isinstance(part, tuple):
        for one in part:
            yield from texts(one)
    elif isinstance(part, Text | CodeSpan):
        yield part.text
    elif is_dataclass(part) and not isinstance(part, type):
        for name in _names(type(part)):
            yield from texts(getattr(part, name))


@cache
def _names(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind) if field.name not in UNSEEN)
