"""Blocks become prose that reads the same. Also tests `document_texts` and `write_inline`."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.imports.blocks import Inline, plain
from generator.imports.document_texts import DocumentTexts, anchor_slug
from generator.imports.draft import ImportOptions
from generator.imports.line_account import LineAccount
from generator.imports.read_markdown import read_markdown, spans_of
from generator.imports.write_inline import line_text, prose_text
from generator.imports.write_prose import prose_of
from generator.text.inline_markup import parse_inline, plain_text_of
from generator.text.prose_markup import parse_prose
from generator.text.prose_tree import plain_prose


def prose(text: str, **options: object) -> str:
    lines = text.split("\n")
    texts = DocumentTexts("plan.md", ImportOptions(**options), LineAccount(lines))  # type: ignore[arg-type]
    written = prose_of(read_markdown(lines, range(1, len(lines) + 1)).children, texts, "passages.x", "about")
    return written.text if written else ""


@settings(max_examples=300)
@given(st.text("ab*_`[]()<>&;!~\\#-+=|:.1 \n☐", max_size=30))
def test_any_text_reads_the_same_in_prose(text: str) -> None:
    """Law: whatever the characters of a text, prose shows them, and has no problem with them."""
    spans = tuple(span for line in text.split("\n") for span in (Inline("text", line), Inline("line")))
    written = prose_text(spans)
    parsed = parse_prose(written)
    assert parsed.problems == ()
    assert "".join(plain_prose(parsed.blocks).split()) == "".join(text.split())


@settings(max_examples=200)
@given(st.text("ab*_`[]()<>\\ \n", max_size=24))
def test_any_markdown_reads_the_same_in_prose(text: str) -> None:
    """Law: what a reader of the Markdown of a text sees is what a reader of the prose sees."""
    spans = tuple(span for span in spans_of(text) if span.kind != "html")
    shown = "".join(plain(spans).split())
    assert "".join(plain_prose(parse_prose(prose_text(spans)).blocks).split()) == shown


def test_a_text_of_one_line_has_code_strong_text_and_links() -> None:
    """Law: a text for one line keeps the markup that such texts have, and the words of everything else."""
    text = line_text(spans_of("**a `b`** _c_ [d](https://e.test) ~~f~~ \\*g\n<https://h.test>"))
    assert text == "**a `b`** c [d](https://e.test) f *g <https://h.test>"
    assert plain_text_of(parse_inline(text)) == "a b c d f *g https://h.test"


@pytest.mark.parametrize(
    ("source", "written"),
    [
        ("# T\n\ntext\\\nmore", "**T**\n\ntext\\\nmore"),
        ("- a\n  - b\n\n    c\n1. d\n2. e", "- a\n  - b\n\n    c\n\n1. d\n2. e"),
        ("* a\n\n+ b", "- a\n\n* b"),
        ("```python hl_lines=1\nx\n```", "```python\nx\n```"),
        ("    code", "```\ncode\n```"),
        ("|a|b|\n|-|-|\n|1|`x\\|y`|", "| a | b |\n| --- | --- |\n| 1 | `x\\|y` |"),
        ("> [!Danger] Stop\n> now", "> [!CAUTION]\n> **Danger: Stop**\n>\n> now"),
        ('!!! fun "A"\n    b', "> [!NOTE]\n> **Fun: A**\n>\n> b"),
        ("!!! fun\n    b", "> [!NOTE]\n> **Fun**\n>\n> b"),
        ("???+ aside Why this\n    b", "> [!NOTE]\n> **Aside: Why this**\n>\n> b"),
        ("!!! tip inline end\n    b", "> [!TIP]\n> b"),
        ('!!! tip inline "A"\n    b', "> [!TIP]\n> **A**\n>\n> b"),
        ('=== "Linux"\n    b', "**Linux**\n\nb"),
        (":::warning\nb\n:::", "> [!WARNING]\n> b"),
        ("Term\n: one\n: two", "**Term**\n\n- one\n- two"),
        ("**A:** 1\n**B:** 2", "**A:** 1\\\n**B:** 2"),
        ("- ☐ yes ☐ no", "- ( ) yes ( ) no"),
        ("***\n\n<!-- c -->\n\n[a]: b", ""),
        ("Sign: ____ on \\_\\_\\_\\_", "Sign: ____ on ____"),
    ],
)
def test_blocks_become_prose(source: str, written: str) -> None:
    """Law: each block has its form in prose, without headings, HTML, rules and boxes."""
    assert prose(source) == written
    assert parse_prose(written).problems == ()


def test_pictures_beside_the_document_are_shown() -> None:
    """Law: a picture that is beside the document goes into `files/`, alone in its paragraph; others are text, alone with their address."""
    assert prose("and ![](no.png)", beside={"img/a b.png"}) == "and no"
    assert prose("![a](no.png)", beside={"img/a b.png"}) == "a (no.png)"
    assert prose("[![a](https://a.test/b.svg)](https://c.test) ![d](https://d.test)") == "[a](https://c.test) [d](https://d.test)"
    assert prose("See ![the mast](<img/a b.png>) now", beside={"img/a b.png"}) == "See\n\n![the mast](files/a-b.png)\n\nnow"


def test_footnotes_are_below_the_text_that_uses_them() -> None:
    """Law: the text of a footnote follows the text with its number."""
    lines = ["a[^1]", "", "b", "", "[^1]: note"]
    tree = read_markdown(lines, range(1, 6))
    texts = DocumentTexts("plan.md", ImportOptions(), LineAccount(lines))
    texts.footnotes = {"1": tree.children[-1]}
    written = prose_of(tree.children[:-1], texts, "passages.x", "about")
    assert written is not None
    assert written.text == "a[1]\n\nb\n\n\\[1] note"
    assert texts.account.dispositions[5].address == "passages.x"


def test_anchors_are_those_of_github() -> None:
    """Law: links to headings use the names that GitHub gives them."""
    assert (anchor_slug("1. Über `uns` & Co"), anchor_slug("Set up")) == ("1-über-uns--co", "set-up")
