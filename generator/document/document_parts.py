"""The parts of a document. Pages, Markdown, plain text, print HTML and PDF are all made from these parts.

Texts from the catalogue are already in the language of the document. A text by an author is `Inline` if it may contain markup.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.document.answered import Answered
from generator.document.drawings.shapes import TargetScale
from generator.document.past_entries import LineHistory
from generator.model.field_marks import How
from generator.model.moments import Recurrence
from generator.text.catalogue import FIRST_STRONG, ISOLATES, CatalogueText
from generator.text.inline_markup import Part, Text, plain_text_of
from generator.text.prose_tree import Block

Inline = tuple[Part, ...]
plain = plain_text_of
OPENING = "".join((*ISOLATES.values(), FIRST_STRONG))


@dataclass(frozen=True, slots=True)
class Link:
    """A text with a link; without a link if `target` is empty.

    `target` is a web address, or a path from the root of the site with an anchor. On paper, `sheet` is the sheet that contains the target,
    such as `rollback`. All other sheets print `elsewhere`, which names that sheet.
    """

    text: str
    target: str = ""
    sheet: str = ""
    elsewhere: str = ""

    def on_sheet(self, part: str) -> str:
        """Return the text of the link for a sheet."""
        # The emergency card contains the acts of the rollback, and so does the one to fold.
        is_here = self.sheet == part or (self.sheet, part) in (("rollback", "emergency"), ("rollback", "folding-card"))
        return self.elsewhere if self.sheet and not is_here else self.text


@dataclass(frozen=True, slots=True)
class Prose:
    """Prose, the blanks in it, each once, and the names in its commands that look like blanks, but are not. False if there is none."""

    blocks: tuple[Block, ...] = ()
    slots: tuple[Slot, ...] = ()
    undeclared: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.blocks)


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field that changes, with its values as in the data; None if there is no value.

    `lines` compare values of several lines, each line with `-`, `+` or a space.
    """

    field: str
    old: str | None
    new: str | None
    because: Inline
    lines: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Provenance:
    """The origin of an entity. `source` is its file and line, `anchors` are its former addresses.

    `address` is its address, if no other field has the address.
    """

    source: Link | None = None
    anchors: tuple[str, ...] = ()
    differs: bool = False
    because: Inline = ()
    changes: tuple[FieldChange, ...] = ()
    address: str = ""


@dataclass(frozen=True, slots=True)
class Moment:
    """The start of a task, its duration and how often it recurs.

    The task starts `seconds` after T-0 and takes `lasting` seconds. `words` say `at` in words; `clock` is the time if T-0 is known, and
    `hour`, `until` and `day` are its parts, with an offset from UTC only if it differs from that of T-0. `repeated` means that the heading
    above shows the same moment. `cadence` is the value in the data for `every`.
    """

    at: str = ""
    words: str = ""
    lasts: str = ""
    every: str = ""
    cadence: Recurrence | None = None
    clock: str = ""
    hour: str = ""
    until: str = ""
    day: str = ""
    seconds: int | None = None
    lasting: int | None = None
    repeated: bool = False


@dataclass(frozen=True, slots=True)
class Fact:
    """A short remark beside a text. `how` is the way to show it, which the model defines for each field."""

    kind: str
    text: Inline
    label: str = ""
    link: Link | None = None
    how: How = "fact"


@dataclass(frozen=True, slots=True)
class FixedText:
    """A text that keeps its lines. `key` is its field: the `message` of an announcement, or the `output` of a command.

    `slots` are the blanks in it, which people fill in on a page.
    """

    key: str
    label: str
    lines: str
    slots: tuple[Slot, ...] = ()


@dataclass(frozen=True, slots=True)
class Way:
    """One choice of an item or a step. `then` is the link to where to go on. `chosen` means that a run has chosen it."""

    address: str
    label: str
    text: Inline
    then: Link | None
    facts: tuple[Fact, ...]
    provenance: Provenance
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """One named value of a row. `kind` is `text`, `figure`, `strong`, `blank`, `inline`, `tel`, `mail`, `web`, `links`, `uses` or `rows`.

    `links` lead to the entities that the value names, or for the kind `uses`, to the entities that name this row. A text beside links
    follows them. A `missing` value is one that an author should add. A cell of an item without a value has the `space` of its column.
    Of a value with several lines, pages show the `prose`, and sheets have it after the table, where `text` points.
    """

    key: str
    name: str
    text: Inline = ()
    kind: str = "text"
    target: str = ""
    links: tuple[Link, ...] = ()
    missing: bool = False
    space: WritingSpace | None = None
    rows: tuple[Row, ...] = ()
    prose: Prose = Prose()
    provenance: Provenance = Provenance()


