"""Conditions that lines say in words, in many languages. Also tests `proposal_sources`."""

from __future__ import annotations

import pytest

from generator.imports.proposal_sources import ProposalSources, SourceLine, SourceList, SourceTable, TableRow, cell, names, words_of
from generator.imports.propose_conditions import condition_in, propose_conditions

OPTIONAL = (
    "Warm the cache (optional)|Warm the cache **(optional)**|Optional: warm the cache|Warm the cache, optional|Cache wärmen (optional)"
    "|Aquecer o cache (opcional)|Préchauffer (facultatif)|预热缓存（可选）|キャッシュ（任意）|تسخين (اختياري)|গরম করুন (ঐচ্ছিক)"
)
CONDITIONS = {
    "Tell the press (if applicable)": "applicable",
    "Tell the press if applicable": "applicable",
    "Tell the press, as needed.": "as needed",
    "Scale down (only if the load is low)": "the load is low",
    "Run it (when the cache is used)": "the cache is used",
    "Avisar a imprensa (se aplicável)": "aplicável",
    "Presse informieren (falls zutreffend)": "zutreffend",
    "Presse informieren, bei Bedarf": "bei Bedarf",
    "Prévenir la presse (le cas échéant)": "le cas échéant",
    "Avisar (si procede)": "procede",
    "通知媒体（如适用）": "适用",
    "通知する（必要に応じて）": "必要に応じて",
    "أبلغ الصحافة (إن وجد)": "وجد",
    "জানান (প্রযোজ্য হলে)": "প্রযোজ্য হলে",
}


@pytest.mark.parametrize("text", OPTIONAL.split("|"))
def test_optional_lines(text: str) -> None:
    """A line that need not be done says so in its language."""
    found = condition_in(text)
    assert found is not None and found.optional


@pytest.mark.parametrize(("text", "condition"), CONDITIONS.items())
def test_lines_with_a_condition(text: str, condition: str) -> None:
    """The condition is what follows the word for `if`, or the whole phrase."""
    found = condition_in(text)
    assert found is not None and (found.optional, found.condition) == (False, condition)


@pytest.mark.parametrize(
    "text",
    [
        "Lights are on",
        "Optional features are off",
        "Settings (see below)",
        "If the door opens, close it",
        "[optional](a.md) read",
        "Sees (selected)",
        "重置样式（如 reset.css、normalize.css）",
    ],
)
def test_other_lines_have_none(text: str) -> None:
    """A word that only looks like a condition is none."""
    assert condition_in(text) is None


def test_only_entries_get_conditions() -> None:
    """A proposal sets a field of an entry, so a line without an entry has no proposal."""
    lines = (SourceLine(4, "Warm up (optional)", "checklists.a.items.warm-up"), SourceLine(5, "Cool down (optional)"))
    table = SourceTable(("Item", "Note"), (TableRow(9, ("Ring", "(if applicable)"), "checklists.b.items.ring"),))
    found = [(one.lines, one.links, one.value) for one in propose_conditions(ProposalSources((table,), (SourceList(lines),)))]
    assert found == [
        ((4,), (("checklists.a.items.warm-up", "optional"),), "true"),
        ((9,), (("checklists.b.items.ring", "if"),), "applicable"),
    ]


def test_cells_and_heads() -> None:
    """Cells are read as words, columns are found by words of their heads, and rows may be short."""
    table = SourceTable(("**Rolle**", "Wer"), (TableRow(3, ("`A` &amp; B",)),))
    assert table.column("role rolle*") == 0 and table.column("phone") is None
    assert [cell(table.rows[0], at) for at in (0, 1, None)] == ["A & B", "", ""]
    assert names("Response-Time (ms)", "response-time") and words_of("x" * 300) == ""
