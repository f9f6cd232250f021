"""What is markup in a writer's text."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.text.inline_markup import CodeSpan, InlineLink, Part, Text, is_link_target, parse_inline, plain_text

LITERAL = [
    "<script>alert(1)</script>",
    "a | b",
    "[x](javascript:alert(1))",
    "[x](JAVASCRIPT:alert(1))",
    "[x](data:text/html,hello)",
    "[x](/relative)",
    "[x](https:relative)",
    "[x](https://)",
    '[x](https://host "title")',
    "[x]( https://host )",
    "[x](https://host",
    "[x](https://ho\\st)",
    "[](https://host)",
    "[x][y]",
    "<javascript:alert(1)>",
    "<https://>",
    "<https://a b>",
    "https://bare.host/path",
    "# not a heading",
    "a lone ` backtick",
    "``two` one",
    "{{ params.x }}",
    "*stars* and _lines_ and ~~strokes~~",
    "&amp; &lt; &#60;",
    "1. one",
    "- dash",
    "+ plus",
    "> quote",
    "@name",
    "www.example.com",
    "\\*escaped\\*",
    "]](",
]

MARKUP: list[tuple[str, tuple[Part, ...]]] = [
    ("run `npm test` now", (Text("run "), CodeSpan("npm test"), Text(" now"))),
    ("``a`b``", (CodeSpan("a`b"),)),
    ("`a``b`", (CodeSpan("a``b"),)),
    ("`` `a` ``", (CodeSpan("`a`"),)),
    ("` a `", (CodeSpan("a"),)),
    ("`  `", (CodeSpan("  "),)),
    ("\\`a`", (Text("\\"), CodeSpan("a"))),
    ("`[x](https://host)`", (CodeSpan("[x](https://host)"),)),
    ("[x](https://host)", (InlineLink("https://host", (Text("x"),)),)),
    ("[x](HTTPS://host)", (InlineLink("HTTPS://host", (Text("x"),)),)),
    ("[x](https://host/(a)_b) y", (InlineLink("https://host/(a)_b", (Text("x"),)), Text(" y"))),
    ("[x](https://host))", (InlineLink("https://host", (Text("x"),)), Text(")"))),
    ("[`x]`](tel:+8801)", (InlineLink("tel:+8801", (CodeSpan("x]"),)),)),
    ("[a [b] c](http://host)", (InlineLink("http://host", (Text("a [b] c"),)),)),
    ("[a [b](http://x) c](http://y)", (Text("[a "), InlineLink("http://x", (Text("b"),)), Text(" c](http://y)"))),
    ("[<http://x>](http://y)", (Text("["), InlineLink("http://x", (Text("http://x"),)), Text("](http://y)"))),
    ("[x](<https://host>)", (Text("[x]("), InlineLink("https://host", (Text("https://host"),)), Text(")"))),
    ("![x](https://host)", (Text("!"), InlineLink("https://host", (Text("x"),)))),
    ("<mailto:a@b.c>", (InlineLink("mailto:a@b.c", (Text("mailto:a@b.c"),)),)),
    ("[[x](https://host)", (Text("["), InlineLink("https://host", (Text("x"),)))),
]


@pytest.mark.parametrize("text", LITERAL)
def test_everything_else_is_literal(text: str) -> None:
    assert parse_inline(text) == (Text(text),)


@pytest.mark.parametrize(("text", "parts"), MARKUP)
def test_code_spans_and_links_are_markup(text: str, parts: tuple[Part, ...]) -> None:
    assert parse_inline(text) == parts


def test_an_empty_text_has_no_parts() -> None:
    assert parse_inline("") == ()


def test_plain_text_is_what_the_reader_sees() -> None:
    assert plain_text("see [the `x` page](https://host) and `y`") == "see the x page and y"


@pytest.mark.parametrize("url", ["https://a", "http://a:80/x?y#z", "mailto:a@b.c", "tel:+880-2-55", "tel:999"])
def test_targets(url: str) -> None:
    assert is_link_target(url)


@pytest.mark.parametrize("url", ["", "https://", "ftp://a", "//a", "tel:", "mailto:", "https://a b", "https://a\x00", "tel:javascript"])
def test_no_targets(url: str) -> None:
    assert not is_link_target(url)


@given(st.text("ab`[]()<>!\\ https://h.mailto:tel:1&*_", max_size=60))
def test_no_character_is_lost(text: str) -> None:
    parts = parse_inline(text)
    rest = text
    for part in parts:
        shown = "".join(label.text for label in part.label) if isinstance(part, InlineLink) else part.text
        for character in shown:
            assert character in rest
            rest = rest[rest.index(character) + 1 :]
    literal = "".join(part.text for part in parts if isinstance(part, Text))
    assert len(literal) <= len(text)
    assert not any(isinstance(one, Text) and isinstance(other, Text) for one, other in pairwise(parts))


@pytest.mark.parametrize("piece", ["[", "[a](", "[a](https://(", "`a``b```", "<https:", "](", "[x](tel:1)"])
def test_time_is_bounded(piece: str) -> None:
    text = (piece * 4000)[:4000]
    started = time.process_time()
    parse_inline(text)
    assert time.process_time() - started < 2
