"""Waivers cover the problems of their rule at their place, and nothing else."""

from __future__ import annotations

from datetime import date

import pytest

from generator.checks.apply_waivers import check_waivers
from generator.checks.resolve import resolve
from generator.checks.severity_policy import Purpose, apply_policy
from generator.diagnostics.diagnostic import Diagnostic
from tests.layered import BASE, SHOP, all_problems, encoded, layers_of

BLOG = "data/variants/blog/variant.yaml"
DAY = date(2026, 11, 21)
WAIVER = "{because: nobody is called, until: 2027-01-31}"
TARGETS = """
slos:
  uptime: {title: Uptime, kind: technical, target: at least 99%}
  errors: {title: Errors, kind: technical, target: under 1%}
"""


def reported(files: dict[str, str], today: date = DAY, purpose: Purpose = "check") -> list[tuple[str, str, str]]:
    found: tuple[Diagnostic, ...] = apply_policy(all_problems(encoded(files)), today, purpose)
    return [(one.severity, one.code, one.address) for one in found]


def test_a_waiver_of_an_entity_covers_only_this_entity() -> None:
    text = TARGETS.replace("99%}", f"99%, waive: {{no-alert: {WAIVER}}}}}")
    assert reported({SHOP: "variant: {title: Shop}" + text}) == [("warning", "no-alert", "slos.errors")]


def test_a_waiver_in_the_head_covers_the_whole_runbook() -> None:
    assert reported({SHOP: f"variant: {{title: Shop, waive: {{no-alert: {WAIVER}}}}}" + TARGETS}) == []


def test_a_waiver_of_a_layer_covers_all_its_variants_and_one_of_a_variant_only_this_variant() -> None:
    variants = {SHOP: "variant: {title: Shop, extends: [base]}\n", BLOG: "variant: {title: Blog, extends: [base]}\n"}
    below = TARGETS.replace("99%}", f"99%, waive: {{no-alert: {WAIVER}}}}}")
    above = f"slos: {{errors: {{waive: {{no-alert: {WAIVER}}}}}}}\n"
    files = {BASE: "layer: {title: Base}" + below, **variants, SHOP: variants[SHOP] + above}
    assert reported(files) == [("warning", "no-alert", "slos.errors")]
    (problem,) = apply_policy(all_problems(encoded(files)), DAY, "check")
    assert problem.variants == ("blog",)


def test_a_variant_with_a_waived_error_is_built() -> None:
    text = "variant: {title: Shop}\nslos: {a: {title: A, kind: technical, target: under 500 ms, alert: over 200 ms}}\n"
    assert not resolve(encoded({SHOP: text})).variants
    waived = text.replace("200 ms}", f"200 ms, waive: {{alert-stricter: {WAIVER}}}}}")
    outcome = resolve(encoded({SHOP: waived}))
    assert outcome.ok
    assert not outcome.diagnostics
    assert outcome.variants["shop"].runbook.slos["a"].waive["alert-stricter"].until == date(2027, 1, 31)


def test_an_override_that_changes_nothing_can_be_waived() -> None:
    below = "layer: {title: Base}\nslos: {a: {title: A, kind: technical}}\n"
    above = f"slos: {{a: {{because: it is clearer, title: A, waive: {{no-change: {WAIVER}}}}}}}\n"
    head = "variant: {title: Shop, extends: [middle]}\n"
    assert reported({BASE: below, SHOP: head.replace("middle", "base") + above}) == []
    middle = {"data/layers/middle/middle.yaml": "layer: {title: Middle, extends: [base]}\n" + above}
    assert reported({BASE: below, **middle, SHOP: head}) == []


def test_an_expired_waiver_is_an_error_and_still_covers_its_finding() -> None:
    files = {SHOP: "variant: {title: Shop}" + TARGETS.replace("1%}", f"1%, waive: {{no-alert: {WAIVER}}}}}")}
    last, after = date(2027, 1, 31), date(2027, 2, 1)
    ended = ("expired-waiver", "slos.errors.waive.no-alert")
    others = [("warning", "no-alert", "slos.uptime")]
    assert reported(files, last) == others
    assert reported(files, after) == [*others, ("error", *ended)]
    assert reported(files, after, "build") == [*others, ("warning", *ended)]


def test_a_waiver_that_covers_nothing_is_reported() -> None:
    text = f"variant: {{title: Shop, waive: {{no-status-page: {WAIVER}, no-alert: {WAIVER}}}}}" + TARGETS
    assert reported({SHOP: text}) == [("warning", "idle-waiver", "variant.waive.no-status-page")]


def test_the_nearer_of_two_waivers_is_used() -> None:
    text = f"variant: {{title: Shop, waive: {{no-alert: {WAIVER}}}}}" + TARGETS.replace("%}", f"%, waive: {{no-alert: {WAIVER}}}}}")
    assert reported({SHOP: text}) == [("warning", "idle-waiver", "variant.waive.no-alert")]


def test_a_lonely_layer_is_waived_in_its_head() -> None:
    variants = {SHOP: "variant: {title: Shop, extends: [base]}\n", BLOG: "variant: {title: Blog, extends: [pay]}\n"}
    layers = {BASE: "layer: {title: Base}\n", "data/layers/pay/pay.yaml": "layer: {title: Pay}\n"}
    assert [address for _, _, address in reported({**layers, **variants})] == ["layers.base", "layers.pay"]
    layers[BASE] = f"layer: {{title: Base, waive: {{lonely-layer: {WAIVER}}}}}\n"
    assert reported({**layers, **variants}) == [("warning", "lonely-layer", "layers.pay")]


@pytest.mark.parametrize(
    ("until", "codes"), [("9999-12-31", ["idle-waiver"]), ("2027-01-31", ["expired-waiver", "long-waiver", "idle-waiver"])]
)
def test_a_waiver_until_the_last_possible_day_never_expires(until: str, codes: list[str]) -> None:
    layers = layers_of({SHOP: f"variant: {{title: Shop, waive: {{no-alert: {{because: why, until: {until}}}}}}}\n"})
    assert [problem.code for problem in check_waivers(layers.values())] == codes
