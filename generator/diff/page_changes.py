"""The pages and sheets that differ between two snapshots; both were composed without line numbers, commits and dates."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from generator.document.pages import Page
from generator.document.sheets import Sheet
from generator.model.differences import ChangedPaths


def changed_paths(old: Iterable[Page | Sheet], new: Iterable[Page | Sheet]) -> dict[str, ChangedPaths]:
    """The changed pages or sheets by variant; the pages that show several variants are under the empty name."""
    before, after = {one.path: one for one in old}, {one.path: one for one in new}
    found: dict[str, dict[str, tuple[str, ...]]] = defaultdict(dict)
    for path, one in {**after, **{path: removed for path, removed in before.items() if path not in after}}.items():
        if before.get(path) != after.get(path):
            state = "added" if path not in before else "removed" if path not in after else "changed"
            found[one.variant][state] = (*found[one.variant].get(state, ()), path)
    return {name: ChangedPaths(**paths) for name, paths in found.items()}
