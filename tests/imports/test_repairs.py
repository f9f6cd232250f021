"""What is nearly Markdown is read as it is meant, and noted. Also tests `repair_boxes` and `repair_indents`."""

from __future__ import annotations

import pytest

from generator.imports.repair_boxes import repair_boxes
from generator.imports.repair_indents import repair_indents
from generator.imports.repairs import RepairedLines, bold_headings, unescape_document


def lines_of(text: str, off: str = "") -> RepairedLines:
    texts = text.split("\n")
    return RepairedLines(texts, list(range(1, len(texts) + 1)), frozenset([off]))


def repaired(text: str, off: str = "") -> str:
    """Return a text after all its repairs."""
    lines = lines_of(text, off)
    unescape_document(lines, lines.read())
    repair_indents(lines, lines.read())
    repair_boxes(lines, lines.read())
    return "\n".join(lines.texts)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("-[ ] a", "- [ ] a"),
        ("- [] a", "- [ ] a"),
        ("- [ ]a", "- [ ] a"),
        ("- [  ] a", "- [ ] a"),
        ("- [\u00a0] a", "- [ ] a"),
        ("- [ x ] a", "- [x] a"),
        ("- [✓] a", "- [x] a"),
        ("- \\[ \\] a", "- [ ] a"),
        ("1. \\[x\\] a", "1. [x] a"),
        ("- ☐ a", "- [ ] a"),
        ("+ ❏ a", "+ [ ] a"),
        ("* ☑ a", "* [x] a"),
        ("☐ a", "- [ ] a"),
        ("- &#9744; a", "- [ ] a"),
        (":ballot_box_with_check: a", "- [x] a"),
        ("[ ] a", "- [ ] a"),
        ("**☐ a**", "- [ ] **a**"),
        ("**[ ] a**", "- [ ] **a**"),
        ("- **[ ] a**", "- [ ] **a**"),
        ("~~- [x] a~~", "- [x] ~~a~~"),
        ("a) [ ] b", "- [ ] a) b"),
        ("1.2 [ ] b", "- [ ] 1.2 b"),
        ("-\u00a0[ ]\u00a0a", "- [ ] a"),
        ("- 【 】a", "- [ ] a"),
        ("- [ ] a\n\u00a0\u00a0- [ ] b", "- [ ] a\n  - [ ] b"),
        ("Term\n: - [ ] a", "Term\n- [ ] a"),
        ("Term\n: ☐ a", "Term\n- [ ] a"),
        ("- [ ] a<br>[x] b", "- [ ] a\n- [x] b"),
        ("- Who<br>☐ a<br/>☐ b", "- Who\n  - [ ] a\n  - [ ] b"),
        ("- [~] a", "- [ ] a"),
        ("- [n/a] a", "- [ ] a"),
        ("- ［ ］ a", "- [ ] a"),
        ('- <input type="checkbox" checked> a', "- [x] a"),
        ('<input type="checkbox"> a', "- [ ] a"),
        ("Later:\n3. [ ] a\n4. [x] b", "Later:\n\n3. [ ] a\n4. [x] b"),
        ("Later:\n    - [ ] a\n      - [ ] b\nend", "Later:\n\n- [ ] a\n  - [ ] b\nend"),
        ("> - [] a", "> - [ ] a"),
        ("• a\n• b", "- a\n- b"),
        ("1. 2. a", "1. a"),
        ("* a\n*b", "* a\n* b"),
    ],
)
def test_what_is_nearly_an_item_becomes_one(written: str, meant: str) -> None:
    """Law: a box, a bullet or a number that is slightly wrong is repaired, and the repair is noted at its line."""
    assert repaired(written) == meant
    lines = lines_of(written)
    repair_boxes(lines, lines.read())
    assert lines.notes


@pytest.mark.parametrize(
    "text",
    [
        "- [TODO] a",
        "- [x](https://a.test)",
        "- [link text](https://a.test)",
        "- ✅ done",
        "- ⚪ open",
        "- [1] note",
        "- [ ] a",
        "- []string",
        "☐ yes ☐ no",
        "`-[ ] a`",
        "```\n-[ ] a\n☐ b\n```",
        "*emphasis* of a word",
        "1. 2.5 litres",
        "a – b",
    ],
)
def test_what_only_looks_like_a_box_stays(text: str) -> None:
    """Law: links, references, legends, choices and code are never turned into boxes."""
    assert repaired(text) == text


def test_a_repair_can_be_off() -> None:
    """Law: `--no-repair NAME` leaves what that repair would change."""
    assert repaired("-[ ] a", off="near-box") == "-[ ] a"
    assert repaired("- a\n```\nb\n```", off="fence-at-margin") == "- a\n```\nb\n```"


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("1. a\n  ```\n  b\n  ```\n2. c", "1. a\n   ```\n   b\n   ```\n2. c"),
        ("-   a\n\n  ```\n  b\n\n  ```\n\n    - c", "-   a\n\n    ```\n    b\n\n    ```\n\n    - c"),
        ("- a\n```\nb\n```\n- c", "- a\n  ```\n  b\n  ```\n- c"),
        ("- a:\n\n```\nb\n```", "- a:\n\n  ```\n  b\n  ```"),
        ("- a\n\n```\nb\n```", "- a\n\n```\nb\n```"),
        ("- a\n\ntext\n```\nb\n```", "- a\n\ntext\n```\nb\n```"),
        ("1. a\n  - b\n2. c", "1. a\n   - b\n2. c"),
    ],
)
def test_a_fence_belongs_to_the_item_above(written: str, meant: str) -> None:
    """Law: a fence or a list beside an item, but indented or right below it, becomes a part of the item."""
    assert repaired(written) == meant


def test_a_line_that_a_table_has_swallowed_is_a_text() -> None:
    """Law: a last row without a bar is a text below its table, and keeps its number."""
    lines = lines_of("| a | b |\n|---|---|\n| 1 | 2 |\ntext")
    assert repair_boxes(lines, lines.read())
    assert list(zip(lines.numbers, lines.texts, strict=True))[2:] == [(3, "| 1 | 2 |"), (4, ""), (4, "text")]
    assert [(block.kind, block.first, block.last) for block in lines.read().children] == [("table", 1, 3), ("paragraph", 4, 4)]


def test_an_escaped_document_is_read_without_its_escapes() -> None:
    """Law: if most lines begin with an escape and all is paragraphs, a program has escaped the document; else escapes are meant."""
    assert repaired("\\# T\n\n\\- \\[ \\] a\n\n\\- b") == "# T\n\n- [ ] a\n\n- b"
    assert repaired("# T\n\n\\# a\n\n\\# b") == "# T\n\n\\# a\n\n\\# b"


def test_bold_lines_with_numbers_are_headings_where_there_are_no_others() -> None:
    """Law: a document without headings has its bold numbered lines as headings, and its bold first line as title; others stay bold."""
    written = "**Plan**\n\n**1. Aims**\nwords\n\n**1.1. Who**\nwords\n\n**Note**\n\n**2. Steps**"
    lines = lines_of(written)
    assert bold_headings(lines, lines.read())
    assert "\n".join(lines.texts) == "# Plan\n\n## 1. Aims\nwords\n\n### 1.1. Who\nwords\n\n**Note**\n\n## 2. Steps"
    for kept in (lines_of(f"# Plan\n\n{written}"), lines_of("**1. a**\n\n**2. b**"), lines_of(written, off="bold-heading")):
        assert not bold_headings(kept, kept.read())
