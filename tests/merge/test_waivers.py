"""Waivers as they stand in the data."""

from __future__ import annotations

from datetime import date

from generator.merge.waivers import WaiverGrant, permits_of, written_permits
from tests.layered import BASE, SHOP, layers_of, merged

WAIVER = "{because: nobody is called, until: 2027-01-31}"
BELOW = f"""
layer: {{title: Base, waive: {{lonely-layer: {WAIVER}}}}}
slos:
  uptime: {{title: Uptime, kind: technical, waive: {{no-alert: {WAIVER}, placeholder: {WAIVER}}}}}
  errors: {{title: Errors, kind: technical}}
"""
ABOVE = """
variant: {title: Shop, extends: [base], waive: {no-status-page: {because: there are none, until: 2027-01-31}}}
slos:
  uptime: {waive: {no-alert: {because: it is watched, until: 2028-01-31}}}
  errors: {remove: they are not counted}
"""


def permits() -> dict[tuple[str, str], WaiverGrant]:
    result = merged({BASE: BELOW, SHOP: ABOVE})
    assert not result.diagnostics
    return {(permit.address, permit.rule): permit for permit in permits_of(result.variant, result.tree)}


def test_those_of_all_layers_unite_and_of_one_rule_the_highest_layers_holds() -> None:
    found = permits()
    assert found.keys() == {("variant", "no-status-page"), ("slos.uptime", "no-alert"), ("slos.uptime", "placeholder")}
    assert found["slos.uptime", "no-alert"].until == date(2028, 1, 31)
    assert found["slos.uptime", "no-alert"].layer == "shop"
    assert found["slos.uptime", "placeholder"].layer == "base"
    assert found["slos.uptime", "placeholder"].because == "nobody is called"


def test_an_unset_drops_those_below() -> None:
    result = merged({BASE: BELOW, SHOP: ABOVE.replace("uptime: {waive", "uptime: {because: it is ours, unset: [waive]} #")})
    assert [permit.rule for permit in permits_of(result.variant, result.tree)] == ["no-status-page"]


def test_one_covers_its_entity_and_what_that_holds() -> None:
    found = permits()
    permit = found["slos.uptime", "no-alert"]
    assert permit.covers("no-alert", "slos.uptime")
    assert permit.covers("no-alert", "slos.uptime.alert")
    assert not permit.covers("no-alert", "slos.uptime-of-mail")
    assert not permit.covers("placeholder", "slos.uptime")
    assert found["variant", "no-status-page"].covers("no-status-page", "services.mail")


def test_every_one_that_a_layer_writes_is_found() -> None:
    layers = layers_of({BASE: BELOW, SHOP: ABOVE})
    assert [(permit.address, permit.rule) for permit in written_permits(layers["base"])] == [
        ("layers.base", "lonely-layer"),
        ("slos.uptime", "no-alert"),
        ("slos.uptime", "placeholder"),
    ]
    assert len(list(written_permits(layers["shop"]))) == 2


def test_what_is_no_waiver_is_left_to_the_shape_check() -> None:
    layers = layers_of({SHOP: "variant: {title: Shop, waive: [no-alert]}\nslos: {a: {waive: {no-alert: why, placeholder: {until: soon}}}}"})
    assert [(permit.rule, permit.until) for permit in written_permits(layers["shop"])] == [("placeholder", None)]
