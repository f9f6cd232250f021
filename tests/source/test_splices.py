"""Splices."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.source.splices import Splice, spliced, spliced_bytes


def test_all_splices_use_positions_of_the_original_text() -> None:
    assert spliced("one two three", [Splice(8, 13, "3"), Splice(0, 3, "1")]) == "1 two 3"


def test_insertions_at_one_index_keep_their_order() -> None:
    assert spliced("ab", [Splice(1, 1, "x"), Splice(1, 1, "y"), Splice(1, 2, "z")]) == "axyz"


def test_the_same_splice_given_twice_is_applied_once() -> None:
    assert spliced("ab", [Splice(1, 1, "x"), Splice(1, 1, "x")]) == "axb"


def test_edits_that_overlap_are_refused() -> None:
    with pytest.raises(ValueError, match="two edits overlap"):
        spliced("abc", [Splice(0, 2, ""), Splice(1, 3, "")])


def test_a_byte_order_mark_stays_and_does_not_count() -> None:
    assert spliced_bytes("\ufeffab: ü".encode(), [Splice(4, 5, "ö")]) == "\ufeffab: ö".encode()


@given(st.text(), st.data())
def test_every_character_outside_a_splice_stays(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    assert spliced(text, [Splice(start, end, "|")]) == f"{text[:start]}|{text[end:]}"
