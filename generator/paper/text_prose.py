"""Write prose as plain text, without any markup."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from generator.document.document_parts import Inline
from generator.paper.shell_lines import are_lines_text, with_breaks
from generator.text.inline_markup import CodeSpan, Emphasis, InlineLink, InnerLink, LineBreak, Room, Strong, Text, address_on_paper
from generator.text.plain_lines import FLUSH, GLUE, on_one_line, table_lines, wrapped
from generator.text.prose_tree import Block, CodeBlock, Paragraph, Picture, ProseList, ProseTable, Quote
from generator.text.shells import SHELLS

CODE = 4
QUOTED = 2


def plain_parts(parts: Inline) -> str:
    """Return the parts of a text as one line, or as one for each line of a paragraph. A link has its address after its label."""
    return "\n".join(map(on_one_line, "".join(map(_shown, parts)).split("\n")))


def _shown(part: object) -> str:
    match part:
        case Text(text) | Room(text):
            return text.replace("\n", " ")
        case CodeSpan(text):
            return text.replace(" ", GLUE)
        case InlineLink(label=label):
            address = address_on_paper(part)
            # A number to call stays in one line.
            name = plain_parts(label)
            name = name.replace(" ", GLUE) if part.url.lower().startswith("tel:") else name
            return f"{name} ({address})" if address else name
        case InnerLink(label=inner) | Strong(inner) | Emphasis(inner):
            return "".join(map(_shown, inner))
        case LineBreak():
            return "\n"
    raise AssertionError(f"not a part of a text: {part!r}")


def prose_lines(blocks: Sequence[Block], width: int, kinds: Mapping[str, str], before: str = "") -> list[str]:
    """Return blocks as lines of at most `width` columns, after the text `before`. `kinds` are the words for the kinds of quotes."""
    found: list[str] = []
    if before and not (blocks and isinstance(blocks[0], Paragraph)):
        found, before = [before], ""
    for block in blocks:
        found += [*([""] if found else []), *_lines(block, width, kinds, before)]
        before = ""
    return found


def _lines(block: Block, width: int, kinds: Mapping[str, str], before: str) -> Iterator[str]:
    match block:
        case Paragraph(parts):
            yield from wrapped(f"{before} {plain_parts(parts)}".lstrip(), width)
        case ProseList(start, items):
            made = [_item("-" if start is None else f"{start + number}.", item, width, kinds) for number, item in enumerate(items)]
            tight = all("" not in item for item in made)
            for number, item in enumerate(made):
                yield from [] if tight or not number else [""]
                yield from item
        case CodeBlock(text, language):
            yield from [f"{language}:", ""] if language else []
            code = with_breaks(text, width - CODE) if language in SHELLS else text
            yield from indented_lines(code_lines(code, shell=language in SHELLS), CODE)
        case ProseTable(heads, rows):
            yield from table_lines([*map(plain_parts, heads)], [[*map(plain_parts, row)] for row in rows], width)
        case Quote(kind, inner):
            yield from [f"{kinds[kind].upper()}"] if kind else []
            yield from indented_lines(prose_lines(inner, width - QUOTED, kinds), QUOTED)
        case Picture(alternative=alternative):
            yield from wrapped(on_one_line(alternative), width)


def _item(marker: str, blocks: Sequence[Block], width: int, kinds: Mapping[str, str]) -> list[str]:
    first, *more = prose_lines(blocks, width - len(marker) - 1, kinds) or [""]
    if len(blocks) == 2 and isinstance(blocks[0], Paragraph) and isinstance(blocks[1], ProseList):
        more.remove("")
    return [f"{marker} {first}".rstrip(), *indented_lines(more, len(marker) + 1)]


def indented_lines(lines: Sequence[str], columns: int) -> list[str]:
    """Return lines with spaces before them; empty lines stay empty."""
    return [" " * columns + line if line else "" for line in lines]


def code_lines(code: str, *, shell: bool) -> list[str]:
    """Return the lines of code, at the left edge if spaces before them would change what people copy.

    Here-documents keep their tabs and blank lines, and a space stays behind a backslash at the end.
    """
    lines = code.split("\n") if "<<" in code else tidied(code)
    edge = FLUSH if (are_lines_text(code) if shell else len(lines) > 1) else ""
    return [edge + (line if (bare := line.rstrip()).endswith("\\") else bare) for line in lines]


def tidied(text: str) -> list[str]:
    """Return the lines of a text without tabs, and with at most one blank line in a row."""
    return re.sub(r"\n(?:[ \t]*\n){2,}", "\n\n", text).expandtabs(4).split("\n")
