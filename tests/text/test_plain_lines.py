"""Plain text in lines: widths, breaks between words, and tables."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from generator.text.plain_lines import GLUE, ROOM, SHORTEST, columns_of, cut_off, kept_lines, on_one_line, shortened, table_lines, wrapped

WORDS = st.lists(st.text("abক্কুé漢字、（-1", min_size=1, max_size=30), min_size=1, max_size=20).map(" ".join)


@given(WORDS, st.integers(20, 72), st.integers(0, 8))
def test_no_line_is_too_long_unless_it_is_one_word(text: str, width: int, hang: int) -> None:
    """No character is lost, and a line ends early only where the next word does not fit."""
    lines = wrapped(text, width, "- ", hang)
    assert [line for line in lines if columns_of(line) > width and len(line.removeprefix("- ").split()) > 1] == []
    assert "".join("".join(lines).split()) == "-" + "".join(text.split())
    assert all(line.startswith(" " * hang) and line[hang] != " " for line in lines[1:])


def test_wide_characters_take_two_columns_and_marks_none() -> None:
    assert [columns_of(text) for text in ("ab", "漢字", "e\u0301", "কু", "\u2068a\u2069")] == [2, 4, 1, 1, 1]


def test_lines_break_between_wide_characters_but_not_before_their_punctuation() -> None:
    assert wrapped("漢字漢字、漢字", 8) == ["漢字漢", "字、漢字"]
    assert wrapped("漢字（漢字", 6) == ["漢字", "（漢字"]


def test_a_word_that_no_line_holds_is_alone_in_a_longer_line() -> None:
    url = "https://shop.tld/a-very-long-path"
    assert wrapped(f"see {url} now", 20, hang=2) == ["see", f"  {url}", "  now"]


def test_what_is_glued_breaks_only_if_no_line_holds_it() -> None:
    assert wrapped(f"call +880{GLUE}2{GLUE}55 now", 12) == ["call", "+880 2 55", "now"]
    assert wrapped(f"aaaa{GLUE}bbbb{GLUE}cccc", 10) == ["aaaa bbbb", "cccc"]
    assert wrapped("10\u00a0km away", 6) == ["10\u00a0km", "away"]
    assert on_one_line(" a\n 10\u00a0km ") == "a 10\u00a0km"


def test_a_line_to_write_on_becomes_shorter_to_fit_but_not_too_short() -> None:
    assert wrapped(f"Name: {ROOM * 40}", 30) == [f"Name: {'_' * 24}"]
    assert wrapped(f"The name of the person: {ROOM * 40}", 30) == ["The name of the person:", "_" * 30]
    assert shortened(f"a {ROOM * 30} b {ROOM * 14}", 32) == f"a {ROOM * 13} b {ROOM * 13}"
    assert shortened(f"a {ROOM * SHORTEST}", 5) == f"a {ROOM * SHORTEST}"


def test_a_cut_line_fits_and_ends_in_three_dots() -> None:
    assert [cut_off(text, 8) for text in ("漢字漢字", "漢字漢字漢", "word word")] == ["漢字漢字", "漢字...", "word..."]


def test_the_widest_column_of_a_table_may_have_several_lines() -> None:
    rows = [["20:00", "Watch for rollback triggers until the checks are done", "Lead"]]
    assert table_lines(["Time", "What", "Who"], rows, 46) == [
        "Time   What                               Who",
        "-----  ---------------------------------  ----",
        "20:00  Watch for rollback triggers until  Lead",
        "       the checks are done",
    ]


def test_a_table_that_is_too_wide_is_a_block_for_each_row() -> None:
    heads, rows = ["Level", "Means"], [["P0", "漢字 down"], ["P1", ""]]
    assert table_lines(heads, rows, 20) == ["Level  Means", "-----  ---------", "P0     漢字 down", "P1"]
    assert table_lines(heads, rows, 12) == ["Level: P0", "Means: 漢字", "  down", "", "Level: P1"]
    assert table_lines(["", ""], rows, 20) == ["P0  漢字 down", "P1"]


def test_a_kept_line_has_all_its_spaces() -> None:
    assert kept_lines("a   b   c", 20, 2) == ["a   b   c"]
    assert kept_lines("  a   bbb   ccc", 10, 2) == ["  a   bbb", "  ccc"]
    assert kept_lines("漢字漢字漢字", 8, 2) == ["漢字漢字", "  漢字"]
