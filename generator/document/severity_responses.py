"""What to do at a level of severity: a text in its table, or several lines, which sheets have after the table."""

from __future__ import annotations

from collections.abc import Iterable

from generator.document.document_parts import Cell, Prose, Row, as_text
from generator.document.runbook_context import RunbookContext
from generator.text.inline_markup import Strong, Text
from generator.text.prose_tree import Paragraph


def response_cell(context: RunbookContext, response: str | None) -> Cell:
    """Return the cell with what to do. One paragraph is a text; lists and several paragraphs are prose."""
    prose, name = context.prose(response), context.words("cell.response")
    match prose.blocks:
        case ():
            return Cell("response", name)
        case (Paragraph(parts),):
            return Cell("response", name, parts)
    return Cell("response", name, as_text(context.words("severities.below")), prose=prose)


def responses_below(rows: Iterable[Row]) -> Prose:
    """Return the prose in the cells of rows as sheets have it after the table, each below the name of its level."""
    found = [(row, cell.prose) for row in rows for cell in row.cells if cell.prose]
    blocks = (block for row, prose in found for block in (Paragraph((Strong((Text(f"{row.mark}: {row.title}"),)),)), *prose.blocks))
    return Prose(tuple(blocks), tuple(slot for _, prose in found for slot in prose.slots))
