"""The word list finds hard words and leaves their exceptions alone."""

from __future__ import annotations

import pytest

from tests.plain_words import hard_words


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Every writer is told.", "told"),
        ("Anew it is built", "Anew"),
        ("This is no run.", "is no"),
        ("what stands in a file", "stands"),
        ("a rule of good practice", "rule of good practice"),
    ],
)
def test_a_hard_word_is_found_on_its_line(text: str, word: str) -> None:
    assert [(line, found) for line, found, _ in hard_words(f"A plain line.\n{text}\n")] == [(2, word)]


@pytest.mark.parametrize(
    "text",
    [
        "There is no layer.",
        "It is no longer needed.",
        "a is no larger than b",
        "`ID` stands for the id",
        "a stand-in",
        "recommended",
        "but formerly",
    ],
)
def test_an_exception_is_left_alone(text: str) -> None:
    assert list(hard_words(text)) == []
