"""Turn prose into data for the typesetter.

A block is `{"p": text}`, `{"items": blocks of each item}` with `"start"` if they are numbered, `{"code": lines of pieces}` with its
`"language"`, `{"heads": texts, "rows": texts, "alignment": sides}`, `{"quote": kind, "blocks": blocks}` with its `"label"`, or
`{"picture": path, "alternative": text}`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from generator.document.document_parts import Inline
from generator.text.prose_tree import Block, CodeBlock, Paragraph, Picture, ProseList, ProseTable, Quote


def prose_data(blocks: Sequence[Block], text: Callable[[Inline], Any], kinds: Mapping[str, str]) -> list[dict[str, Any]]:
    """Return blocks as data. `text` converts a text, and `kinds` are the words for the kinds of quotes."""

    def of(block: Block) -> dict[str, Any]:
        match block:
            case Paragraph(parts):
                return {"p": text(parts)}
            case ProseList(start, items):
                return {"items": [prose_data(item, text, kinds) for item in items], **({} if start is None else {"start": start})}
            case CodeBlock(lines, language):
                code = [[{"c": line}] if line else [] for line in lines.expandtabs(4).split("\n")]
                return {"code": code, **({"language": language} if language else {})}
            case ProseTable(heads, rows, alignment):
                return {"heads": [*map(text, heads)], "rows": [[*map(text, row)] for row in rows], "alignment": list(alignment)}
            case Quote(kind, inner):
                label = {"label": kinds[kind]} if kind else {}
                return {"quote": kind, "blocks": prose_data(inner, text, kinds), **label}
            case Picture(path, alternative):
                return {"picture": path.removeprefix(".."), "alternative": alternative}

    return [*map(of, blocks)]
