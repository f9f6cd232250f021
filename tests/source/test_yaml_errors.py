"""Syntax errors of libyaml as hints for writers: which line is wrong, and the fix."""

from __future__ import annotations

import pytest

from generator.source.read import read
from generator.source.yaml_errors import explain_syntax_error

CASES = {
    "a: b: c\n": (1, "yaml-syntax", "a second `: `"),
    "a: {b: c: d}\n": (1, "yaml-syntax", "a second `: `"),
    "a: b\nc d\ne: f\n": (2, "yaml-syntax", "this line is not a `key: value`"),
    "a:\n  b\n  c: d\n": (2, "yaml-syntax", "this line is not a `key: value`"),
    "a:\n  # a comment\n  b\n\n  c: d\n": (3, "yaml-syntax", "this line is not a `key: value`"),
    "a: b\n  c: d\n": (2, "yaml-syntax", "indented below a line that already has a value"),
    "a:\n  b: c\n d: e\n": (3, "yaml-syntax", "not indented like the lines around it"),
    "a:\n   b:\n    c: d\n    e: f\n  g: h\n": (2, "yaml-syntax", "not indented like the lines after it"),
    "a:\n  b:\n    c: d\n   e: f\n": (4, "yaml-syntax", "not indented like the lines around it"),
    "a:\n\tb: c\n": (2, "yaml-syntax", "a tab"),
    "a: b\n\tc: d\n": (2, "yaml-syntax", "a tab"),
    "a: b\n- c\n": (2, "yaml-syntax", "a list item"),
    "a: - b\n": (1, "yaml-syntax", "`- ` begins a list"),
    "a: ? b\n": (1, "yaml-syntax", "cannot begin with `? `"),
    ": a\n": (1, "yaml-syntax", "a key is missing"),
    "a: @b\n": (1, "yaml-syntax", "cannot begin with `@`"),
    "a: `b`\n": (1, "yaml-syntax", "cannot begin with a backtick"),
    "a: %b\n": (1, "yaml-syntax", "cannot begin with `%`"),
    "%b\n": (1, "yaml-syntax", "a YAML directive"),
    'a: "b\nc: d\n': (1, "open-quote", "never closed"),
    "a: 'b\nc: d\n": (1, "open-quote", "never closed"),
    'a: "\\d"\n': (1, "yaml-syntax", "`\\d` is not an escape"),
    'a: "\\xZZ"\n': (1, "yaml-syntax", "`\\xZZ` is not an escape"),
    'a: "b" c\n': (1, "yaml-syntax", "there is more text after the value"),
    "a: [b] c\n": (1, "yaml-syntax", "there is more text after the value"),
    "a: > 5%\n": (1, "block-scalar", "`>` at the start of a value"),
    "a: | grep\n": (1, "block-scalar", "`|` at the start of a value"),
    "a: *b* c\n": (1, "anchor-or-alias", "a YAML alias"),
    "a: & b\n": (1, "anchor-or-alias", "a YAML anchor"),
    "a: !<b\n": (1, "tag", "a YAML tag"),
    "a: !b!c d\n": (1, "tag", "a YAML tag"),
    "a: {b: c\nd: e\n": (1, "yaml-syntax", "`{` that opens here is not closed"),
    "a: [b, c\nd: e\n": (1, "yaml-syntax", "`[` that opens here is not closed"),
    "a: b\n...\nc: d\n": (3, "several-documents", "end mark"),
    "  a: b\nc: d\n": (1, "yaml-syntax", "the first line of the file is indented"),
    "# a comment\n  a:\n    b: c\n d: e\n": (4, "yaml-syntax", "indented"),
    "a: !! b\n": (1, "tag", "a YAML tag"),
    "a: !!! b\n": (1, "tag", "a YAML tag"),
    "a: {b: 'It's c', d: e}\n": (1, "yaml-syntax", "an apostrophe ended the quote"),
    "a: 'It's b'\n": (1, "yaml-syntax", "an apostrophe ended the quote"),
    "a: ['It's b', c]\n": (1, "yaml-syntax", "an apostrophe ended the quote"),
    'a: "b",\nc: d\n': (1, "yaml-syntax", "more text after the value"),
    "a:\n  - [ ] b\n": (2, "yaml-syntax", "a task list of Markdown"),
    "```yaml\na: b\n": (1, "yaml-syntax", "three backticks"),
    f"{'a' * 1100}: b\n": (1, "yaml-syntax", "at most 1024 characters"),
}


@pytest.mark.parametrize("text", CASES)
def test_the_report_names_the_line_and_the_reason(text: str) -> None:
    line, code, words = CASES[text]
    (problem,) = read("f.yaml", text.encode()).diagnostics
    assert (problem.span.line, problem.code) == (line, code)
    assert words in problem.message
    assert problem.help


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("b:\u00a0c", "U+00A0"),
        ("b:\u202fc", "U+202F"),
        ("b:\u3000c", "U+3000"),
        ("b：c", "the wide character `：`, U+FF1A"),
        ("b﹕ c", "U+FE55"),
        ("b\u200b c", "U+200B"),
    ],
)
def test_a_character_on_the_line_that_looks_like_another_one_is_named(line: str, name: str) -> None:
    (problem,) = read("f.yaml", f"a:\n  x: y\n  {line}\n  d: e\n".encode()).diagnostics
    assert name in problem.help


@pytest.mark.parametrize(
    ("line", "fix"),
    [
        ("// b", "begin a comment with `#`"),
        ("/* b */", "begin a comment with `#`"),
        ("-- b", "begin a comment with `#`"),
        ("b = c", "instead of `=`"),
        ("b=c", "instead of `=`"),
        ("1. b", "give each entry an id"),
        ("2) b", "give each entry an id"),
        ("b c", "add a colon and a space"),
    ],
)
def test_a_line_of_another_language_is_corrected(line: str, fix: str) -> None:
    (problem,) = read("f.yaml", f"a:\n  x: y\n  {line}\n  d: e\n".encode()).diagnostics
    assert fix in problem.help


def test_an_unknown_error_is_passed_on_with_its_place() -> None:
    hint = explain_syntax_error("a: b\n", "while dreaming", 0, "found a unicorn", 3)
    assert hint == (
        "the file is not valid YAML here: found a unicorn while dreaming",
        "compare the line with the lines around it",
        3,
        "yaml-syntax",
    )
