"""The merge rules. Each is a page in `tests/cases/merge/` with layers as YAML and the merged result."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.checks.resolve import resolve
from generator.reference.fences import Fence, with_contents
from generator.report.diagnostics_report import to_text
from tests.cases.merged_text import merged_text, trees_of
from tests.expectations import Expectation

CASES = sorted((Path(__file__).parents[1] / "cases/merge").glob("*.md"))
OUTCOME = "outcome"


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_layers_merge_as_the_page_shows(path: Path, expectation: Expectation) -> None:
    expectation.holds(path, with_outcomes(path.read_text("utf-8")))


def with_outcomes(page: str) -> str:
    """The page with the outcome of the files shown so far. A later file replaces one of the same name."""
    files: dict[str, bytes] = {}
    outcomes: list[str] = []

    def content_of(fence: Fence) -> str | None:
        if fence.language == "yaml":
            files[fence.title] = fence.content.encode()
        if fence.title != OUTCOME:
            return None
        outcomes.append(outcome_of(files))
        return outcomes[-1]

    made = with_contents(page, content_of)
    assert outcomes, "the page shows no outcome"
    return made


def outcome_of(files: dict[str, bytes]) -> str:
    """The report, if there are problems, and then each variant without errors."""
    outcome = resolve(files)
    trees = trees_of(files)
    parts = [to_text(outcome.diagnostics)] if outcome.diagnostics else []
    parts += [merged_text(variant, trees[name]) for name, variant in outcome.variants.items()]
    return "\n".join(parts)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_page_begins_with_its_rule(path: Path) -> None:
    title, blank, sentence = path.read_text("utf-8").split("\n")[:3]
    assert title.startswith("# "), "the first line is the rule's name"
    assert not blank, "the second line is blank"
    assert sentence.endswith((".", ":")), "the third line is the rule as a sentence"
