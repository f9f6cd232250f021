"""Place tables whose rows are items: one column has the text, the others are columns of the checklist."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from generator.imports.block_shapes import PURE_BOX, ROOM, TICKED_CELL, box_columns, is_row_item
from generator.imports.blocks import Block, Inline, SourceRow, plain
from generator.imports.draft import DraftText, DraftValue
from generator.imports.entry_ids import SiblingIds
from generator.imports.line_blanks import PAIRS, FoundBlank, line_blanks
from generator.imports.phase_words import plain_words
from generator.imports.place_blanks import SIGNING, blank_draft, cell_blank
from generator.imports.place_lines import LinePlacer, PlacedLine
from generator.imports.write_inline import line_text

YES_NO = ("Yes", "No")
TICK, VALUE = "Tick", "Value"  # columns without a header
ANSWERS = frozenset(plain_words(word) for pair in (*PAIRS, "pass/fail", "n/a", "na/n.a.") for word in (pair, *pair.split("/")))


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
    text_column = table.level - 1 if table.level else max(texts, key=lambda at: (sum(_length(row, at) for row in items), -at))
    unnamed = [at for at in boxes if not labels[at]]
    box_column = boxes[0] if len(boxes) == 1 else unnamed[0] if unnamed else -1
    asked = _asked(items, labels, [at for at in range(width) if at not in (text_column, box_column)], boxes)
    for at, blank in asked.items():
        if not labels[at]:
            account.note(head.line, f"a column without a header: {width - at} from the right", f"the column `{blank.label}`")
    named = labels[text_column]
    if named:
        account.note(head.line, f"the header `{named}` of the texts", "left out; they are the texts of items")
    account.place((head.line,), "reported", why="the header of a table, whose columns are those of the checklist")
    if any(PURE_BOX.match(cell.strip()) for cell in head.raw):
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
                _add_cell(row, at, asked.get(at), line, placer, columns, head.line)
    kept = {row.line for row in rows if row.line not in item_lines and any(row.raw)}  # texts, which are placed with those around
    account.place((line for line in table.lines if line not in kept), "layout", why="the rule of a table")


def _is_box_head(cell: str) -> bool:
    return PURE_BOX.match(cell.strip()) is not None or cell.strip() in ("", "#", "✓", "✔", "✅", "☑")


def _label(head: SourceRow, at: int) -> str:
    return plain(head.cells[at]) if 0 <= at < len(head.cells) and not PURE_BOX.match(head.raw[at].strip()) else ""


def _length(row: SourceRow, at: int) -> int:
    """Return how much a cell says in words; code says less than anything else."""
    if at >= len(row.raw) or _cell(row.raw[at], ""):
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


def _asked(rows: Sequence[SourceRow], labels: Sequence[str], others: Sequence[int], boxes: Sequence[int]) -> dict[int, FoundBlank]:
    """Return what each further column asks for, if its cells agree. Columns without a header are named after what they ask for."""
    answers = [at for at in boxes if at in others and plain_words(labels[at]) in ANSWERS]
    asked = {}
    for at in others:
        found = (_cell(row.raw[at], labels[at]) for row in rows if at < len(row.raw) and row.raw[at].strip())
        cells = {replace(cell, chosen=()) if cell else None for cell in found}
        one = cells.pop() if len(cells) == 1 else None
        if len(answers) > 1 and at in answers:  # | Question | Yes | No |
            words = tuple(labels[one] for one in answers)
            asked[at] = FoundBlank(" / ".join(words), "choice", choices=words)
        elif labels[at] or one:
            asked[at] = one or FoundBlank(labels[at])
        if at in asked and not asked[at].label:
            blank = asked[at]
            name = TICK if blank.choices == YES_NO else " / ".join(blank.choices) or VALUE
            asked[at] = replace(blank, label=name)
    return asked


def _cell(raw: str, label: str) -> FoundBlank | None:
    """Return the blank that a whole cell is; None if it has words of its own."""
    return FoundBlank(label, "choice", choices=YES_NO) if PURE_BOX.match(raw.strip()) else cell_blank(raw, label)


def _add_cell(
    row: SourceRow, at: int, asked: FoundBlank | None, line: PlacedLine, placer: LinePlacer, columns: TableColumns, head: int
) -> None:
    """Add what a row says in a further column: a text, or a blank that is not the one of the column."""
    raw, label = row.raw[at].strip(), asked.label if asked else ""
    column = _column(asked, head, columns, placer) if asked else ""
    cell = _cell(raw, label)
    if TICKED_CELL.match(raw) or (cell and cell.chosen and replace(cell, chosen=()) == asked):
        placer.texts.account.note(row.line, f"a tick in the column `{label}`", "an open choice; answers belong to a run")
    if cell and (not raw or cell.kind == "text" or PURE_BOX.match(raw) or replace(cell, chosen=()) == asked):
        return
    text = line_text(placer.texts.clean(row.cells[at], row.line))
    line.details += placer.texts.taken_footnotes()
    found = line_blanks(raw, label=label, cell=True)
    if found.blanks:
        placer.add_blanks(line, found.blanks, row.line, label)
        text = found.text
    if column and text:
        line.cells[column] = {"text": DraftText(text, (row.line,))}
        draft = columns.drafts[column]
        if isinstance(draft, dict):  # a text is not one of the choices
            draft.pop("kind", None)
            draft.pop("choices", None)
    elif text:
        placer.texts.account.note(row.line, f"a cell without a header: `{raw[:40]}`", "details of the item")
        line.details.append(Block("paragraph", row.line, row.line, raw, row.cells[at]))


def _column(blank: FoundBlank, line: int, columns: TableColumns, placer: LinePlacer) -> str:
    """Return the id of the column with the label of a blank; add the column if it is new."""
    if blank.label not in columns.by_label:
        id = columns.by_label[blank.label] = columns.ids.give(blank.label)
        columns.drafts[id] = blank_draft(blank, line, placer.language)
        if blank.kind == "choice":
            placer.texts.account.note(line, f"choices in the column `{blank.label}`", f"a choice of {' and '.join(blank.choices)}")
    return columns.by_label[blank.label]


def signers(table: Block) -> Sequence[SourceRow]:
    """Return the rows of a table for signatures: who signs is in the first column, and the rest is room to write. Empty for others."""
    heads = [plain(cell).lower() for cell in table.rows[0].cells]
    if not any(word in head for head in heads for word in SIGNING):
        return ()
    rows = table.rows[1:]
    for row in rows:
        if not plain(row.cells[0]) or any(
            plain(cell) and not ROOM.match(raw.strip()) for raw, cell in zip(row.raw[1:], row.cells[1:], strict=True)
        ):
            return ()
    return rows
