"""What of a writer's text becomes markup, and that nothing else does."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from generator.site.inline_html import render_inline
from generator.text.inline_markup import CodeSpan, Part, Text, parse_inline

MARKS = ["`", "``", "[", "]", "(", ")", "<", ">", "a", " ", "\\", "!", '"t"', "&amp;", "*", "_", "#", "|", "{{ x }}", "\n", "javascript:x"]
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
    ],
)
def test_code_spans_and_links_are_markup(text: str, expected: str) -> None:
    assert render_inline(text) == expected


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
        "*stars* **two**",
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
def test_all_else_is_literal(text: str) -> None:
    assert render_inline(text).unescape() == text
    assert "<" not in render_inline(text)


@given(st.lists(st.sampled_from([*MARKS, *LINKS]), max_size=14).map("".join))
def test_pages_and_sheets_agree_on_what_is_markup(text: str) -> None:
    assert render_inline(text) == as_html(parse_inline(text))


def as_html(parts: tuple[Part, ...]) -> Markup:
    html = Markup()
    for part in parts:
        if isinstance(part, Text):
            html += part.text
        elif isinstance(part, CodeSpan):
            html += Markup("<code>{}</code>").format(part.text)
        else:
            html += Markup('<a href="{}">{}</a>').format(part.url, as_html(part.label))
    return html


@pytest.mark.parametrize("text", ["[" * 4000, "[<" * 2000, "`" * 3999, "[a](http://x" * 300, "[a<b](" * 600])
def test_hostile_texts_are_read_in_no_time(text: str) -> None:
    assert render_inline(text).unescape() == text
