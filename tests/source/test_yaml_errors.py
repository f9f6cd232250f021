"""libyaml's complaints in a writer's words: which line is to blame, and what it should have been."""

from __future__ import annotations

import pytest

from generator.source.read import read
from generator.source.yaml_errors import explain_syntax_error

CASES = {
    "a: b: c\n": (1, "yaml-syntax", "a second `: `"),
    "a: {b: c: d}\n": (1, "yaml-syntax", "a second `: `"),
    "a: b\nc d\ne: f\n": (2, "yaml-syntax", "this line is no `key: value`"),
    "a:\n  b\n  c: d\n": (2, "yaml-syntax", "this line is no `key: value`"),
    "a:\n  # a comment\n  b\n\n  c: d\n": (3, "yaml-syntax", "this line is no `key: value`"),
    "a: b\n  c: d\n": (2, "yaml-syntax", "indented below a line that has its value"),
    "a:\n  b: c\n d: e\n": (3, "yaml-syntax", "indented unlike its neighbours"),
    "a:\n   b:\n    c: d\n    e: f\n  g: h\n": (2, "yaml-syntax", "unlike the ones that follow it"),
    "a:\n  b:\n    c: d\n   e: f\n": (4, "yaml-syntax", "indented unlike its neighbours"),
    "a:\n\tb: c\n": (2, "yaml-syntax", "a tab"),
    "a: b\n\tc: d\n": (2, "yaml-syntax", "a tab"),
    "a: b\n- c\n": (2, "yaml-syntax", "an entry of a list"),
    "a: - b\n": (1, "yaml-syntax", "`- ` begins a list"),
    "a: ? b\n": (1, "yaml-syntax", "cannot begin with `? `"),
    ": a\n": (1, "yaml-syntax", "a key is missing"),
    "a: @b\n": (1, "yaml-syntax", "cannot begin with `@`"),
    "a: `b`\n": (1, "yaml-syntax", "cannot begin with a backtick"),
    "a: %b\n": (1, "yaml-syntax", "cannot begin with `%`"),
    "%b\n": (1, "yaml-syntax", "a YAML directive"),
    'a: "b\nc: d\n': (1, "open-quote", "never closed"),
    "a: 'b\nc: d\n": (1, "open-quote", "never closed"),
    'a: "\\d"\n': (1, "yaml-syntax", "`\\d` is no escape"),
    'a: "\\xZZ"\n': (1, "yaml-syntax", "`\\xZZ` is no escape"),
    'a: "b" c\n': (1, "yaml-syntax", "something follows the value"),
    "a: [b] c\n": (1, "yaml-syntax", "something follows the value"),
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
    f"{'a' * 1100}: b\n": (1, "yaml-syntax", "at most 1024 characters"),
}


@pytest.mark.parametrize("text", CASES)
def test_the_line_to_blame_and_why(text: str) -> None:
    line, code, words = CASES[text]
    (problem,) = read("f.yaml", text.encode()).diagnostics
    assert (problem.span.line, problem.code) == (line, code)
    assert words in problem.message
    assert problem.help


def test_a_no_break_space_on_the_line_is_told() -> None:
    (problem,) = read("f.yaml", "a:\n  b:\u00a0c\n  d: e\n".encode()).diagnostics
    assert "U+00A0" in problem.help


def test_an_unknown_complaint_is_passed_on_with_its_place() -> None:
    told = explain_syntax_error("a: b\n", "while dreaming", 0, "found a unicorn", 3)
    assert told == (3, "the file is no YAML here: found a unicorn while dreaming", "compare the line with its neighbours", "yaml-syntax")
