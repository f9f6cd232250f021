"""Documents have a title and sections, whatever their headings. Also tests `block_shapes` and `act_words`."""

from __future__ import annotations

import pytest

from generator.imports.act_words import begins_with_act
from generator.imports.block_shapes import box_columns, is_contents, is_shell, is_steps, lead_title
from generator.imports.blocks import Block, plain
from generator.imports.line_account import LineAccount
from generator.imports.outline import OutlineSection, outline
from generator.imports.read_markdown import read_markdown


def blocks_of(text: str) -> list[Block]:
    lines = text.split("\n")
    return read_markdown(lines, range(1, len(lines) + 1)).children


def shown(text: str, stated: str = "") -> list[str]:
    found = outline(blocks_of(text), LineAccount(text.split("\n")), stated)
    lines = [found.title, *(f"fact {plain(block.spans)}" for block in found.facts), *(f"head {block.kind}" for block in found.head)]

    def add(section: OutlineSection, depth: int) -> None:
        lines.append("  " * depth + section.title + " " + " ".join(block.kind for block in section.blocks))
        for inner in section.sections:
            add(inner, depth + 1)

    for section in found.sections:
        add(section, 1)
    return [line.rstrip() for line in lines]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# T\n\na\n\n## A\n\nb\n\n#### B\n\n## C", ["T", "head paragraph", "  A paragraph", "    B", "  C"]),
        ("## T\n\n### A", ["T", "  A"]),
        ("a\n\n# A\n\n- [ ] x\n\n# B", ["", "head paragraph", "  A bullets", "  B"]),
        ("# T\n\n# Version: 2\n\n## A\n\n# B", ["T", "fact Version: 2", "  A", "  B"]),
        ("## A\n\n### B\n\n## C", ["", "  A", "    B", "  C"]),
        ("text", ["", "head paragraph"]),
    ],
)
def test_headings_make_an_outline(text: str, expected: list[str]) -> None:
    """Law: the only heading of the first level, or a first one without a list, is the title; missing levels are closed up."""
    assert shown(text) == expected


def test_two_lists_with_leads_are_two_sections() -> None:
    """Law: where two lists of boxes have a lead each, or one is below another list, each is a section with its lead as title."""
    two = "# T\n\n## Go\n\n✅ **Go if**\n- [ ] a\n\n**No-go if**\n- [ ] b\n\nlast"
    assert shown(two) == ["T", "  Go", "    ✅ Go if bullets", "    No-go if bullets paragraph"]
    assert shown("# T\n\n## Go\n\n- [ ] a\n\n**Proof:**\n- [ ] b\n") == ["T", "  Go bullets", "    Proof bullets"]
    assert shown("# T\n\n## Go\n\n**Go if**\n- [ ] a\n") == ["T", "  Go paragraph bullets"]


def test_lists_in_quotes_are_lists_of_the_section() -> None:
    """Law: a quote with boxes gives its blocks to the section."""
    assert shown("# T\n\n## A\n\n> text\n>\n> - [ ] a") == ["T", "  A paragraph bullets marker"]


@pytest.mark.parametrize(
    ("text", "steps"),
    [
        ("1. Stop\n2. Start", True),
        ("1. A card\n2. A phone", False),
        ("1. [a](#a)\n2. [b](#b)", False),
        ("1. One", False),
        ("- a\n- b", False),
    ],
)
def test_numbered_acts_are_steps(text: str, steps: bool) -> None:
    """Law: a numbered list is a procedure unless it enumerates things, has one item, or only links."""
    assert is_steps(blocks_of(text)[0]) is steps


def test_tables_of_contents_have_only_links_within() -> None:
    """Law: a list whose items are links to places of the document is a table of contents."""
    assert is_contents(blocks_of("- [a](#a)\n  - [b](#b)")[0])
    assert is_contents(blocks_of("1. **[a](#a)**\n2. **[b](#b)**")[0])
    assert not is_contents(blocks_of("- [a](#a)\n- [b](https://b.test)")[0])


@pytest.mark.parametrize(
    ("rows", "columns"),
    [
        ("| [ ] | Oil | |\n| [x] | Belt | |", (0,)),
        ("| Oil | ☐ |\n| Belt | ☐ |", (1,)),
        ("| 1 | ____ | ☐ |\n| 2 | ____ | ☐ |", ()),
        ("| A | ☐ Yes / ☐ No | |", ()),
    ],
)
def test_tables_of_items_have_boxes_and_words(rows: str, columns: tuple[int, ...]) -> None:
    """Law: a row is an item if one cell is only a box and another says something in words."""
    assert box_columns(blocks_of(f"| a | b | c |\n|---|---|---|\n{rows}")[0]) == columns


@pytest.mark.parametrize(
    ("text", "title"),
    [("**Go if**", "Go if"), ("Do this:", "Do this"), ("✅ **Go**", "✅ Go"), ("a **b** c", ""), ("text", ""), ("a:\nb:", "")],
)
def test_a_lead_is_one_bold_text_or_ends_with_a_colon(text: str, title: str) -> None:
    """Law: only such a paragraph is the title of the list below."""
    assert lead_title(blocks_of(text)[0]) == title


@pytest.mark.parametrize(
    ("fence", "shell"),
    [
        ("```bash\nls\n```", True),
        ("```json\n{}\n```", False),
        ("```\nls -l\n```", True),
        ("```\nCall: 123\n```", False),
        ("```\na ──> b\n```", False),
    ],
)
def test_commands_differ_from_other_code(fence: str, shell: bool) -> None:
    """Law: a fence is a command if its language is a shell, or without a language if it looks like one."""
    assert is_shell(blocks_of(fence)[0]) is shell


def test_acts_begin_with_a_verb() -> None:
    """Law: a title that begins with a verb says what to do."""
    assert begins_with_act("1. Restart the API")
    assert not begins_with_act("Architecture")
