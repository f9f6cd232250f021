"""Prose as HTML: every kind of block, in one line, with nothing of the text as markup."""

from __future__ import annotations

import html5lib
import pytest
from markupsafe import Markup

from generator.text.prose_html import HtmlProse
from generator.text.prose_markup import parse_prose
from generator.text.prose_tree import QUOTE_KINDS, CodeBlock

KINDS = {kind: kind.capitalize() for kind in QUOTE_KINDS}
HEADS = '<thead><tr><th scope="col">a</th><th scope="col" class="rb-end">b</th></tr></thead>'
CELL = '<td class="rb-end">1</td>'


def code(block: CodeBlock) -> Markup:
    return Markup("<pre>{}:{}</pre>").format(block.language, block.text)


def html(text: str, **more: object) -> str:
    return str(HtmlProse(KINDS, code, **more).blocks(parse_prose(text).blocks))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\nb\n\n**c** _d_\\\n___", '<p>a b</p><p><strong>c</strong> <em>d</em><br><span class="rb-room">___</span></p>'),
        ("- a\n- b\n  - c", "<ul><li>a</li><li>b<ul><li>c</li></ul></li></ul>"),
        ("3. a\n\n   b", '<ol start="3"><li><p>a</p><p>b</p></li></ol>'),
        ("1. > a", "<ol><li><blockquote><p>a</p></blockquote></li></ol>"),
        ("```sql\na < b\n```", "<pre>sql:a &lt; b</pre>"),
        (
            "> [!TIP]\n> a",
            '<div class="rb-quote rb-quote--tip" role="note"><p class="rb-quote__kind">Tip</p><p>a</p></div>',
        ),
        (
            "| a | b |\n| - | -: |\n| `c` | 1 |",
            f'<div class="rb-scroll"><table class="rb-grid">{HEADS}<tbody><tr><td><code>c</code></td>{CELL}</tr></tbody></table></div>',
        ),
        ('![a "b"](files/c.png)', '<p><img class="rb-picture" src="files/c.png" alt="a &#34;b&#34;"></p>'),
    ],
)
def test_each_kind_of_block(text: str, expected: str) -> None:
    assert html(text) == expected


def test_links_are_relative_on_pages_and_have_their_address_on_paper() -> None:
    text = "[a](https://a.test) ![b](files/b.png)\n\n![b](files/b.png)"
    assert html(text, on_paper=True).startswith('<p><a href="https://a.test">a</a> (https://a.test)')
    assert 'src="../files/b.png"' in html(text, href=lambda path: f"../{path}")


def test_nothing_of_a_text_becomes_an_element() -> None:
    text = "- <time> & \\<b>\n\n| <x> |\n| - |\n| `<i>` |\n\n> <u>"
    tree = html5lib.parseFragment(html(text), namespaceHTMLElements=False)
    assert {element.tag for element in tree.iter() if isinstance(element.tag, str)} <= {
        *("DOCUMENT_FRAGMENT", "ul", "li", "div", "table", "thead", "tbody", "tr", "th", "td", "code", "blockquote", "p"),
    }
    assert "\n" not in html(text)
