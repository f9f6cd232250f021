"""The markup that authors can use in texts."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.text.gfm_escaping import markdown
from generator.text.inline_markup import (
    CodeSpan,
    InlineLink,
    Part,
    Strong,
    Text,
    is_link_target,
    joined,
    malformed_links_in,
    parse_inline,
    plain_text,
)
from tests.markdown_reader import parts_of, tokens

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
    "**",
    "****",
    "**not closed",
    "not opened**",
    "** a **",
    "**a **",
    "** a**",
    'a**"b"**c',
    "***a***",
    "**a***",
    "****a****",
    "src/**/test and a ** b",
    "a **\u00a0b**",
    "**a*\u200b*",
    "[**a](/b)",
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
    ("do **not** stop", (Text("do "), Strong((Text("not"),)), Text(" stop"))),
    ("**a**", (Strong((Text("a"),)),)),
    ("a**b**c", (Text("a"), Strong((Text("b"),)), Text("c"))),
    ("(**a**)", (Text("("), Strong((Text("a"),)), Text(")"))),
    ("**a** and **b**", (Strong((Text("a"),)), Text(" and "), Strong((Text("b"),)))),
    ("\\**a\\**", (Text("\\"), Strong((Text("a\\"),)))),
    ("**a *b* __c__**", (Strong((Text("a *b* __c__"),)),)),
    ("**a *** b**", (Strong((Text("a *** b"),)),)),
    ("**a\nb**", (Strong((Text("a\nb"),)),)),
    ("**run `a`**", (Strong((Text("run "), CodeSpan("a"))),)),
    ("**a `b** c`", (Text("**a "), CodeSpan("b** c"))),
    ("**a `b** c` d**", (Strong((Text("a "), CodeSpan("b** c"), Text(" d"))),)),
    ("**see [a](tel:1)**", (Strong((Text("see "), InlineLink("tel:1", (Text("a"),)))),)),
    ("**<tel:1>**", (Strong((InlineLink("tel:1", (Text("tel:1"),)),)),)),
    ("[a **b** c](tel:1)", (InlineLink("tel:1", (Text("a "), Strong((Text("b"),)), Text(" c"))),)),
    ("**a [b** c](tel:1)", (Text("**a "), InlineLink("tel:1", (Text("b** c"),)))),
    ("**a [b** c](tel:1) d**", (Strong((Text("a "), InlineLink("tel:1", (Text("b** c"),)), Text(" d"))),)),
    ("[**[a](tel:1)**](tel:2)", (Text("["), Strong((InlineLink("tel:1", (Text("a"),)),)), Text("](tel:2)"))),
    ("[a **b](/c) d**", (Text("[a "), Strong((Text("b](/c) d"),)))),
    ("**a **b**", (Text("**a "), Strong((Text("b"),)))),
    ("**a **b** c**", (Text("**a "), Strong((Text("b"),)), Text(" c**"))),
    ("**a **b c**d**", (Text("**a "), Strong((Text("b c"),)), Text("d**"))),
]


@pytest.mark.parametrize("text", LITERAL)
def test_everything_else_is_literal(text: str) -> None:
    assert parse_inline(text) == (Text(text),)


@pytest.mark.parametrize(("text", "parts"), MARKUP)
def test_code_spans_links_and_strong_text_are_markup(text: str, parts: tuple[Part, ...]) -> None:
    assert parse_inline(text) == parts


def test_an_empty_text_has_no_parts() -> None:
    assert parse_inline("") == ()


def test_plain_text_is_what_the_reader_sees() -> None:
    assert plain_text("see [the `x` **page**](https://host) and **`y` or z**") == "see the x page and y or z"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("**[a](/b)**", ("[a](/b)",)),
        ("a **htp://b.c** d", ("htp://b.c",)),
        ("**[mail](mailto:nobody)**", ("mailto:nobody",)),
        ("**[a](https://b.c) `[d](/e)`**", ()),
    ],
)
def test_malformed_links_are_found_in_strong_text(text: str, found: tuple[str, ...]) -> None:
    assert malformed_links_in(text) == found


@pytest.mark.parametrize("url", ["https://a", "http://a:80/x?y#z", "mailto:a@b.c", "tel:+880-2-55", "tel:999"])
def test_valid_link_targets(url: str) -> None:
    assert is_link_target(url)


@pytest.mark.parametrize("url", ["", "https://", "ftp://a", "//a", "tel:", "mailto:", "https://a b", "https://a\x00", "tel:javascript"])
def test_invalid_link_targets(url: str) -> None:
    assert not is_link_target(url)


pieces = st.sampled_from([*"ab`[]()<>!\\ *_", "**", "``", "https://h.b", "](tel:1)", "<tel:1>", "[x](tel:1)", "**b**"])
texts = st.lists(pieces, max_size=20).map("".join)


@given(texts)
def test_plain_text_has_no_markup(text: str) -> None:
    parts = parse_inline(text)
    rest = iter(text)
    assert all(character in rest for character in plain_text(text)), "each character is one of the text's, in their order"
    if not any(isinstance(part, InlineLink) for part in flat_parts(parts)):
        lost = Counter(text) - Counter(plain_text(text))
        assert lost.keys() <= set("`* ")
        assert lost["*"] == 4 * sum(isinstance(part, Strong) for part in parts)


@given(texts)
def test_parts_are_nested_one_in_the_other_at_most(text: str) -> None:
    parts = parse_inline(text)
    for inner in (parts, *(part.parts for part in parts if isinstance(part, Strong))):
        assert inner == joined(inner)
        for link in (part for part in inner if isinstance(part, InlineLink)):
            assert link.label
            assert not any(isinstance(part, InlineLink) for part in flat_parts(link.label))
    assert not any(isinstance(part, Strong) for part in flat_parts(parts))


@given(texts)
def test_a_text_written_as_markdown_has_the_same_parts(text: str) -> None:
    parts = parse_inline(" ".join(text.split()))
    read = [parts_of(token) for token in tokens(markdown(parts)) if token.type == "inline"]
    assert read == ([parts] if parts else [])


def flat_parts(parts: tuple[Part, ...]) -> Iterator[Part]:
    """Yield the parts, and the parts of strong text instead of the strong text."""
    for part in parts:
        yield from part.parts if isinstance(part, Strong) else (part,)


@pytest.mark.parametrize(
    "piece",
    [
        "[",
        "[a](",
        "[a](https://(",
        "[a](https://x",
        "`a``b```",
        "<https:",
        "](",
        "[x](tel:1)",
        "**",
        "**a",
        "**a ",
        "a** ",
        "[**",
        "**[",
        "**a **b** c",
        "[**a**](tel:1",
    ],
)
def test_hostile_texts_are_parsed_quickly(piece: str) -> None:
    text = piece * 4000
    started = time.process_time()
    parse_inline(text)
    assert time.process_time() - started < 4
