"""Place tables whose rows are items: one column has the text, the others are columns of the checklist."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from generator.imports.block_shapes import PURE_BOX, ROOM, TICKED_CELL, box_columns, is_row_item
from generator.imports.blocks import Block, Inline, SourceRow, plain
from generator.imports.draft import DraftText, DraftValue
from generator.imports.entry_ids import SiblingIds
from generator.imports.line_blanks import line_blanks
from generator.imports.place_lines import LinePlacer, PlacedLine
from generator.imports.write_inline import line_text

YES_NO = ("Yes", "No")


@dataclass(slots=True)
class TableColumns:
    """The columns of the checklist that some tables give: by id, as they are written; and the ids by their labels."""

    ids: SiblingIds
    drafts: dict[str, DraftValue]
    by_label: dict[str, str]


def place_table(table: Block, placer: LinePlacer, columns: TableColumns) -> None:
    """Place each row of a table that has a box as an item. Other rows become details of the item above."""
    account = placer.texts.account
    head, *rows = table.rows
    boxes = box_columns(table)
    width = max(len(row.raw) for row in table.rows)
    shift = 1 if len(head.raw) < width and 0 in boxes and not _is_box_head(head.raw[0]) else 0
    labels = [_label(head, at - shift) for at in range(width)]
    if len(head.raw) < width:
        account.note(head.line, f"the header names {len(head.raw)} columns, rows have {width}", "the cells of each row as written")
    items = [row for row in rows if is_row_item(row)]
    item_lines = {row.line for row in items}
    texts = [at for at in range(width) if at not in boxes]
    text_column = max(texts, key=lambda at: (sum(_length(row, at) for row in items), -at))
    unnamed = [at for at in boxes if not labels[at]]
    box_column = boxes[0] if len(boxes) == 1 else unnamed[0] if unnamed else -1
    named = _label(head, text_column)
    if named:
        account.note(head.line, f"the header `{named}` of the texts", "left out; they are the texts of items")
    account.place((head.line,), "reported", why="the header of a table, whose columns are those of the checklist")
    if any(_is_box_head(cell) for cell in head.raw):
        account.note(head.line, "a box in the header of a table", "no item")
    for row in rows:
        if row.line not in item_lines:
            _add_other_row(row, placer)
            continue
        line = _add_row(row, text_column, placer)
        account.note(row.line, "a box in a cell", f"an item: {line.address}")
        if 0 <= box_column < len(row.raw) and TICKED_CELL.match(row.raw[box_column].strip()):
            account.note(row.line, "a ticked box", "an open box; ticks belong to a run")
        for at in range(len(row.raw)):
            if at not in (text_column, box_column):
                _add_cell(row, at, labels[at], line, placer, columns, head.line)
    first, last = table.first, table.last
    account.place(range(first, last + 1), "layout", why="the rule of a table")


def _is_box_head(cell: str) -> bool:
    return PURE_BOX.match(cell.strip()) is not None or cell.strip() in ("", "#", "✓", "✔", "✅", "☑")


def _label(head: SourceRow, at: int) -> str:
    return plain(head.cells[at]) if 0 <= at < len(head.cells) and not PURE_BOX.match(head.raw[at].strip()) else ""


def _length(row: SourceRow, at: int) -> int:
    """Return how much a cell says in words; code says less than anything else."""
    if at >= len(row.raw) or PURE_BOX.match(row.raw[at].strip()) or ROOM.match(row.raw[at].strip()):
        return 0
    words = len(plain(span for span in row.cells[at] if span.kind != "code"))
    return words * 1000 + len(row.raw[at])


def _add_row(row: SourceRow, column: int, placer: LinePlacer) -> PlacedLine:
    usable = [at for at, cell in enumerate(row.raw) if plain(row.cells[at]) and not PURE_BOX.match(cell.strip())]
    at = column if column in usable else max(usable, key=lambda one: len(row.raw[one]))
    return placer.add_line(Block("paragraph", row.line, row.line, row.raw[at], row.cells[at]))


def _add_other_row(row: SourceRow, placer: LinePlacer) -> None:
    """Add a row without a box, such as a heading between rows, to the line above."""
    spans: list[Inline] = []
    for cell in row.cells:
        if plain(cell) and not PURE_BOX.match(plain(cell)):
            spans += [*([Inline("text", " · ")] if spans else []), *cell]
    if spans:
        placer.add_details([Block("paragraph", row.line, row.line, plain(spans), tuple(spans))])


def _add_cell(row: SourceRow, at: int, label: str, line: PlacedLine, placer: LinePlacer, columns: TableColumns, head: int) -> None:
    """Add what a row says in a further column: a text, a blank, or a choice."""
    raw = row.raw[at].strip()
    if PURE_BOX.match(raw):
        if not label:
            placer.texts.account.note(row.line, "a further box in a row, without a header", "left out; the item has one box")
            return
        _column(label, head, columns, placer, is_choice=True)
        if TICKED_CELL.match(raw):
            placer.texts.account.note(row.line, f"a tick in the column `{label}`", "an open choice; answers belong to a run")
        return
    text = line_text(placer.texts.clean(row.cells[at], row.line))
    line.details += placer.texts.taken_footnotes()
    if ROOM.match(raw):
        if label:
            _column(label, head, columns, placer)
        return
    found = line_blanks(raw, label=label, cell=True)
    if found.blanks:
        placer.add_blanks(line, found.blanks, row.line, label)
        text = found.text
    if label:
        column = _column(label, head, columns, placer)
        if text:
            line.cells[column] = {"text": DraftText(text, (row.line,))}
            draft = columns.drafts[column]
            if isinstance(draft, dict):  # a text is not one of the choices
                draft.pop("kind", None)
                draft.pop("choices", None)
    elif text:
        placer.texts.account.note(row.line, f"a cell without a header: `{raw[:40]}`", "details of the item")
        line.details.append(Block("paragraph", row.line, row.line, raw, row.cells[at]))


def _column(label: str, line: int, columns: TableColumns, placer: LinePlacer, *, is_choice: bool = False) -> str:
    """Return the id of the column with a label; add the column if it is new."""
    if label not in columns.by_label:
        id = columns.ids.give(label)
        columns.by_label[label] = id
        fields: dict[str, DraftValue] = {"label": DraftText(label, (line,))}
        if is_choice:
            fields["kind"] = DraftText("choice")
            fields["choices"] = {word.lower(): {"label": DraftText(word)} for word in YES_NO}
            placer.texts.account.note(line, f"boxes in the column `{label}`", "a choice of yes and no")
        columns.drafts[id] = fields
    return columns.by_label[label]


def signers(table: Block) -> Sequence[SourceRow]:
    """Return the rows of a table for signatures: who signs is in the first column, and the rest is room to write. Empty for others."""
    heads = [plain(cell).lower() for cell in table.rows[0].cells]
    if not any(
        word in head
        for head in heads
        for word in ("signature", "unterschrift", "assinatura", "firma", "sign-off", "签名", "署名", "توقيع", "স্বাক্ষর")
    ):
        return ()
    rows = table.rows[1:]
    for row in rows:
        if not plain(row.cells[0]) or any(
            plain(cell) and not ROOM.match(raw.strip()) for raw, cell in zip(row.raw[1:], row.cells[1:], strict=True)
        ):
            return ()
    return rows
