"""Texts of one paragraph that have more."""

from __future__ import annotations

import pytest

from generator.checks.lint import lint_variant
from generator.diagnostics.diagnostic import Diagnostic
from tests.layered import BASE, SHOP, merged

DATA = {BASE: "layer: {title: Base}\n", SHOP: "variant: {title: Shop, extends: [base]}\nphases: {prepare: {title: Prepare}}\n"}
LIST = "checklists:\n  a:\n    phase: prepare\n    title: A\n    items:\n      b:\n        text: "


def found(text: str) -> list[Diagnostic]:
    result = merged({**DATA, SHOP: DATA[SHOP] + LIST + text})
    return [problem for problem in lint_variant(result.variant, (), result.tree) if problem.code == "several-paragraphs"]


@pytest.mark.parametrize(
    ("text", "what", "line"),
    [
        ("|\n          One.\n\n          Two.\n", "a second paragraph", "          Two."),
        (">-\n          One\n          goes on.\n\n          Two.\n", "a second paragraph", "          Two."),
        ('"One.\\n\\nTwo."\n', "a second paragraph", '        text: "One.\\n\\nTwo."'),
        ("|\n          One:\n          - two\n          - three\n", "a list", "          - two"),
        ("|\n          One:\n          2) two\n", "a list", "          2) two"),
        ("|\n          One\n          | a | b |\n", "a table", "          | a | b |"),
        ("|\n          One\n          ```\n          ls\n          ```\n", "a block of code", "          ```"),
    ],
)
def test_more_than_a_paragraph_is_found_where_it_begins(text: str, what: str, line: str) -> None:
    """The finding is at the first line that is too much, in every form of YAML, and names the way out."""
    (problem,) = found(text)
    assert (problem.message, problem.span.text) == (f"`text` is one paragraph, and has {what}", line)
    assert "`details: |`" in problem.help


@pytest.mark.parametrize(
    "text",
    [
        "|\n          One\n          goes on.\n",
        ">\n          One\n          goes on.\n",
        "|\n          One - two\n          -3 degrees | 4 |\n\n",
        '"One\\n"\n',
        "One\n          goes on\n",
    ],
)
def test_a_long_paragraph_is_none(text: str) -> None:
    """Line breaks within a paragraph, and those at its end, are allowed."""
    assert found(text) == []


def test_prose_may_have_several() -> None:
    """`details` take paragraphs and lists."""
    assert found("A\n        details: |\n          One\n\n          - two\n") == []


def test_a_result_and_a_message_have_fields_that_keep_their_lines() -> None:
    two = '"One.\\n\\nTwo."'
    for text, field in (
        (f"checklists: {{a: {{phase: prepare, title: A, items: {{b: {{text: B, run: x, expect: {two}}}}}}}}}\n", "`output: |`"),
        (f"announcements: {{a: {{audience: internal, text: {two}}}}}\n", "`message: |`"),
    ):
        result = merged({**DATA, SHOP: DATA[SHOP] + text})
        (problem,) = [one for one in lint_variant(result.variant, (), result.tree) if one.code == "several-paragraphs"]
        assert field in problem.help
