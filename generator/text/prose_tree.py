"""The tree of prose: blocks with inline parts, and problems for what prose may not have."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from generator.text.gfm_escaping import code_span
from generator.text.inline_markup import CodeSpan, Emphasis, InlineLink, InnerLink, LineBreak, Part, Room, Strong, Text
from generator.text.inline_markup import plain_text_of as plain

QUOTE_KINDS = ("note", "tip", "important", "warning", "caution")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Text of one paragraph."""

    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class ProseList:
    """Bullets, or numbers from `start` on. Each item has blocks of its own."""

    start: int | None
    items: tuple[tuple[Block, ...], ...]


@dataclass(frozen=True, slots=True)
class CodeBlock:
    """Code, with its line breaks and without a last one. `language` is empty if the fence names none."""

    text: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class ProseTable:
    """A table. Every row has as many cells as there are `heads`; `alignment` of a column is empty, `left`, `center` or `right`."""

    heads: tuple[tuple[Part, ...], ...]
    rows: tuple[tuple[tuple[Part, ...], ...], ...]
    alignment: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Quote:
    """A quote. `kind` is one of QUOTE_KINDS, or empty."""

    kind: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture, such as `files/wiring.png`, and the text for people who do not see it. `digest` is that of its file, once it is found."""

    path: str
    alternative: str
    digest: str = ""


Block = Paragraph | ProseList | CodeBlock | ProseTable | Quote | Picture


@dataclass(frozen=True, slots=True)
class ProseProblem:
    """Something that prose may not have: the characters from `start` to `end` of the text. `found` is what was found there.

    `kind` is `heading`, `underlined-heading`, `html`, `comment`, `box`, `indented-code`, `open-fence`, `fence-words`, `definition`,
    `rule`, `struck`, `footnote`, `link-title`, `picture-in-text`, `picture-target`, `picture-type`, `no-alternative`, `quote-kind`,
    `extra-cell`, `invisible` or `nesting`. A `row-without-bars` is allowed, but hardly meant: a text right below a table.
    """

    kind: str
    start: int
    end: int
    found: str


@dataclass(frozen=True, slots=True)
class ProsePiece:
    """A paragraph, a cell or the code of a fence: the characters from `start` to `end` of the text.

    `text` is written as a text of one line: with code in backticks and links, without other marks and without room to write. `language` is
    that of code, and None for other pieces.
    """

    text: str
    language: str | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class ParsedProse:
    """The blocks of a text, what prose may not have, and the pieces of the text, in its order."""

    blocks: tuple[Block, ...]
    problems: tuple[ProseProblem, ...]
    pieces: tuple[ProsePiece, ...]


def spelled(parts: Sequence[Part]) -> str:
    """Return parts written as a text of one line: code in backticks and links, no other marks, and a space for room to write."""
    found = []
    for part in parts:
        match part:
            case CodeSpan(code):
                found.append(code_span(code))
            case InlineLink(url, label):
                found.append(f"<{url}>" if plain(label) == url else f"[{spelled(label)}]({url})")
            case InnerLink(target, label):
                found.append(f"[{spelled(label)}]({target})")
            case Strong(inner) | Emphasis(inner):
                found.append(spelled(inner))
            case LineBreak() | Room():
                found.append(" ")
            case Text(text):
                found.append(text)
    return "".join(found)


def with_parts(
    blocks: Sequence[Block],
    change: Callable[[tuple[Part, ...]], tuple[Part, ...]],
    picture: Callable[[Picture], Block] = lambda found: found,
) -> tuple[Block, ...]:
    """Return blocks in which each text is changed, and each picture."""

    def changed(block: Block) -> Block:
        match block:
            case Paragraph(parts):
                return Paragraph(change(parts))
            case ProseList(start, items):
                return ProseList(start, tuple(with_parts(item, change, picture) for item in items))
            case ProseTable(heads, rows, alignment):
                return ProseTable(tuple(map(change, heads)), tuple(tuple(map(change, row)) for row in rows), alignment)
            case Quote(kind, inner):
                return Quote(kind, with_parts(inner, change, picture))
            case Picture():
                return picture(block)
        return block

    return tuple(map(changed, blocks))


def plain_prose(blocks: Sequence[Block]) -> str:
    """Return blocks as the reader sees them, one line for each paragraph, cell and line of code."""
    return "\n".join(_lines(blocks))


def _lines(blocks: Sequence[Block]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Paragraph(parts):
                yield plain(parts)
            case ProseList(items=items):
                for item in items:
                    yield from _lines(item)
            case CodeBlock(text):
                yield text
            case ProseTable(heads, rows):
                yield from (plain(cell) for row in (heads, *rows) for cell in row)
            case Quote(blocks=inner):
                yield from _lines(inner)
            case Picture(alternative=alternative):
                yield alternative
