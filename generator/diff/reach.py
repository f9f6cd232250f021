"""Separates changes in shared layers, listed once for all variants that they reach, from changes in single variants."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from generator.diff.variant_changes import VariantPair
from generator.model.differences import Difference, SharedDifference

Own = dict[str, tuple[Difference, ...]]


def share_out(pairs: Mapping[str, VariantPair]) -> tuple[tuple[SharedDifference, ...], Own, dict[str, int]]:
    """Return the differences in shared layers, each variant's own differences, and how many shared differences reach each variant."""
    by_layer: dict[str, dict[Difference, list[str]]] = defaultdict(lambda: defaultdict(list))
    own: Own = {}
    moved_by_layer = _moved_by_layer(pairs)
    for name, pair in pairs.items():
        moved = ((layer if (layer, one.address) in moved_by_layer else "", one) for layer, one in pair.moved)
        parts: dict[str, list[Difference]] = defaultdict(list)
        for layer, one in (*pair.differences, *moved):
            parts[layer].append(one)
        own[name] = _joined(parts.pop("", ()))
        for layer, differences in parts.items():
            for difference in _joined(differences):
                by_layer[layer][difference].append(name)
    reaching = Counter(name for known in by_layer.values() for names in known.values() for name in names)
    return tuple(shared for layer, known in by_layer.items() for shared in _by_reach(layer, known, pairs)), own, reaching


def _moved_by_layer(pairs: Mapping[str, VariantPair]) -> set[tuple[str, str]]:
    """Return the layer and address of each entity that moved in all variants that get it from this layer, if there are at least two."""
    moved: dict[tuple[str, str], set[str]] = defaultdict(set)
    for name, pair in pairs.items():
        for layer, one in pair.moved:
            if layer:
                moved[layer, one.address].add(name)
    return {
        (layer, address)
        for (layer, address), names in moved.items()
        if len(names) > 1 and names == {name for name, pair in pairs.items() if pair.comes_from(address, layer)}
    }


def _joined(differences: Iterable[Difference]) -> tuple[Difference, ...]:
    """Join the differences of one entity: a new name, a new place and new values become one difference."""
    found: dict[tuple[str, str], Difference] = {}
    for one in differences:
        key = (one.kind, one.address)
        known = found.get(key)
        found[key] = one if known is None else _merged(known, one)
    return tuple(found.values())


def _merged(one: Difference, other: Difference) -> Difference:
    formerly, place, source = one.formerly or other.formerly, one.place or other.place, one.source or other.source
    return replace(one, formerly=formerly, place=place, fields=(*one.fields, *other.fields), source=source)


def _by_reach(layer: str, known: Mapping[Difference, list[str]], pairs: Mapping[str, VariantPair]) -> Iterable[SharedDifference]:
    """Return the differences of a layer, grouped by the variants that they reach."""
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
