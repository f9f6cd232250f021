"""Reading one file: values as typed, positions, the end of each entry, and the kept part of a broken file."""

from __future__ import annotations

from typing import Any

import pytest

from generator.source.nodes import MappingNode, ScalarNode, plain_value
from generator.source.read import MAX_BYTES, MAX_DEPTH, read
from tests.layered import read_text, tree_of


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("no", "no"),
        ("1.10", "1.10"),
        ("12:30", "12:30"),
        ("010", "010"),
        ("true", "true"),
        ("2026-11-01", "2026-11-01"),
        ("0x1F", "0x1F"),
        (".inf", ".inf"),
        ("null", None),
        ("~", None),
        ("", None),
        ("Null", "Null"),
        ("'null'", "null"),
        ("''", ""),
        ('"a\\tb"', "a\tb"),
        ("'it''s'", "it's"),
        ("a 'quoted' word", "a 'quoted' word"),
        ('say "yes" twice', 'say "yes" twice'),
        ("C:\\dir", "C:\\dir"),
        ("a # comment", "a"),
        ("a#b", "a#b"),
        ("x {{ params.y }} {{.State}}", "x {{ params.y }} {{.State}}"),
        ("a\n  b", "a b"),
        (">-\n  a\n  b\n", "a b"),
        ("|\n  a\n   b\n", "a\n b\n"),
    ],
)
def test_a_value_is_what_the_writer_sees(text: str, value: str | None) -> None:
    assert plain_value(tree_of(f"a: {text}\n")) == {"a": value}


@pytest.mark.parametrize("data", [b"", b"\n", b"# a comment\n", b"---\n", b"null\n", b"\xef\xbb\xbf", b"--- # nothing\n...\n"])
def test_an_empty_file_is_valid(data: bytes) -> None:
    file = read("f.yaml", data)
    assert (file.diagnostics, file.complete) == ((), True)
    assert file.tree is not None
    assert not file.tree.values


def test_windows_line_ends_change_no_value_and_no_line() -> None:
    text = "a:\n  b: c\n  d: |\n    one\n    two\ne: f\n"
    one, other = read("f", text.encode()), read("f", text.replace("\n", "\r\n").encode())
    assert one.tree is not None
    assert other.tree is not None
    assert plain_value(one.tree) == plain_value(other.tree)
    assert [tree.key("e").span.line for tree in (one.tree, other.tree)] == [6, 6]


ENTRIES = """\
one:
  text: a
  # a comment below

# a comment between
two:
  text: >-
    a
    b

three: {text: a,
  run: b}   # a comment beside
four:
five: |
  a

six:
  - a
  -
  # a comment in a list
seven: "a"
"""


@pytest.mark.parametrize(
    ("key", "first", "last"),
    [("one", 1, 2), ("two", 6, 9), ("three", 11, 12), ("four", 13, 13), ("five", 14, 15), ("six", 17, 19), ("seven", 21, 21)],
)
def test_a_value_ends_with_its_last_line_not_with_the_lines_below(key: str, first: int, last: int) -> None:
    tree = tree_of(ENTRIES)
    node = tree.values[key]
    lines = tree.key(key).span.line, tree.source.line_of(max(node.end - 1, tree.starts[key]))
    assert lines == (first, last)


@pytest.mark.parametrize(
    ("text", "code", "place", "kept"),
    [
        ("a: b\nc: {d: e, f}\n", "flow-comma", (2, 11), {"a": "b", "c": {"d": "e"}}),
        ("a: b #12\nc: d\n", "comment-cut", (1, 6), {"a": "b", "c": "d"}),
        ("a: b\na: c\nd: e\n", "duplicate-key", (2, 1), {"a": "b", "d": "e"}),
        ("a: &b c\n", "anchor-or-alias", (1, 4), {"a": "c"}),
        ("a: !b c\n", "tag", (1, 4), {"a": "c"}),
        ('a: 24" rack\nb: c\n', "stray-quote", (1, 6), {"a": '24" rack', "b": "c"}),
    ],
)
def test_after_a_local_error_the_rest_of_the_file_is_read(text: str, code: str, place: tuple[int, int], kept: dict[str, Any]) -> None:
    file = read_text(text)
    (problem,) = file.diagnostics
    assert (problem.code, problem.span.line, problem.span.column) == (code, *place)
    assert file.complete == (code != "duplicate-key")  # nobody knows which of the two values is meant
    assert file.tree is not None
    assert plain_value(file.tree) == kept


