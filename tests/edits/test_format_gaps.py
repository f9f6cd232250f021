"""Tidying the space between entries: blank lines, spaces and comments."""

from __future__ import annotations

import pytest

from generator.edits.format_gaps import tidy
from generator.source.nodes import MappingNode
from generator.source.read import read


def tree(text: str) -> MappingNode:
    found = read("x.yaml", text.encode()).tree
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("\n\na: 1  \n\n\n\nb: 2\t\n\n\n", "a: 1\n\nb: 2\n"),
        ("a: 1", "a: 1\n"),
        ("a: 1\r\nb: |\r\n  x\r\n  y\r\n", "a: 1\nb: |\n  x\n  y\n"),
        ("---\na: 1\n...\n", "a: 1\n"),
        ("--- {a: 1}\n", "{a: 1}\n"),
        ("a:\t1\t# why \n", "a: 1  # why\n"),
        ("a: 1 # one\nb: 2     # two\n", "a: 1  # one\nb: 2  # two\n"),
        ("", ""),
        ("\n\n# words\n\n\n\n# more\n\n", "# words\n\n# more\n"),
        ("a: |+\n  x\n\n\n\nb: |\n  y\n\n\n\nc: 1\n", "a: |+\n  x\n\n\n\nb: |\n  y\n\nc: 1\n"),
        ("a: |+\n  x\n\n\n", "a: |+\n  x\n\n\n"),
        ("a: |\n  x", "a: |\n  x"),
        ("a: 'x  # y'  \nb: {x: 1, # one  \n   y: 2}\n", "a: 'x  # y'\nb: {x: 1, # one  \n   y: 2}\n"),
    ],
)
def test_spaces_blank_lines_and_document_markers_are_tidied(text: str, expected: str) -> None:
    assert tidy(tree(text))[0] == expected


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("# top\na:\n    # first\n    b: 1\n  # odd\n    c: 2\n# end\n", (0, 2, 2, 0)),
        ("a:\n    b: 1\n    # of a\n# of nothing\nc: 2\n", (2, 0)),
        ("a:\n  b:\n      # in b, which is empty\n  c: 1\n", (4,)),
        ("a:\n      # deeper than all\n  b: 1\n", (2,)),
        ("a:\n    b:\n        c: 1\n      # of b\nd: 1\n", (2,)),
        ("a:\n# before a dash\n- x\n  # before the next\n- y\n", (2, 2)),
        ("--- # behind a mark\na: 1\n", (0,)),
        ("a: 1  # beside\nb: {x: 1, # inside\n  y: 2}\n", ()),
    ],
)
def test_a_comment_alone_on_its_line_belongs_to_an_entry(text: str, columns: tuple[int, ...]) -> None:
    tidied, found = tidy(tree(text))
    assert tuple(found) == columns
    assert [line for line in tidied.split("\n") if line.lstrip().startswith("#") and line.startswith(" ")] == []


def test_comments_are_moved_to_the_entry_that_they_belong_to() -> None:
    text = "a:\n# first\n  b: |\n    x\n# second\n  c: 1\n"
    assert tidy(tree(text), (2, 2))[0] == "a:\n  # first\n  b: |\n    x\n  # second\n  c: 1\n"
