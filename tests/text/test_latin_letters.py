"""Latin letters without accents."""

from __future__ import annotations

import unicodedata

import pytest

from generator.text.latin_letters import to_latin


@pytest.mark.parametrize(
    ("text", "latin"),
    [
        ("Über Straße", "ueber strasse"),
        ("STRAẞE", "strasse"),
        ("Smørrebrød på Ærø", "smoerrebroed paa aeroe"),
        ("Łódź", "lodz"),
        ("Crème brûlée, Œuvre", "creme brulee, oeuvre"),
        ("İstanbul ışık", "istanbul isik"),
        ("Đà Nẵng", "da nang"),
        ("Þór ð", "thor d"),
        ("ﬁle ２", "file 2"),
        ("বাংলা Магазин", "বাংলা магазин"),
    ],
)
def test_latin_letters_lose_their_accents_and_other_scripts_stay(text: str, latin: str) -> None:
    """The result is the same for a letter with an accent and for the letter followed by the accent."""
    assert [to_latin(text), to_latin(unicodedata.normalize("NFD", text))] == [latin, latin]
