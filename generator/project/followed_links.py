"""Follows the symbolic links of a path one by one."""

from __future__ import annotations

import os
from pathlib import Path

MOST_LINKS = 40  # as Linux allows


def follow_links(path: Path) -> tuple[Path, tuple[Path, ...]]:
    """Return where an absolute path leads, and the links on the way, each without links above it.

    A path with too many links, such as a link to itself, is followed for a while.
    """
    links: list[Path] = []
    done, todo = Path(path.anchor), [*reversed(path.parts[1:])]
    while todo:
        part = todo.pop()
        if part == os.pardir:
            done = done.parent
            continue
        place = done / part
        if len(links) == MOST_LINKS or not place.is_symlink():
            done = place
            continue
        links.append(place)
        target = place.readlink()
        if target.is_absolute():
            done = Path(target.anchor)
        todo.extend(reversed(target.parts[1:] if target.is_absolute() else target.parts))
    return done, tuple(links)
