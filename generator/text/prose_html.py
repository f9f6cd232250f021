"""Render prose as HTML in one line, so that no line of it can look like Markdown."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from generator.text.inline_html import Href, Literal, html_of
from generator.text.inline_markup import Part
from generator.text.prose_tree import Block, CodeBlock, Paragraph, Picture, ProseList, ProseTable, Quote

ENDS = {"center": Markup(' class="rb-center"'), "right": Markup(' class="rb-end"')}


@dataclass(frozen=True, slots=True)
class HtmlProse:
    """Writes blocks as HTML. `kinds` are the words for kinds of quotes; `code` returns a block of code, `text` a literal text or code span.

    On paper, links have addresses.
    """

    kinds: Mapping[str, str]
    code: Callable[[CodeBlock], Markup]
    on_paper: bool = False
    href: Href = str
    text: Literal = escape

    def blocks(self, blocks: Sequence[Block]) -> Markup:
        return Markup().join(map(self._block, blocks))

    def _block(self, block: Block) -> Markup:
        match block:
            case Paragraph(parts):
                return Markup("<p>{}</p>").format(self._text(parts))
            case ProseList(None, items):
                return Markup("<ul>{}</ul>").format(self._items(items))
            case ProseList(start, items):
                first = Markup(' start="{}"').format(start) if start != 1 else ""
                return Markup("<ol{}>{}</ol>").format(first, self._items(items))
            case CodeBlock():
                return self.code(block)
            case ProseTable():
                return self._table(block)
            case Quote("", inner):
                return Markup("<blockquote>{}</blockquote>").format(self.blocks(inner))
            case Quote(kind, inner):
                label = Markup('<p class="rb-quote__kind">{}</p>').format(self.kinds[kind])
                return Markup('<div class="rb-quote rb-quote--{}" role="note">{}{}</div>').format(kind, label, self.blocks(inner))
            case Picture(path, alternative):
                return Markup('<p><img class="rb-picture" src="{}" alt="{}"></p>').format(self.href(path), alternative)

    def _text(self, parts: tuple[Part, ...]) -> Markup:
        return html_of(parts, on_paper=self.on_paper, href=self.href, text=self.text)

    def _items(self, items: Sequence[Sequence[Block]]) -> Markup:
        return Markup().join(Markup("<li>{}</li>").format(self._item(item)) for item in items)

    def _item(self, blocks: Sequence[Block]) -> Markup:
        """Return an item. Its text needs no `<p>` if only lists follow it."""
        if blocks and isinstance(first := blocks[0], Paragraph) and all(isinstance(block, ProseList) for block in blocks[1:]):
            return self._text(first.parts) + self.blocks(blocks[1:])
        return self.blocks(blocks)

    def _table(self, table: ProseTable) -> Markup:
        ends = [ENDS.get(alignment, Markup()) for alignment in table.alignment]
        heads = Markup().join(
            Markup('<th scope="col"{}>{}</th>').format(end, self._text(head)) for end, head in zip(ends, table.heads, strict=True)
        )
        rows = Markup().join(
            Markup("<tr>{}</tr>").format(
                Markup().join(Markup("<td{}>{}</td>").format(end, self._text(cell)) for end, cell in zip(ends, row, strict=True))
            )
            for row in table.rows
        )
        return Markup('<div class="rb-scroll"><table class="rb-grid"><thead><tr>{}</tr></thead><tbody>{}</tbody></table></div>').format(
            heads, rows
        )
