"""Join: what several parents make together, neither winning; where they differ, the difference is kept for the variant to decide.

What a parent knew of another's words decides everything here: a word that the other parent saw and replaced gives way, and two words
of which neither saw the other stand side by side. So the order in which parents are joined changes nothing but display order.
"""

from __future__ import annotations

from generator.merge.merged_tree import Assignment, Collection, Entry, LayerEdit, Stack, Tree


def join(one: Tree, other: Tree) -> Tree:
    """Both trees in one; what they share through a common parent stands once. Neither is changed."""
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
    for name, entry in other.entries.items():
        entries[name] = _join_entries(entries[name], entry) if name in entries else entry
    known = {id(placing) for placing in one.placings}
    placings = tuple(placing for placing in other.placings if id(placing) not in known)
    return Collection(entries, one.placings + placings)


def _join_entries(one: Entry, other: Entry) -> Entry:
    if one is other:
        return one
    settings = dict(one.settings)
    rivals: dict[str, Stack] = {}
    for field in {**one.settings, **other.settings}:
        settings[field], side_by_side = _join_stacks(_held(one, field), _held(other, field), one, other, field)
        if len(side_by_side) > 1:
            rivals[field] = side_by_side
    children = dict(one.children)
    for name, collection in other.children.items():
        children[name] = _join_collections(one.children[name], collection) if name in one.children else collection
    joined = Entry(one.record, one.id, settings, children, _join_edits(one, other), _join_removals(one, other), rivals)
    joined.contested_removal = _contested_removal(joined)
    return joined


def _held(entry: Entry, field: str) -> Stack:
    """The words that hold for a field: one, or several that parents brought side by side."""
    return (entry.rivals or {}).get(field) or entry.settings.get(field, ())[-1:]


def _join_stacks(mine: Stack, theirs: Stack, one: Entry, other: Entry, field: str) -> tuple[Stack, Stack]:
    """The stack of a field in both, and the words that hold in it.

    A word that the other parent saw and replaced gives way, and so does a null to a value.
    """
    stack, their_stack = one.settings.get(field, ()), other.settings.get(field, ())
    seen, seen_by_them = {id(word) for word in stack}, {id(word) for word in their_stack}
    hold_for_them = {id(word) for word in theirs}
    standing = [word for word in mine if id(word) not in seen_by_them or id(word) in hold_for_them]
    standing += [word for word in theirs if id(word) not in seen]
    standing = sorted([word for word in standing if not word.is_null] or standing, key=_layer)
    top = {id(word) for word in standing}
    both = (*stack, *(word for word in their_stack if id(word) not in seen))
    return (*(word for word in both if id(word) not in top), *standing), tuple(standing)


def _join_removals(one: Entry, other: Entry) -> tuple[LayerEdit, ...]:
    """The removals that hold in both: one that the other parent saw and overruled gives way."""
    mine, theirs = {id(edit) for edit in one.edits}, {id(edit) for edit in other.edits}
    hold_for_them = {id(edit) for edit in other.removals}
    standing = [edit for edit in one.removals if id(edit) not in theirs or id(edit) in hold_for_them]
    standing += [edit for edit in other.removals if id(edit) not in mine]
    return tuple(sorted(standing, key=_layer))


def _layer(word: Assignment | LayerEdit) -> str:
    """What puts words that hold side by side in the same order, whichever parent comes first."""
    return word.layer


def _contested_removal(entry: Entry) -> tuple[LayerEdit, LayerEdit] | None:
    """A removal that holds and a change of which no such removal knew, if there are both."""
    if not entry.removals:
        return None
    known = {id(removal) for removal in entry.removals}
    for removal in entry.removals:
        if removal.removed is not None:
            known.update(id(edit) for edit in _all_edits(removal.removed))
    changes = (edit for edit in _all_edits(entry) if edit.sets or edit.removed is not None)
    change = next((edit for edit in changes if id(edit) not in known), None)
    return None if change is None else (entry.removals[0], change)


def _all_edits(entry: Entry) -> list[LayerEdit]:
    found = list(entry.edits)
    for collection in entry.children.values():
        for child in collection.entries.values():
            found.extend(_all_edits(child))
    return found


def _join_edits(one: Entry, other: Entry) -> tuple[LayerEdit, ...]:
    known = {id(edit) for edit in one.edits}
    return one.edits + tuple(edit for edit in other.edits if id(edit) not in known)
