"""Tables of the documentation."""

from __future__ import annotations

from generator.reference.table_cells import cell, table


def test_a_bar_does_not_divide_a_cell() -> None:
    assert cell("a block with `|`, or `a|b` and a | b") == ("a block with <code>&#124;</code>, or <code>a&#124;b</code> and a &#124; b")
    assert cell("`<x>|`") == "<code>&lt;x&gt;&#124;</code>"


def test_other_texts_stay_unchanged() -> None:
    assert cell("`true` or `<b>`") == "`true` or `<b>`"


def test_a_table_has_a_head_a_rule_and_rows() -> None:
    assert table(("A", "B"), [("1", "2")]) == "| A | B |\n| --- | --- |\n| 1 | 2 |"
