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


def told(files: dict[str, str], today: date = DAY, purpose: Purpose = "check") -> list[tuple[str, str, str]]:
    found: tuple[Diagnostic, ...] = apply_policy(all_problems(encoded(files)), today, purpose)
    return [(one.severity, one.code, one.address) for one in found]


def test_one_on_an_entity_covers_that_one() -> None:
    text = TARGETS.replace("99%}", f"99%, waive: {{no-alert: {WAIVER}}}}}")
    assert told({SHOP: "variant: {title: Shop}" + text}) == [("warning", "no-alert", "slos.errors")]


def test_one_on_the_head_covers_all() -> None:
    assert told({SHOP: f"variant: {{title: Shop, waive: {{no-alert: {WAIVER}}}}}" + TARGETS}) == []


def test_one_in_a_layer_covers_every_variant_on_it_and_one_in_a_variant_that_one() -> None:
    variants = {SHOP: "variant: {title: Shop, extends: [base]}\n", BLOG: "variant: {title: Blog, extends: [base]}\n"}
    below = TARGETS.replace("99%}", f"99%, waive: {{no-alert: {WAIVER}}}}}")
    above = f"slos: {{errors: {{waive: {{no-alert: {WAIVER}}}}}}}\n"
    files = {BASE: "layer: {title: Base}" + below, **variants, SHOP: variants[SHOP] + above}
    assert told(files) == [("warning", "no-alert", "slos.errors")]
    (problem,) = apply_policy(all_problems(encoded(files)), DAY, "check")
    assert problem.variants == ("blog",)


def test_one_of_an_error_lets_the_variant_be_made() -> None:
    text = "variant: {title: Shop}\nslos: {a: {title: A, kind: technical, target: under 500 ms, alert: over 200 ms}}\n"
    assert not resolve(encoded({SHOP: text})).variants
    waived = text.replace("200 ms}", f"200 ms, waive: {{alert-stricter: {WAIVER}}}}}")
    outcome = resolve(encoded({SHOP: waived}))
    assert outcome.ok
    assert not outcome.diagnostics
    assert outcome.variants["shop"].runbook.slos["a"].waive["alert-stricter"].until == date(2027, 1, 31)


def test_one_of_an_override_that_changes_nothing() -> None:
    below = "layer: {title: Base}\nslos: {a: {title: A, kind: technical}}\n"
    above = f"slos: {{a: {{because: why, title: A, waive: {{no-change: {WAIVER}}}}}}}\n"
    head = "variant: {title: Shop, extends: [middle]}\n"
    assert told({BASE: below, SHOP: head.replace("middle", "base") + above}) == []
    middle = {"data/layers/middle/middle.yaml": "layer: {title: Middle, extends: [base]}\n" + above}
    assert told({BASE: below, **middle, SHOP: head}) == []


def test_an_ended_one_is_an_error_and_goes_on_to_cover() -> None:
    files = {SHOP: "variant: {title: Shop}" + TARGETS.replace("1%}", f"1%, waive: {{no-alert: {WAIVER}}}}}")}
    last, after = date(2027, 1, 31), date(2027, 2, 1)
    ended = ("expired-waiver", "slos.errors.waive.no-alert")
    others = [("warning", "no-alert", "slos.uptime")]
    assert told(files, last) == others
    assert told(files, after) == [*others, ("error", *ended)]
    assert told(files, after, "build") == [*others, ("warning", *ended)]


def test_one_that_covers_nothing_is_told() -> None:
    text = f"variant: {{title: Shop, waive: {{no-status-page: {WAIVER}, no-alert: {WAIVER}}}}}" + TARGETS
    assert told({SHOP: text}) == [("warning", "idle-waiver", "variant.waive.no-status-page")]


def test_of_two_the_nearer_covers() -> None:
    text = f"variant: {{title: Shop, waive: {{no-alert: {WAIVER}}}}}" + TARGETS.replace("%}", f"%, waive: {{no-alert: {WAIVER}}}}}")
    assert told({SHOP: text}) == [("warning", "idle-waiver", "variant.waive.no-alert")]


def test_one_of_a_lonely_layer_stands_in_its_head() -> None:
    variants = {SHOP: "variant: {title: Shop, extends: [base]}\n", BLOG: "variant: {title: Blog, extends: [pay]}\n"}
    layers = {BASE: "layer: {title: Base}\n", "data/layers/pay/pay.yaml": "layer: {title: Pay}\n"}
    assert [address for _, _, address in told({**layers, **variants})] == ["layers.base", "layers.pay"]
    layers[BASE] = f"layer: {{title: Base, waive: {{lonely-layer: {WAIVER}}}}}\n"
    assert told({**layers, **variants}) == [("warning", "lonely-layer", "layers.pay")]


@pytest.mark.parametrize(("until", "codes"), [("9999-12-31", ["idle-waiver"]), ("2027-01-31", ["expired-waiver", "idle-waiver"])])
def test_the_last_day_of_all_has_no_day_after(until: str, codes: list[str]) -> None:
    layers = layers_of({SHOP: f"variant: {{title: Shop, waive: {{no-alert: {{because: why, until: {until}}}}}}}\n"})
    assert [problem.code for problem in check_waivers(layers.values())] == codes
