"""Texts that are divided: no word is lost, no part is too long, and what was open is opened again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.imports.divide_texts import at_sentence, at_word, in_blocks

WORDS = st.lists(
    st.sampled_from(["word", "an end.", "`code", "x`", "[a", "](b)", "长文字。", "x" * 30, "\n```\n", "\n", "\n\n", "| a |"]), max_size=60
)


@given(WORDS.map(" ".join), st.integers(80, 200))
def test_every_character_is_in_a_part(text: str, most: int) -> None:
    """The parts of a prose have all its characters but spaces, in order, besides fences that are opened again."""
    parts = in_blocks(text, most)
    assert all(len(part) <= most for part in parts)
    bare = ["".join(part.replace("`", "").split()) for part in (*parts, text)]
    assert "".join(bare[:-1]) == bare[-1]


@given(st.text(min_size=1), st.integers(5, 40))
def test_a_text_is_its_two_parts(text: str, most: int) -> None:
    """The two parts of a text have all its characters but spaces, and the first fits."""
    first, rest = at_sentence(text, most)
    assert len(first) <= most and "".join((first + rest).split()) == "".join(text.split())


def test_a_text_is_divided_after_a_sentence_in_which_nothing_is_open() -> None:
    """A cut within code or a link would show its marks to readers, so an earlier sentence is taken, else a word."""
    assert at_sentence("One. Two (see. there). Three", 16) == ("One.", "Two (see. there). Three")
    assert at_sentence("一。二三四", 4) == ("一。", "二三四")
    assert at_sentence("no end of sentence here", 12) == ("no end of", "sentence here")


def test_a_title_ends_with_a_whole_word() -> None:
    """A title is cut before the word that does not fit; a single long word is cut within."""
    assert (at_word("one two three", 8), at_word("one two three", 7), at_word("onetwothree", 5)) == ("one two", "one two", "onetw")


@pytest.mark.parametrize(
    ("text", "second"),
    [
        ("```sh\n" + "echo 1\n" * 20 + "```", "```sh\necho 1\n"),
        ("| a | b |\n|---|---|\n" + "| 1 | 2 |\n" * 20, "| a | b |\n|---|---|\n| 1 | 2 |\n"),
        ("A line of text.\n\n" * 12, "A line of text.\n\n"),
    ],
)
def test_a_part_opens_what_the_part_before_left_open(text: str, second: str) -> None:
    """The second part of a fence is a fence, and that of a table has its head, so that both look like the first."""
    first, other, *_ = in_blocks(text, 100)
    assert other.startswith(second)
    assert first.count("```") % 2 == 0
