"""Compare the boxes of a draft with those of its document: each difference has a note."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.imports.draft import Draft, DraftText, DraftValue
from generator.imports.line_account import LineAccount


def note_box_differences(draft: Draft, boxes: Sequence[int], account: LineAccount) -> None:
    """Note each box of the document that the draft does not have, and each further box of the draft, unless the line has a note."""
    written = {line for key in ("checklists", "procedures") for line in _box_lines(draft.get(key, {}))}
    noted = {note.line for note in account.notes}
    for line in sorted(written.difference(boxes) - noted):
        account.note(line, "a box that a repair above has uncovered", "a box")
    for line in sorted(set(boxes) - written - noted):
        account.note(line, "a box within a text", "no box")


def _box_lines(value: DraftValue, key: str = "") -> Iterator[int]:
    """Return the source line of each item and step in a part of a draft."""
    if not isinstance(value, dict):
        return
    for name, inner in value.items():
        if key in ("items", "steps") and isinstance(inner, dict):
            text = inner.get("text") or inner.get("title")
            if isinstance(text, DraftText) and text.lines:
                yield text.lines[0]
        yield from _box_lines(inner, name if key not in ("items", "steps", "columns", "blanks", "cells") else "")
