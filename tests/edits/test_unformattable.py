"""Files that cannot be formatted without losing something."""

from __future__ import annotations

import pytest

from generator.edits.unformattable import obstacles
from generator.source.read import read


def obstacle_positions(text: str) -> list[tuple[int, int]]:
    """Return the line and the column of each obstacle."""
    tree = read("x.yaml", text.encode()).tree
    assert tree is not None
    return [(each.span.line, each.span.column) for each in obstacles(tree)]


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("a:  # why\n  text\n", [(1, 5)]),
        ("a:\n  b:\n    # why\n    text\nc: # why\n  text\n", [(3, 5), (5, 4)]),
        ("a:\n  -  # why\n    x\n", [(2, 6)]),
        ("a:  # why\n  b: 1\n", []),
        ("a:  # why\nb: 1\n", []),
        ("a: {b: # why\n 1}\n", []),
    ],
)
def test_a_comment_between_a_key_and_its_value_prevents_formatting(text: str, at: list[tuple[int, int]]) -> None:
    assert obstacle_positions(text) == at


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("? a\n: 1\n", [(1, 3)]),
        ('"a\\x62": 1\n', [(1, 1)]),
        ("? a\n  b\n: 1\n", [(1, 3)]),
        ("'a': 1\n\"b c\": 2\n", []),
        ("'it''s': 1\n", [(1, 1)]),
    ],
)
def test_a_key_with_escapes_or_a_question_mark_prevents_formatting(text: str, at: list[tuple[int, int]]) -> None:
    assert obstacle_positions(text) == at
