"""Place lists: items with boxes and numbered steps become lines of a checklist or procedure, and what is between them becomes details."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from generator.imports.block_shapes import has_boxes, is_shell, is_steps
from generator.imports.blocks import Block, Inline, plain
from generator.imports.document_texts import DocumentTexts
from generator.imports.draft import DraftText, DraftValue
from generator.imports.entry_ids import SiblingIds
from generator.imports.line_blanks import FoundBlank, line_blanks
from generator.imports.named_quotes import titled
from generator.imports.place_blanks import BlankPlacer
from generator.imports.read_markdown import spans_of
from generator.imports.write_inline import line_text
from generator.imports.write_prose import prose_of
from generator.imports.written_times import leading_offset
from generator.text.inline_markup import plain_text

LineKind = Literal["items", "steps"]


@dataclass(slots=True)
class PlacedLine:
    """An item or a step. `details` are the blocks that become its details; `lines` its own items."""

    address: str
    fields: dict[str, DraftValue]
    ids: SiblingIds
    blanks: BlankPlacer
    details: list[Block] = field(default_factory=list)
    cells: dict[str, DraftValue] = field(default_factory=dict)
    lines: dict[str, PlacedLine] = field(default_factory=dict)

    @property
    def last(self) -> PlacedLine:
        """The line, or the last one within it: what follows belongs to that, so that nothing moves."""
        return next(reversed(self.lines.values())).last if self.lines else self


class LinePlacer:
    """Places the lists of one checklist or procedure.

    `before` are blocks in front of the first line. `blank_ids` gives the ids of blanks, which differ within a document. `on_clock` says
    that the deploy clock counts the moments in front of lines, such as `T+5 min:`.
    """

    def __init__(
        self, texts: DocumentTexts, address: str, kind: LineKind, language: str, blank_ids: SiblingIds, *, on_clock: bool = False
    ) -> None:
        self.texts, self.kind, self.language, self.blank_ids = texts, kind, language, blank_ids
        self.address, self.on_clock = address, on_clock
        self.lines: dict[str, PlacedLine] = {}
        self.ids = SiblingIds(kind, language)
        self.before: list[Block] = []

    @property
    def last(self) -> PlacedLine | None:
        return next(reversed(self.lines.values())).last if self.lines else None

    def add_list(self, block: Block, parent: PlacedLine | None = None) -> None:
        """Place a list whose items are lines, or have lines below them."""
        for item in block.children:
            if item.kind != "item":
                self.add_details([item], parent)
            elif self._is_line(block, item):
                self._add_item(block, item, parent)
            else:
                self.add_details([Block(block.kind, item.first, item.last, level=block.level, children=[item])], parent)

    def _is_line(self, block: Block, item: Block) -> bool:
        if item.box is not None or any(map(has_boxes, item.children)):
            return True
        return self.kind == "steps" and block.kind == "numbers" and bool(item.children)

    def add_details(self, blocks: Iterable[Block], parent: PlacedLine | None = None) -> None:
        """Add blocks to the line above: the last one in the document, so that nothing moves."""
        above = parent.last if parent else self.last
        place = above.details if above else self.before
        for block in blocks:
            if place and block.kind in ("bullets", "numbers") and place[-1].kind == block.kind and len(block.children) == 1:
                last = place[-1]  # an item that has followed another one still does
                place[-1] = Block(last.kind, last.first, block.last, level=last.level, children=[*last.children, *block.children])
            else:
                place.append(block)

    def _add_item(self, block: Block, item: Block, parent: PlacedLine | None) -> None:
        if not item.children:
            self.texts.account.place(item.lines, "not-placed", why="a box without a text")
            self.texts.account.note(item.first, "a box without a text", "not placed")
            return
        first, *rest = item.children
        if first.kind not in ("paragraph", "heading") or not plain(first.spans):
            if item.box is not None:
                self.texts.account.note(item.first, "a box without a text", "not placed")
                self.texts.account.place(first.lines if first.kind == "paragraph" else (), "not-placed", why="a box without a text")
                rest = item.children[1:] if first.kind == "paragraph" else item.children
            else:
                rest = item.children
            self.add_rest(rest, parent)
            return
        line = self.add_line(first, parent)
        self._note_box(block, item, line)
        self.add_rest(rest, line)

    def _note_box(self, block: Block, item: Block, line: PlacedLine) -> None:
        account = self.texts.account
        if item.box is None:
            found = "a numbered item without a box" if block.kind == "numbers" else "an item without a box above items with boxes"
            account.note(item.first, found, f"gets a box in {self.address}" if block.kind == "numbers" else f"gets a box: {line.address}")
        elif item.info == "html":
            account.note(item.first, "a box in HTML", f"an item: {line.address}")
        if item.box == "x":
            account.note(item.first, "a ticked box", "an open box; ticks belong to a run")

    def add_line(self, text: Block, parent: PlacedLine | None = None, key: str = "text") -> PlacedLine:
        """Add a line with a text."""
        kind = "items" if parent else self.kind
        ids, lines, above = (parent.ids, parent.lines, parent.address) if parent else (self.ids, self.lines, self.address)
        at, rest = leading_offset(text.text) if self.on_clock else ("", text.text)
        words, found = self._words(replace(text, text=rest))
        words = leading_offset(words)[1] if at else words
        id = ids.give(words)
        address = f"{above}.{kind}.{id}"
        blanks = BlankPlacer(self.texts, self.language, self.blank_ids, address)
        line = PlacedLine(address, {key: DraftText(words, text.lines)}, SiblingIds("items", self.language), blanks)
        if at:
            line.fields["at"] = DraftText(at, text.lines)
        lines[id] = line
        self.texts.account.place(text.lines, "entry", line.address, key)
        self.add_blanks(line, found, text.first, words)
        line.details += self.texts.taken_footnotes()
        return line

    def _words(self, block: Block) -> tuple[str, tuple[FoundBlank, ...]]:
        """Return the text of a line, and its blanks."""
        found = line_blanks(block.text.replace("\n", " "))
        if found.blanks and block.kind == "paragraph":
            text = line_text(self.texts.clean(spans_of(found.text), block.first))
            if text:
                return text, found.blanks
        text = line_text(self.texts.clean(block.spans, block.first))
        return text or plain(block.spans), ()

    def add_blanks(self, line: PlacedLine, blanks: Sequence[FoundBlank], number: int, words: str) -> None:
        """Add the blanks of a text to a line. A blank without words has those of the text."""
        for blank in blanks:
            line.blanks.add(replace(blank, label=blank.label or plain_text(words) or " / ".join(blank.choices)), number)

    def add_rest(self, blocks: Iterable[Block], line: PlacedLine | None) -> None:
        """Place what follows the text of a line."""
        for block in blocks:
            if block.kind in ("bullets", "numbers") and (has_boxes(block) or (self.kind == "steps" and is_steps(block))):
                self.add_list(block, line)
            elif line is not None and is_shell(block) and not line.lines and "run" not in line.fields:
                line.fields["run"] = DraftText(block.text, block.lines)
                self.texts.account.place(block.lines, "entry", line.address, "run")
            elif block.kind in ("quote", "admonition") and has_boxes(block):
                self.texts.account.note(block.first, "a list in a quote", "items of the list")
                named, children = titled(block)
                if named:
                    self.add_details([Block("paragraph", block.first, block.first, plain(named), (Inline("strong", spans=named),))], line)
                self.add_rest(children, line)
            else:
                self.add_details([block], line)

    def draft(self) -> dict[str, DraftValue]:
        """Return the lines as they are written, by id."""
        return {id: self._line_draft(line) for id, line in self.lines.items()}

    def _line_draft(self, line: PlacedLine) -> DraftValue:
        fields = dict(line.fields)
        details = prose_of(line.blanks.rest_of(line.details), self.texts, line.address, "details")
        if details:
            fields["details"] = details
        fields |= {key: value for key, value in (("blanks", line.blanks.blanks), ("cells", line.cells)) if value}
        if line.lines:
            fields["items"] = {id: self._line_draft(inner) for id, inner in line.lines.items()}
        return fields


def list_lines(lines: dict[str, PlacedLine]) -> Iterator[PlacedLine]:
    """Return lines and all lines within them."""
    for line in lines.values():
        yield line
        yield from list_lines(line.lines)
