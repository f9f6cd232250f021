"""Resolving a project: its problems with lint and without."""

from __future__ import annotations

import gc

from generator.checks.resolve import Resolver, gc_paused, resolve
from generator.diagnostics.diagnostic import Diagnostic
from tests.layered import BASE, SHOP, encoded

FILES = encoded(
    {
        BASE: "layer: {title: Base}\ncontacts: {dba: {title: Administrator}}\n",
        SHOP: "variant: {title: Shop, extends: [base]}\nservices: {mail: {title: Mail, owner: x}}\n",
    }
)


def codes(problems: tuple[Diagnostic, ...] | None) -> list[str]:
    return [problem.code for problem in problems or ()]


def test_without_lint_no_rule_is_applied() -> None:
    merged, found = Resolver(FILES).check("shop")
    assert merged is not None
    assert (codes(found.problems), found.findings) == (["unknown-field"], None)


def test_lint_rules_also_run_beside_errors_and_their_findings_are_separate() -> None:
    _, found = Resolver(FILES, {"shop"}).check("shop")
    assert codes(found.problems) == ["unknown-field"]
    assert codes(found.findings) == ["unknown-field", "lonely-layer", "unassigned-contact", "nobody-to-call", "no-way-back"]


def test_lint_rules_run_only_for_the_named_variants() -> None:
    files = {**FILES, "data/variants/forum/v.yaml": b"variant: {title: Forum, extends: [base]}\n"}
    outcome = resolve(files, {"forum"})
    assert outcome.findings.keys() == {"forum"}
    assert resolve(files).findings == {}
    assert resolve(files, {"forum"}).diagnostics == resolve(files).diagnostics
    assert codes(outcome.findings["forum"]) == ["lonely-layer", "unassigned-contact", "no-way-back", "nobody-to-call"]
    assert {one.variants for one in outcome.findings["forum"]} == {("forum",)}


def test_a_variant_that_cannot_be_merged_is_still_searched_for_secrets() -> None:
    files = {
        **FILES,
        "data/variants/shop/more.yaml": b"commands: {go: {title: Go, run: 'psql postgres://admin:hunter2secret@db.test'}}\nx: [\n",
    }
    merged, found = Resolver(files, {"shop"}).check("shop")
    assert merged is None
    assert set(codes(found.findings)) == {"yaml-syntax", "unknown-field", "secret"}


def test_the_garbage_collector_is_paused_and_resumed() -> None:
    with gc_paused():
        assert not gc.isenabled()
    assert gc.isenabled()
