"""Boxes in the cells of tables, in all the ways in which they are typed, as rows with a cell that is only a box."""

from __future__ import annotations

import re
from dataclasses import replace

from generator.imports.block_shapes import box_columns
from generator.imports.blocks import Block, Inline, SourceRow
from generator.imports.read_markdown import spans_of

INPUT = re.compile(r"<input\b[^>]*\bcheckbox\b[^>]*>", re.IGNORECASE)
PART = re.compile(r"\s*(?:<br\s*/?>|</?(?:ul|ol|li|p|div|center|label)\b[^>]*>)\s*", re.IGNORECASE)
BOXED = re.compile(r"(?P<bullet>[-*+]\s+)?\\?\[(?P<state>[ xX\u00a0]?)\\?\](?P<text>\s+(?:(?!\[[ xX]\]).)+|\s*)\Z")
MOST_REPEATED = 60  # a longer cell is only in the first of the rows that are made of one


def with_box_cells(table: Block) -> Block:
    """Return a table whose boxes have cells of their own.

    A cell that is only a box may be written as `- [ ]`, as a list of HTML or as `<input>`. A box before the text of a cell gets a cell
    before the others, and a row with a list of boxes in one cell becomes a row for each of them. Other tables are returned as they are.
    """
    rows = [_row_of_pure_boxes(row) for row in table.rows]
    made = replace(table, rows=tuple(rows))
    if box_columns(made):
        return made
    column = _boxed_column(rows)
    return table if column is None else replace(table, rows=(_row(rows[0], -1), *_divided(rows[1:], column)), level=column + 2)


def _parts(cell: str) -> list[re.Match[str] | None]:
    """Return the boxes of a cell with their texts; None for a part without a box."""
    text = INPUT.sub(lambda match: "[x] " if re.search(r"\bchecked\b", match[0], re.IGNORECASE) else "[ ] ", cell)
    return [BOXED.match(part.strip()) for part in PART.split(text) if part.strip()]


def _row_of_pure_boxes(row: SourceRow) -> SourceRow:
    raw, cells = list(row.raw), list(row.cells)
    for at, cell in enumerate(row.raw):
        parts = _parts(cell) if "[" in cell or "<" in cell else []
        if len(parts) == 1 and (box := parts[0]) and not box["text"].strip():
            raw[at] = f"[{box['state'].strip() or ' '}]"
            cells[at] = (Inline("text", raw[at]),)
    return row if tuple(raw) == row.raw else SourceRow(row.line, tuple(raw), tuple(cells))


def _boxed_column(rows: list[SourceRow]) -> int | None:
    """Return the only column in which cells begin with boxes that are no choices: with a bullet, or one in each cell that has words."""
    found = []
    for at in range(max((len(row.raw) for row in rows), default=0)):
        cells = [parts for row in rows[1:] if at < len(row.raw) and (parts := _parts(row.raw[at]))]
        boxes = [parts for parts in cells if all(box and box["text"].strip() for box in parts)]
        listed = [parts for parts in boxes if all(box and box["bullet"] for box in parts)]
        texts = {box["text"].strip() for parts in boxes for box in parts if box}
        if listed or (boxes and len(boxes) * 2 > len(cells) and all(len(parts) == 1 for parts in boxes) and len(texts) == len(boxes)):
            found.append(at)
    return found[0] if len(found) == 1 else None


def _divided(rows: list[SourceRow], column: int) -> list[SourceRow]:
    made = []
    for row in rows:
        boxes = _parts(row.raw[column]) if column < len(row.raw) else []
        if not boxes or not all(box and box["text"].strip() for box in boxes):
            made.append(_row(row, column))
            continue
        for number, box in enumerate(boxes):
            assert box is not None
            text = box["text"].strip()
            others = replace(row, raw=tuple(map(_repeated, row.raw)), cells=row.cells) if number else row
            made.append(_row(others, column, f"[{box['state'].strip() or ' '}]", text))
    return made


def _repeated(cell: str) -> str:
    return cell if len(cell) <= MOST_REPEATED else ""


def _row(row: SourceRow, column: int, box: str = "", text: str | None = None) -> SourceRow:
    """Return a row with a cell for its box in front. `text` is that of the column without the box."""
    raw = [text if at == column and text is not None else cell for at, cell in enumerate(row.raw)]
    cells = [spans_of(text) if at == column and text is not None else cell if raw[at] else () for at, cell in enumerate(row.cells)]
    return SourceRow(row.line, (box, *raw), ((Inline("text", box),) if box else (), *cells))
