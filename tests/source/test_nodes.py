"""Positions in a file: indexes as lines and columns, and the text in reports."""

from __future__ import annotations

import pytest

from generator.source.nodes import LONGEST_LINE_SHOWN, SourceFile, plain_value
from tests.layered import tree_of

TEXT = "one\ntwo\u2028still two\r\n\nfour"


@pytest.mark.parametrize(("index", "line"), [(0, 1), (3, 1), (4, 2), (TEXT.index("still"), 2), (TEXT.index("four"), 4), (len(TEXT), 4)])
def test_lines_end_at_line_feeds_alone(index: int, line: int) -> None:
    assert SourceFile("f", TEXT).line_of(index) == line


@pytest.mark.parametrize(("line", "text"), [(1, "one"), (2, "two\u2028still two"), (3, ""), (4, "four")])
def test_the_text_of_a_line_has_no_line_end(line: int, text: str) -> None:
    assert SourceFile("f", TEXT).line_text(line) == text


def test_a_span_is_cut_off_at_the_end_of_its_line() -> None:
    span = SourceFile("f", "one two\nthree").span(4, 13)
    assert (span.line, span.column, span.width, span.text) == (1, 5, 3, "one two")


def test_a_span_at_the_very_end_is_one_wide() -> None:
    span = SourceFile("f", "one").span(3, 3)
    assert (span.line, span.column, span.width) == (1, 4, 1)
    beyond = SourceFile("f", "one").span(90, 99)
    assert (beyond.line, beyond.column, beyond.width) == (1, 4, 1)


@pytest.mark.parametrize("end", ["\n", "\r\n", ""])
def test_the_end_of_a_file_is_in_its_last_line(end: str) -> None:
    """Editors and code scanning refuse a place in a line that the file does not have."""
    text = f"a\nb: [{end}"
    span = SourceFile("f", text).span(len(text), len(text) + 1)
    assert (span.line, span.column, span.width, span.text) == (2, 5, 1, "b: [")


def test_the_text_of_a_line_that_no_person_wrote_is_left_out() -> None:
    span = SourceFile("f", "a" * (LONGEST_LINE_SHOWN + 1)).span(LONGEST_LINE_SHOWN, LONGEST_LINE_SHOWN + 1)
    assert (span.column, span.text) == (LONGEST_LINE_SHOWN + 1, "")
    assert SourceFile("f", "a" * LONGEST_LINE_SHOWN).span(0, 1).text


def test_the_span_of_a_key_includes_its_quotes() -> None:
    tree = tree_of("plain: 1\n'single': 2\n\"double\": 3\n")
    found = [(tree.key(name).span.line, tree.key(name).span.column, tree.key(name).span.width) for name in tree.values]
    assert found == [(1, 1, 5), (2, 1, 8), (3, 1, 8)]


def test_plain_value_keeps_order_and_forgets_places() -> None:
    value = plain_value(tree_of("b: [x, null]\na: {c: ''}\n"))
    assert value == {"b": ["x", None], "a": {"c": ""}}
    assert isinstance(value, dict)
    assert list(value) == ["b", "a"]
