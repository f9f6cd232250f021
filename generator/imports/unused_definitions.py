"""Report definitions of links that no link uses: their addresses are nowhere in the data."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import unescape

from generator.imports.blocks import Block, Inline, blocks_below
from generator.imports.line_account import LineAccount

TARGET = re.compile(r"[ \t>]*\[[^\]]*\]:[ \t]*<?([^\s>]+)")


def note_unused_definitions(tree: Block, account: LineAccount) -> None:
    """Note each line of a definition whose address is that of no link or picture. `tree` has its definitions still."""
    blocks = list(blocks_below(tree))
    if not any(block.kind == "reference" for block in blocks):
        return
    used = {url for block in blocks for url in _urls((*block.spans, *(span for row in block.rows for cell in row.cells for span in cell)))}
    is_used = True
    for block in blocks:
        if block.kind == "reference":
            if match := TARGET.match(block.text):
                is_used = match[1] in used or unescape(match[1]) in used
            if not is_used:
                account.note(block.first, f"a definition that no link uses: `{block.text}`", "left out")
                account.place(block.lines, "reported", why="a definition that no link uses")


def _urls(spans: Iterable[Inline]) -> Iterator[str]:
    for span in spans:
        if span.kind in ("link", "image"):
            yield span.url
        yield from _urls(span.spans)
