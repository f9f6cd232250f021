"""Reading and writing YAML with ruamel.yaml."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.edits.ruamel_style import round_trip
from generator.source.nodes import MappingNode, plain_value
from generator.source.read import read


def tree(text: str) -> MappingNode:
    found = read("x.yaml", text.encode()).tree
    assert found is not None
    return found


@pytest.mark.parametrize(
    "text",
    [
        "a: 010\nb: 1.10\nc: 12:30\nd: 1e3\ne: 0x1f\nf: 1_000\ng: yes\nh: 2026-11-01\n",
        "a:\nb: null\nc: ~\nd: ''\n",
        "a: 'it''s'\nb: \"x\"\n",
        f"a: {'word ' * 80}end\n",
        "a: {b: {c: [x, y], d: {}}}\n",
        "run: docker {{.State}} x\n",
        "a: |-\n  one\n    two\n\n  three\nb: >\n  four\n  five\n",
        "# top\n\na: 1  # beside\n\n# end\n",
    ],
)
def test_a_file_in_the_style_is_unchanged(text: str) -> None:
    assert round_trip(tree(text)) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a:\n    b:\n     c: 1\n", "a:\n  b:\n    c: 1\n"),
        ("a:\n- x\n-   y\n", "a:\n  - x\n  - y\n"),
        ("a:   {b:  1, c: 2 }\n", "a: {b: 1, c: 2}\n"),
        ("a : one\n  two\n", "a: one two\n"),
        ("a:\n    b: |\n        one\n         two\n", "a:\n  b: |\n    one\n     two\n"),
    ],
)
def test_levels_are_indented_by_two_spaces_and_tokens_separated_by_one(text: str, expected: str) -> None:
    assert round_trip(tree(text)) == expected


def test_braces_with_a_comment_are_unchanged() -> None:
    text = "a:\n    b: {x: 1, # one\n       y: 2} # two\n    kept: [1,\n      # three\n      2]\n"
    assert round_trip(tree(text)) == "a:\n  b: {x: 1, # one\n       y: 2}   # two\n  kept: [1,\n      # three\n      2]\n"


@pytest.mark.parametrize("text", ["", "# only a comment\n"])
def test_a_file_without_values_is_kept(text: str) -> None:
    assert round_trip(tree(text)) == text


def test_a_text_that_ruamel_cannot_read_or_keep_is_refused() -> None:
    with pytest.raises(ValueError, match=r"ruamel\.yaml cannot read it: "):
        round_trip(tree("a: 1\t# why\n"))
    with pytest.raises(ValueError, match=r"ruamel\.yaml failed: overlap in comment"):
        round_trip(tree("a:  # why\n  text\n\nb: 1\n"))


LINES = st.sampled_from(
    ["", "a  ", "  - b", "- c", "    d", "```sh", "```", "# e", "| f | ____ |", "> g", "key: h", "\\", "{{ i }}", "'", '"', "\tj"]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(LINES, min_size=1, max_size=8), st.sampled_from(["|", "|-", "|+"]), st.integers(1, 8))
def test_prose_is_kept_byte_for_byte(lines: list[str], header: str, indent: int) -> None:
    """Formatting moves a block of prose to its indentation and changes no character of its lines, also not spaces at their ends."""
    prose = ["x", *lines]
    text = "passages:\n  a:\n    about: " + header + "\n" + "".join(f"{' ' * (indent + 4)}{line}\n" if line else "\n" for line in prose)
    before = tree(text)
    assert plain_value(tree(round_trip(before))) == plain_value(before)
    kept = [line[6:] for line in round_trip(before).split("\n")[3:]]
    written = list(prose)
    while written and not written[-1].strip():
        written.pop()
    assert kept[: len(written)] == written