@dataclass(frozen=True, slots=True)
class WritingSpace:
    """Space to write on: a blank for one value, or a number of ruled `lines`.

    A blank has a `hint` if only some values are allowed, a `unit` after the value, and the labels of its `choices`, with their `origins`.
    A label is followed by the id if commands use the value, because the id is typed.
    The value of a `secret` blank is never stored. `slot` is set if commands use the value, `field` if people can note it on a page.
    `noted` is the value that a run has, with its unit, and who noted it.
    """

    address: str
    label: str
    hint: str = ""
    lines: int = 0
    unit: str = ""
    choices: tuple[str, ...] = ()
    origins: tuple[Provenance, ...] = ()
    secret: bool = False
    slot: Slot | None = None
    field: Slot | None = None
    noted: str = ""
    provenance: Provenance = Provenance()


@dataclass(frozen=True, slots=True)
class Slot:
    """A place in a command, `<id>`, for the value of the blank with this id. `value` is empty if people fill in the value on the day.

    `noted` is the link to the line that notes the value. What people type on a page must match the `pattern`, or be the id of one of the
    `choices`, which are ids with the texts that people read. `kind` is that of the blank: text, number, date and so on.
    """

    id: str
    label: str
    value: str = ""
    secret: bool = False
    noted: Link | None = None
    pattern: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    kind: str = "text"


@dataclass(frozen=True, slots=True)
class Meeting:
    """What a role waits for, or tells others, so that people meet. `role` is the id of the contact who reads it."""

    role: str
    text: str


@dataclass(frozen=True, slots=True)
class Box:
    """A box to tick or sign: an item, a step, a trigger, an announcement or a sign-off.

    `number` is the letter of the list and the position in it, after the number of the parent: `B2.1`. `ordered` means that people do the
    boxes in this order. `role` is the id of a contact, even if the whole list has the same role. `syntax` is the language of a command that
    is not for a shell, and `slots` are its blanks. `spaces` are the blanks that people fill in here. `cells` are the values in the columns
    of the list. On paper the box of a parent comes after its children, beside the text `done`. `details` are prose. `name` is the name of
    the contact who signs. `print` is the fingerprint. On a sheet for one role, people read `waits` before the box and `tells` after it; the
    box of somebody else is `quiet`: one line without a box, with the title of the role `who` does it. `past` is what past runs say.
    """

    address: str
    text: Inline
    number: str = ""
    ordered: bool = False
    title: str = ""
    caution: Inline = ()
    details: Prose = Prose()
    blocking: bool = False
    optional: bool = False
    role: str = ""
    moment: Moment | None = None
    facts: tuple[Fact, ...] = ()
    run: str = ""
    syntax: str = ""
    slots: tuple[Slot, ...] = ()
    expect: Inline = ()
    fixed: tuple[FixedText, ...] = ()
    action: Inline = ()
    then: Link | None = None
    on_failure: Link | None = None
    ways: tuple[Way, ...] = ()
    spaces: tuple[WritingSpace, ...] = ()
    cells: tuple[Cell, ...] = ()
    children: tuple[Box, ...] = ()
    done: str = ""
    signed: bool = False
    name: str = ""
    print: str = ""
    waits: tuple[Meeting, ...] = ()
    tells: tuple[Meeting, ...] = ()
    quiet: bool = False
    who: str = ""
    answer: Answered | None = None
    past: LineHistory | None = None
    provenance: Provenance = Provenance()

    @property
    def count(self) -> int:
        """Return the number of boxes: this one, unless it is quiet, and its children."""
        return (not self.quiet) + sum(child.count for child in self.children)


