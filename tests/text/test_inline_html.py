"""Which parts of a text become markup, and which do not."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from generator.text.inline_html import html_of
from generator.text.inline_markup import CodeSpan, Emphasis, LineBreak, Room, Strong, Text, parse_inline, plain_text

MARKS = [
    "**",
    "`",
    "``",
    "[",
    "]",
    "(",
    ")",
    "<",
    ">",
    "a",
    " ",
    "\\",
    "!",
    '"t"',
    "&amp;",
    "*",
    "_",
    "#",
    "|",
    "{{ x }}",
    "\n",
    "javascript:x",
]
LINKS = ["http://x.y", "https://a.b/c_(d)?x=1&y=2", "mailto:a@b.c", "tel:+12", "](http://x.y)", "<https://a.b>", "[a](http://x.y)"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain", "plain"),
        ("run `npm audit` now", "run <code>npm audit</code> now"),
        ("``a ` b``", "<code>a ` b</code>"),
        ("`<b>`", "<code>&lt;b&gt;</code>"),
        ("[the site](https://a.b/?x=1&y=2)", '<a href="https://a.b/?x=1&amp;y=2">the site</a>'),
        ("[`x` y](http://a.b)", '<a href="http://a.b"><code>x</code> y</a>'),
        ("<https://a.b>", '<a href="https://a.b">https://a.b</a>'),
        ("<tel:+8801>", '<a href="tel:+8801">tel:+8801</a>'),
        ("[mail](mailto:a@b.c)", '<a href="mailto:a@b.c">mail</a>'),
        ("*stars* **two**", "*stars* <strong>two</strong>"),
        ("**<b> `c` [d](tel:1)**", '<strong>&lt;b&gt; <code>c</code> <a href="tel:1">d</a></strong>'),
        ("[a **b**](tel:1)", '<a href="tel:1">a <strong>b</strong></a>'),
    ],
)
def test_code_spans_links_and_bold_text_are_markup(text: str, expected: str) -> None:
    assert html_of(parse_inline(text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "a | b",
        "[x](javascript:alert(1))",
        "[x](data:text/html,x)",
        "[x](/local)",
        "[x](#anchor)",
        "# heading",
        "a lone ` backtick",
        "{{ x }}",
        "{% x %}",
        "*stars* ***three*** ****four****",
        "** spaced ** and **not closed",
        "_under_ __two__",
        "~~strike~~",
        "&amp; &copy; &#35;",
        "back\\slash \\` \\[",
        "https://bare.example",
        "www.bare.example",
        "![image](",
        "[](http://empty.label)",
        "[ref][1] [^1]",
        "<!-- comment -->",
        "- item",
        "1. item",
        ":smile: ==mark== ++ins++",
    ],
)
def test_everything_else_is_literal(text: str) -> None:
    assert html_of(parse_inline(text)).unescape() == text
    assert "<" not in html_of(parse_inline(text))


def test_parts_of_prose_are_rendered() -> None:
    """Prose has emphasis, ends of lines and room to write."""
    parts = (Emphasis((Text("a"),)), LineBreak(), Room("___"))
    assert html_of(parts) == '<em>a</em><br><span class="rb-room">___</span>'


def test_parts_are_rendered_like_the_whole_text() -> None:
    assert (
        html_of((Text("<a> "), Strong((CodeSpan("b"),))))
        == html_of(parse_inline("<a> **`b`**"))
        == "&lt;a&gt; <strong><code>b</code></strong>"
    )


@given(st.lists(st.sampled_from([*MARKS, *LINKS]), max_size=14).map("".join))
def test_a_text_without_its_tags_is_what_readers_see(text: str) -> None:
    html = html_of(parse_inline(text))
    assert Markup(re.sub(r"<[^<>]*>", "", html)).unescape() == plain_text(text)
    assert set(re.findall(r"<[^<>]*>", html)) <= {
        "<code>",
        "</code>",
        "<strong>",
        "</strong>",
        "</a>",
        *re.findall(r'<a href="[^"]*">', html),
    }


@pytest.mark.parametrize(
    "text", ["[" * 4000, "[<" * 2000, "`" * 3999, "[a](http://x" * 300, "[a<b](" * 600, "**a" * 3999 + "**", "** " * 4000, "[**" * 2000]
)
def test_hostile_texts_are_parsed_quickly(text: str) -> None:
    assert Markup(re.sub("</?strong>", "", html_of(parse_inline(text)))).unescape() == plain_text(text)


def test_on_paper_the_address_of_a_link_follows_its_label_unless_that_is_the_address() -> None:
    assert (
        html_of(parse_inline("**[Wiki](https://wiki.tld)**"), on_paper=True)
        == '<strong><a href="https://wiki.tld">Wiki</a> (https://wiki.tld)</strong>'
    )
    for label, shown in {"call": " (+8802)", "+880 2": "", "+8802": "", "tel:+8802": ""}.items():
        assert html_of(parse_inline(f"[{label}](tel:+8802)"), on_paper=True) == f'<a href="tel:+8802">{label}</a>{shown}'
    assert html_of(parse_inline("<https://wiki.tld>"), on_paper=True) == '<a href="https://wiki.tld">https://wiki.tld</a>'
