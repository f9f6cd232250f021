"""Texts are compared by lines."""

from __future__ import annotations

from generator.text.line_changes import line_changes


def test_a_short_text_is_shown_whole() -> None:
    """Every line is there once, with what happened to it."""
    assert line_changes("a\nb\n\nc", "a\nB\n\nc") == ((" ", "a"), ("-", "b"), ("+", "B"), (" ", ""), (" ", "c"))
    assert line_changes(None, "a\nb") == (("+", "a"), ("+", "b"))
    assert line_changes("a\nb", None) == (("-", "a"), ("-", "b"))
    assert line_changes("a\nb", "a\nb") == ((" ", "a"), (" ", "b"))


def test_of_a_long_text_only_the_lines_around_changes_are_shown() -> None:
    """Two lines around each change; dots for what is left out between them and before them."""
    lines = [f"line {number}" for number in range(40)]
    changed = [line if number not in (10, 30) else f"{line}!" for number, line in enumerate(lines)]
    found = line_changes("\n".join(lines), "\n".join(changed))
    assert [line for sign, line in found if sign == "-"] == ["line 10", "line 30"]
    assert [line for sign, line in found if sign == " "] == [
        "…",
        *("line 8", "line 9", "line 11", "line 12"),
        "…",
        *("line 28", "line 29", "line 31", "line 32"),
    ]
