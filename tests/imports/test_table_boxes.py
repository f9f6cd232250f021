"""Boxes in cells become items, however they are typed."""

from __future__ import annotations

import pytest

from generator.imports.blocks import Block
from generator.imports.read_markdown import read_markdown
from generator.imports.table_boxes import with_box_cells


def rows_of(text: str) -> list[tuple[str, ...]]:
    """Return the rows of a table after its header."""
    texts = text.split("\n")
    table = next(block for block in read_markdown(texts, range(1, len(texts) + 1)).children if block.kind == "table")
    made: Block = with_box_cells(table)
    assert all(len(row.cells) == len(row.raw) for row in made.rows)
    return [row.raw for row in made.rows[1:]]


@pytest.mark.parametrize(
    "box", ["[ ]", "- [ ]", "<ul><li>- [ ] </li></ul>", "<ul><li>[ ]</li></ul>", '<input type="checkbox">', "<input type=checkbox />"]
)
def test_a_cell_that_is_only_a_box_is_one(box: str) -> None:
    """Law: a box alone in a cell is a box, also as a list of HTML or as an input."""
    assert rows_of(f"| Done | Task |\n|-|-|\n| {box} | Ring |") == [("[ ]", "Ring")]
    ticked = box.replace("[ ]", "[x]").replace("checkbox", "checkbox checked").replace('"checkbox checked"', '"checkbox" checked')
    assert rows_of(f"| Done | Task |\n|-|-|\n| {ticked} | Ring |") == [("[x]", "Ring")]


def test_a_box_before_the_text_of_a_cell_has_a_cell_of_its_own() -> None:
    """Law: a row with one boxed text is an item, whose text is that of the cell."""
    assert rows_of("| Task | Who |\n|-|-|\n| [ ] Ring | Ann |\n| - [x] Open | Ben |") == [("[ ]", "Ring", "Ann"), ("[x]", "Open", "Ben")]


def test_each_box_of_a_cell_is_a_row() -> None:
    """Law: a list of boxes in a cell becomes a row for each; short cells beside it are repeated, and long ones are not."""
    long = "why " * 20
    found = rows_of(f"| Part | Tasks | Why |\n|-|-|-|\n| Morning | - [ ] Ring<br>- [x] Open | {long} |\n| Noon | no box | |")
    assert found == [("[ ]", "Morning", "Ring", long.strip()), ("[x]", "Morning", "Open", ""), ("", "Noon", "no box", "")]


@pytest.mark.parametrize(
    "cell", ["[ ] yes [ ] no", "[ ] yes<br>[ ] no", "see - [ ] there", "[x](https://a.test)", "no box", "☐ low ☐ high", "`- [ ] code`"]
)
def test_other_cells_are_left_alone(cell: str) -> None:
    """Law: choices, links, code and texts with a box in them are no items."""
    assert len(rows_of(f"| Part | Tasks |\n|-|-|\n| Morning | {cell} |")[0]) == 2


def test_a_state_that_all_rows_have_is_no_item() -> None:
    """Law: a column whose cells all say the same beside their box has states."""
    assert rows_of("| Part | State |\n|-|-|\n| Till | [ ] open |\n| Door | [ ] open |") == [("Till", "[ ] open"), ("Door", "[ ] open")]
