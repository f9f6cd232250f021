"""Blanks in prose: lines that are only room to write, and tables with choices in their cells. The rest stays prose."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from generator.imports.block_shapes import ROOM
from generator.imports.blocks import Block, Inline, plain, text_lines
from generator.imports.document_texts import DocumentTexts
from generator.imports.draft import DraftText, DraftValue
from generator.imports.entry_ids import SiblingIds
from generator.imports.line_blanks import MARK, FoundBlank, line_blanks
from generator.imports.phase_words import plain_words

MOST_LABEL, MOST_SIGN = 120, 3
MOST_NAMING = 2  # columns of texts that name a row, such as its number and what it is about; a table with more of them is to be read
# A line to sign stays where it is.
SIGNING = ("signature", "unterschrift", "assinatura", "firma", "sign-off", "签名", "署名", "توقيع", "স্বাক্ষর", "подпись", "서명")
ASKS = re.compile(r"[?？]|\s/\s|☐|□|\[[ xX]\]|_|\.{6}|…")  # `enabled: true/false` only describes
NUMBER = r"\d[\d.,]*\s*%?"
SIDE = "under|below|over|above|less than|more than|at least|up to|unter|über|ab|bis|menos de|mais de|más de|moins de|plus de|低于|高于|未満"
RANGE = re.compile(rf"(?:[<>≤≥]=?|(?i:{SIDE}))\s*{NUMBER}|{NUMBER}\s*(?:[-–—~〜]|to|bis|a|à)\s*{NUMBER}|{NUMBER}\s*(?:\+|以上|以下|未満)")
DECIDES = re.compile(rf"(?:{RANGE.pattern})[^:：]{{0,20}}[:：]\s*\S")


@dataclass(slots=True)
class BlankPlacer:
    """Writes the blanks of the phase, item or step at `address`."""

    texts: DocumentTexts
    language: str
    ids: SiblingIds
    address: str
    blanks: dict[str, DraftValue] = field(default_factory=dict)

    def add(self, blank: FoundBlank, line: int) -> str:
        """Add a blank that is in a source line. Return its address."""
        id = self.ids.give(blank.label)
        self.blanks[id] = blank_draft(replace(blank, label=blank.label[:MOST_LABEL]), line, self.language)
        if blank.chosen:
            self.texts.account.note(line, f"a choice that is made: {', '.join(blank.chosen)}", "an open choice; answers belong to a run")
        return f"{self.address}.blanks.{id}"

    def rest_of(self, blocks: Sequence[Block], title: str = "") -> list[Block]:
        """Take the blanks out of blocks, and return the other blocks. `title` is what a decision of a score is about."""
        return [rest for block in blocks for rest in self._rest_of(block, title)]

    def _rest_of(self, block: Block, title: str) -> list[Block]:
        match block.kind:
            case "paragraph" if ASKS.search(block.text):
                return self._rest_of_text(block)
            case "bullets" | "numbers":
                self._add_decision(block, title)
                items = [item for item in block.children if not self._is_taken(item)]
                return [block if len(items) == len(block.children) else replace(block, children=items)] if items else []
            case "table" if self._is_taken_table(block):
                return []
        return [block]

    def _take(self, blanks: Sequence[FoundBlank], lines: Sequence[int]) -> bool:
        for blank in blanks:
            self.texts.account.place(lines, "entry", self.add(blank, lines[0]), "label")
        return bool(blanks)

    def _rest_of_text(self, block: Block) -> list[Block]:
        spans, written = text_lines(block.spans), block.text.split("\n")
        if len(spans) != len(written):
            return [block]
        runs: list[list[int]] = [[]]
        for at, raw in enumerate(written):
            if self._take(only_blanks(raw), (block.first + at,)):
                runs.append([])
            else:
                runs[-1].append(at)
        if len(runs) == 1:
            return [block]
        between = Inline("break" if any(span.kind == "break" for span in block.spans) else "line")
        return [
            Block(
                "paragraph",
                block.first + run[0],
                block.first + run[-1],
                "\n".join(written[at] for at in run),
                tuple(span for at in run for span in (*([between] if at != run[0] else []), *spans[at])),
            )
            for run in runs
            if run
        ]

    def _is_taken(self, item: Block) -> bool:
        if item.kind != "item" or item.box is not None or len(item.children) != 1 or item.children[0].kind != "paragraph":
            return False
        text = item.children[0]
        return self._take(only_blanks(text.text.replace("\n", " ")), text.lines)

    def _is_taken_table(self, table: Block) -> bool:
        """Take a table in each of whose rows people choose, such as between yes and no."""
        head, *rows = table.rows
        width = len(head.cells)
        if not rows or any(len(row.raw) != width for row in rows):
            return False
        labels = [plain(cell) for cell in head.cells]
        found = [[cell_blank(row.raw[at], labels[at]) for at in range(width)] for row in rows]
        to_fill = [at for at in range(width) if all(blanks[at] for blanks in found)]
        texts = [at for at in range(width) if at not in to_fill]
        if not all(any(blank and blank.kind == "choice" for blank in blanks) for blanks in found) or not 0 < len(texts) <= MOST_NAMING:
            return False
        if any(span.kind in ("link", "image") for row in rows for cell in row.cells for span in cell):
            return False
        of_rows = [[plain(row.cells[at]) for at in texts] for row in rows]
        if labels[texts[0]] and any(0 < len(of_row[0]) <= MOST_SIGN for of_row in of_rows):  # `A` says nothing by itself: `Gate A`
            of_rows = [[f"{labels[texts[0]]} {name}", *more] for name, *more in of_rows]
        named = [[" · ".join(filter(None, (*of_row, labels[one]))) for one in to_fill] for of_row in of_rows]
        if not all(one and len(one) <= MOST_LABEL for names in named for one in names):
            return False
        for row, blanks, names in zip(rows, found, named, strict=True):
            self._take([replace(blank, label=name) for at, name in zip(to_fill, names, strict=True) if (blank := blanks[at])], (row.line,))
        self.texts.account.note(head.line, f"a table of choices below `{labels[texts[0]]}`", "blanks, named by their rows and columns")
        self.texts.account.place((head.line,), "reported", why="the header of a table, whose columns name blanks")
        self.texts.account.place(table.lines, "layout", why="the rule of a table")
        return True

    def _add_decision(self, block: Block, title: str) -> None:
        """Add a choice for what a score means, if a score is filled in. The list stays: it says what each result is."""
        texts = [plain(item.children[0].spans) if item.children else "" for item in block.children]
        units = (blank.get("unit") for blank in self.blanks.values() if isinstance(blank, dict))
        is_decision = len(texts) > 1 and all(map(DECIDES.match, texts)) and max(map(len, texts)) <= MOST_LABEL
        if is_decision and title and any(isinstance(unit, DraftText) and unit.text.startswith("/") for unit in units):
            self.add(FoundBlank(title, "choice", choices=tuple(texts)), block.first)


def only_blanks(raw: str) -> tuple[FoundBlank, ...]:
    """Return the blanks of a line that says nothing else; empty if it does, or is to be signed."""
    if "](" in raw or not ASKS.search(raw):
        return ()
    found = line_blanks(raw)
    labels = [blank.label for blank in found.blanks]
    is_signed = any(word in plain_words(label) for label in labels for word in map(plain_words, SIGNING))
    return found.blanks if all(labels) and found.text == ", ".join(labels) and not is_signed else ()


def cell_blank(raw: str, label: str) -> FoundBlank | None:
    """Return the blank that a whole cell is: room to write, a choice, or nothing; None if it has words of its own."""
    if not raw.strip() or ROOM.match(raw.strip()):
        return FoundBlank(label)
    if MARK.search(raw) is None:
        return None
    found = line_blanks(raw.strip(), label=label or "—", cell=True)
    one = found.blanks[0] if len(found.blanks) == 1 and not found.text else None
    return replace(one, label=label) if one and one.label == (label or "—") else None


def blank_draft(blank: FoundBlank, line: int, language: str) -> dict[str, DraftValue]:
    """Return a blank as it is written."""
    fields: dict[str, DraftValue] = {"label": DraftText(blank.label, (line,))}
    if blank.kind != "text":
        fields["kind"] = DraftText(blank.kind)
    if blank.unit:
        fields["unit"] = DraftText(blank.unit, (line,))
    if blank.kind == "choice":
        ids = SiblingIds("choices", language)
        fields["choices"] = {ids.give(choice): {"label": DraftText(choice, (line,))} for choice in blank.choices}
    return fields
