"""Merge: every variant's layers into one tree that remembers where each field came from.

`join` brings several parents together, `overlay` lays one layer over what is below it. Each layer is resolved once, however many
variants stand on it, and what a layer does not touch is shared, not copied.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from generator.domain.diagnostics import Diagnostic, Note
from generator.domain.layers import Layer, bottom_up
from generator.domain.resolved import Entry, Tree
from generator.passes.merge.join import join
from generator.passes.merge.overlay import Overlay


@dataclass(frozen=True, slots=True)
class Merged:
    """One variant's tree, the layers below it from the lowest up, and itself."""

    variant: Layer
    layers: tuple[str, ...]
    tree: Tree


@dataclass(frozen=True, slots=True)
class MergeResult:
    """All variants that could be merged, and every problem of every layer."""

    variants: dict[str, Merged]
    diagnostics: tuple[Diagnostic, ...]


def merge(layers: Mapping[str, Layer]) -> MergeResult:
    """Resolve every layer over what it extends; variants come back, shared layers are judged as well.

    A layer that stands on one that is incomplete is left out: what it overrides cannot be known.
    """
    problems: list[Diagnostic] = []
    resolved: dict[str, Tree] = {}
    joined: set[str] = set()  # layers in whose trees parents may disagree: those that extend several, and all above them
    variants: dict[str, Merged] = {}
    broken = {layer.id for layer in layers.values() if not layer.complete}
    for top in sorted(layers):
        order = bottom_up(layers, top)
        if not broken.isdisjoint(order):
            continue
        for name in order:
            if name not in resolved:
                resolved[name] = _resolve(layers[name], resolved, problems)
                if len(layers[name].parents) > 1 or not joined.isdisjoint(layers[name].parents):
                    joined.add(name)
        if layers[top].kind == "variant":
            merged = Merged(layers[top], order, resolved[top])
            variants[top] = merged
            if top in joined:
                problems.extend(_undecided(merged))
    return MergeResult(variants, tuple(problems))


def _resolve(layer: Layer, resolved: Mapping[str, Tree], problems: list[Diagnostic]) -> Tree:
    below: Tree = {}
    for parent in dict.fromkeys(layer.parents):
        below = join(below, resolved[parent])
    overlay = Overlay(layer, below)
    tree = overlay.apply()
    problems.extend(overlay.problems)
    return tree


def _undecided(merged: Merged) -> list[Diagnostic]:
    """What the variant's parents disagree on and the variant has not decided."""
    problems: list[Diagnostic] = []
    variant = merged.variant
    place = variant.extends[0].span if variant.extends else variant.place

    def walk(entry: Entry, address: str) -> None:
        if entry.is_fresh or not entry.live:
            return
        if entry.contested_removal is not None:
            removal, change = entry.contested_removal
            message = f"layer `{removal.layer}` removes what layer `{change.layer}` changes"
            help = f"decide in variant `{variant.id}`: `remove: why`, or keep it with `because: why`"
            notes: tuple[Note, ...] = (Note("removes", removal.key.span), Note("changes", change.key.span))
            problems.append(Diagnostic("undecided", message, place, help, address, (variant.id,), notes))
        for field, words in entry.contested.items():
            *names, last = (f"`{word.layer}`" for word in words)
            message = f"layers {', '.join(names)} and {last} differ on `{field}`"
            help = f"decide in variant `{variant.id}`: set `{field}` with `because: why`"
            notes = tuple(Note(word.layer, word.key.span) for word in words)
            problems.append(Diagnostic("undecided", message, place, help, f"{address}.{field}", (variant.id,), notes))
        for name, children in entry.children.items():
            for child in children.entries.values():
                walk(child, f"{address}.{name}.{child.id}")

    for name, collection in merged.tree.items():
        for entry in collection.entries.values():
            walk(entry, f"{name}.{entry.id}")
    return problems
