"""Merge: a variant's layers into one tree that remembers where each field came from.

`join` brings several parents together, `overlay` lays one layer over what is below it. Each layer is resolved once, however many
variants stand on it, and what a layer does not touch is shared, not copied.
"""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass, field, replace

from generator.domain.diagnostics import Diagnostic, Note
from generator.domain.layers import Layer, bottom_up
from generator.domain.resolved import Entry, Tree
from generator.passes.merge.join import join
from generator.passes.merge.overlay import Overlay


@dataclass(frozen=True, slots=True)
class Ground:
    """The shared layers, each resolved once, for any number of variants to stand on.

    `joined` names those in whose trees parents may disagree: the ones that extend several, and all above them. A layer that is
    incomplete, or stands on one that is, has no tree: what it overrides cannot be known. `joins` remembers what sets of parents make
    together, for the next variant that extends the same.
    """

    layers: Mapping[str, Layer]
    trees: Mapping[str, Tree]
    joined: frozenset[str]
    diagnostics: tuple[Diagnostic, ...]
    joins: dict[tuple[str, ...], Tree] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Merged:
    """One variant's tree, its layers from the lowest up to itself, and what is wrong with how it lies on them."""

    variant: Layer
    layers: tuple[str, ...]
    tree: Tree
    diagnostics: tuple[Diagnostic, ...]


def merge_shared(layers: Mapping[str, Layer]) -> Ground:
    """Resolve every shared layer over what it extends, whether a variant uses it or not."""
    problems: list[Diagnostic] = []
    trees: dict[str, Tree] = {}
    joins: dict[tuple[str, ...], Tree] = {}
    joined: set[str] = set()
    for top in sorted(layers):
        order = bottom_up(layers, top)
        if not all(layers[name].complete for name in order):
            continue
        for name in order:
            if name not in trees:
                trees[name] = _resolve(layers[name], trees, joins, problems)
                if _joins(layers[name], joined):
                    joined.add(name)
    return Ground(layers, trees, frozenset(joined), tuple(problems), joins)


def merge_variant(variant: Layer, ground: Ground) -> Merged | None:
    """Lay a variant over its layers; None when it, or a layer below it, is incomplete."""
    if not variant.complete or not all(parent in ground.trees for parent in variant.parents):
        return None
    problems: list[Diagnostic] = []
    tree = _resolve(variant, ground.trees, ground.joins, problems)
    merged = Merged(variant, bottom_up({**ground.layers, variant.id: variant}, variant.id), tree, ())
    if _joins(variant, ground.joined):
        problems.extend(_undecided(merged))
    return replace(merged, diagnostics=tuple(problems))


def _joins(layer: Layer, joined: Set[str]) -> bool:
    return len(layer.parents) > 1 or not joined.isdisjoint(layer.parents)


def _resolve(layer: Layer, trees: Mapping[str, Tree], joins: dict[tuple[str, ...], Tree], problems: list[Diagnostic]) -> Tree:
    below = joins.get(layer.parents)
    if below is None:
        below = {}
        for parent in dict.fromkeys(layer.parents):
            below = join(below, trees[parent])
        joins[layer.parents] = below
    overlay = Overlay(layer, below)
    tree = overlay.apply()
    problems.extend(overlay.problems)
    return tree


def _undecided(merged: Merged) -> list[Diagnostic]:
    """What the variant's parents disagree on and the variant has not decided."""
    problems: list[Diagnostic] = []
    for name, collection in merged.tree.items():
        for entry in collection.entries.values():
            _undecided_in(entry, f"{name}.{entry.id}", merged.variant, problems)
    return problems


def _undecided_in(entry: Entry, address: str, variant: Layer, problems: list[Diagnostic]) -> None:
    if entry.is_fresh or not entry.live:
        return
    if entry.contested_removal is not None:
        removal, change = entry.contested_removal
        message = f"layer `{removal.layer}` removes what layer `{change.layer}` changes"
        help = f"decide in variant `{variant.id}`: `remove: why`, or keep it with `because: why`"
        notes: tuple[Note, ...] = (Note("removes", removal.key.span), Note("changes", change.key.span))
        problems.append(Diagnostic("undecided", message, variant.extends[0].span, help, address, (variant.id,), notes))
    for name, words in entry.contested.items():
        *names, last = (f"`{word.layer}`" for word in words)
        message = f"layers {', '.join(names)} and {last} differ on `{name}`"
        help = f"decide in variant `{variant.id}`: set `{name}` with `because: why`"
        notes = tuple(Note(word.layer, word.key.span) for word in words)
        problems.append(Diagnostic("undecided", message, variant.extends[0].span, help, f"{address}.{name}", (variant.id,), notes))
    for holder, children in entry.children.items():
        for child in children.entries.values():
            _undecided_in(child, f"{address}.{holder}.{child.id}", variant, problems)
