"""The order of a phase's checklists on page and sheet: groups in the phase's order, at the places of the lists that have one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping


def page_order(lists: Mapping[str, str | None], groups: Iterable[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each group with the ids of its lists, at the places of lists that have one; a list without a group stands alone, under no name.

    `lists` gives the group of each list in the order in which they are written; one that the phase does not have counts as none.
    """
    used = set(lists.values())
    coming = [group for group in groups if group in used]
    known, opened = frozenset(coming), set[str]()
    for id, group in lists.items():
        if group is None or group not in known:
            yield "", (id,)
        elif group not in opened:
            opened.add(group)
            name = coming[len(opened) - 1]
            yield name, tuple(one for one, its in lists.items() if its == name)
