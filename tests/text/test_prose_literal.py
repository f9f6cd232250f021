"""Texts without marks, which are taken as they are."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from generator.text.prose_literal import take_literal_texts


def parser() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])


READ, TAKEN = parser(), take_literal_texts(parser())


@given(st.text(st.sampled_from("ab1 \t\n\\`*_~[]()<>!&;:.#|-+=äה\u3000\u00a0"), max_size=24))
@example("Read it first.\nThen call.")
@example("one \ntwo")
@example("one\n two")
@example("a &amp; b")
@example("https://plans.test/1 and {{ params.host }} at 5 % of $X = \"Y\" + 'Z' ^ @ /")
def test_taken_texts_are_those_that_are_read(text: str) -> None:
    """A parser that takes texts without marks as they are finds the same as one that reads all texts."""

    def found(one: MarkdownIt) -> list[tuple[str, str, str, tuple[tuple[str, str, str], ...]]]:
        return [
            (token.type, token.tag, token.content, tuple((part.type, part.tag, part.content) for part in token.children or ()))
            for token in one.parse(text)
        ]

    assert found(TAKEN) == found(READ)
