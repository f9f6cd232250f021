"""A comparison in one sentence, for lists of releases and feeds."""

from __future__ import annotations

from collections import Counter

from generator.model.differences import Difference, Differences
from generator.text.catalogue import ENGLISH, catalogue

KINDS = ("added", "removed", "changed", "moved")


def sum_up(found: Differences, language: str = ENGLISH) -> str:
    """Return how many entries were added, removed, changed and moved, in how many systems. A change in a shared layer counts once.

    A system that overrides every change, so that only its pages change, does not count.
    """
    words = catalogue("release", language)
    differences = [one for shared in found.shared for one in shared.differences]
    differences += (one for variant in found.variants for one in variant.differences)
    kinds: Counter[str] = Counter(map(_kind, differences))
    whole: Counter[str] = Counter(one.state for one in found.variants)
    changed = sum(bool(one.differences or one.shared) for one in found.variants)
    counts = [words.count(f"sum.{kind}", kinds[kind]) for kind in KINDS if kinds[kind]]
    systems = [words.count(key, whole[state]) for state, key in (("added", "sum.come"), ("removed", "sum.gone")) if whole[state]]
    sentences = [words("sum", kinds=", ".join(counts), systems=words.count("sum.systems", changed))] if counts else []
    sentences += [words("sum.whole", systems=", ".join(systems))] if systems else []
    return " ".join(sentences) or words("sum.none")


def _kind(one: Difference) -> str:
    """Return the most important change of an entity, which may have several."""
    return next(kind for kind in (*KINDS, "renamed") if kind in one.events).replace("renamed", "moved")
