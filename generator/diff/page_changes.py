"""The pages and sheets that differ between two snapshots; both were composed without line numbers, commits and dates."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from generator.document.pages import Page
from generator.document.sheets import Sheet
from generator.model.differences import ChangedPaths


@dataclass(frozen=True, slots=True)
class PageChanges:
    """The changes by variant; the pages that show several variants are under the empty name."""

    pages: Mapping[str, ChangedPaths] = field(default_factory=dict)
    sheets: Mapping[str, ChangedPaths] = field(default_factory=dict)


def page_changes(old: tuple[Iterable[Page], Iterable[Sheet]], new: tuple[Iterable[Page], Iterable[Sheet]]) -> PageChanges:
    """Compare the pages and the sheets of two snapshots by their paths."""
    return PageChanges(_by_variant(old[0], new[0]), _by_variant(old[1], new[1]))


def _by_variant(old: Iterable[Page | Sheet], new: Iterable[Page | Sheet]) -> dict[str, ChangedPaths]:
    before, after = {one.path: one for one in old}, {one.path: one for one in new}
    found: dict[str, dict[str, tuple[str, ...]]] = defaultdict(dict)
    for path, one in {**after, **{path: removed for path, removed in before.items() if path not in after}}.items():
        if before.get(path) != after.get(path):
            state = "added" if path not in before else "removed" if path not in after else "changed"
            found[one.variant][state] = (*found[one.variant].get(state, ()), path)
    return {name: ChangedPaths(**paths) for name, paths in found.items()}
