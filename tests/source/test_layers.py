"""Layers that extend each other: their order, cycles and folders."""

from __future__ import annotations

import pytest

from generator.source.layers import Layer, bottom_up, find_cycle, folder_of, split_by_variant
from generator.source.nodes import ScalarNode, SourceFile
from generator.text.span import Span


def lattice(**parents: str) -> dict[str, Layer]:
    """Layers by name, each with the names that it extends, in a row."""
    source = SourceFile("f", "")
    made = {}
    for name, row in parents.items():
        extends = tuple(ScalarNode(source, 0, 0, parent) for parent in row.split())
        made[name] = Layer(name, "layer", Span("f", 1, 1), extends=extends)
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
