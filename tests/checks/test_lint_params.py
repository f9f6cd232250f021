"""Parameters that no text uses, and defaults that reach no system."""

from __future__ import annotations

from datetime import date

import pytest

from generator.checks.resolve import SHARED, all_findings
from generator.checks.severity_policy import apply_policy
from generator.diagnostics.diagnostic import in_order

PHASE = "phases: {prepare: {title: P}}\n"


def unused(base: str, **variants: str) -> list[str]:
    """Return the addresses and columns of the findings; each variant extends the layer `base`, which has `base` as its parameters."""
    files = {"data/layers/base/layer.yaml": f"layer: {{title: Base, params: {{{base}}}}}\n"}
    files |= {f"data/variants/{id}/v.yaml": f"variant: {{title: {id}, extends: [base], {text}}}\n{PHASE}" for id, text in variants.items()}
    found = all_findings({path: text.encode() for path, text in files.items()}, frozenset((SHARED, *variants)))
    reported = apply_policy(in_order(one for several in found.values() for one in several), date(2026, 11, 30), "check")
    return [f"{one.address}:{one.span.text[one.span.column - 1 :][: one.span.width]}" for one in reported if one.code == "unused-parameter"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("params: {a: x}", ["variant.params.a:a"]),
        ("params: {a: x}, summary: 'At {{ params.a }}'", []),
        ("params: {a: x}, about: 'At `{{ params.a }}`'", []),
        ("params: {a: x, b: y}, summary: 'At {{ params.b }}'", ["variant.params.a:a"]),
        ("params: {a: x}, summary: 'At {{ params.c }}'", []),  # an error, beside which nobody knows
    ],
)
def test_a_parameter_that_no_text_uses_is_reported(text: str, found: list[str]) -> None:
    assert unused("z: z", one=f"{text}, owner: null", two="summary: 'At {{ params.z }}'") == found


def test_a_default_is_unused_if_it_reaches_no_system() -> None:
    """It does if one system uses it; a system that sets its own value, or has no text with it, does not."""
    assert unused("a: x", one="params: {a: y}, summary: '{{ params.a }}'", two="summary: '{{ params.a }}'") == []
    assert unused("a: x", one="params: {a: y}, summary: '{{ params.a }}'", two="summary: none") == ["layers.base:a"]
    assert unused("a: x", one="summary: none", two="summary: none") == ["layers.base:a"]
