"""Prose that is written as Markdown is read back as the same blocks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, is_dataclass, replace
from itertools import pairwise

from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from generator.text.inline_markup import CodeSpan, Emphasis, InlineLink, Part, Room, Strong, Text, joined
from generator.text.prose_gfm import prose_markdown
from generator.text.prose_markup import parse_prose
from generator.text.prose_tree import Block, CodeBlock, Paragraph, Picture, ProseList, ProseTable, Quote
from tests.markdown_reader import boxes_of, tokens

EXAMPLE = """\
Records live at the provider. **Never** change them on a _Friday_.\\
See [the board](https://board.test/a_b) and `x | y`.

- one

  with a second paragraph
- two
  1. first
  2. second

* another list

3. three
4. four

> [!WARNING]
> The old host answers for a day.
>
> - and more

| Name | Size |
| :-- | --: |
| `a \\| b` | 1 \\| 2 |

````sh
```
  indented
````

![Where things run](files/map.png)
"""
PIECES = st.sampled_from(
    [
        *(
            "\n",
            "\n",
            "\n\n",
            "  ",
            "    ",
            "- ",
            "* ",
            "1. ",
            "7) ",
            "> ",
            "> [!NOTE]\n> ",
            "```\n",
            "~~~~ js\n",
            "| a | b |\n| - | :-: |\n| ",
            " | ",
        ),
        *(
            "a",
            "b c",
            "*",
            "*a* ",
            " **b** ",
            "c*d*e ",
            "_",
            "___",
            "`",
            "``",
            "\\",
            "#",
            "[x](https://x.test)",
            "![d](files/d.png)",
            "[ ] ",
            "<",
            "&amp;",
            "!",
            "2. ",
            "+",
            "=",
        ),
    ]
)


def in_one_line(parts: Sequence[Part]) -> tuple[Part, ...]:
    """Return the parts as Markdown writes them: white space as one space, and room to write as its underscores."""
    found: list[Part] = []
    for part in parts:
        match part:
            case Room(text):
                found.append(Text(text))
            case Strong(inner) | Emphasis(inner):
                found.append(replace(part, parts=in_one_line(inner)))
            case InlineLink(url, label):
                found.append(InlineLink(url, in_one_line(label)))
            case CodeSpan(text):
                found.append(CodeSpan(" ".join(text.split())))
            case _:
                found.append(part)
    return tuple(replace(part, text=" ".join(part.text.split())) if isinstance(part, Text) else part for part in joined(found))


def normal(block: Block) -> Block:
    match block:
        case Paragraph(parts):
            return Paragraph(in_one_line(parts))
        case ProseList(items=items):
            return replace(block, items=tuple(tuple(map(normal, item)) for item in items))
        case ProseTable(heads, rows):
            return replace(block, heads=tuple(map(in_one_line, heads)), rows=tuple(tuple(map(in_one_line, row)) for row in rows))
        case Quote(blocks=inner):
            return replace(block, blocks=tuple(map(normal, inner)))
    return block


def nests_emphasis(value: object, *, within: bool = False) -> bool:
    """Return whether emphasis is within emphasis, or beside it, which Markdown can write in one way only by luck."""
    if isinstance(value, tuple):
        beside = any(isinstance(one, Emphasis) and isinstance(two, Emphasis) for one, two in pairwise(value))
        return beside or any(nests_emphasis(one, within=within) for one in value)
    if not is_dataclass(value):
        return False
    inner = within or isinstance(value, Emphasis)
    return (within and isinstance(value, Emphasis)) or any(nests_emphasis(getattr(value, one.name), within=inner) for one in fields(value))


def check(text: str) -> None:
    blocks = parse_prose(text).blocks
    written = prose_markdown(blocks)
    assert tuple(map(normal, parse_prose(written).blocks)) == tuple(map(normal, blocks)), written
    read = tokens(written)
    assert boxes_of(read) == 0
    assert not [token for token in read if token.type in ("heading_open", "html_block")]


def test_every_kind_of_block_is_read_back() -> None:
    check(EXAMPLE)
    kinds = {type(block) for block in parse_prose(EXAMPLE).blocks}
    assert kinds == {Paragraph, ProseList, CodeBlock, ProseTable, Quote, Picture}


def test_short_lists_have_no_blank_lines() -> None:
    assert prose_markdown(parse_prose("* a\n  - b\n  - c\n* d\n").blocks) == "- a\n  - b\n  - c\n- d"
    assert prose_markdown(parse_prose("* a\n\n  5. b\n").blocks) == "- a\n\n  5. b"


@settings(max_examples=200, suppress_health_check=[HealthCheck.filter_too_much])
@given(st.lists(PIECES, max_size=24).map("".join))
@example("- - a\n\n- ```\n  ```\n")
@example("+ * -")
@example("a\\\n\\- b")
@example("a*b*c")
def test_any_prose_is_read_back(text: str) -> None:
    parsed = parse_prose(text)
    assume(not parsed.problems and not nests_emphasis(parsed.blocks))
    check(text)
