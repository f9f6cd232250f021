"""What an import makes before it writes YAML: the values of a variant with their source lines, and what became of each line.

A draft has the keys of the YAML, in the order in which they are written:
`{"variant": {"title": ...}, "checklists": {"dns": {"title": ..., "items": {"host": {"text": ...}}}}}`.
"""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass, field
from typing import Literal

# The repairs of a document, which `--no-repair` turns off.
REPAIRS = (
    "bold-heading",
    "dedented-fence",
    "fence-at-margin",
    "near-box",
    "box-in-cell",
    "ragged-row",
    "swallowed-line",
    "tight-bullet",
    "other-mark",
    "site-mark",
    "double-number",
    "escaped-document",
    "inner-list",
)

Outcome = Literal["entry", "prose", "layout", "used", "reported", "not-placed"]


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """What a person decides about an import, and what lies beside the document.

    Attributes:
        phases: The phase of a section, by its heading.
        no_repair: The names of the repairs that are off.
        open_fences: Whether lists in fences are read as documents of their own.
        take: The kinds of proposals that are taken; `comments` changes what is read.
        variants: The ids of the variants that the same command makes, by the paths of their documents.
        beside: The files beside the document, by their paths from there.
    """

    phases: Mapping[str, str] = field(default_factory=dict)
    no_repair: frozenset[str] = frozenset()
    open_fences: bool = False
    take: frozenset[str] = frozenset()
    variants: Mapping[str, str] = field(default_factory=dict)
    beside: Container[str] = ()


@dataclass(frozen=True, slots=True)
class DraftText:
    """A value to write, as its reader should get it; an empty text is `null`, which nobody knows yet.

    `lines` are the source lines that it comes from, counted from 1.
    """

    text: str
    lines: tuple[int, ...] = ()


DraftValue = DraftText | tuple[DraftText, ...] | dict[str, "DraftValue"]
Draft = dict[str, DraftValue]
Fields = dict[str, DraftValue]


def fields_of(value: DraftValue | None, shorthand: str = "text") -> Fields:
    """Return the fields of an entry, also of one in its short form."""
    return value if isinstance(value, dict) else {shorthand: value} if isinstance(value, DraftText) else {}


def text_at(fields: Fields, key: str) -> str:
    """Return the text of a field; empty if it has none."""
    value = fields.get(key)
    return value.text if isinstance(value, DraftText) else ""


def line_of(value: DraftValue) -> int:
    """Return the first source line of a value; 0 if it has none."""
    if isinstance(value, DraftText):
        return min(value.lines, default=0)
    inner = value.values() if isinstance(value, dict) else value
    return min(filter(None, map(line_of, inner)), default=0)


def value_at(value: DraftValue, address: str) -> DraftValue | None:
    """Return the value at an address; None if there is none."""
    found: DraftValue | None = value
    for part in address.split("."):
        found = found.get(part) if isinstance(found, dict) else None
    return found


@dataclass(frozen=True, slots=True)
class Disposition:
    """What became of one source line.

    `entry` and `prose`: it is in the `field` of the entry at `address`. `layout`: it only arranges, such as a rule. `used`: other lines use
    it, such as the definition of a link. `reported`: it is known and has no place, such as a table of contents. `not-placed`: it is missing
    in the data. `why` gives the reason of the last three.
    """

    outcome: Outcome
    address: str = ""
    field: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class ImportNote:
    """Something that a person should know about a source line, such as a repair: what was found, and what was done."""

    line: int
    found: str
    done: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """An entity that the source may mean. It is written only on request.

    `kind` is its collection, `draft` has its fields, `why` names what in the source led to it. `links` are the fields that then lead to it,
    each with the address of its entry: `("checklists.load.items.p95", "slo")`. Conditions have no entity: `value` is what their links set.
    Nor have parameters: `value` is theirs, and each place of it is replaced.
    """

    kind: str
    id: str
    draft: Draft
    lines: tuple[int, ...]
    why: str
    links: tuple[tuple[str, str], ...] = ()
    value: str = ""


@dataclass(frozen=True, slots=True)
class PhaseChoice:
    """The phase of a section of the source, and the word or rule that decided; `guessed` if nothing did."""

    line: int
    heading: str
    phase: str
    why: str
    guessed: bool = False


@dataclass(frozen=True, slots=True)
class ImportedDocument:
    """One document, imported.

    `dispositions` has every source line with words. `boxes` are the source lines that have a box by GitHub's rules. `id` is the id of the
    variant, made from the title. `files` are the files beside the document that its texts use: their paths from there, by the paths in
    `files/`. `fenced` boxes stay in fences, as code.
    """

    path: str
    lines: tuple[str, ...]
    draft: Draft
    dispositions: dict[int, Disposition]
    notes: tuple[ImportNote, ...]
    proposals: tuple[Proposal, ...]
    phases: tuple[PhaseChoice, ...]
    boxes: tuple[int, ...]
    id: str = ""
    files: Mapping[str, str] = field(default_factory=dict)
    fenced: int = 0
