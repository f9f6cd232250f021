"""HTML among Markdown, as the blocks that it means: headings, paragraphs, lists with boxes, tables, quotes and code."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser

from generator.imports.blocks import CONTAINERS, Block, BlockKind, Inline, SourceRow, leaves, plain, text_lines
from generator.imports.html_boxes import boxed_item, take_box
from generator.imports.html_inlines import ELEMENTS, tag_of, without_tags
from generator.imports.named_signs import with_signs

LISTS: dict[str, BlockKind] = {"ul": "bullets", "menu": "bullets", "dir": "bullets", "ol": "numbers"}
ENDING_PARAGRAPHS = (
    "p div center section article aside header footer main nav figure figcaption address caption dl dt dd form fieldset legend "
    "body html summary details hr thead tbody tfoot"
)
PARAGRAPHS = frozenset(ENDING_PARAGRAPHS.split())
CENTRED = "centred"  # what a heading is that HTML puts into the middle of the page
MOST_NESTED = 60
UNSEEN = ("script", "style", "head")


@dataclass(slots=True)
class _HtmlCell:
    content: Block
    header: bool
    across: int


@dataclass(slots=True)
class _HtmlTable:
    first: int
    rows: list[list[_HtmlCell]] = field(default_factory=list)


@dataclass(slots=True)
class ExpandedHtml:
    """Blocks without HTML, and the names of places that links within the document lead to, with their lines."""

    blocks: list[Block]
    anchors: list[tuple[str, int]] = field(default_factory=list)


def expanded(blocks: Sequence[Block]) -> ExpandedHtml:
    """Return sibling blocks with their HTML, also within their parts, as other blocks.

    Markdown between two parts of an element is within that element. Comments stay blocks of kind `html`, with `comment` as their info.
    """
    builder = _BlockBuilder()
    anchors: list[tuple[str, int]] = []
    for block in blocks:
        if block.kind in CONTAINERS and block.children:
            inner = expanded(block.children)
            block.children = inner.blocks
            anchors += inner.anchors
        anchors += _names_in(block)
        if block.kind == "html" or (block.kind == "code" and builder.is_open and block.text.lstrip().startswith("<")):
            builder.feed(block)
        else:
            builder.add(block)
    return ExpandedHtml(builder.closed(), anchors + builder.anchors)


def _names_in(block: Block) -> list[tuple[str, int]]:
    """Return the names that HTML gives to places in the text of a block, with its line."""
    if "<" not in block.text or block.kind not in ("paragraph", "heading"):
        return []
    tags = [tag_of(span.text) for span in block.spans if span.kind == "html"]
    names = [attributes.get("id") or (attributes.get("name") if name == "a" else "") for name, _, attributes in tags]
    return [(name, block.first) for name in names if name]


class _BlockBuilder:
    """Collects blocks in the elements that are open. It outlives single pieces of HTML, because blank lines divide them."""

    def __init__(self) -> None:
        self.root = Block("document", 1, 1)
        self.stack: list[tuple[str, Block | _HtmlTable]] = [("", self.root)]
        self.buffer: list[Inline] = []
        self.lines: list[int] = []
        self.code: list[str] | None = None
        self.code_line = 0
        self.heading = 0
        self.centred = False
        self.summary = False
        self.unseen = ""
        self.anchors: list[tuple[str, int]] = []

    @property
    def is_open(self) -> bool:
        return len(self.stack) > 1

    def feed(self, block: Block) -> None:
        parser = _Parser(self, block)
        parser.feed(block.text.replace("<![", "&lt;!["))
        parser.close()
        self.unseen = ""
        self.end_code(block.last)
        self.flush()

    def add(self, block: Block) -> None:
        self.flush()
        self.here.children.append(block)

    def closed(self) -> list[Block]:
        self.flush()
        while len(self.stack) > 1:
            self.leave()
        return self.root.children

    @property
    def here(self) -> Block:
        """The block that takes what comes next."""
        return next(place for _, place in reversed(self.stack) if isinstance(place, Block))

    def flush(self) -> None:
        """End the paragraph that is open."""
        spans, self.buffer = without_tags(self.buffer), []
        lines, self.lines = self.lines, []
        if not lines or not (plain(spans) or any(span.kind == "image" for span in spans)):
            return
        kind: BlockKind = "heading" if self.heading else "paragraph"
        if self.summary:
            spans = (Inline("strong", spans=spans),)
        block = Block(
            kind, lines[0], lines[-1], plain(spans), spans, level=self.heading, info=CENTRED if self.heading and self.centred else ""
        )
        place = self.here
        if place.kind == "item" and not place.children and place.box is None:
            take_box(place, block)
        boxed = [boxed_item(block, line) for line in text_lines(spans) if plain(line)] if self.stack[-1][0] not in ("li", "td") else []
        if kind == "paragraph" and boxed and all(item.box for item in boxed):
            if place.children and place.children[-1].kind == "bullets" and place.children[-1].children[-1].info == "html":
                place.children[-1].children += boxed
                place.children[-1].last = block.last
            else:
                place.children.append(Block("bullets", block.first, block.last, children=boxed))
        elif place.kind in ("bullets", "numbers"):  # a text between the items of a list
            place.children.append(Block("item", block.first, block.last, info="-", children=[block]))
        else:
            place.children.append(block)

    def text(self, text: str, line: int) -> None:
        if self.unseen:
            return
        if self.code is not None:
            self.code.append(text)
            return
        for at, one in enumerate(text.split("\n")):
            if at:
                self.buffer.append(Inline("line"))
            if one.strip():
                self.lines.append(line + at)
            if one:
                self.buffer.append(Inline("text", with_signs(re.sub(r"\s+", " ", one))))

    def start(self, tag: str, raw: str, attributes: dict[str, str], line: int) -> None:
        name = attributes.get("id") or (attributes.get("name") if tag == "a" else "")
        if name:
            self.anchors.append((name, line))
        if tag not in ELEMENTS:
            self.text(raw, line)
        elif tag in UNSEEN:
            self.unseen = tag
        elif tag == "pre":
            self.flush()
            self.code, self.code_line = [], line
        elif self.code is not None:
            return
        elif re.fullmatch("h[1-6]", tag):
            self.flush()
            self.heading = int(tag[1])
            self.centred = attributes.get("align", "").lower() == "center"
        elif tag in LISTS or tag in ("li", "blockquote", "table", "tr", "td", "th"):
            self.flush()
            self.enter(tag, attributes, line)
        elif tag in PARAGRAPHS:
            self.flush()
            self.summary = tag == "summary"
        else:
            self.lines.append(line)
            self.buffer.append(Inline("html", raw))

    def enter(self, tag: str, attributes: dict[str, str], line: int) -> None:
        if tag in LISTS:
            start = attributes.get("start", "")
            self.put(tag, Block(LISTS[tag], line, line, level=int(start) if start.isdecimal() and len(start) < 10 else 1))
        elif tag == "blockquote":
            self.put(tag, Block("quote", line, line))
        elif tag == "li":
            self.leave("li", within=(*LISTS, "table"))
            if not isinstance(self.stack[-1][1], Block) or self.stack[-1][0] not in LISTS:
                self.put("ul", Block("bullets", line, line))
            self.put("li", Block("item", line, line, info="-"))
        elif tag == "table" and len(self.stack) <= MOST_NESTED:
            self.stack.append((tag, _HtmlTable(line)))
        elif any(name == "table" for name, _ in self.stack):
            self.leave("tr" if tag == "tr" else "td", within=("table",) if tag == "tr" else ("tr", "table"))
            table = next(place for name, place in reversed(self.stack) if name == "table")
            assert isinstance(table, _HtmlTable)
            if tag == "tr" or not table.rows:
                table.rows.append([])
            if tag == "tr":
                self.stack.append(("tr", table))
            else:
                across = attributes.get("colspan", "1")
                cell = Block("item", line, line)
                table.rows[-1].append(_HtmlCell(cell, tag == "th", int(across) if across.isdecimal() and len(across) < 4 else 1))
                self.stack.append(("td", cell))

    def put(self, tag: str, block: Block) -> None:
        """Add a block that takes what follows; too deep within others, what follows is beside them."""
        if len(self.stack) > MOST_NESTED:
            return
        self.here.children.append(block)
        self.stack.append((tag, block))

    def end(self, tag: str, raw: str, line: int) -> None:
        if tag == self.unseen:
            self.unseen = ""
        elif tag == "pre" and self.code is not None:
            self.end_code(line)
        elif self.code is not None:
            return
        elif re.fullmatch("h[1-6]", tag):
            self.flush()
            self.heading = 0
        elif tag in LISTS or tag in ("li", "blockquote", "table", "tr", "td", "th"):
            self.flush()
            self.leave("td" if tag == "th" else tag, within=("table",) if tag not in ("table", "blockquote") else (), line=line)
        elif tag in PARAGRAPHS:
            self.flush()
            self.summary = False
        elif tag in ELEMENTS:
            self.buffer.append(Inline("html", raw))

    def end_code(self, line: int) -> None:
        """End the code that is open."""
        if self.code is not None:
            text, self.code = "".join(self.code).strip("\n"), None
            if text.strip():
                self.here.children.append(Block("code", self.code_line, line, text))

    def leave(self, tag: str = "", *, within: tuple[str, ...] = (), line: int = 0) -> None:
        """Close the innermost element of a name, and all in it, unless it is outside of an element of `within`. No name: the innermost."""
        at = len(self.stack) - 1
        while tag and at and self.stack[at][0] != tag:
            if self.stack[at][0] in within:
                return
            at -= 1
        if not at:
            return
        while len(self.stack) > at:
            _, place = self.stack.pop()
            if isinstance(place, _HtmlTable):
                if not any(other is place for _, other in self.stack):
                    self.here.children += _table_blocks(place, line)
            else:
                place.last = max([line, place.last, *(child.last for child in place.children)])

    def comment(self, text: str, first: int) -> None:
        if not self.unseen:
            if self.code is None:
                self.flush()
            last = first + text.count("\n")
            self.here.children.append(Block("html", first, last, text, info="comment"))


class _Parser(HTMLParser):
    """Passes the tags of one piece of HTML on, with their source lines."""

    def __init__(self, builder: _BlockBuilder, block: Block) -> None:
        super().__init__()
        self.builder, self.first = builder, block.first

    @property
    def line(self) -> int:
        return self.first + self.getpos()[0] - 1

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.builder.start(tag, self.get_starttag_text() or "", {name: value or "" for name, value in attrs}, self.line)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in ("br", "img", "input", "hr", "wbr"):
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        self.builder.end(tag, f"</{tag}>", self.line)

    def handle_data(self, data: str) -> None:
        self.builder.text(data, self.line)

    def handle_comment(self, data: str) -> None:
        self.builder.comment(data, self.line)


def _table_blocks(table: _HtmlTable, last: int) -> list[Block]:
    """Return the blocks of a table: a table of texts; or, where cells have lists, a list for each row below its first cell."""
    rows = [row for row in table.rows if row]
    columns = max((sum(cell.across for cell in row) for row in rows), default=0)
    blocks: list[Block] = []
    heads: list[_HtmlCell] = []
    part: list[list[_HtmlCell]] = []

    has_parts = False

    def end_part() -> None:
        nonlocal has_parts
        if part:
            has_parts = True
            blocks.extend(_part_blocks(heads, part))
            part.clear()

    for row in rows:
        if len(row) == 1 and columns > 1:
            end_part()
            blocks.extend(row[0].content.children)
        elif not heads and not part and all(cell.header for cell in row):
            heads = row
        else:
            part.append(row)
    if heads and not part and not blocks:
        part.append(heads)
        heads = []
    end_part()
    if not has_parts:  # no row is below these headers
        blocks[:0] = [child for cell in heads for child in cell.content.children]
    if blocks:
        blocks[-1].last = max(blocks[-1].last, last)
        blocks[0].first = min(blocks[0].first, table.first)
    return blocks


def _part_blocks(heads: list[_HtmlCell], rows: list[list[_HtmlCell]]) -> list[Block]:
    cells = [cell for row in (heads, *rows) for cell in row]
    first = min(cell.content.first for cell in cells)
    last = max([cell.content.last for cell in cells] + [child.last for cell in cells for child in cell.content.children])
    if all(child.kind == "paragraph" for cell in cells for child in cell.content.children):
        width = max(len(row) for row in (heads, *rows))
        made = tuple(_row(row, width) for row in (heads, *rows))
        return [Block("table", first, last, rows=made)]
    if all(len(row) == 1 for row in rows) or any(child.kind == "heading" for cell in cells for child in cell.content.children):
        return [child for row in (heads, *rows) for cell in row for child in cell.content.children]
    names = [_spans(cell) for cell in heads]
    has_titles = [all(child.kind == "paragraph" for child in row[0].content.children) for row in rows]
    unnamed = heads if not all(has_titles) else heads[:1]  # the names of cells without a label
    blocks = [child for cell in unnamed for child in cell.content.children]
    for row, has_title in zip(rows, has_titles, strict=True):
        if not has_title:
            blocks += [child for cell in row for child in cell.content.children]
            continue
        title = _spans(row[0])
        if title:
            strong = (Inline("strong", spans=title),)
            # The rows are for proposals: the row says the same as the list below.
            as_rows = (_row(heads, len(row)), _row(row, len(row), between="\n"))
            blocks.append(Block("paragraph", row[0].content.first, row[0].content.last, plain(title), strong, rows=as_rows))
        items = []
        for at, cell in enumerate(row[1:], start=1):
            label: tuple[Inline, ...] = ()
            if at < len(names) and plain(names[at]):
                label = (Inline("strong", spans=names[at]), Inline("text", ": "))
            children = list(cell.content.children)
            if children and children[0].kind == "paragraph":
                children[0] = replace(children[0], spans=(*label, *children[0].spans))
            elif children and label:
                children.insert(0, Block("paragraph", cell.content.first, cell.content.first, spans=label))
            if children:
                items.append(Block("item", cell.content.first, children[-1].last, info="-", children=children))
        if items:
            blocks.append(Block("bullets", items[0].first, items[-1].last, children=items))
    return blocks


def _row(row: list[_HtmlCell], width: int, between: str = " ") -> SourceRow:
    """Return a row with at least `width` cells. `between` joins the texts of a cell as it is written."""
    cells = tuple(_spans(cell) for cell in row) + ((),) * (width - len(row))
    written = (between.join(filter(None, (plain(leaf.spans) for leaf in leaves(cell.content)))) for cell in row)
    return SourceRow(row[0].content.first if row else 0, (*written, *("",) * (width - len(row))), cells)


def _spans(cell: _HtmlCell) -> tuple[Inline, ...]:
    spans: list[Inline] = []
    for leaf in leaves(cell.content):
        if spans:
            spans.append(Inline("break"))
        spans += leaf.spans
    return tuple(spans)
