"""Laws of merging, for any system of layers."""

from __future__ import annotations

from collections import Counter
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from generator.merge.join import join
from generator.merge.merge_variant import SharedLayers, merge_shared, merge_variant
from generator.merge.merged_tree import Tree, walk
from generator.source.layers import load
from generator.source.nodes import plain_value
from generator.source.read import read
from tests.properties.layer_systems import BASE, System, layers_of, one_file, quarrels, read_system, systems, values_of


def order_of(tree: Any) -> list[str]:
    return [f"{name}.{entry.id}" for name, collection in tree.items() for entry in collection.in_order()]


@given(systems(), st.randoms(use_true_random=False))
def test_laws_of_any_layers(system: System, random: Any) -> None:
    """Each function below states one law. All laws look at the same merged layers."""
    ground = inputs_are_never_changed(system)
    an_empty_overlay_is_identity(system, ground)
    resolving_twice_is_stable(ground)
    the_order_of_files_changes_only_the_display_order(system, ground, random)
    the_order_of_extends_never_changes_a_value(system, ground, random)


def inputs_are_never_changed(system: System) -> SharedLayers:
    """Return the merged layers."""
    files = read_system(system)
    before = [plain_value(file.tree) for file in files if file.tree is not None]
    loaded = load(files)
    assert not loaded.diagnostics
    layers = loaded.layers
    entries = {name: {key: list(ids) for key, ids in layer.entries.items()} for name, layer in layers.items()}
    ground = merge_shared(layers)
    values = {name: values_of(tree) for name, tree in ground.trees.items()}
    for one in ground.trees.values():  # joining and adding further layers must not change a resolved tree
        for other in ground.trees.values():
            join(one, other)
    assert before == [plain_value(file.tree) for file in files if file.tree is not None]
    assert entries == {name: {key: list(ids) for key, ids in layer.entries.items()} for name, layer in layers.items()}
    assert values == {name: values_of(tree) for name, tree in ground.trees.items()}
    return ground


def an_empty_overlay_is_identity(system: System, ground: SharedLayers) -> None:
    top = list(system)[-1]
    empty = load([read("data/variants/v/v.yaml", f"variant: {{title: V, extends: [{top}]}}\n".encode())], dict(ground.layers))
    merged = merge_variant(empty.layers["v"], ground)
    assert merged is not None
    assert values_of(merged.tree) == values_of(ground.trees[top])
    assert order_of(merged.tree) == order_of(ground.trees[top])


def resolving_twice_is_stable(ground: SharedLayers) -> None:
    other = merge_shared(dict(ground.layers))
    assert ground.diagnostics == other.diagnostics
    for name, tree in ground.trees.items():
        assert values_of(tree) == values_of(other.trees[name])
        assert order_of(tree) == order_of(other.trees[name])


def the_order_of_files_changes_only_the_display_order(system: System, whole: SharedLayers, random: Any) -> None:
    pieces = []
    for name, said in system.items():
        parts = [(key, {id: value}) for key, entries in said.items() if key != "layer" for id, value in entries.items()]
        parts += [("layer", said["layer"])] if "layer" in said else []
        random.shuffle(parts)
        pieces += [(f"data/layers/{name}/{number:02}.yaml", one_file({key: value})) for number, (key, value) in enumerate(parts)]
    loaded = load([read(path, text.encode()) for path, text in pieces])
    assert not loaded.diagnostics
    split = merge_shared(loaded.layers)
    assert {name: values_of(tree) for name, tree in split.trees.items()} == {name: values_of(tree) for name, tree in whole.trees.items()}
    assert Counter(problem.code for problem in split.diagnostics) == Counter(problem.code for problem in whole.diagnostics)


def the_order_of_extends_never_changes_a_value(system: System, one: SharedLayers, random: Any) -> None:
    turned = {name: {**said} for name, said in system.items()}
    for name, said in turned.items():
        if name != BASE:
            parents = list(said["layer"]["extends"])
            random.shuffle(parents)
            said["layer"] = {"extends": parents}
    other = merge_shared(layers_of(turned))
    assert {name: values_of(tree) for name, tree in one.trees.items()} == {name: values_of(tree) for name, tree in other.trees.items()}
    assert Counter(problem.message for problem in one.diagnostics) == Counter(problem.message for problem in other.diagnostics)


@given(quarrels(), st.data())
@settings(max_examples=300)
def test_laws_of_layers_that_conflict(system: System, data: st.DataObject) -> None:
    ground = merge_shared(layers_of(system))
    names = st.sampled_from(list(ground.trees))
    first, second, third = (data.draw(names) for _ in range(3))
    a_layer_decides_the_fields_it_sets_and_null_does_not_conflict_with_a_value(ground)
    join_is_commutative(ground.trees[first], ground.trees[second])
    join_is_associative(ground.trees[first], ground.trees[second], ground.trees[third])
    joining_a_layer_with_itself_or_its_parent_changes_nothing(ground, first)


def a_layer_decides_the_fields_it_sets_and_null_does_not_conflict_with_a_value(ground: SharedLayers) -> None:
    for name, tree in ground.trees.items():
        for _, entry in walk(tree):
            for field, words in entry.conflicts.items():
                assert entry.settings[field][-1].layer != name
                assert len({word.is_null for word in words}) == 1
            if entry.edits[-1].layer == name and entry.edits[-1].because:
                assert entry.contested_removal is None


def join_is_commutative(one: Tree, other: Tree) -> None:
    assert values_of(join(one, other)) == values_of(join(other, one))


def join_is_associative(one: Tree, two: Tree, three: Tree) -> None:
    assert values_of(join(join(one, two), three)) == values_of(join(one, join(two, three)))


def joining_a_layer_with_itself_or_its_parent_changes_nothing(ground: SharedLayers, name: str) -> None:
    tree = ground.trees[name]
    assert values_of(join(tree, tree)) == values_of(tree)
    for parent in ground.layers[name].extended:
        assert values_of(join(tree, ground.trees[parent])) == values_of(tree)
        assert values_of(join(ground.trees[parent], tree)) == values_of(tree)
