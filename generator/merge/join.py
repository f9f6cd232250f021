"""Join the trees of several parents. No parent has priority: conflicts are kept for the variant to decide.

If one parent inherits an assignment of the other and replaces it, only the replacement is kept. Otherwise both assignments are kept. So the
order of the parents changes only the display order.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar

from generator.merge.merged_tree import Assignment, Collection, Entry, LayerEdit, OrderEdit, Stack, Tree

# Assignments and edits are compared by identity, because two layers may write the same.
T = TypeVar("T", bound=Assignment | LayerEdit | OrderEdit)


def join(one: Tree, other: Tree) -> Tree:
    """Join two trees. Entries from a common parent appear once. Neither tree is changed."""
    if not one:
        return other
    tree = dict(one)
    for name, collection in other.items():
        tree[name] = _join_collections(one[name], collection) if name in one else collection
    return tree


def _join_collections(one: Collection, other: Collection) -> Collection:
    if one is other:
        return one
    entries = dict(one.entries)
    for id, entry in other.entries.items():
        entries[id] = _join_entries(entries[id], entry) if id in entries else entry
    return Collection(entries, _union(one.order_edits, other.order_edits))


def _join_entries(one: Entry, other: Entry) -> Entry:
    if one is other:
        return one
    settings: dict[str, Stack] = {}
    candidates: dict[str, Stack] = {}
    for field in {**one.settings, **other.settings}:
        mine, theirs = one.settings.get(field, ()), other.settings.get(field, ())
        current = _current(one.candidates.get(field) or mine[-1:], other.candidates.get(field) or theirs[-1:], mine, theirs)
        current = tuple(each for each in current if not each.is_null) or current  # null gives way to a value
        settings[field] = (*_without(_union(mine, theirs), current), *current)
        if len(current) > 1:
            candidates[field] = current
    joined = Entry(one.record, one.id, settings, join(one.children, other.children), _union(one.edits, other.edits))
    joined.candidates = candidates
    joined.removals = _current(one.removals, other.removals, one.edits, other.edits)
    joined.contested_removal = _contested_removal(joined)
    return joined


def _current(mine: tuple[T, ...], theirs: tuple[T, ...], seen: tuple[T, ...], seen_by_other: tuple[T, ...]) -> tuple[T, ...]:
    """Return the assignments or edits that apply in the joined tree, sorted by layer.

    `mine` and `theirs` apply in the two parents; `seen` and `seen_by_other` are all that the parents know. An assignment
    that one parent has replaced does not apply, even if it applies in the other parent.
    """
    replaced = tuple(_without(seen_by_other, theirs))
    return tuple(sorted((*_without(mine, replaced), *_without(theirs, seen)), key=lambda one: one.layer))


def _union(one: tuple[T, ...], other: tuple[T, ...]) -> tuple[T, ...]:
    return (*one, *_without(other, one))


def _without(some: Iterable[T], others: Iterable[T]) -> Iterator[T]:
    known = {id(one) for one in others}
    return (one for one in some if id(one) not in known)


def _contested_removal(entry: Entry) -> tuple[LayerEdit, LayerEdit] | None:
    """Return a removal that applies, and a change that another parent made without knowing of the removal; None unless both exist."""
    removed = [edit for removal in entry.removals if removal.removed is not None for edit in _all_edits(removal.removed)]
    changes = (edit for edit in _all_edits(entry) if edit.changes or edit.removed is not None)
    change = next(_without(changes, (*entry.removals, *removed)), None) if entry.removals else None
    return None if change is None else (entry.removals[0], change)


def _all_edits(entry: Entry) -> Iterator[LayerEdit]:
    """The edits of an entry and of its children."""
    yield from entry.edits
    for collection in entry.children.values():
        for child in collection.entries.values():
            yield from _all_edits(child)
