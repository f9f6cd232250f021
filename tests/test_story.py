"""The upper half of the way: what is judged with depth and without."""

from __future__ import annotations

import gc

from generator.story import Story, without_collector
from tests.layered import BASE, SHOP, encoded

FILES = encoded(
    {
        BASE: "layer: {title: Base}\ncontacts: {dba: {title: Administrator}}\n",
        SHOP: "variant: {title: Shop, extends: [base]}\nservices: {mail: {title: Mail, owner: x}}\n",
    }
)


def test_without_depth_no_rule_is_asked() -> None:
    merged, problems = Story(FILES).judge("shop")
    assert merged is not None
    assert [problem.code for problem in problems] == ["unknown-field"]


def test_in_depth_the_rules_are_asked_beside_errors_too() -> None:
    _, problems = Story(FILES, in_depth=True).judge("shop")
    assert [problem.code for problem in problems] == ["unknown-field", "lonely-layer", "unassigned-contact"]


def test_a_variant_that_cannot_be_merged_is_searched_for_secrets_all_the_same() -> None:
    files = {
        **FILES,
        "data/variants/shop/more.yaml": b"commands: {go: {title: Go, run: 'psql postgres://admin:hunter2secret@db.test'}}\nx: [\n",
    }
    merged, problems = Story(files, in_depth=True).judge("shop")
    assert merged is None
    assert {problem.code for problem in problems} == {"yaml-syntax", "unknown-field", "secret"}


def test_the_collector_rests_and_wakes() -> None:
    with without_collector():
        assert not gc.isenabled()
    assert gc.isenabled()
