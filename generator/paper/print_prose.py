"""Turn prose into data for the typesetter.

A block is `{"p": text}`, `{"items": blocks of each item}` with `"start"` if they are numbered, `{"code": lines of pieces}` with its
`"language"`, `{"heads": texts, "rows": texts, "alignment": sides}`, `{"quote": kind, "blocks": blocks}` with its `"label"`, or
`{"picture": path, "alternative": text}`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from generator.document.document_parts import Inline, Prose, Slot
from generator.text.parameters import pieces
from generator.text.prose_tree import Block, CodeBlock, Paragraph, Picture, ProseList, ProseTable, Quote


def prose_data(prose: Prose, convert: Callable[[Inline], list[Any]], kinds: Mapping[str, str]) -> list[dict[str, Any]]:
    """Return prose as data. `convert` converts a text, and `kinds` are the words for the kinds of quotes."""

    def text(parts: Inline) -> list[Any]:
        return with_slots(convert(parts), prose.slots)

    def several(blocks: Sequence[Block]) -> list[dict[str, Any]]:
        return [*map(of, blocks)]

    def of(block: Block) -> dict[str, Any]:
        match block:
            case Paragraph(parts):
                return {"p": text(parts)}
            case ProseList(start, items):
                return {"items": [*map(several, items)], **({} if start is None else {"start": start})}
            case CodeBlock(lines, language):
                code = [in_pieces(line, prose.slots, "c") for line in lines.expandtabs(4).split("\n")]
                return {"code": code, **({"language": language} if language else {})}
            case ProseTable(heads, rows, alignment):
                return {"heads": [*map(text, heads)], "rows": [[*map(text, row)] for row in rows], "alignment": list(alignment)}
            case Quote(kind, inner):
                label = {"label": kinds[kind]} if kind else {}
                return {"quote": kind, "blocks": several(inner), **label}
            case Picture(path, alternative):
                return {"picture": path.removeprefix(".."), "alternative": alternative}

    return several(prose.blocks)


def with_slots(parts: list[Any], slots: Sequence[Slot]) -> list[Any]:
    """Return the data of a text, with a place to write on for each blank. Labels of links have none."""
    found: list[Any] = []
    for part in parts:
        (kind, value), *_ = part.items()
        if kind in ("t", "c"):
            found += in_pieces(value, slots, kind) if "<" in value else [part]
        else:
            found.append({kind: with_slots(value, slots)} if kind in ("s", "e") else part)
    return found


def in_pieces(text: str, slots: Sequence[Slot], kind: str) -> list[dict[str, str]]:
    """Return a literal text as pieces of a kind, and places to write on. A secret stays as `<id>`; a known value is a part of the text."""
    known = {slot.id: slot for slot in slots if not slot.secret}
    found = ((piece.text, known.get(piece.id)) for piece in pieces(text, known))
    return [{"slot": slot.label or slot.id} if slot and not slot.value else {kind: slot.value if slot else text} for text, slot in found]
