"""Folding: one form for a text however it is coded, and the places of it in the text as it was written."""

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
def test_what_reads_the_same_is_the_same(text: str, compared: str) -> None:
    assert folded(text) == compared
    assert Folded(text).text == compared


def test_letters_that_differ_stay_apart() -> None:
    assert folded("রাহুল") != folded("রহিল")


def test_a_place_is_that_of_the_text_as_written() -> None:
    text = "an Jose\u0301 is"
    compared = Folded(text)
    start = compared.text.index("jose")
    assert text[compared.place(start) : compared.place(start + 4)] == "Jose\u0301"
    assert compared.place(len(compared.text)) == len(text)
    assert Folded("ß").place(1) == 0
