"""Apply the edits that a page shows as diffs without line numbers."""

from __future__ import annotations


def applied(diff: str, text: str) -> str:
    """Return the text with the edit applied.

    Raises:
        ValueError: The unchanged and removed lines of the diff do not appear together exactly once in the text.
    """
    lines = diff.rstrip("\n").split("\n")
    before = "".join(f"{line[1:]}\n" for line in lines if not line.startswith("+"))
    after = "".join(f"{line[1:]}\n" for line in lines if not line.startswith("-"))
    count = f"\n{text}".count(f"\n{before}")
    if not before or count != 1:
        raise ValueError(f"these lines appear {count} times in the file, and must appear once:\n{before}")
    return f"\n{text}".replace(f"\n{before}", f"\n{after}", 1)[1:]
