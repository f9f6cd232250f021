"""Compare the boxes of a draft with those of its document: each difference has a note."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from html import unescape

from generator.imports.blocks import Block, blocks_below
from generator.imports.box_signs import OPEN_SIGNS, TICKED_SIGNS
from generator.imports.draft import Draft, DraftText, DraftValue
from generator.imports.line_account import LineAccount

WITHIN = re.compile(
    r"(?<![\w\]`])(?:\\?\[[ \u00a0]\\?\](?![(\[`])|\([ \u00a0\u3000]\)|（[ \u3000]+）|【[ \u3000]+】|［[ \u3000]*[xX]?[ \u3000]*］)"
    rf"|[{OPEN_SIGNS}]|<input\b[^<>]*\bcheckbox\b"
    r"|(?:^|\||<\w+[^<>]*>|:)[\s>*#-]*(?:\d+[.)]\s+)?(?:\\?\[(?:[xX~>/!?]| {2,}| *[xX] *)?\\?\]\s|"
    rf"[{TICKED_SIGNS}]|:ballot_box_with_check:)"
)
BOX = re.compile(f"[][()（【［<:&{OPEN_SIGNS}{TICKED_SIGNS}]")  # each box begins with one of these, or is an entity
CODE = re.compile(r"`[^`]*`")


def note_box_differences(draft: Draft, boxes: Sequence[int], account: LineAccount) -> None:
    """Note each box of the document that the draft does not have, and each further box of the draft, unless the line has a note."""
    written = {line for line, _ in boxed_lines(draft) if line}
    noted = {note.line for note in account.notes}
    for line in sorted(written.difference(boxes) - noted):
        account.note(line, "a box that a repair above has uncovered", "a box")
    for line in sorted(set(boxes) - written - noted):
        account.note(line, "a box within a text", "no box")


def note_boxes_in_texts(tree: Block, draft: Draft, account: LineAccount) -> None:
    """Note where texts, tables and code show boxes that are neither items nor blanks, once for each of them."""
    written = Counter(line for line, _ in boxed_lines(draft))
    blanks = set(_blank_lines(draft))
    noted = {note.line for note in account.notes if note.done != "a box" and re.search("box|list", note.found)}
    for block in blocks_below(tree):
        if block.kind not in ("paragraph", "heading", "table", "footnote", "code") or (block.kind == "code" and block.first in noted):
            continue
        found = [
            line
            for line in block.lines
            if line <= len(account.lines)
            and line not in noted
            and line not in blanks
            and BOX.search(account.lines[line - 1]) is not None
            and len(WITHIN.findall(CODE.sub("", unescape(account.lines[line - 1])))) > written[line]
            and (place := account.dispositions.get(line)) is not None
            and place.outcome in ("entry", "prose")
        ]
        if found:
            boxes = "a box within its text" if len(found) == 1 else f"boxes within the text of the lines {', '.join(map(str, found))}"
            account.note(found[0], boxes, "kept as typed; no item")


def _blank_lines(value: DraftValue) -> Iterator[int]:
    """Yield the source lines of the blanks in a draft."""
    for key, inner in value.items() if isinstance(value, dict) else ():
        if key == "blanks" and isinstance(inner, dict):
            yield from (line for blank in inner.values() for text in _texts_in(blank) for line in text.lines)
        else:
            yield from _blank_lines(inner)


def _texts_in(value: DraftValue) -> Iterator[DraftText]:
    if isinstance(value, DraftText):
        yield value
    else:
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _texts_in(inner)


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
        named = next((value[key] for key in ("text", "title") if key in value), None)  # not a line of the details that is above
        if named is not None:
            return _first_line(named)
        return min(filter(None, (_first_line(one) for key, one in value.items() if key != "items")), default=0)
    return min((line for one in (value if isinstance(value, tuple) else (value,)) for line in one.lines), default=0)
