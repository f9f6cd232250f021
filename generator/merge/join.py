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
    joined = Entry(one.record, one.id, settings, children, _join_touches(one, other), _join_removals(one, other), rivals)
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
    mine, theirs = {id(touch) for touch in one.touches}, {id(touch) for touch in other.touches}
    hold_for_them = {id(touch) for touch in other.removals}
    standing = [touch for touch in one.removals if id(touch) not in theirs or id(touch) in hold_for_them]
    standing += [touch for touch in other.removals if id(touch) not in mine]
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
            known.update(id(touch) for touch in _all_touches(removal.removed))
    changes = (touch for touch in _all_touches(entry) if touch.sets or touch.removed is not None)
    change = next((touch for touch in changes if id(touch) not in known), None)
    return None if change is None else (entry.removals[0], change)


def _all_touches(entry: Entry) -> list[LayerEdit]:
    found = list(entry.touches)
    for collection in entry.children.values():
        for child in collection.entries.values():
            found.extend(_all_touches(child))
    return found


def _join_touches(one: Entry, other: Entry) -> tuple[LayerEdit, ...]:
    known = {id(touch) for touch in one.touches}
    return one.touches + tuple(touch for touch in other.touches if id(touch) not in known)
