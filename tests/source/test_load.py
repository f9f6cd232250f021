"""Files are collected into layers."""

from __future__ import annotations

import pytest

from generator.source.load import load
from tests.layered import BASE, SHOP, read_text

HEAD = "variant: {title: Shop, extends: [base]}\n"


def loaded(files: dict[str, str]) -> tuple[dict[str, bool], list[tuple[str, str]]]:
    """Whether each layer is complete, and the code and file of each problem."""
    result = load([read_text(text, path) for path, text in files.items()])
    return {name: layer.complete for name, layer in result.layers.items()}, [(each.code, each.span.file) for each in result.diagnostics]


def test_files_of_a_folder_are_one_layer() -> None:
    files = {
        SHOP: HEAD,
        "data/variants/shop/b.yaml": "contacts: {lead: {title: Lead}}\n",
        "data/variants/shop/deep/a.yaml": "contacts: {dba: {title: Administrator}}\nservices: {api: {title: API}}\n",
        BASE: "layer: {title: Base}\n",
    }
    layers = load([read_text(text, path) for path, text in files.items()]).layers
    shop = layers["shop"]
    assert {name: list(ids) for name, ids in shop.entries.items()} == {"contacts": ["lead", "dba"], "services": ["api"]}
    assert (shop.kind, shop.title, shop.extended, len(shop.files)) == ("variant", "Shop", ("base",), 3)
    assert (layers["base"].kind, layers["base"].title) == ("layer", "Base")


def test_a_layer_needs_no_head() -> None:
    assert loaded({BASE: "contacts: {lead: {title: Lead}}\n"}) == ({"base": True}, [])


@pytest.mark.parametrize(
    ("files", "codes"),
    [
        ({SHOP: "notes: {a: {label: A}}\n"}, ["missing-head"]),
        ({SHOP: "layer: {title: Shop}\n"}, ["misplaced-head"]),
        ({SHOP: HEAD}, ["unknown-layer"]),
        ({SHOP: "variant: Shop\n"}, []),
        ({SHOP: "variant: {title: Shop, extends: base}\n", BASE: "layer: {title: Base}\n"}, []),
        ({SHOP: "variant: {title: Shop}\n: b\n"}, []),
        ({SHOP: "variant: {title: Shop}\n", "data/variants/shop/a.yaml": "variant: {title: Shop}\n"}, ["duplicate-id"]),
        ({SHOP: "variant: {title: Shop, extends: [shop]}\n"}, ["unknown-layer"]),
    ],
)
def test_a_variant_with_unknown_parts_is_incomplete_and_reported_once(files: dict[str, str], codes: list[str]) -> None:
    complete, problems = loaded(files)
    assert [code for code, _ in problems] == codes
    assert complete["shop"] == (codes == ["duplicate-id"] or codes == ["missing-head"])


def test_a_wrong_folder_name_is_reported_at_its_first_file_only() -> None:
    files = {f"data/variants/My Shop/{name}.yaml": HEAD for name in "abc"} | {"data/variants/My Shop/0.yaml": HEAD}
    assert loaded(files) == ({}, [("bad-id", "data/variants/My Shop/0.yaml")])


def test_layers_that_were_loaded_before_can_be_extended() -> None:
    below = load([read_text("layer: {title: Base}\n", BASE)]).layers
    result = load([read_text(HEAD)], below)
    assert not result.diagnostics
    assert list(result.layers) == ["shop"]


def test_a_cycle_is_reported_once_at_the_name_that_closes_it() -> None:
    files = {f"data/layers/{name}/x.yaml": f"layer: {{extends: [ground, {other}]}}\n" for name, other in ("ab", "bc", "ca")}
    result = load([read_text(text, path) for path, text in {**files, "data/layers/ground/x.yaml": "layer: {title: Ground}\n"}.items()])
    (problem,) = result.diagnostics
    assert (problem.code, problem.span.file, problem.span.column) == ("layer-cycle", "data/layers/a/x.yaml", 27)
    assert {name: layer.complete for name, layer in result.layers.items()} == {"a": False, "b": False, "c": False, "ground": True}