@dataclass(frozen=True, slots=True)
class Row:
    """An entity that readers look up: its title and named values.

    `group` is the heading above a contact on a sheet. `alarm` means that the row is a contact without any way to reach it.
    """

    anchor: str
    title: str
    text: Inline = ()
    mark: str = ""
    group: str = ""
    facts: tuple[Fact, ...] = ()
    run: str = ""
    syntax: str = ""
    slots: tuple[Slot, ...] = ()
    expect: Inline = ()
    fixed: tuple[FixedText, ...] = ()
    on_failure: Link | None = None
    scale: TargetScale | None = None
    cells: tuple[Cell, ...] = ()
    alarm: bool = False
    provenance: Provenance = Provenance()


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with its contents; `level` 2 is the outermost.

    `kind` is `group` for a heading alone; `boxes`, `triggers` or `sign-offs` with boxes; `hold` for sign-offs or announcements that come
    before the section which they `hold`; `passage` for prose alone; `calls` for triggers without boxes; `severities`, `contacts`,
    `commands` or `rows` for reference data; `blanks`, `notes` or `log` for space to write on; `undefined` for data that the system lacks.

    `letter` is the letter of a list, with which the numbers of its boxes begin. `method` is `read-do` or `do-confirm` where the data
    declare it; procedures are `read-do`. `role` is the id of a contact. `exercised` says when a procedure was last exercised. `heads`
    are the heads of the columns of marks and titles. `columns` are the blanks that every box of the list has. `about` is prose before
    the boxes, `closing` prose after them. `done` is the text of the line after the boxes. The stop frame with the triggers is beside
    every section that is `watched`. Recurring work has its boxes once for each of its `dates`. On a sheet for one role, people read
    `waits` before the boxes and `tells` after them; a section without a line of this role is `quiet`. `took` says how long a checklist
    took in the last run that completed it.
    """

    title: str
    anchor: str = ""
    level: int = 2
    kind: str = "boxes"
    letter: str = ""
    moment: Moment | None = None
    caution: Inline = ()
    summary: Inline = ()
    about: Prose = Prose()
    when: Inline = ()
    method: str = ""
    role: str = ""
    facts: tuple[Fact, ...] = ()
    on_failure: Link | None = None
    exercised: tuple[Fact, ...] = ()
    holds: Link | None = None
    columns: tuple[WritingSpace, ...] = ()
    boxes: tuple[Box, ...] = ()
    rows: tuple[Row, ...] = ()
    spaces: tuple[WritingSpace, ...] = ()
    more: Link | None = None
    heads: tuple[str, str] = ("", "")
    done: str = ""
    closing: Prose = Prose()
    watched: bool = False
    dates: tuple[str, ...] = ()
    waits: tuple[Meeting, ...] = ()
    tells: tuple[Meeting, ...] = ()
    quiet: bool = False
    took: str = ""
    provenance: Provenance = Provenance()

    @property
    def count(self) -> int:
        """Return the number of boxes."""
        return sum(box.count for box in self.boxes) * (len(self.dates) or 1)


def with_children(boxes: tuple[Box, ...]) -> Iterator[Box]:
    """Yield each box, followed by its children."""
    for box in boxes:
        yield box
        yield from with_children(box.children)


def as_text(text: str) -> Inline:
    """Return a plain text as parts without markup."""
    return (Text(text),) if text else ()


def is_catalogue_text(text: str | Inline) -> bool:
    """Return whether a text comes from the catalogue and not from an author."""
    if isinstance(text, str):
        return isinstance(text, CatalogueText)
    return all(isinstance(part, Text) and isinstance(part.text, CatalogueText) for part in text)


def upper_first(text: str) -> str:
    """Make the first letter a capital. Invisible characters that isolate the text may precede it."""
    at = len(text) - len(text.lstrip(OPENING))
    begun = text[:at] + text[at : at + 1].upper() + text[at + 1 :]
    return CatalogueText(begun) if is_catalogue_text(text) else begun


def capitalized(parts: Inline) -> Inline:
    """Make the first letter a capital, unless the text begins with markup."""
    first = parts[0] if parts else None
    return (Text(upper_first(first.text)), *parts[1:]) if isinstance(first, Text) else parts
