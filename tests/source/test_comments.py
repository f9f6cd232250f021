"""The comments of a file and their places."""

from __future__ import annotations

import pytest

from generator.source.comments import Comment, comments, is_flow_with_comment, key_end, tokens
from generator.source.nodes import MappingNode
from generator.source.read import read


def tree(text: str) -> MappingNode:
    found = read("x.yaml", text.encode()).tree
    assert found is not None
    return found


def test_every_comment_has_the_number_of_tokens_before_it() -> None:
    text = "# top\na: 1  # beside\nb:  # opens\n  # alone\n  c: 'x # y'\n  d: |  # of the block\n    # text\n# end\n"
    assert comments(tree(text)) == [
        Comment("# top", True, 0, 0),
        Comment("# beside", False, 2, 0),
        Comment("# opens", False, 3, 0),
        Comment("# alone", True, 3, 0),
        Comment("# end", True, 7, 0),
    ]


def test_a_document_mark_does_not_count_as_a_token() -> None:
    assert [comment.alone for comment in comments(tree("--- # one\na: 1\n... # two\n"))] == [True, True]


def test_comments_inside_braces_count() -> None:
    text = "a: {x: 1, # one\n  y: 2}\n"
    assert [comment.text for comment in comments(tree(text))] == ["# one"]
    assert is_flow_with_comment(tree(text).values["a"])
    assert not is_flow_with_comment(tree("a: {x: 1, y: 'a # b'} # out\n").values["a"])


@pytest.mark.parametrize("key", ["plain", "two words", "'it''s'", '"a\\"b"', '"\\u00e9"', "''"])
def test_a_key_ends_behind_its_quotes_and_escapes(key: str) -> None:
    text = f"{key}: x\n"
    ((name, _),) = tree(text).values.items()
    assert key_end(text, 0, name) == len(key)


def test_the_blank_lines_of_a_block_that_keeps_them_belong_to_it() -> None:
    text = "a: |+\n  x \n\n\nb: |\n  y\n\n\nc: 1\n"
    assert [text[start:end] for start, end in tokens(tree(text))] == ["a", "|+\n  x \n\n", "b", "|\n  y", "c", "1"]
