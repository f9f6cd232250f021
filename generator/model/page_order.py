"""The order of the checklists of a phase on pages and sheets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

# The ids by which a checklist is recognized as the cut-over if no checklist starts at T-0.
CUT_OVER = ("cut-over", "deployment", "go-live")


def page_order(lists: Mapping[str, str | None], groups: Iterable[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The groups of a phase in page order, each with the ids of its lists. A list without a group comes alone, with an empty group name.

    Lists without a group keep their position. Where the first list of any group is written, the next group of the phase comes with all its
    lists. `lists` maps the id of each list to its group, in written order; a group that is not in `groups` counts as no group.
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
