"""How far a change reaches: what shared layers changed is said once for all variants that it reaches, the rest by variant."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from generator.diff.variant_changes import VariantPair
from generator.model.differences import Difference, SharedDifference

Own = dict[str, tuple[Difference, ...]]


def share_out(pairs: Mapping[str, VariantPair]) -> tuple[tuple[SharedDifference, ...], Own, dict[str, int]]:
    """The differences of shared layers, those of each variant itself by its id, and how many of the former reach each variant."""
    by_layer: dict[str, dict[Difference, list[str]]] = {}
    own: Own = {}
    reaching: dict[str, int] = {}
    placed_by_layer = _moved_by_layer(pairs)
    for name, pair in pairs.items():
        moved = (told if (told.layer, told.difference.address) in placed_by_layer else replace(told, layer="") for told in pair.moved)
        parts: dict[str, list[Difference]] = defaultdict(list)
        for told in (*pair.told, *moved):
            parts[told.layer].append(told.difference)
        own[name] = _joined(parts.pop("", ()))
        reaching[name] = 0
        for layer, differences in parts.items():
            known = by_layer.setdefault(layer, {})
            for difference in _joined(differences):
                known.setdefault(difference, []).append(name)
                reaching[name] += 1
    return tuple(shared for layer, known in by_layer.items() for shared in _by_reach(layer, known, pairs)), own, reaching


def _moved_by_layer(pairs: Mapping[str, VariantPair]) -> set[tuple[str, str]]:
    """Layer and address of what moved in every variant that has it from a layer, in two at least: the layer's own order changed."""
    moved: dict[tuple[str, str], set[str]] = defaultdict(set)
    for name, pair in pairs.items():
        for told in pair.moved:
            if told.layer:
                moved[told.layer, told.difference.address].add(name)
    return {
        (layer, address)
        for (layer, address), names in moved.items()
        if len(names) > 1 and names == {name for name, pair in pairs.items() if pair.comes_from(address, layer)}
    }


def _joined(differences: Iterable[Difference]) -> tuple[Difference, ...]:
    """Differences of one entity in one: a new name, a new place and new values are told together."""
    found: dict[tuple[str, str], Difference] = {}
    for one in differences:
        key = ("" if one.kind == "kept" else one.kind, one.address)
        known = found.get(key)
        if known is None:
            found[key] = one
        else:
            found[key] = replace(
                known,
                formerly=known.formerly or one.formerly,
                place=known.place or one.place,
                fields=(*known.fields, *one.fields),
                source=known.source or one.source,
            )
    return tuple(found.values())


def _by_reach(layer: str, known: Mapping[Difference, list[str]], pairs: Mapping[str, VariantPair]) -> Iterable[SharedDifference]:
    """A layer's differences by the variants that they reach, in order of the first of each."""
    parts: dict[tuple[str, ...], list[Difference]] = defaultdict(list)
    for difference, names in known.items():
        parts[tuple(names)].append(difference)
    built_on = tuple(name for name, pair in pairs.items() if layer in pair.new.layers or layer in pair.old.layers)
    titles = (side.layers[layer] for pair in pairs.values() for side in (pair.new, pair.old) if layer in side.layers)
    title = next(titles, layer)
    for reached, differences in parts.items():
        rest = (name for name in built_on if name not in reached)
        overriding = tuple(name for name in rest if any(pairs[name].overrides(one) for one in differences))
        yield SharedDifference(layer, title, reached, built_on, overriding, tuple(differences))
