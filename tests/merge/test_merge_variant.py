"""The rules of merging, each a readable page in `tests/cases/merge/`: layers as YAML, and what comes out of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.checks.resolve import resolve
from generator.reference.fences import fences
from generator.report.diagnostics_report import to_text
from tests.cases.merged_text import merged_text, trees_of
from tests.expectations import Expectation

CASES = sorted((Path(__file__).parents[1] / "cases/merge").glob("*.md"))
OUTCOME = "outcome"


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_comes_out_as_the_page_says(path: Path, expectation: Expectation) -> None:
    expectation.holds(path, with_outcomes(path.read_text("utf-8")))


def with_outcomes(page: str) -> str:
    """The page with each of its outcomes as it is for the files shown so far; a later file takes the place of one of its name."""
    files: dict[str, bytes] = {}
    lines = page.split("\n")
    made: list[str] = []
    done = 0
    for fence in fences(page):
        if fence.language == "yaml":
            files[fence.title] = fence.content.encode()
        elif fence.title == OUTCOME:
            made += [*lines[done : fence.line], *fence.written(outcome_of(files))]
            done = fence.last_line + 1
    assert done, "the page shows no outcome"
    return "\n".join([*made, *lines[done:]])


def outcome_of(files: dict[str, bytes]) -> str:
    """The report, if there is anything to report, and then each variant that is whole."""
    outcome = resolve(files)
    trees = trees_of(files)
    parts = [to_text(outcome.diagnostics)] if outcome.diagnostics else []
    parts += [merged_text(variant, trees[name]) for name, variant in outcome.variants.items()]
    return "\n".join(parts)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_begins_with_its_rule(path: Path) -> None:
    title, blank, sentence = path.read_text("utf-8").split("\n")[:3]
    assert title.startswith("# "), "the first line is the rule's name"
    assert not blank, "the second line is blank"
    assert sentence.endswith((".", ":")), "the third line says the rule in a sentence"
