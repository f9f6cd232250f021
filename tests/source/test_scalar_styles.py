"""Texts that are written as YAML: what is read back is the same text, and formatting changes nothing."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.edits.workflow import format_file
from generator.source.nodes import plain_value
from generator.source.read import FORBIDDEN, read
from generator.source.scalar_styles import yaml_block, yaml_list, yaml_value
from generator.source.validate import validate

# What YAML reads otherwise: marks, words, comments, and the ends of blocks.
ODD = (
    *"-?:,[]{}#&*!|>'\"%@`~<=. \t\n\\/()^$+_;0a",
    ": ", " #", "- ", "---", "...", "null", "{{ params.a }}", "<<", "<<<<<<< ours", "\n\n", "\n  ", "য়", "ক্ষ", "🚀", "\u00a0", "é",
)  # fmt: skip
TEXTS = st.lists(st.sampled_from(ODD) | st.text(max_size=3), max_size=12).map("".join).filter(lambda text: not FORBIDDEN.search(text))


def read_back(written: str) -> object:
    """Return what the reader makes of a file, which must have no problem and need no formatting."""
    data = written.encode()
    file = read("data/variants/shop/a.yaml", data)
    assert file.complete and not file.diagnostics and file.tree is not None, written
    assert not [problem for problem in validate(file.tree) if problem.code == "block-scalar"]
    assert format_file("data/variants/shop/a.yaml", data).decode() == written
    return plain_value(file.tree)


@settings(max_examples=600)
@given(TEXTS)
def test_a_value_is_read_back_as_the_same_text(text: str) -> None:
    """Whatever a text has, the reader reads what was written, and nothing else of the file changes."""
    written = f"checklists:\n  a:\n    title: {yaml_value(text)}\n    summary: x\n"
    assert read_back(written) == {"checklists": {"a": {"title": text, "summary": "x"}}}


@settings(max_examples=600)
@given(TEXTS.filter(bool))
def test_a_block_is_read_back_as_the_same_lines(text: str) -> None:
    """The lines of a block are the lines of its text; only the number of line feeds at its end may differ."""
    written = f"checklists:\n  a:\n    run: {yaml_block(text, '      ')}\n    summary: x\n"
    found = read_back(written)
    assert isinstance(found, dict)
    entry = found["checklists"]["a"]
    assert entry["run"].rstrip("\n") == text.rstrip("\n") and entry["summary"] == "x"


@settings(max_examples=200)
@given(st.lists(TEXTS, min_size=1, max_size=4))
def test_a_list_is_read_back_as_the_same_texts(texts: list[str]) -> None:
    """Each text of a list is read back, whatever brackets, commas and colons it has."""
    assert read_back(f"variant:\n  aliases: {yaml_list(tuple(texts))}\n") == {"variant": {"aliases": texts}}


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("It's up (mostly): see `x`", '"It\'s up (mostly): see `x`"'),
        ("(optional) It's up", "(optional) It's up"),
        ("ls -l | wc", "ls -l | wc"),
        ("**Ready**", "'**Ready**'"),
        ('He said: "no"', "'He said: \"no\"'"),
        ("null", "'null'"),
        ("Null", "Null"),
        ("50 %", "50 %"),
    ],
)
def test_a_value_has_quotes_only_where_it_needs_them(text: str, written: str) -> None:
    """People read the data, so a text has no quotes, or those that it needs no escapes in."""
    assert yaml_value(text) == written
