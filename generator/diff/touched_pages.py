"""The pages and sheets that differ between two snapshots, once both have been composed without the places of their lines."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from generator.document.pages import Page
from generator.document.sheets import Sheet
from generator.model.differences import ChangedPaths


@dataclass(frozen=True, slots=True)
class TouchedPages:
    """What differs, by variant; under the empty name the pages across variants."""

    pages: Mapping[str, ChangedPaths] = field(default_factory=dict)
    sheets: Mapping[str, ChangedPaths] = field(default_factory=dict)

    def of_pages(self, variant: str) -> ChangedPaths:
        return self.pages.get(variant, ChangedPaths())

    def of_sheets(self, variant: str) -> ChangedPaths:
        return self.sheets.get(variant, ChangedPaths())


def touched(old: tuple[Iterable[Page], Iterable[Sheet]], new: tuple[Iterable[Page], Iterable[Sheet]]) -> TouchedPages:
    """Compare the pages and the sheets of two snapshots by their paths."""
    return TouchedPages(_by_variant(old[0], new[0]), _by_variant(old[1], new[1]))


def _by_variant(old: Iterable[Page | Sheet], new: Iterable[Page | Sheet]) -> dict[str, ChangedPaths]:
    before, after = {one.path: one for one in old}, {one.path: one for one in new}
    found: dict[str, dict[str, list[str]]] = defaultdict(lambda: {"changed": [], "added": [], "removed": []})
    for path, one in {**after, **{path: gone for path, gone in before.items() if path not in after}}.items():
        if before.get(path) != after.get(path):
            word = "added" if path not in before else "removed" if path not in after else "changed"
            found[one.variant][word].append(path)
    return {name: ChangedPaths(**{word: tuple(paths) for word, paths in words.items()}) for name, words in found.items()}
