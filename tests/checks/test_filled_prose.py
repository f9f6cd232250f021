"""Parameters in prose: their values stay within the paragraph, the cell or the code in which they are written."""

from __future__ import annotations

import pytest

from generator.checks.filled_prose import disturbing_params
from generator.checks.resolve import find_problems
from tests.layered import encoded

PARAMS = {"host": "shop.test", "bar": "a | b", "rule": "---", "fence": "```", "title": "# Shop", "files": "a b", "bold": "**all** `*` <b>"}


@pytest.mark.parametrize(
    ("prose", "names"),
    [
        ("On {{ params.host }}, {{ params.bold }} and {{ params.bar }}", []),
        ("| {{ params.host }} |\n|---|\n| {{ params.bar }} |", ["bar"]),
        ("| a |\n|---|\n| `{{ params.bar }}` |", ["bar"]),
        ("a\n\n{{ params.rule }}\n\n{{ params.host }}", ["rule"]),
        ("```\n{{ params.bar }}\n{{ params.title }}\n```", []),
        ("```\n{{ params.fence }}\n```", ["fence"]),
        ("- {{ params.title }}", ["title"]),
        ("> {{ params.rule }}", ["rule"]),
        ("![a](files/{{ params.host }}.png)", []),
        ("![a](files/{{ params.files }}.png)", ["files"]),
    ],
)
def test_a_value_that_changes_the_blocks_is_found(prose: str, names: list[str]) -> None:
    """A bar in a value would add a cell to a row, and the last cell would be gone."""
    assert [*disturbing_params(prose, PARAMS)] == names


def test_it_is_reported_where_the_parameter_is_used() -> None:
    """The layer with the prose and the variant with the value are in different files."""
    table = "      | Host |\n      |---|\n      | {{ params.host }} |\n"
    layer = f"layer: {{title: Base}}\npassages:\n  a:\n    phase: prepare\n    title: A\n    about: |\n{table}"
    shop = "variant: {title: Shop, extends: [base], params: {host: 'a | b'}}\nphases: {prepare: {title: Prepare}}\n"
    (problem,) = (
        one
        for one in find_problems(encoded({"data/layers/base/l.yaml": layer, "data/variants/shop/v.yaml": shop}))
        if one.severity == "error"
    )
    assert (problem.code, problem.span.line, problem.span.column) == ("not-in-prose", 9, 12)
    assert "`a | b`" in problem.message
