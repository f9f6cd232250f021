"""The markup of prose, and what prose may not have."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.text.inline_markup import CodeSpan, Emphasis, InlineLink, LineBreak, Part, Room, Strong, Text
from generator.text.prose_markup import parse_prose
from generator.text.prose_tree import Block, CodeBlock, Paragraph, Picture, ProseList, ProseTable, Quote

WHOLE = """\
Records live at *the* provider, **never** on `disk`.
See [the list](https://dns.example/list)\\
and <version>.

> [!Warning]
> The old host answers.

3. three
   - deep
4. four

| a | b |
|:--|--:|
| 1 | `x \\| y` |
| short |

![Wires](files/wires.png)

```bash
ls

```
Name: ____ m
"""


def text(words: str) -> Paragraph:
    return Paragraph((Text(words),))


def test_prose_becomes_a_tree_of_blocks() -> None:
    """Each kind of block and of text that prose has is read as GitHub reads it."""
    assert parse_prose(WHOLE).problems == ()
    assert parse_prose(WHOLE).blocks == (
        Paragraph(
            (
                Text("Records live at "),
                Emphasis((Text("the"),)),
                Text(" provider, "),
                Strong((Text("never"),)),
                Text(" on "),
                CodeSpan("disk"),
                Text(". See "),
                InlineLink("https://dns.example/list", (Text("the list"),)),
                LineBreak(),
                Text("and <version>."),
            )
        ),
        Quote("warning", (text("The old host answers."),)),
        ProseList(3, ((text("three"), ProseList(None, ((text("deep"),),))), (text("four"),))),
        ProseTable(
            ((Text("a"),), (Text("b"),)),
            (((Text("1"),), (CodeSpan("x | y"),)), ((Text("short"),), ())),
            ("left", "right"),
        ),
        Picture("files/wires.png", "Wires"),
        CodeBlock("ls\n", "bash"),
        Paragraph((Text("Name: "), Room("____"), Text(" m"))),
    )


@pytest.mark.parametrize(
    "prose",
    [
        "# no heading".replace("# ", "#"),
        "a < b and a <version> of vector<int>, <time> or <Your Name>",
        "snake_case, MY___NAME, 2 * 3, *.log and *.txt, ~5 and ~7, a ~= b",
        "www.example.org and https://example.org",
        "[not](#here) and [ ] not a box, [x] neither",
        "{{ params.x }} and {{.State}}",
        "$5 and $6, @name, #12, :smile:",
        "C:\\new",
    ],
)
def test_what_is_no_markup_stays_literal(prose: str) -> None:
    """A text without markup is its own tree, byte for byte."""
    assert parse_prose(prose).blocks == (text(prose),)
    assert parse_prose(prose).problems == ()


def test_escapes_count_and_room_is_outside_words() -> None:
    """A backslash keeps a mark literal; underscores are room unless they are within a word or escaped."""
    assert parse_prose("\\*a\\* &lt;b&gt; \\_\\_\\_").blocks == (text("*a* <b> ___"),)
    assert parse_prose("______").blocks == (Paragraph((Room("______"),)),)
    assert parse_prose("a:___b").blocks == (Paragraph((Text("a:"), Room("___"), Text("b"))),)


MARKS = st.one_of(
    st.sampled_from(
        ["a", "bc", "d\n", "\n\n", "    ", "[e](https://f.example)", "](files/g.png)", "[^h]", "[i]: https://j.example\n", "[!NOTE]\n"]
    ),
    st.sampled_from(
        ["#", "*", "**", "_", "___", "`", "```", "~", "~~", "[", "]", "![", ">", "- ", "[ ]", "1. ", "|", "|---|\n", "\\", "\t"]
    ),
    st.sampled_from(["<b>", "</b>", "<time>", "<!--", "-->", "{{k}}", "---", "==="]),
    st.sampled_from([" ", "\n"]),
)


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(max_size=60), st.lists(MARKS, max_size=30).map("".join)))
def test_no_letter_is_lost(prose: str) -> None:
    """Whatever somebody types is parsed, and every letter is in the tree or in a problem."""
    prose = prose.replace("&", "").replace("\r", "")
    parsed = parse_prose(prose)
    assert all(0 <= one.start < one.end <= len(prose) for one in parsed.problems)
    reported = {at for one in parsed.problems for at in range(one.start, one.end)}
    written = Counter(letter for at, letter in enumerate(prose) if letter.isalpha() and at not in reported)
    assert written <= Counter("".join(said(parsed.blocks)))


@settings(max_examples=100, deadline=None)
@given(st.lists(MARKS, max_size=20).map("".join))
def test_a_last_line_break_changes_nothing(prose: str) -> None:
    """Blocks of YAML end with a line break, which is not a part of their text."""
    parsed = parse_prose(prose.rstrip("\n"))
    assert parse_prose(prose.rstrip("\n") + "\n") is parsed


def said(blocks: Iterable[Block]) -> Iterator[str]:
    """Every text of a tree, also what readers do not see as text."""
    for block in blocks:
        match block:
            case Paragraph(parts):
                yield from spelled(parts)
            case ProseList(items=items):
                for item in items:
                    yield from said(item)
            case CodeBlock(code, language):
                yield from (code, language)
            case ProseTable(heads, rows):
                for cell in (cell for row in (heads, *rows) for cell in row):
                    yield from spelled(cell)
            case Quote(kind, inner):
                yield from (kind, kind.upper(), *said(inner))
            case Picture(path, alternative):
                yield from (path, alternative)


def spelled(parts: Iterable[Part]) -> Iterator[str]:
    for part in parts:
        match part:
            case InlineLink(url, label):
                yield url
                yield from spelled(label)
            case Strong(inner) | Emphasis(inner):
                yield from spelled(inner)
            case Text(words) | CodeSpan(words) | Room(words):
                yield words


@pytest.mark.parametrize("piece", ["![", "*a ", "`", "> ", "|a", "<b>", "~a~ ", "\n- [ ] a", "&#1;"])
def test_long_prose_is_parsed_in_time(piece: str) -> None:
    """The longest prose takes a few seconds at most, whatever it repeats."""
    start = process_time()
    parse_prose(piece * (20_000 // len(piece)))
    assert process_time() - start < 5


def test_a_wide_table_is_parsed_in_time() -> None:
    """Each cell asks for the places of the cells of its row."""
    start = process_time()
    parse_prose("|a" * 2200 + "|\n" + "|-" * 2200 + "|\n" + "|b" * 2200 + "|")
    assert process_time() - start < 5
