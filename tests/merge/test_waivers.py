"""The waivers in the data."""

from __future__ import annotations

from datetime import date

from generator.merge.waivers import WaiverGrant, waivers_of, written_waivers
from tests.layered import BASE, SHOP, layers_of, merged

WAIVER = "{because: nobody is called, until: 2027-01-31}"
INHERITED = f"""
layer: {{title: Base, waive: {{lonely-layer: {WAIVER}}}}}
slos:
  uptime: {{title: Uptime, kind: technical, waive: {{no-alert: {WAIVER}, placeholder: {WAIVER}}}}}
  errors: {{title: Errors, kind: technical}}
"""
OWN = """
variant: {title: Shop, extends: [base], waive: {no-status-page: {because: there are none, until: 2027-01-31}}}
slos:
  uptime: {waive: {no-alert: {because: it is watched, until: 2028-01-31}}}
  errors: {remove: they are not counted}
"""


def waivers() -> dict[tuple[str, str], WaiverGrant]:
    result = merged({BASE: INHERITED, SHOP: OWN})
    assert not result.diagnostics
    return {(waiver.address, waiver.rule): waiver for waiver in waivers_of(result.variant, result.tree)}


def test_waivers_of_all_layers_unite_and_the_highest_layer_wins_for_a_rule() -> None:
    found = waivers()
    assert found.keys() == {("variant", "no-status-page"), ("slos.uptime", "no-alert"), ("slos.uptime", "placeholder")}
    assert found["slos.uptime", "no-alert"].until == date(2028, 1, 31)
    assert found["slos.uptime", "no-alert"].layer == "shop"
    assert found["slos.uptime", "placeholder"].layer == "base"
    assert found["slos.uptime", "placeholder"].because == "nobody is called"


def test_an_unset_drops_inherited_waivers() -> None:
    result = merged({BASE: INHERITED, SHOP: OWN.replace("uptime: {waive", "uptime: {because: it is ours, unset: [waive]} #")})
    assert [waiver.rule for waiver in waivers_of(result.variant, result.tree)] == ["no-status-page"]


def test_a_waiver_covers_its_entity_and_its_fields_and_children() -> None:
    found = waivers()
    waiver = found["slos.uptime", "no-alert"]
    assert waiver.covers("no-alert", "slos.uptime")
    assert waiver.covers("no-alert", "slos.uptime.alert")
    assert not waiver.covers("no-alert", "slos.uptime-of-mail")
    assert not waiver.covers("placeholder", "slos.uptime")
    assert found["variant", "no-status-page"].covers("no-status-page", "services.mail")


def test_every_waiver_that_a_layer_writes_is_found() -> None:
    layers = layers_of({BASE: INHERITED, SHOP: OWN})
    assert [(waiver.address, waiver.rule) for waiver in written_waivers(layers["base"])] == [
        ("layers.base", "lonely-layer"),
        ("slos.uptime", "no-alert"),
        ("slos.uptime", "placeholder"),
    ]
    assert len(list(written_waivers(layers["shop"]))) == 2


def test_an_invalid_waiver_is_left_to_the_shape_check() -> None:
    layers = layers_of({SHOP: "variant: {title: Shop, waive: [no-alert]}\nslos: {a: {waive: {no-alert: why, placeholder: {until: soon}}}}"})
    assert [(waiver.rule, waiver.until) for waiver in written_waivers(layers["shop"])] == [("placeholder", None)]
