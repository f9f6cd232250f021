"""Files are collected into layers. Layers that extend each other: their order, cycles and folders."""

from __future__ import annotations

import pytest

from generator.source.layers import Layer, bottom_up, find_cycle, folder_of, load, split_by_variant
from generator.source.nodes import ScalarNode, SourceFile
from tests.layered import BASE, SHOP, read_text


def lattice(**parents: str) -> dict[str, Layer]:
    """Layers by name. The value of each argument is the names of the layers that it extends, separated by spaces."""
    source = SourceFile("f", "")
    made = {}
    for name, row in parents.items():
        extends = tuple(ScalarNode(source, 0, 0, parent) for parent in row.split())
        made[name] = Layer(name, "layer", ScalarNode(source, 0, 1, None), extends=extends)
    return made


@pytest.mark.parametrize(
    ("layers", "order"),
    [
        (lattice(top=""), ("top",)),
        (lattice(base="", web="base", top="web"), ("base", "web", "top")),
        (lattice(base="", a="base", b="base", top="a b"), ("base", "a", "b", "top")),
        (lattice(base="", a="base", b="base", top="b a"), ("base", "b", "a", "top")),
        (lattice(base="", a="base", top="base a"), ("base", "a", "top")),
        (lattice(base="", a="base", top="a base"), ("base", "a", "top")),
        (lattice(a="", b="a", c="a b", top="c b a"), ("a", "b", "c", "top")),
        (lattice(top="unknown"), ("top",)),
    ],
)
def test_parents_come_before_children_and_once(layers: dict[str, Layer], order: tuple[str, ...]) -> None:
    assert bottom_up(layers, "top") == order


def test_layers_of_a_cycle_come_in_any_order() -> None:
    assert set(bottom_up(lattice(a="b", b="c", c="a", top="a"), "top")) == {"a", "b", "c", "top"}
    assert bottom_up(lattice(top="top"), "top") == ("top",)


@pytest.mark.parametrize(
    ("layers", "start", "chain"),
    [
        (lattice(a="b", b="c", c="a"), "a", ("a", "b", "c", "a")),
        (lattice(a="b", b="c", c="a"), "c", ("c", "a", "b", "c")),
        (lattice(a="a"), "a", ("a", "a")),
        (lattice(a="b", b=""), "a", ()),
        (lattice(top="a", a="b", b="a"), "top", ()),
        (lattice(a="dead c", dead="end", end="", c="a"), "a", ("a", "c", "a")),
        (lattice(a="unknown"), "a", ()),
    ],
)
def test_a_cycle_is_found_from_each_of_its_layers(layers: dict[str, Layer], start: str, chain: tuple[str, ...]) -> None:
    assert find_cycle(layers, start) == chain


@pytest.mark.parametrize(
    ("path", "folder"),
    [
        ("data/layers/base/base.yaml", ("layer", "base")),
        ("data/variants/shop/deep/er.yaml", ("variant", "shop")),
        ("data/layers/base/variants/shop/x.yaml", ("layer", "base")),
        ("data/variants/layers/x.yaml", ("variant", "layers")),
        ("data/variants/x.yaml", None),
        ("data/x.yaml", None),
    ],
)
def test_the_folder_of_a_file(path: str, folder: tuple[str, str] | None) -> None:
    assert folder_of(path) == folder


def test_files_are_split_by_variant() -> None:
    paths = ("data/stray.yaml", "data/layers/base/a.yaml", "data/variants/b/x.yaml", "data/variants/a/x.yaml", "data/variants/a/y.yaml")
    shared, variants = split_by_variant(dict.fromkeys(paths, b""))
    assert list(shared) == ["data/layers/base/a.yaml", "data/stray.yaml"]
    assert {name: list(files) for name, files in variants.items()} == {
        "a": ["data/variants/a/x.yaml", "data/variants/a/y.yaml"],
        "b": ["data/variants/b/x.yaml"],
    }
    assert list(variants) == ["a", "b"]


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
        ({SHOP: "layer: {title: Shop}\n"}, ["misplaced-head", "missing-head"]),
        ({SHOP: "variants: {title: Shop}\n"}, ["missing-head"]),
        ({SHOP: HEAD}, ["unknown-layer"]),
        ({SHOP: "variant: Shop\n"}, ["missing-head"]),
        ({SHOP: "variant: {title: Shop}\ncontact: {lead: {title: Lead}}\n"}, []),
        ({SHOP: "variant: {title: Shop}\ncontacts: [lead]\n"}, []),
        ({SHOP: "variant: {title: Shop, extend: [base]}\n"}, []),
        ({SHOP: "variant: {title: Shop, extends: base}\n", BASE: "layer: {title: Base}\n"}, []),
        ({SHOP: "variant: {title: Shop}\n: b\n"}, []),
        ({SHOP: "variant: {title: Shop}\n", "data/variants/shop/a.yaml": "variant: {title: Shop}\n"}, ["duplicate-id"]),
        ({SHOP: "variant: {title: Shop, extends: [shop]}\n"}, ["unknown-layer"]),
    ],
)
def test_a_variant_with_unknown_parts_is_incomplete(files: dict[str, str], codes: list[str]) -> None:
    """Its merge would give problems that follow from the unknown part. The shape check reports what is wrong inside a file."""
    complete, problems = loaded(files)
    assert [code for code, _ in problems] == codes
    assert not complete["shop"]


def test_a_layer_with_a_misspelt_head_is_incomplete() -> None:
    assert loaded({BASE: "layers: {title: Base, extends: [ground]}\n"}) == ({"base": False}, [])


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


def test_help_with_an_unknown_layer_has_no_empty_list() -> None:
    (problem,) = load([read_text("variant: {title: Shop, extends: [base]}\n")]).diagnostics
    assert problem.help == "Layers are the folders of `layers/`, and there is none yet."
