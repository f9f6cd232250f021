"""The order of the checklists of a phase on pages and sheets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping


def page_order(lists: Mapping[str, str | None], groups: Iterable[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each group with the ids of its lists. A list without a group comes alone, with an empty group name.

    Lists without a group keep their position. The positions of grouped lists are filled with the groups, in the order of the phase.
    `lists` has the group of each list in written order; a group that the phase does not have counts as none.
    """
    grouped = {group: tuple(id for id, its in lists.items() if its == group) for group in groups}
    coming = iter([(group, ids) for group, ids in grouped.items() if ids])
    opened = set[str | None]()
    for id, group in lists.items():
        if group not in grouped:
            yield "", (id,)
        elif group not in opened:
            opened.add(group)
            yield next(coming)
