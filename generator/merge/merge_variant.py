"""Merge a variant's layers into one tree with the provenance of each field.

`join` combines several parents, `overlay` applies one layer to them. Each layer is merged once, for any number of variants, and unchanged
entries are shared instead of copied.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import reduce

from generator.diagnostics.diagnostic import Diagnostic, RelatedPlace
from generator.diagnostics.work_counts import work
from generator.merge.join import join
from generator.merge.layer_params import set_defaults
from generator.merge.merged_tree import Tree, walk
from generator.merge.overlay import Overlay
from generator.source.layers import Layer, bottom_up


@dataclass(frozen=True, slots=True)
class SharedLayers:
    """The shared layers, each merged once.

    An incomplete layer has no tree. A layer that extends an incomplete layer has no tree either. `joins` caches the joined trees by the
    names of the parents.
    """

    layers: Mapping[str, Layer]
    trees: Mapping[str, Tree]
    diagnostics: tuple[Diagnostic, ...]
    joins: dict[tuple[str, ...], Tree]


@dataclass(frozen=True, slots=True)
class Merged:
    """The tree of a variant, its layers from the lowest up to the variant itself, and the problems of merging."""

    variant: Layer
    layers: tuple[str, ...]
    tree: Tree
    diagnostics: tuple[Diagnostic, ...]


def merge_shared(layers: Mapping[str, Layer]) -> SharedLayers:
    """Merge every shared layer with the layers that it extends, also layers that no variant extends."""
    problems: list[Diagnostic] = []
    trees: dict[str, Tree] = {}
    joins: dict[tuple[str, ...], Tree] = {}
    for top in sorted(layers):
        order = bottom_up(layers, top)
        if all(layers[name].complete for name in order):
            for name in order:
                if name not in trees:
                    overlay = Overlay(layers[name], _join_parents(layers[name], trees, joins))
                    trees[name] = overlay.apply()
                    problems += overlay.found.problems
    return SharedLayers(layers, trees, tuple(problems), joins)


@work("variants merged")
def merge_variant(variant: Layer, shared: SharedLayers) -> Merged | None:
    """Merge a variant with its layers. Return None if the variant or one of its layers is incomplete."""
    if not variant.complete or not all(parent in shared.trees for parent in variant.extended):
        return None
    overlay = Overlay(variant, _join_parents(variant, shared.trees, shared.joins))
    tree = overlay.apply()
    known = {**shared.layers, variant.id: variant}
    problems = (*set_defaults(variant, known), *overlay.found.problems, *_conflicts(variant, tree))
    return Merged(variant, bottom_up(known, variant.id), tree, problems)


def _join_parents(layer: Layer, trees: Mapping[str, Tree], joins: dict[tuple[str, ...], Tree]) -> Tree:
    if layer.extended not in joins:
        joins[layer.extended] = reduce(join, (trees[parent] for parent in dict.fromkeys(layer.extended)), {})
    return joins[layer.extended]


def _conflicts(variant: Layer, tree: Tree) -> Iterator[Diagnostic]:
    """Yield the conflicts between parents that the variant has not decided."""

    def undecided(message: str, help: str, address: str, notes: Iterator[RelatedPlace]) -> Diagnostic:
        help = f"decide in variant `{variant.id}`: {help}"
        return Diagnostic("undecided", message, variant.extends[0].span, help, address, (variant.id,), tuple(notes))

    for address, entry in walk(tree):
        if entry.contested_removal is not None:
            removal, change = entry.contested_removal
            message = f"layer `{removal.layer}` removes this entry, but layer `{change.layer}` changes it"
            notes = (RelatedPlace(label, edit.key.span) for label, edit in (("removes", removal), ("changes", change)))
            yield undecided(message, "`remove: why`, or keep it with `because: why`", address, notes)
        for name, stack in entry.conflicts.items():
            *names, last = (f"`{one.layer}`" for one in stack)
            message = f"layers {', '.join(names)} and {last} set different values for `{name}`"
            notes = (RelatedPlace(one.layer, one.key.span) for one in stack)
            yield undecided(message, f"set `{name}` with `because: why`", f"{address}.{name}", notes)
