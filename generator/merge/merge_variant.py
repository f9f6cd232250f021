"""Merge: a variant's layers into one tree that remembers where each field came from.

`join` brings several parents together, `overlay` lays one layer over what is below it. Each layer is resolved once, however many
variants stand on it, and what a layer does not change is shared, not copied.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from generator.diagnostics.diagnostic import Diagnostic, RelatedPlace
from generator.diagnostics.work_counts import work
from generator.merge.join import join
from generator.merge.merged_tree import Tree, walk
from generator.merge.overlay import Overlay
from generator.source.layers import Layer, bottom_up


@dataclass(frozen=True, slots=True)
class Joined:
    """What some parents make together, and whether they disagree anywhere in it."""

    tree: Tree
    disagree: bool


@dataclass(frozen=True, slots=True)
class SharedLayers:
    """The shared layers, each resolved once, for any number of variants to stand on.

    A layer that is incomplete, or stands on one that is, has no tree: what it overrides cannot be known. `joins` remembers what
    parents make together, for the next variant that extends the same.
    """

    layers: Mapping[str, Layer]
    trees: Mapping[str, Tree]
    diagnostics: tuple[Diagnostic, ...]
    joins: dict[tuple[str, ...], Joined]


@dataclass(frozen=True, slots=True)
class Merged:
    """One variant's tree, its layers from the lowest up to itself, and what is wrong with how it lies on them."""

    variant: Layer
    layers: tuple[str, ...]
    tree: Tree
    diagnostics: tuple[Diagnostic, ...]


def merge_shared(layers: Mapping[str, Layer]) -> SharedLayers:
    """Resolve every shared layer over what it extends, whether a variant uses it or not."""
    problems: list[Diagnostic] = []
    trees: dict[str, Tree] = {}
    joins: dict[tuple[str, ...], Joined] = {}
    for top in sorted(layers):
        order = bottom_up(layers, top)
        if all(layers[name].complete for name in order):
            for name in order:
                if name not in trees:
                    trees[name] = _lay(layers[name], _below(layers[name], trees, joins), problems)
    return SharedLayers(layers, trees, tuple(problems), joins)


@work("variants merged")
def merge_variant(variant: Layer, ground: SharedLayers) -> Merged | None:
    """Lay a variant over its layers; None when it, or a layer below it, is incomplete."""
    if not variant.complete or not all(parent in ground.trees for parent in variant.extended):
        return None
    problems: list[Diagnostic] = []
    below = _below(variant, ground.trees, ground.joins)
    tree = _lay(variant, below, problems)
    merged = Merged(variant, bottom_up({**ground.layers, variant.id: variant}, variant.id), tree, ())
    if below.disagree:
        problems.extend(_undecided(merged))
    return replace(merged, diagnostics=tuple(problems))


def _below(layer: Layer, trees: Mapping[str, Tree], joins: dict[tuple[str, ...], Joined]) -> Joined:
    known = joins.get(layer.extended)
    if known is None:
        tree: Tree = {}
        for parent in dict.fromkeys(layer.extended):
            tree = join(tree, trees[parent])
        known = joins[layer.extended] = Joined(tree, any(entry.contested_removal or entry.contested for _, entry in walk(tree)))
    return known


def _lay(layer: Layer, below: Joined, problems: list[Diagnostic]) -> Tree:
    overlay = Overlay(layer, below.tree)
    tree = overlay.apply()
    problems.extend(overlay.found.problems)
    return tree


def _undecided(merged: Merged) -> list[Diagnostic]:
    """What the variant's parents disagree on and the variant has not decided."""
    problems: list[Diagnostic] = []
    variant, place = merged.variant, merged.variant.extends[0].span
    for address, entry in walk(merged.tree):
        if entry.contested_removal is not None:
            removal, change = entry.contested_removal
            message = f"layer `{removal.layer}` removes what layer `{change.layer}` changes"
            help = f"decide in variant `{variant.id}`: `remove: why`, or keep it with `because: why`"
            notes: tuple[RelatedPlace, ...] = (RelatedPlace("removes", removal.key.span), RelatedPlace("changes", change.key.span))
            problems.append(Diagnostic("undecided", message, place, help, address, (variant.id,), notes))
        for name, words in entry.contested.items():
            *names, last = (f"`{word.layer}`" for word in words)
            message = f"layers {', '.join(names)} and {last} differ on `{name}`"
            help = f"decide in variant `{variant.id}`: set `{name}` with `because: why`"
            notes = tuple(RelatedPlace(word.layer, word.key.span) for word in words)
            problems.append(Diagnostic("undecided", message, place, help, f"{address}.{name}", (variant.id,), notes))
    return problems
