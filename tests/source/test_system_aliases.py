"""The earlier ids of variants."""

from __future__ import annotations

from generator.source.system_aliases import present_systems, system_aliases

FILES = {
    "data/layers/base/base.yaml": b"layer: {title: Base}\ncontacts: {dba: {title: A, aliases: [lead]}}\n",
    "data/variants/shop/variant.yaml": b"variant: {title: Shop, aliases: [till, kiosk]}\n",
    "data/variants/shop/more.yaml": b"contacts: {dba: {title: A, aliases: [chief]}}\n",
    "data/variants/kiosk/all.yaml": b"\xef\xbb\xbf'variant':\n  title: Kiosk\n  aliases:\n    - stall\nslos: {x: {aliases: [y]}}\n",
    "data/variants/wiki/variant.yaml": b"variant: {title: Wiki, aliases: none}\n",
}


def test_only_aliases_of_heads_are_found() -> None:
    assert [(variant, alias.value) for variant, alias in system_aliases(FILES)] == [("kiosk", "stall"), ("shop", "till"), ("shop", "kiosk")]


def test_an_id_of_a_variant_leads_to_the_variant_itself() -> None:
    assert present_systems(FILES) == {"stall": "kiosk", "till": "shop"}