@pytest.mark.parametrize(
    "text",
    [
        "a: b\n c: d\n",
        'a: "b\n',
        'a: "b\n  c"\n',
        "<<: {a: b}\n",
        "a: *b\n",
        "a: b\n---\nc: d\n",
        "- a\n",
        "a: " + "[" * (MAX_DEPTH + 1) + "\n",
        "a: b\n" + "".join("a: c\n" for _ in range(200)),
        "a: \x00\n",
    ],
)
def test_a_file_with_unread_parts_is_incomplete(text: str) -> None:
    file = read_text(text)
    assert file.diagnostics
    assert not file.complete


def test_the_part_before_a_syntax_error_is_kept() -> None:
    file = read_text("a: b\nc:\n  d: e\n f: g\n")
    assert file.tree is not None
    assert plain_value(file.tree) == {"a": "b", "c": {"d": "e"}}


def test_the_limits_are_inclusive() -> None:
    assert read("f", b"a: b\n" + b"#" * (MAX_BYTES - 5)).complete
    deep = read_text("a: " + "[" * (MAX_DEPTH - 1) + "]" * (MAX_DEPTH - 1) + "\n")
    assert deep.complete


def test_an_apostrophe_needs_no_partner() -> None:
    assert plain_value(tree_of('a: the users\' data\nb: "24\\" rack"\nc: \'24" rack\'\n')) == {
        "a": "the users' data",
        "b": '24" rack',
        "c": '24" rack',
    }


def test_one_open_quote_is_reported_once() -> None:
    text = 'a: {b: "c}\n' + "".join(f'd{number}: "e"\n' for number in range(50))
    (problem,) = read_text(text).diagnostics
    assert (problem.code, problem.span.line) == ("open-quote", 1)


def test_all_quotes_over_several_lines_are_reported_if_the_file_is_otherwise_valid() -> None:
    assert [problem.span.line for problem in read_text('a: "b\n  c"\nd: e\nf: "g\n  h"\n').diagnostics] == [1, 4]


def test_nodes_have_their_style() -> None:
    tree = tree_of("a: b\nc: 'd'\ne: >-\n  f\n")
    assert isinstance(tree, MappingNode)
    assert [node.style for node in tree.values.values() if isinstance(node, ScalarNode)] == ["plain", "quoted", "block"]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a: b\n<<<<<<< HEAD\nc: d\n=======\nc: e\n>>>>>>> other\n", 2),
        ("a: b\n=======\nc: e\n", 2),
        ("a: b\nc: e\n>>>>>>> 3f2a (a change)\n", 3),
        ("a: b\n||||||| base\nc: d\n=======\n", 2),
        ("<<<<<<< ours\r\na: b\r\n", 1),
    ],
)
def test_marks_of_a_merge_conflict_are_reported_alone(text: str, line: int) -> None:
    file = read_text(text)
    (problem,) = file.diagnostics
    assert (problem.code, problem.span.line, problem.span.column) == ("merge-conflict", line, 1)
    assert not file.complete


@pytest.mark.parametrize("text", ["a: <<<<<<< b\n", "a: |\n  =======\n  b\n", "a: b ======= c\n", "a: '>>>>>>> x'\n"])
def test_texts_with_such_marks_are_not_conflicts(text: str) -> None:
    assert read_text(text).diagnostics == ()
