"""Write blocks as prose: without headings, HTML and boxes, which prose does not have."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from generator.imports.blocks import Block, Inline, plain, text_lines
from generator.imports.box_signs import OPEN_SIGNS, TICKED_SIGNS
from generator.imports.document_texts import DocumentTexts, pictures_apart
from generator.imports.draft import DraftText
from generator.imports.named_quotes import PLAIN_CONTAINERS, kind_title_content
from generator.imports.write_inline import at_line_start, prose_text
from generator.text.gfm_escaping import fenced

KINDS = ("note", "tip", "important", "warning", "caution")
MEANT = {
    **dict.fromkeys(("info", "question", "example", "abstract", "summary", "quote", "cite", "seealso"), "note"),
    **dict.fromkeys(("hint", "success"), "tip"),
    **dict.fromkeys(("danger", "error", "bug", "failure"), "caution"),
    **dict.fromkeys(("attention", "warn"), "warning"),
}
BOX = re.compile(rf"\\?\[(?:[ ]|([xX]))\\?\](?!\()|[{OPEN_SIGNS}]\ufe0f?|([{TICKED_SIGNS}])\ufe0f?")
BOX_START = re.compile(rf"(?:{BOX.pattern})")
DEEPEST = 6  # lists and quotes within each other
LANGUAGE = re.compile(r"[^\w+#.-]")


def prose_of(blocks: Sequence[Block], texts: DocumentTexts, address: str, field: str) -> DraftText | None:
    """Return blocks as prose, and say so in the account; None if they have no words."""
    writer = _ProseWriter(texts)
    pieces = writer.pieces(blocks)
    texts.account.place_blocks(blocks, address, field)
    while notes := texts.taken_footnotes():
        pieces += writer.pieces(notes)
        texts.account.place_blocks(notes, address, field)
    lines = tuple(sorted({line for block in blocks for line in block.lines}))
    text = "\n\n".join(piece for piece in pieces if piece)
    return DraftText(text, lines) if text else None


class _ProseWriter:
    def __init__(self, texts: DocumentTexts) -> None:
        self.texts = texts

    def pieces(self, blocks: Iterable[Block], depth: int = 0) -> list[str]:
        """Return the text of each block; blank lines go between them."""
        found: list[str] = []
        before: Block | None = None
        for block in blocks:
            found += self.of_block(block, depth, is_second=before is not None and before.kind == block.kind)
            before = block if block.kind not in ("marker", "rule", "reference", "html") else before
        return found

    def of_block(self, block: Block, depth: int, *, is_second: bool) -> list[str]:
        match block.kind:
            case "paragraph":
                return self.paragraph(block)
            case "heading":
                text = self.strong(block.spans, block.first)
                return [text] if text else []
            case "footnote":
                text = prose_text((Inline("text", f"[{block.info}] "), *self.texts.clean(block.spans, block.first)))
                return [text]
            case "fence" | "code":
                return [self.code(block)]
            case "table":
                return [self.table(block)] if block.rows else []
            case "bullets" | "numbers":
                return self.items(block, depth, "*" if is_second else "-")
            case "quote" | "admonition":
                return self.quote(block, depth)
            case "item" | "document":
                return self.pieces(block.children, depth)
        return []

    def strong(self, spans: Sequence[Inline], line: int) -> str:
        """Return a title as strong text, on one line."""
        text = prose_text(self.texts.clean(spans, line), in_cell=True).replace("\\|", "|")
        return f"**{text}**" if text and "*" not in text else at_line_start(text)

    def paragraph(self, block: Block) -> list[str]:
        spans = self.texts.clean(block.spans, block.first)
        if re.search(r"(?m)^:[ \t]", block.text) and not block.text.startswith(":"):
            return _definitions(spans)
        if len(block.lines) > 1 and sum(map(_is_key, text_lines(spans))) > 1:
            spans = tuple(Inline("break") if span.kind == "line" else span for span in spans)
        found = []
        for part in pictures_apart(spans):
            if part[0].kind == "image":
                found.append(f"![{part[0].text.replace('[', '(').replace(']', ')')}]({part[0].url})")
            else:
                found.append(prose_text(part))
        return [text for text in found if text]

    def code(self, block: Block) -> str:
        language = LANGUAGE.sub("", block.info.partition(" ")[0].strip("{}."))
        return fenced(block.text, language)

    def table(self, block: Block) -> str:
        cells = [[prose_text(self.texts.clean(cell, row.line), in_cell=True) for cell in row.cells] for row in block.rows]
        width = max(map(len, cells))
        rows = [f"| {' | '.join(row + [''] * (width - len(row)))} |" for row in cells]
        rule = f"|{' --- |' * width}"
        return "\n".join((rows[0], rule, *rows[1:]))

    def items(self, block: Block, depth: int, bullet: str) -> list[str]:
        if depth >= DEEPEST:
            return [piece for item in block.children for piece in self.pieces(item.children, depth)]
        written: list[str] = []
        is_loose = False
        number = block.level
        for item in block.children:
            pieces = [piece for piece in self.pieces(item.children, depth + 1) if piece]
            if item.box is not None and not pieces:
                self.texts.account.note(item.first, "a box without a text", "not placed")
                self.texts.account.place(item.lines, "not-placed", why="a box without a text")
            elif item.box is not None:
                self.texts.account.note(item.first, "a box within a text", "a mark in prose: `( )`")
                mark = "(x)" if item.box == "x" else "( )"
                pieces[:1] = (
                    [f"{mark} {pieces[0]}"] if item.children[0].kind == "paragraph" and item.children[0].spans else [mark, pieces[0]]
                )
            if not pieces:
                continue
            pieces[0] = _without_boxes(pieces[0])
            mark = f"{number}." if block.kind == "numbers" else bullet
            number += 1
            is_loose |= any(not _is_list(after) for _, after in pairwise(pieces))
            text = _joined(pieces)
            indent = " " * (len(mark) + 1)
            first, *more = text.split("\n")
            written.append("\n".join((f"{mark} {first}", *(indent + line if line else "" for line in more))))
        return [("\n\n" if is_loose else "\n").join(written)] if written else []

    def quote(self, block: Block, depth: int) -> list[str]:
        kind, title, children = kind_title_content(block)
        head = self.strong(title, block.first)
        if depth >= DEEPEST or kind in PLAIN_CONTAINERS:
            return [*([head] if head else []), *self.pieces(children, depth)]
        pieces = []
        if kind and kind not in KINDS:
            word = (Inline("text", kind.capitalize()), *([Inline("text", ": ")] if head else []))
            head = self.strong((*word, *title), block.first)
        if head:
            pieces.append(head)
        pieces += self.pieces(children, depth + 1)
        known = kind if kind in KINDS else MEANT.get(kind, "note") if kind else ""
        text = "\n\n".join(pieces)
        if known:
            text = f"[!{known.upper()}]\n{text}"
        return ["\n".join(f"> {line}".rstrip() for line in text.split("\n"))] if pieces else []


def _without_boxes(text: str) -> str:
    """Return the text of a bullet with marks in place of the boxes that it begins with: prose has none."""
    return BOX.sub(lambda match: "(x)" if match[1] or match[2] else "( )", text) if BOX_START.match(text) else text


def _is_key(line: Sequence[Inline]) -> bool:
    """Whether a line is `**Key:** value`."""
    words = plain(line)
    return bool(line) and line[0].kind == "strong" and re.match(r"[^:：]{1,40}[:：]", words) is not None


def _is_list(piece: str) -> bool:
    return re.match(r"(?:[-*]|\d+\.) ", piece) is not None


def _joined(pieces: Sequence[str]) -> str:
    """Join the parts of an item; a list follows its text without a blank line."""
    text = pieces[0]
    for piece in pieces[1:]:
        text += ("\n" if _is_list(piece) and len(pieces) == 2 else "\n\n") + piece
    return text


def _definitions(spans: Sequence[Inline]) -> list[str]:
    """Return the lines `Term` and `: Definition` as a strong term with bullets."""
    found: list[str] = []
    for line in text_lines(spans):
        text = prose_text(line)
        if text.startswith(":"):
            bullet = f"- {_without_boxes(at_line_start(text[1:].strip()))}"
            if found and _is_list(found[-1]):
                found[-1] += f"\n{bullet}"
            else:
                found.append(bullet)
        elif text:
            found.append(text if "*" in text or text.startswith("\\") else f"**{text}**")
    return found
