"""Source lines, with carets below the reported text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.diagnostics.diagnostic import Span
from generator.report.source_excerpt import MOST_COLUMNS, columns, excerpt, visible


def line_and_carets(text: str, column: int, width: int = 1) -> tuple[str, str]:
    found = excerpt(Span("f.yaml", 1, column, width, text))
    assert found is not None
    return found


def test_carets_are_below_the_reported_text() -> None:
    assert line_and_carets("role: bda", 7, 3) == ("role: bda", "      ^^^")


def test_wide_characters_take_two_columns() -> None:
    assert line_and_carets("标: bda", 4, 3) == ("标: bda", "    ^^^")
    assert line_and_carets("a: 标题", 4, 2) == ("a: 标题", "   ^^^^")


def test_combining_marks_and_joiners_take_no_column() -> None:
    assert line_and_carets("e\u0301: x", 5) == ("e\u0301: x", "   ^")
    assert line_and_carets("ক্\u200dষ x", 6) == ("ক্\u200dষ x", " " * columns("ক্\u200dষ ") + "^")


def test_tabs_become_spaces_up_to_the_next_tab_stop() -> None:
    assert line_and_carets("\tx\ty", 4) == ("    x   y", "        ^")


def test_control_characters_are_shown_as_codes_and_carets_are_moved() -> None:
    assert line_and_carets("a\x1b[31mb", 7) == ("a<U+001B>[31mb", " " * 13 + "^")
    assert line_and_carets("a\u202eb", 2) == ("a<U+202E>b", " ^^^^^^^^")


def test_a_position_after_the_end_of_the_line_has_one_caret() -> None:
    assert line_and_carets("abc", 4) == ("abc", "   ^")
    assert line_and_carets("abc", 99, 5) == ("abc", "   ^")


def test_an_empty_line_is_not_shown() -> None:
    assert excerpt(Span("f.yaml", 3, 1)) is None
    assert excerpt(Span("f.yaml", 3, 1, 1, "   ")) is None


def test_a_long_line_is_cut_around_the_carets() -> None:
    line, carets = line_and_carets("x" * 1000 + "HERE" + "y" * 1000, 1001, 4)
    assert line.startswith("…x") and line.endswith("y…")
    assert line[carets.index("^") : carets.rindex("^") + 1] == "HERE"
    assert len(line) <= MOST_COLUMNS + 2


def test_long_carets_show_the_beginning_of_their_text() -> None:
    line, carets = line_and_carets("k: " + "z" * 5000, 4, 5000)
    assert line.startswith("k: zzz") and line.endswith("…")
    assert carets == "   " + "^" * (MOST_COLUMNS - 3)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain", "plain"),
        ("Grüße, বাংলা, 👩‍🔧", "Grüße, বাংলা, 👩‍🔧"),
        ("\x07\r\x9b", "<U+0007><U+000D><U+009B>"),
        ("\u2028\u2029\ufeff\u200b\u2066", "<U+2028><U+2029><U+FEFF><U+200B><U+2066>"),
        ("\udc80", "<U+DC80>"),
    ],
)
def test_invisible_characters_are_shown_as_codes(text: str, expected: str) -> None:
    assert visible(text) == expected


@given(st.text(), st.integers(1, 400), st.integers(1, 400))
def test_carets_end_with_the_line_and_no_text_sends_commands_to_the_terminal(text: str, column: int, width: int) -> None:
    found = excerpt(Span("f.yaml", 1, column, width, text.replace("\n", "")))
    if found is not None:
        line, carets = found
        assert "\x1b" not in line
        assert carets.strip(" ").strip("^") == ""
        assert columns(line) <= MOST_COLUMNS + 2
        assert len(carets) <= MOST_COLUMNS + 3
