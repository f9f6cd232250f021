"""Which problems apply on a day, and how severe they are for each purpose."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from generator.checks.severity_policy import Purpose, apply_policy, endings
from generator.diagnostics.diagnostic import Diagnostic, Span

DAY = date(2026, 11, 21)
HERE, THERE = Span("data/variants/shop/variant.yaml", 3, 5), Span("data/layers/base/layer.yaml", 1, 1)


def problem(code: str, span: Span = HERE, **more: Any) -> Diagnostic:
    return replace(Diagnostic(code, "it is so", span, severity="warning", variants=("shop",)), **more)


def reported(*problems: Diagnostic, today: date = DAY, purpose: Purpose = "check") -> list[tuple[str, str]]:
    return [(one.code, one.severity) for one in apply_policy(problems, today, purpose)]


@pytest.mark.parametrize("purpose", ["build", "check"])
def test_release_blocking_warnings_are_errors_only_for_a_release(purpose: Purpose) -> None:
    assert reported(problem("placeholder"), purpose=purpose) == [("placeholder", "warning")]
    assert reported(problem("placeholder"), purpose="release") == [("placeholder", "error")]
    assert reported(problem("no-alert"), purpose="release") == [("no-alert", "warning")]


def test_a_finding_with_a_first_day_is_reported_from_that_day() -> None:
    overdue = problem("overdue-review", since=DAY)
    assert reported(overdue, today=DAY - timedelta(days=1), purpose="release") == []
    assert reported(overdue, purpose="release") == [("overdue-review", "error")]
    assert apply_policy([overdue], DAY, "check")[0].since is None


def test_a_finding_with_a_last_day_is_reported_until_that_day() -> None:
    future = problem("future-review", until=DAY)
    assert reported(future, today=DAY + timedelta(days=1), purpose="release") == []
    assert reported(future, purpose="release") == [("future-review", "error")]
    assert reported(future, purpose="build") == [("future-review", "warning")]
    assert apply_policy([future], DAY, "check")[0].until is None


def test_a_date_never_makes_a_build_fail() -> None:
    expired = problem("expired-waiver", since=DAY)
    assert reported(expired, purpose="build") == [("expired-waiver", "warning")]
    assert reported(expired, purpose="check") == [("expired-waiver", "error")]


def test_a_waived_finding_is_left_out_and_its_waiver_is_not_idle() -> None:
    waived = problem("no-alert", waived=THERE)
    assert reported(waived, problem("idle-waiver", THERE), problem("idle-waiver")) == [("idle-waiver", "warning")]


def test_a_waiver_of_a_layer_that_one_variant_needs_is_not_idle() -> None:
    shared = problem("idle-waiver", THERE, variants=())
    assert reported(problem("no-alert", variants=("blog",)), problem("no-alert", waived=THERE), shared) == [("no-alert", "warning")]


def test_a_layer_is_lonely_if_only_one_of_several_variants_extends_it() -> None:
    lonely, both = problem("lonely-layer"), problem("lonely-layer", THERE, variants=("blog", "shop"))
    assert reported(lonely, both) == [("lonely-layer", "warning")]
    assert reported(lonely) == []


def test_idle_waivers_and_lonely_layers_are_not_reported_beside_errors() -> None:
    wrong = replace(problem("unknown-role"), severity="error")
    both = problem("lonely-layer", THERE, variants=("blog", "shop"))
    assert reported(wrong, problem("lonely-layer"), both, problem("idle-waiver")) == [("unknown-role", "error")]


def test_what_ends_soon_is_listed_by_its_last_day() -> None:
    """The last day counts as before the end, as in the data: a review until today ends today, and its problem begins tomorrow."""
    day = timedelta(days=1)
    later, next_day, past = (problem("overdue-review", since=DAY + wait) for wait in (31 * day, day, -9 * day))
    waived = problem("overdue-review", since=DAY, waived=THERE)
    everything = (later, next_day, past, waived, problem("placeholder"))
    assert endings(everything, DAY) == ((DAY - 10 * day, past), (DAY, next_day))
    assert endings(everything, DAY + 30 * day) == (*endings(everything, DAY), (DAY + 30 * day, later))
    assert endings(everything, DAY + 29 * day) == endings(everything, DAY)
