"""Write prose as GitHub-flavoured Markdown, so that a reader of Markdown sees the same blocks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from generator.text import gfm_escaping as gfm
from generator.text.inline_markup import Text
from generator.text.prose_tree import Block, CodeBlock, Paragraph, Picture, ProseList, ProseTable, Quote


def prose_markdown(blocks: Sequence[Block], *, other: bool = False) -> str:
    """Return blocks as lines of Markdown, without a last line feed. With `other`, a list at the beginning has other marks than usual."""
    return "".join(_joined(blocks, other=other))


def quoted(markdown: str) -> str:
    """Return lines as a quote."""
    return "\n".join(f"> {line}".rstrip() for line in markdown.split("\n"))


def indented(markdown: str, columns: int = 2) -> str:
    """Indent lines below a list item, by the width of its marker; blank lines stay empty."""
    return "\n".join(" " * columns + line if line else line for line in markdown.split("\n"))


def _joined(blocks: Sequence[Block], *, other: bool) -> Iterator[str]:
    """Yield blocks with what is between them. A list after a list of the same kind has other marks, so that it is a list of its own."""
    for before, block in pairwise((None, *blocks)):
        assert block is not None
        if before is not None:
            follows = isinstance(block, ProseList) and isinstance(before, ProseList) and (block.start is None) == (before.start is None)
            other = follows and not other
            yield "\n\n"
        yield _block(block, other=other)


def _block(block: Block, *, other: bool) -> str:
    match block:
        case Paragraph(parts):
            return gfm.markdown(parts)
        case ProseList(start, items):
            return "\n".join(_item(start, number, item, other=other) for number, item in enumerate(items))
        case CodeBlock(text, language):
            return gfm.fenced(text, language)
        case ProseTable():
            return gfm.table([[*map(gfm.cell, row)] for row in (block.heads, *block.rows)], block.alignment)
        case Quote(kind, inner):
            beside = "\n" if inner and isinstance(inner[0], Paragraph) else "\n\n"
            return quoted(beside.join(filter(None, (f"[!{kind.upper()}]" if kind else "", prose_markdown(inner)))))
        case Picture(path, alternative):
            return f"![{gfm.markdown((Text(alternative),))}]({path})"


def _item(start: int | None, number: int, blocks: Sequence[Block], *, other: bool) -> str:
    """Return an item of a list. Short lists have no blank lines."""
    marker = ("*" if other else "-") if start is None else f"{start + number}{')' if other else '.'}"
    text = prose_markdown(blocks, other=not other)  # lists that begin in one line need different marks: `- - -` is a line across the page
    if len(blocks) == 2 and isinstance(blocks[0], Paragraph) and isinstance(blocks[1], ProseList) and _may_follow(blocks[1]):
        text = text.replace("\n\n", "\n", 1)
    return f"{marker} {indented(text, len(marker) + 1).lstrip()}".rstrip()


def _may_follow(found: ProseList) -> bool:
    """Return whether a list needs no blank line before it: it begins with 1 and a text."""
    return found.start in (None, 1) and bool(found.items[0])
