"""Which problems hold on a day, and how grave they are on an purpose."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from generator.checks.severity_policy import Purpose, apply_policy
from generator.diagnostics.diagnostic import Diagnostic
from generator.text.span import Span

DAY = date(2026, 11, 21)
HERE, THERE = Span("data/variants/shop/variant.yaml", 3, 5), Span("data/layers/base/layer.yaml", 1, 1)


def problem(code: str, span: Span = HERE, **more: Any) -> Diagnostic:
    return replace(Diagnostic(code, "it is so", span, severity="warning", variants=("shop",)), **more)


def told(*problems: Diagnostic, today: date = DAY, purpose: Purpose = "check") -> list[tuple[str, str]]:
    return [(one.code, one.severity) for one in apply_policy(problems, today, purpose)]


@pytest.mark.parametrize("purpose", ["build", "check"])
def test_what_a_reader_stumbles_on_is_an_error_for_a_release_alone(purpose: Purpose) -> None:
    assert told(problem("placeholder"), purpose=purpose) == [("placeholder", "warning")]
    assert told(problem("placeholder"), purpose="release") == [("placeholder", "error")]
    assert told(problem("no-alert"), purpose="release") == [("no-alert", "warning")]


def test_what_holds_from_a_day_on_is_told_from_that_day_on() -> None:
    overdue = problem("overdue-review", since=DAY)
    assert told(overdue, today=DAY - timedelta(days=1), purpose="release") == []
    assert told(overdue, purpose="release") == [("overdue-review", "error")]
    assert apply_policy([overdue], DAY, "check")[0].since is None


def test_a_date_never_fails_a_build() -> None:
    expired = problem("expired-waiver", since=DAY)
    assert told(expired, purpose="build") == [("expired-waiver", "warning")]
    assert told(expired, purpose="check") == [("expired-waiver", "error")]


def test_what_is_waived_is_left_out_and_its_waiver_is_not_idle() -> None:
    waived = problem("no-alert", waived=THERE)
    assert told(waived, problem("idle-waiver", THERE), problem("idle-waiver")) == [("idle-waiver", "warning")]


def test_a_waiver_of_a_layer_that_one_variant_needs_is_not_idle() -> None:
    shared = problem("idle-waiver", THERE, variants=())
    assert told(problem("no-alert", variants=("blog",)), problem("no-alert", waived=THERE), shared) == [("no-alert", "warning")]


def test_a_layer_is_lonely_when_one_variant_of_several_stands_on_it() -> None:
    lonely, both = problem("lonely-layer"), problem("lonely-layer", THERE, variants=("blog", "shop"))
    assert told(lonely, both) == [("lonely-layer", "warning")]
    assert told(lonely) == []


def test_while_there_are_errors_what_nobody_needs_is_not_known() -> None:
    wrong = replace(problem("unknown-role"), severity="error")
    both = problem("lonely-layer", THERE, variants=("blog", "shop"))
    assert told(wrong, problem("lonely-layer"), both, problem("idle-waiver")) == [("unknown-role", "error")]
