"""Edits as a page shows them: a diff without line numbers, applied to the text that it belongs to."""

from __future__ import annotations


def applied(diff: str, text: str) -> str:
    """The text after an edit: its context and removed lines, which stand together exactly once, give way to context and added lines.

    Raises ValueError when they stand nowhere, or more than once.
    """
    lines = diff.rstrip("\n").split("\n")
    before = "".join(f"{line[1:]}\n" for line in lines if not line.startswith("+"))
    after = "".join(f"{line[1:]}\n" for line in lines if not line.startswith("-"))
    count = f"\n{text}".count(f"\n{before}")
    if not before or count != 1:
        raise ValueError(f"these lines stand {count} times in the file, and must stand there once:\n{before}")
    return f"\n{text}".replace(f"\n{before}", f"\n{after}", 1)[1:]
