"""Every line of a document is in exactly one block. Also tests `blocks`."""

from __future__ import annotations

from collections import Counter
from time import process_time

import pytest
from hypothesis import given, settings

from generator.imports.blocks import Block, blocks_below, leaves, plain, text_lines
from generator.imports.read_markdown import BlockReading, box_lines, cells_of, read_markdown, spans_of
from generator.imports.source_lines import decoded, lines_of
from tests.imports.markdown_strategies import documents


def read(text: str) -> Block:
    lines = lines_of(text)
    return read_markdown(lines, range(1, len(lines) + 1))


def outlined(text: str) -> list[str]:
    """Return each block below the document: its kind and its first and last line."""
    return [f"{block.kind} {block.first}-{block.last}" for block in blocks_below(read(text))]


@settings(max_examples=400)
@given(documents())
def test_each_line_with_words_is_in_exactly_one_leaf(data: bytes) -> None:
    """Law: whatever the text, each line that is not blank is in one leaf of the tree, and only in one."""
    text = decoded(data)
    lines = lines_of(text)
    leaves_of = Counter(line for leaf in leaves(read(text)) for line in leaf.lines)
    assert {number: leaves_of[number] for number, line in enumerate(lines, start=1) if line.strip() and leaves_of[number] != 1} == {}
    assert max(leaves_of, default=1) <= len(lines)


def test_blocks_have_their_lines() -> None:
    """Law: a block reaches from its first line to its last one with words."""
    text = "Title\n=====\n\n- a\n\n  b\n-\n- # h\n> q\n>\n> ```sh\n> x\n> ```\n\n[a]: b\n|a|b|\n|-|-|\n|1|2|\n\n    code\n\n\n***\n"
    assert outlined(text) == [
        "heading 1-2",
        "bullets 4-8",
        "item 4-6",
        "paragraph 4-4",
        "paragraph 6-6",
        "item 7-7",
        "item 8-8",
        "heading 8-8",
        "marker 7-7",
        "quote 9-13",
        "paragraph 9-9",
        "fence 11-13",
        "marker 10-10",
        "reference 15-15",
        "table 16-18",
        "code 20-20",
        "rule 23-23",
    ]


def test_lines_keep_the_numbers_of_the_source() -> None:
    """Law: lines that a repair has added have no number of their own."""
    tree = read_markdown(["- a", "", "```", "x", "```"], [1, 1, 2, 3, 4])
    assert [(leaf.kind, leaf.first, leaf.last) for leaf in leaves(tree)] == [("paragraph", 1, 1), ("fence", 2, 4)]


def test_boxes_are_counted_by_the_rules_of_github() -> None:
    """Law: a box is `[ ]` or `[x]` at the start of a list item with a text, whatever marks the item."""
    text = "- [ ] a\n1) [X] b\n- [ ]\n- [ ]c\n- a [ ]\n> * [x] d\n\n```\n- [ ] e\n```\n- [x]: no\n"
    assert box_lines(read(text)) == (1, 2, 6)
    assert box_lines(BlockReading(lines_of(text), range(1, 13)).tree) == (1, 2, 6)


def test_a_box_is_never_the_label_of_a_link() -> None:
    """Law: `[x]` of a list item is its box even if the document defines a link of that name."""
    item = read("- [x] done\n\n[x]: https://a.test\n").children[0].children[0]
    assert (item.box, item.children[0].text, plain(item.children[0].spans)) == ("x", "done", "done")


@pytest.mark.parametrize(
    ("row", "expected", "cells"),
    [
        ("| a | b |", 2, ("a", "b")),
        ("a|b", 2, ("a", "b")),
        (r"| a \| b | c", 2, ("a | b", "c")),
        ("| `a|b` | c |", 2, ("`a|b`", "c")),
        ("| a ` b | c ` d |", 2, ("a ` b", "c ` d")),
        ("| [ ] | Salt | 1.8 | ___ | ☐ |", 3, ("[ ]", "Salt", "1.8", "___", "☐")),
        ("|  |", 1, ("",)),
    ],
)
def test_cells_come_from_the_row_as_written(row: str, expected: int, cells: tuple[str, ...]) -> None:
    """Law: a row keeps all its cells, also beyond the header; a bar in code or after a backslash is part of its cell."""
    assert cells_of(row, expected) == cells


def test_admonitions_hold_blocks() -> None:
    """Law: MkDocs and Docusaurus admonitions are containers with a kind and a title."""
    admonitions = [
        (block.info, plain(block.spans), [child.kind for child in block.children])
        for block in blocks_below(read('!!! tip "Louder"\n    - [ ] a\n\n    b\n\n:::note[Hi]\n\n- c\n:::\n\n??? info\n     d\n'))
        if block.kind == "admonition"
    ]
    assert admonitions == [
        ("tip", "Louder", ["marker", "bullets", "paragraph"]),
        ("note", "Hi", ["marker", "marker", "bullets"]),
        ("info", "", ["marker", "paragraph"]),
    ]


def test_footnotes_are_no_links() -> None:
    """Law: the definition of a footnote is a block of its own, also if it has only one word."""
    tree = read("Bears[^1]\n\n[^1]: two\n[^2]: three\n  four\n")
    assert [(leaf.kind, leaf.info, leaf.text) for leaf in leaves(tree)] == [
        ("paragraph", "", "Bears[^1]"),
        ("footnote", "1", "two"),
        ("footnote", "2", "three\nfour"),
    ]


def test_text_lines_divide_markup_that_goes_over_lines() -> None:
    """Law: each line of a text has its own spans, and strong text that goes on is strong on both lines."""
    lines = text_lines(spans_of("**a\nb** c\\\nd"))
    assert [[(span.kind, plain([span])) for span in line] for line in lines] == [
        [("strong", "a")],
        [("strong", "b"), ("text", "c")],
        [("text", "d")],
    ]


def test_reading_takes_time_in_proportion_to_the_length() -> None:
    """Law: a document of four times the length takes less than ten times as long."""

    def seconds(times: int) -> float:
        text = "## Part\n\n- [ ] one `a` **b**\n  ```sh\n  run\n  ```\n\n| a | b |\n|---|---|\n| `x|y` | [ ] |\n\n" * times
        times_taken = []
        for _ in range(3):
            start = process_time()
            read(text)
            times_taken.append(process_time() - start)
        return min(times_taken)

    assert seconds(400) < 10 * seconds(100)
