"""The values that a document is read into: blocks with their source lines, and the spans of their texts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal

InlineKind = Literal["text", "code", "strong", "emphasis", "struck", "link", "image", "html", "line", "break"]
BlockKind = Literal[
    "document",
    "heading",
    "paragraph",
    "fence",
    "code",
    "html",
    "rule",
    "table",
    "bullets",
    "numbers",
    "item",
    "quote",
    "admonition",
    "footnote",
    "reference",
    "marker",
]
CONTAINERS: tuple[BlockKind, ...] = ("document", "bullets", "numbers", "item", "quote", "admonition")


@dataclass(frozen=True, slots=True)
class Inline:
    """A part of a text. `line` and `break` end a source line; a break shows on the page.

    `text` is literal text, code, an HTML tag as typed, the text for a picture, or the title of a link; `url` is the target of a link or
    picture.
    """

    kind: InlineKind
    text: str = ""
    url: str = ""
    spans: tuple[Inline, ...] = ()


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A row of a table: its source line, its cells as written, and the cells as read."""

    line: int
    raw: tuple[str, ...]
    cells: tuple[tuple[Inline, ...], ...]


@dataclass(slots=True)
class Block:
    """A block of a document, from its first to its last source line, counted from 1.

    `text` is what the block is written as: the Markdown of a text without the marks of its containers, the lines of code, or HTML.
    `level` is that of a heading, the first number of a list, or the column of a table (from 1) with the texts of its boxes. `info` is
    the language of a fence, the kind of an admonition, or the label of a footnote. `box` is the character in the box of an item; None
    without a box.
    """

    kind: BlockKind
    first: int
    last: int
    text: str = ""
    spans: tuple[Inline, ...] = ()
    level: int = 0
    info: str = ""
    box: str | None = None
    rows: tuple[SourceRow, ...] = ()
    children: list[Block] = field(default_factory=list)

    @property
    def lines(self) -> tuple[int, ...]:
        return tuple(range(self.first, self.last + 1))


def leaves(block: Block) -> Iterator[Block]:
    """Return the blocks without parts that are below a block, in order. Each source line with words is in exactly one of them."""
    for child in block.children:
        if child.kind in CONTAINERS:
            yield from leaves(child)
        else:
            yield child


def blocks_below(block: Block) -> Iterator[Block]:
    """Return all blocks below a block, in order."""
    todo = block.children[::-1]
    while todo:
        child = todo.pop()
        yield child
        todo += reversed(child.children)


def plain(spans: Iterable[Inline]) -> str:
    """Return the words of a text, without markup and tags, on one line."""
    if isinstance(spans, tuple) and len(spans) == 1 and spans[0].kind == "text":
        return " ".join(spans[0].text.split())  # most texts
    return " ".join("".join(map(_plain, spans)).split())


def _plain(span: Inline) -> str:
    match span.kind:
        case "line" | "break":
            return " "
        case "html":
            return ""
        case "link":
            return "".join(map(_plain, span.spans))
    return span.text + "".join(map(_plain, span.spans))


def text_lines(spans: Iterable[Inline]) -> list[tuple[Inline, ...]]:
    """Return the spans of each line of a text. Markup that goes over several lines is divided."""
    lines: list[list[Inline]] = [[]]
    for span in spans:
        if span.kind in ("line", "break"):
            lines.append([])
        elif span.spans:
            first, *more = text_lines(span.spans)
            for inner in (first, *more):
                if inner is not first:
                    lines.append([])
                if inner:
                    lines[-1].append(Inline(span.kind, span.text, span.url, inner))
        else:
            lines[-1].append(span)
    return [tuple(line) for line in lines]
