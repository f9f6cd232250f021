"""Sizes of files in words."""

from __future__ import annotations

KILO = 1000


def size_in_words(size: int) -> str:
    """A size in bytes as people read it: `640 B`, `12 KB`, `1.4 MB`."""
    if size < KILO:
        return f"{size} B"
    if size < KILO * KILO:
        return f"{size / KILO:.0f} KB"
    return f"{size / KILO / KILO:.1f} MB"
