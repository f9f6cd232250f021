"""Texts written as GitHub-flavoured Markdown are shown exactly."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it.token import Token

from generator.text.gfm_escaping import cell, code_span, fenced, heading, inline, literal, markdown
from generator.text.inline_markup import CodeSpan, Emphasis, LineBreak, Room, Strong, Text, parse_inline
from tests.markdown_reader import as_read, bare_links, boxes_of, in_place, parts_of, tokens

# Texts with their escaped form: characters are escaped only where they would be markup.
SPELLED = [
    ("Backups restore into a scratch database", "Backups restore into a scratch database"),
    ("p95 is under 200 ms, 5% of 3 (or 4)", "p95 is under 200 ms, 5% of 3 (or 4)"),
    ("see prisma/schema.prisma, snake_case_names and $HOME", "see prisma/schema.prisma, snake_case_names and $HOME"),
    ("2 < 3 > 1 & 4", "2 < 3 > 1 & 4"),
    ("about ~5 min", "about ~5 min"),
    ("~5 min", "~5 min"),
    ("https://status.host.tld/page", "https://status.host.tld/page"),
    ("@name and #12", "@name and #12"),
    ("5 * 3 - 2 + 1 = 14", "5 * 3 - 2 + 1 = 14"),
    ("<script>alert(1)</script>", "\\<script>alert(1)\\</script>"),
    ("a | b", "a | b"),
    ("| a | b |", "| a | b |"),
    ("|---|---|", "\\|---|---|"),
    ("[x](javascript:alert(1))", "\\[x\\](javascript:alert(1))"),
    ("a [b][c] d", "a [b\\][c] d"),
    ("[x]: https://host", "\\[x\\]: https://host"),
    ("[ ] done", "\\[ ] done"),
    ("done [x] or [ ] not", "done \\[x] or \\[ ] not"),
    ("# heading", "\\# heading"),
    ("#hash", "#hash"),
    ("a lone ` backtick", "a lone \\` backtick"),
    ("{{ params.x }}", "{{ params.x }}"),
    ("*stars*", "\\*stars\\*"),
    ("_under_", "\\_under\\_"),
    ("__init__", "\\_\\_init\\_\\_"),
    ("~~struck~~", "~~struck\\~\\~"),
    ("~~~", "\\~\\~\\~"),
    ("~~~ sh", "\\~\\~\\~ sh"),
    ("~~~sh", "\\~~~sh"),
    ("1. one", "1\\. one"),
    ("1) one", "1\\) one"),
    ("1.10 and 12.", "1.10 and 12."),
    ("12.", "12\\."),
    ("- dash", "\\- dash"),
    ("-5 degrees", "-5 degrees"),
    ("+ plus", "\\+ plus"),
    ("+880", "+880"),
    ("> quote", "\\> quote"),
    ("---", "\\---"),
    ("- - -", "\\- - -"),
    ("===", "\\==="),
    ("***", "\\*\\*\\*"),
    ("do **not** stop", "do **not** stop"),
    ("**a** b", "**a** b"),
    ("(**1. a_b _c_**)", "(**1. a_b \\_c\\_**)"),
    ("**not closed", "\\*\\*not closed"),
    ("** a ** b", "\\*\\* a ** b"),
    ("**a **b** c**", "\\*\\*a **b** c\\*\\*"),
    ("***a***", "\\*\\*\\*a\\*\\*\\*"),
    ("_**a**_ and a_**b**", "\\_**a**\\_ and a\\_**b**"),
    ("~**a**~", "\\~**a**\\~"),
    ("**\\** a", "**\\\\** a"),
    ("**`a` [b](https://host) <https://host>**", "**`a` [b](https://host) <https://host>**"),
    ("[a **[b]** c](https://host)", "[a **\\[b\\]** c](https://host)"),
    ("[a **b](/c) d**", "\\[a **b\\](/c) d**"),
    ("**https://host**/a", "**https\\://host**/a"),
    ("$a**b**$", "\\$a**b**$"),
    ("&amp; &lt; &#60; &c", "\\&amp; \\&lt; \\&#60; &c"),
    ("a\\b and c\\*d and e\\", "a\\b and c\\\\\\*d and e\\\\"),
    ("<name@host.tld>", "\\<name@host.tld>"),
    ("www.host.tld/a_b_", "www\\.host.tld/a_b\\_"),
    ("https://host.tld/*a*", "https\\://host.tld/\\*a\\*"),
    ("$5 to $10", "\\$5 to \\$10"),
    ("run `npm test`", "run `npm test`"),
    ("``a`b``", "``a`b``"),
    ("`` `a` ``", "`` `a` ``"),
    ("[the page](https://host/(a)_b)", "[the page](https://host/(a)_b)"),
    ("[a [b] *c*](https://host)", "[a \\[b\\] \\*c\\*](https://host)"),
    ("![x](https://host)", "\\![x](https://host)"),
    ("<https://host/a_b>", "<https://host/a_b>"),
    ("<https://host?a&copy;b>", "[https\\://host?a\\&copy;b](https://host?a\\&copy;b)"),
    ("https://host/`x`", "https\\://host/`x`"),
    ("ব্যবহারকারী _নতুন_", "ব্যবহারকারী \\_নতুন\\_"),
]


@pytest.mark.parametrize(("text", "markdown"), SPELLED)
def test_a_text_is_escaped_only_where_it_would_be_markup(text: str, markdown: str) -> None:
    assert inline(text) == markdown


FRAMES = (
    "{}",
    "- {}",
    "- [ ] {}",
    "1. {}",
    "Expected: {}",
    "- [ ] **Must.** *If {}:* {}",
    "- **Title.** *if {}*: {}",
    "({})",
    "above\n{}\n",
    "- above\n  - {}\n  - {}",
    "## {}",
    "| a | b |\n|---|---|\n| {} | {} |",
)


def fill_frame(pattern: str, text: str) -> str:
    shown = inline(text)
    if pattern.startswith("|"):
        shown = cell(parse_inline(text))
    elif pattern.startswith("#"):
        shown = heading(shown)
    return pattern.replace("{}", shown)


def assert_read_literally(pattern: str, text: str) -> None:
    """Assert that a text is read unchanged in a frame, and that the frame has the same structure as with a plain word."""
    want = as_read(parse_inline(" ".join(text.split())))
    plain = with_words(pattern)
    found = tokens(fill_frame(pattern, text))
    assert [token.type for token in found] == [token.type for token in plain], pattern
    for got, model in zip(found, plain, strict=True):
        if got.type == "inline" and "words" in model.content:
            assert as_read(parts_of(got)) == in_place(parts_of(model), "words", want), pattern
    assert boxes_of(found) == boxes_of(plain), pattern


@cache
def with_words(pattern: str) -> list[Token]:
    return tokens(pattern.replace("{}", "words"))


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("a | `b|c`", "a \\| `b\\|c`"),
        ("**`a\\|b`**", "**<code>a\\\\\\|b</code>**"),
        ("[`<a>]\\|`](https://host)", "[<code>\\<a>\\]\\\\\\|</code>](https://host)"),
    ],
)
def test_a_bar_does_not_divide_a_cell(text: str, markdown: str) -> None:
    assert cell(parse_inline(text)) == markdown


def test_parts_of_prose_are_written() -> None:
    """Emphasis, the end of a line and room to write mean in Markdown what they mean in prose."""
    parts = (Emphasis((Text("a_b"), Strong((Text("c"),)))), LineBreak(), Text("- d "), Room("___"))
    assert markdown(parts) == "_a_b**c**_\\\n\\- d \\_\\_\\_"


def test_parts_are_written_on_one_line() -> None:
    parts = (Text("\n a\n"), Strong((Text("b\n"), CodeSpan("c\nd"), Text("\n"))), Text("e "))
    assert markdown(parts) == "a **b `c d`** e"
    assert cell(parse_inline("a\n**b|c** ")) == "a **b\\|c**"
    assert markdown((Text("a"), Text("* b"))) == "a\\* b"


@pytest.mark.parametrize("text", [text for text, _ in SPELLED])
def test_a_reader_sees_exactly_the_text_in_every_frame(text: str) -> None:
    for pattern in FRAMES:
        assert_read_literally(pattern, text)


MARKS = "* ** _ ` `` ~ ~~ [ ] ( ) < > & amp; # ! | \\ - + = : $ . 1 1. @ ? / ;"
WORDS = 'a x é প " https://h www.h mailto:a@b.c tel:1 [x](https://h) `c` <https://h> **b**'
pieces = st.sampled_from([*MARKS.split(), *WORDS.split(), " ", "b c"])
texts = st.lists(pieces, min_size=1, max_size=12).map(lambda found: " ".join("".join(found).split())).filter(bool)


@given(st.sampled_from(FRAMES), texts)
def test_any_text_keeps_its_characters(pattern: str, text: str) -> None:
    assert_read_literally(pattern, text)


@given(texts)
def test_bare_web_addresses_contain_no_escapes(text: str) -> None:
    assert not any("\\" in address for address in bare_links(inline(text)))


@given(texts)
def test_a_plain_line_has_no_markup(text: str) -> None:
    (_, token, _) = tokens(literal(text))
    assert parts_of(token) == (Text(text),)


@given(st.text("`a \\*|<", min_size=1, max_size=20))
def test_code_is_literal(code: str) -> None:
    (_, token, _) = tokens(f"x {code_span(code)} y")
    assert parts_of(token) == (Text("x "), CodeSpan(code), Text(" y"))


@given(st.text("`~a \\*|<\n\t#-", max_size=60), st.sampled_from(["", "  ", "    "]))
def test_a_fence_contains_every_line(code: str, indent: str) -> None:
    lead = {"": "", "  ": "- x\n", "    ": "- x\n  - y\n"}[indent]
    block = "\n".join(indent + line for line in fenced(code, "sh").split("\n"))
    fences = [token for token in tokens(lead + block) if token.type == "fence"]
    assert [token.content for token in fences] == [code + "\n"]
