"""Compare the boxes of a draft with those of its document: each difference has a note."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.imports.draft import Draft, DraftValue
from generator.imports.line_account import LineAccount


def note_box_differences(draft: Draft, boxes: Sequence[int], account: LineAccount) -> None:
    """Note each box of the document that the draft does not have, and each further box of the draft, unless the line has a note."""
    written = {line for line, _ in boxed_lines(draft) if line}
    noted = {note.line for note in account.notes}
    for line in sorted(written.difference(boxes) - noted):
        account.note(line, "a box that a repair above has uncovered", "a box")
    for line in sorted(set(boxes) - written - noted):
        account.note(line, "a box within a text", "no box")


def boxed_lines(draft: Draft) -> Iterator[tuple[int, str]]:
    """Yield the first source line and the address of each item and step."""
    for collection, kind in (("checklists", "items"), ("procedures", "steps")):
        entries = draft.get(collection)
        for id, entry in entries.items() if isinstance(entries, dict) else ():
            yield from _lines_of(entry, kind, f"{collection}.{id}")


def _lines_of(entry: DraftValue, kind: str, address: str) -> Iterator[tuple[int, str]]:
    lines = entry.get(kind) if isinstance(entry, dict) else None
    for id, line in lines.items() if isinstance(lines, dict) else ():
        place = f"{address}.{kind}.{id}"
        yield _first_line(line), place
        yield from _lines_of(line, "items", place)


def _first_line(value: DraftValue) -> int:
    """Return the first source line of an entry without the entries in it."""
    if isinstance(value, dict):
        return min(filter(None, (_first_line(one) for key, one in value.items() if key != "items")), default=0)
    return min((line for one in (value if isinstance(value, tuple) else (value,)) for line in one.lines), default=0)
