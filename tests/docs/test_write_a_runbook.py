"""The page for writers: tables, markup and YAML blocks that no command of the page uses."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator.model.field_facts import COLLECTIONS, RECORDS
from generator.model.quantities import WORDS_FOR_WHEN, parse_comparison, parse_duration
from generator.reference.fences import fences
from generator.source.read import read
from generator.text.inline_markup import Text, parse_inline
from tests.docs.documents import DOCS, ROOT, name_of

PAGE = (ROOT / "docs/write-a-runbook.md").read_text("utf-8")
FIGURES = re.findall(r"^\| `([^`]+)` \| (.+) \|$", PAGE.partition("### How to write figures\n")[2].partition("\n## ")[0], re.MULTILINE)


def test_the_table_of_figures_is_there() -> None:
    assert len(FIGURES) >= 6


@pytest.mark.parametrize(("text", "meaning"), FIGURES)
def test_a_figure_of_the_table_is_read_as_it_says(text: str, meaning: str) -> None:
    parse = parse_duration if meaning.startswith("a duration") else parse_comparison
    assert str(parse(text)) == text


def test_the_words_for_durations_are_all_there_are() -> None:
    named = next(f"`{text}` {meaning}" for text, meaning in FIGURES if text == "immediately")
    assert set(re.findall(r"`([^`]+)`", named)) == set(WORDS_FOR_WHEN)


def test_what_the_page_calls_markup_is_markup() -> None:
    words = " ".join(PAGE.split())
    found = re.search(
        r"- code between backticks: `` (.+?) `` - bold text between .*?: `(.+?)` - links to .*?: `(.+?)`, `(.+?)`, `(.+?)` ", words
    )
    assert found
    for example in found.groups():
        (part,) = parse_inline(example)
        assert not isinstance(part, Text)


def test_the_phases_are_listed_in_order() -> None:
    table = PAGE.partition("## Phases and moments\n")[2].partition("`at` sets")[0]
    (phases,) = (record.ids for record in RECORDS if record.name == "Phase")
    assert tuple(re.findall(r"^\| `([\w-]+)` \| ", table, re.MULTILINE)) == phases


def test_every_top_level_key_is_named() -> None:
    assert [key for key in COLLECTIONS if f"`{key}`" not in PAGE and f"\n{key}:" not in PAGE] == []


@pytest.mark.parametrize("path", DOCS, ids=name_of)
def test_a_block_of_yaml_without_a_title_is_yaml(path: Path) -> None:
    for block in fences(path.read_text("utf-8")):
        if block.language == "yaml" and not block.title:
            assert read("block.yaml", block.content.encode()).diagnostics == ()
