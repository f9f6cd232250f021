"""Marks of lists that other scripts have."""

from __future__ import annotations

import pytest

from generator.imports.repair_marks import repair_marks
from generator.imports.repairs import RepairedLines


def repaired(text: str, off: str = "") -> str:
    texts = text.split("\n")
    lines = RepairedLines(texts, list(range(1, len(texts) + 1)), frozenset([off]))
    repair_marks(lines, lines.read())
    return "\n".join(lines.texts)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("・[ ] 甲\n・乙", "- [ ] 甲\n- 乙"),
        ("－ [ ] 甲", "- [ ] 甲"),
        ("① 甲\n② 乙\n　・丙\n③ 丁", "1. 甲\n2. 乙\n   - 丙\n3. 丁"),
        ("１．甲\n２．乙", "1. 甲\n2. 乙"),
        ("1、甲\n2、乙", "1. 甲\n2. 乙"),
        ("（1）[ ] 甲", "1. [ ] 甲"),
        ("4） [ ] 甲", "4. [ ] 甲"),
        ("١. [ ] أ\n٢. [ ] ب", "1. [ ] أ\n2. [ ] ب"),
        ("১। ক\n২। খ", "1. ক\n2. খ"),
        ("文\n２、甲\n３、乙", "文\n\n2. 甲\n3. 乙"),
        ("□ 甲\n■ 乙", "□ 甲\n- [x] 乙"),
        ("【　】甲", "- [ ] 甲"),
        ("確認者：＿＿＿", "確認者：______"),
    ],
)
def test_a_mark_of_another_script_is_one_of_markdown(written: str, meant: str) -> None:
    """Law: a mark with a box, and marks that go on from each other, are bullets and numbers; a blank is as long as it was."""
    assert repaired(written) == meant


@pytest.mark.parametrize(
    "text",
    [
        "1、甲は一つだけ",
        "2024、2025",
        "1.5、2.5\n2.5、3.5",
        "・一つだけ",
        "– a\n– b",
        "【重要】甲",
        "■ 甲\n\n乙",
        "（1）甲\n（3）乙",
        "1.甲\n2.乙",
    ],
)
def test_other_texts_stay(text: str) -> None:
    """Law: one mark alone, quantities, and marks that do not follow each other are text."""
    assert repaired(text) == text


def test_the_repair_can_be_left_out() -> None:
    assert repaired("① 甲\n② 乙", off="other-mark") == "① 甲\n② 乙"
