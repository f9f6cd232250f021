"""Folding texts for comparison, and the positions of folded characters in the original text."""

from __future__ import annotations

import pytest

from generator.text.folding import Folded, folded


@pytest.mark.parametrize(
    ("text", "compared"),
    [
        ("Plain", "plain"),
        ("José", "jose"),
        ("Jose\u0301", "jose"),
        ("ＡＢ１", "ab1"),
        ("৫৫৬৬ ٣", "5566 3"),
        ("sec\u00adret\u200b", "secret"),
        ("Straße", "strasse"),
        ("", ""),
    ],
)
def test_texts_that_read_the_same_fold_to_the_same(text: str, compared: str) -> None:
    assert folded(text) == compared
    assert Folded(text).text == compared


def test_different_letters_stay_different() -> None:
    assert folded("রাহুল") != folded("রহিল")


def test_indexes_are_those_of_the_written_text() -> None:
    text = "an Jose\u0301 is"
    compared = Folded(text)
    start = compared.text.index("jose")
    assert text[compared.place(start) : compared.place(start + 4)] == "Jose\u0301"
    assert compared.place(len(compared.text)) == len(text)
    assert Folded("ß").place(1) == 0
