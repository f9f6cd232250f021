"""File sizes as people read them."""

from __future__ import annotations


def size_in_words(size: int) -> str:
    """Return a number of bytes as text: `640 B`, `12 KB`, `1.4 MB`."""
    if size < 1000:
        return f"{size} B"
    return f"{size / 1e3:.0f} KB" if size < 1e6 else f"{size / 1e6:.1f} MB"
