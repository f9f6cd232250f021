"""Text in drawings: every line fits its width, and no text is lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.document.drawings.text_metrics import width, wrapped

ROOM, SIZE = 84, 12


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Database", ("Database",)),
        ("Payments gateway", ("Payments", "gateway")),
        ("  a   b ", ("a b",)),
        ("", ()),
        ("object-storage-bucket", ("object-", "storage-", "bucket")),
        ("api.shop.example", ("api.shop.", "example")),
        ("Donaudampfschiffe", ("Donaudamp", "fschiffe")),
    ],
)
def test_texts_break_where_a_reader_expects_it(text: str, lines: tuple[str, ...]) -> None:
    assert wrapped(text, ROOM, SIZE) == lines


def test_letters_stay_with_their_marks() -> None:
    assert wrapped("ক্ষ্মক্ষ্ম", 1, SIZE) == ("ক্ষ্ম", "ক্ষ্ম")
    assert wrapped("e\u0301e\u0301", 1, SIZE) == ("e\u0301", "e\u0301")


def test_wide_letters_take_more_room_than_narrow_ones() -> None:
    assert width("iii", SIZE) < width("aaa", SIZE) < width("MMM", SIZE)
    assert width("a" * 10, 20) == 2 * width("a" * 10, 10)
    assert width("\u0301", SIZE) == 0


@given(st.text(), st.floats(20, 200))
def test_every_character_is_kept_and_no_line_is_longer_than_its_room(text: str, room: float) -> None:
    lines = wrapped(text, room, SIZE)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(width(line, SIZE) <= room or len(line) < 40 for line in lines)
    assert all(width(line, SIZE) <= room for line in lines if line.isascii())
