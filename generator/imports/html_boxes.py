"""Boxes at the start of texts in HTML, which make items of them."""

from __future__ import annotations

import re
from dataclasses import replace

from generator.imports.blocks import Block, Inline, plain
from generator.imports.box_signs import OPEN_SIGNS, TICKED_SIGNS

BOX_TEXT = re.compile(rf"\s*(?:[-*+•]\s+)?(?:\\?\[([ xX\u00a0]?)\\?\](?=\s)|(?:([{OPEN_SIGNS}])|([{TICKED_SIGNS}]))\ufe0f?)\s*")


def boxed_item(paragraph: Block, line: tuple[Inline, ...]) -> Block:
    """Return a line of a paragraph as an item, which has a box if the line begins with one."""
    text = Block("paragraph", paragraph.first, paragraph.last, plain(line), line)
    item = Block("item", paragraph.first, paragraph.last, info="-", children=[text])
    take_box(item, text)
    return item


def take_box(item: Block, paragraph: Block) -> None:
    """Take the box at the start of a paragraph for its item."""
    spans = list(paragraph.spans)
    while spans and spans[0].kind in ("text", "line") and not spans[0].text.strip():
        spans.pop(0)
    while len(spans) > 1 and spans[0].kind == spans[1].kind == "text":  # a bullet before `<input>`
        spans[:2] = [replace(spans[0], text=spans[0].text + spans[1].text)]
    match = BOX_TEXT.match(spans[0].text) if spans else None
    if match:
        item.box = "x" if match[3] or (match[1] or "").lower() == "x" else " "
        paragraph.spans = (replace(spans[0], text=spans[0].text[match.end() :]), *spans[1:])
        paragraph.text = plain(paragraph.spans)
        item.info = "html"
