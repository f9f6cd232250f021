"""Join: what several parents make together, neither winning; where they differ, the difference is kept for the variant to decide."""

from __future__ import annotations

from generator.domain.resolved import Collection, Entry, Setting, Stack, Touch, Tree


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
    if one.removal is not None or other.removal is not None:
        return _join_removed(one, other)
    settings = dict(one.settings)
    contested: dict[str, tuple[Setting, Setting]] = {}
    for field in {**one.settings, **other.settings}:
        mine, theirs = one.settings.get(field), other.settings.get(field)
        if mine is None or theirs is None:
            winner = one if theirs is None else other
        else:
            stack, winner_of_both = _join_stacks(one, other, mine, theirs, field in one.record.fields and one.record.fields[field].sets)
            settings[field] = stack
            if winner_of_both is None:
                if not _equal(mine[-1], theirs[-1]):
                    contested[field] = (mine[-1], theirs[-1])
                continue
            winner = winner_of_both
        settings[field] = winner.settings[field]
        if winner.contested and field in winner.contested:
            contested[field] = winner.contested[field]
    children = dict(one.children)
    for name, collection in other.children.items():
        children[name] = _join_collections(one.children[name], collection) if name in one.children else collection
    return Entry(
        one.record, one.id, settings, children, _join_touches(one, other), None, contested, one.contested_removal or other.contested_removal
    )


def _join_stacks(one: Entry, other: Entry, mine: Stack, theirs: Stack, sets: bool) -> tuple[Stack, Entry | None]:
    """The stack of both, and whose it is; None where each parent set a value of its own.

    A parent that merely inherits gives way to one that sets, and a null gives way to a value.
    """
    shared = 0
    while shared < min(len(mine), len(theirs)) and mine[shared] is theirs[shared]:
        shared += 1
    if shared == len(theirs):
        return mine, one
    if shared == len(mine):
        return theirs, other
    if sets:
        return mine + theirs[shared:], None
    if mine[-1].is_null:
        return theirs, other
    if theirs[-1].is_null:
        return mine, one
    return mine + theirs[shared:], None


def _equal(one: Setting, other: Setting) -> bool:
    return (one.node is None) == (other.node is None) and one.value == other.value


def _join_removed(one: Entry, other: Entry) -> Entry:
    """One parent at least removed the entry: that stands, unless the other changed what was removed."""
    if one.removal is not None and other.removal is not None:
        return one
    removed, kept = (one, other) if one.removal is not None else (other, one)
    assert removed.removal is not None
    known = {id(touch) for touch in _all_touches(removed)}
    change = next((touch for touch in _all_touches(kept) if id(touch) not in known), None)
    if change is None:
        return removed
    touches = _join_touches(one, other)
    return Entry(kept.record, kept.id, kept.settings, kept.children, touches, None, kept.contested, (removed.removal, change))


def _all_touches(entry: Entry) -> list[Touch]:
    found = list(entry.touches)
    for collection in entry.children.values():
        for child in collection.entries.values():
            found.extend(_all_touches(child))
    return found


def _join_touches(one: Entry, other: Entry) -> tuple[Touch, ...]:
    known = {id(touch) for touch in one.touches}
    return one.touches + tuple(touch for touch in other.touches if id(touch) not in known)
