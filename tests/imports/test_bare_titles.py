"""Titles lose what is not their own words, and keep quantities."""

from __future__ import annotations

import pytest

from generator.imports.bare_titles import anchor_of, bare_title, without_marks

NUMBERED = {
    "1. Before": "Before",
    "1) Before": "Before",
    "(2) Before": "Before",
    "1.2 Before": "Before",
    "1.2.3. Before": "Before",
    "Step 3: Close": "Close",
    "STEP 3 - Close": "Close",
    "Phase 1 — Prepare": "Prepare",
    "§2 Aims": "Aims",
    "Schritt 2: Prüfen": "Prüfen",
    "Étape 1 : vérifier": "vérifier",
    "Passo 4. Verificar": "Verificar",
    "Этап 2. Проверка": "Проверка",
    "T+5 min: Close": "Close",
    "T-24h – Freeze": "Freeze",
    "T+1.5 hours: Freeze": "Freeze",
    "第1步：检查": "检查",
    "第一章 概要": "概要",
    "一、准备": "准备",
    "ステップ1 確認": "確認",
    "手順2：確認": "確認",
    "১. পাল": "পাল",
    "الخطوة ١: الباب": "الباب",
    "1️⃣ Start": "Start",
    "a) Start": "Start",
    "IV. Start": "Start",
    "2. 1. Start": "Start",
    "1. Step 1: Start": "Start",
}
KEPT = (
    "Steps",
    "Items",
    "Schritte",
    "Parts of it",
    "0 broken panes",
    "3 people watch",
    "1.2 bar pressure",
    "3.5 GB free",
    "12:30 is the start",
    "99.9% of requests",
    "v2.1 runs",
    "A door is open",
)


@pytest.mark.parametrize(("title", "bare"), NUMBERED.items())
def test_number_of_a_part_is_left_out(title: str, bare: str) -> None:
    """Numbers of sections and steps are no words of a title, in any of the languages."""
    assert bare_title(title) == bare


@pytest.mark.parametrize("text", KEPT)
def test_quantity_stays(text: str) -> None:
    """A number that counts something belongs to the text."""
    assert bare_title(text) == text


def test_heading_loses_a_number_with_only_a_space() -> None:
    """`2 Deployment` is the second section; a year does not number a section."""
    assert [bare_title(one, heading=True) for one in ("2 Deployment", "1.2 deployment", "2026 in review")] == [
        "Deployment",
        "deployment",
        "2026 in review",
    ]


@pytest.mark.parametrize(
    ("text", "bare"),
    {
        "**Go** if _all_ `hold`": "Go if all hold",
        "✅ 🟡 Boiler": "Boiler",
        "[ ] Boiler": "Boiler",
        "See [the desk][desk] and [this](#a)": "See the desk and this",
        "Fit ![badge](https://b.test/x.svg) `fit-1`": "Fit fit-1",
        "A<br>B <https://x.test/a>": "A B",
        r"snake\_case and snake_case": "snake_case and snake_case",
        "Title {#own-id}": "Title",
        'Title <a name="own"></a>': "Title",
    }.items(),
)
def test_marks_are_left_out(text: str, bare: str) -> None:
    """Markdown, HTML, addresses and pictures are no words; code and links keep theirs."""
    assert without_marks(text) == bare


def test_anchor_is_found_in_both_forms() -> None:
    """A title can name its own anchor in two ways."""
    assert [anchor_of(one) for one in ("A {#b-c}", '<a name="d"></a> A', "<a id=e>A</a>", "A {b}")] == ["b-c", "d", "e", ""]
