"""Repair what Markdown puts beside a list, though its writer meant it as a part of the item above: fences and lists."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.imports.blocks import Block, blocks_below
from generator.imports.repairs import RepairedLines

ITEM_START = re.compile(r"[ \t]*(?:[-+*]|[0-9]{1,9}[.)])(?:[ ]{1,4}(?=\S)|[ \t]|\Z)")
COLON = (":", "：")


def repair_indents(lines: RepairedLines, tree: Block) -> bool:
    """Indent fences and lists that belong to the item above. Returns whether anything has changed."""
    changed = False
    for parent in (tree, *_parents(tree)):
        changed |= _repair_siblings(lines, parent.children)
    return changed


def _parents(block: Block) -> Iterator[Block]:
    return (child for child in blocks_below(block) if child.children and child.kind in ("item", "quote", "admonition"))


def _repair_siblings(lines: RepairedLines, siblings: list[Block]) -> bool:
    changed = False
    above: Block | None = None
    for at, block in enumerate(siblings):
        if block.kind in ("bullets", "numbers"):
            owner = _item_above(lines, above, block) if above else None
            if owner and "dedented-list" not in lines.off and above is not None and above.kind == "numbers":
                changed |= _indent(lines, block, owner, "a list beside the item above, but indented", "the list belongs to the item above")
            else:
                above = block
        elif above is not None and block.kind == "fence":
            changed |= _repair_fence(lines, above, siblings[at - 1], block)
        elif block.kind == "marker" or (above is not None and block.kind == "code"):
            continue
        else:
            above = None
    return changed


def _repair_fence(lines: RepairedLines, above: Block, before: Block, fence: Block) -> bool:
    owner = _item_above(lines, above, fence)
    if owner:
        if "dedented-fence" in lines.off:
            return False
        return _indent(lines, fence, owner, "a fence that is indented less than the item above", "the fence belongs to the item above")
    if _indent_of(lines, fence) or before is not above or "fence-at-margin" in lines.off or _indent_of(lines, above) > 3:
        return False
    item = _last_item(above)
    gap = fence.first - above.last - 1
    if gap == 0 or (
        gap == 1 and item.children and item.children[-1].text.rstrip().endswith(COLON) and above.last == item.children[-1].last
    ):
        return _indent(lines, fence, item, "a fence at the margin, right below an item", "the fence belongs to the item above")
    return False


def _indent_of(lines: RepairedLines, block: Block) -> int:
    text = lines.text(block.first).expandtabs(4)
    return len(text) - len(text.lstrip(" "))


def _content_column(lines: RepairedLines, item: Block) -> int:
    text = lines.text(item.first).expandtabs(4)
    match = ITEM_START.match(text)
    return match.end() if match else 0


def _last_item(above: Block) -> Block:
    """Return the innermost item that is last in a list."""
    item = above.children[-1]
    while item.children and item.children[-1].kind in ("bullets", "numbers") and item.children[-1].children:
        item = item.children[-1].children[-1]
    return item


def _item_above(lines: RepairedLines, above: Block, block: Block) -> Block | None:
    """Return the item whose marker is left of a block and whose text is right of it."""
    indent = _indent_of(lines, block)
    item = above.children[-1] if above.children else None
    while item is not None:
        if _indent_of(lines, item) < indent < _content_column(lines, item):
            return item
        last = item.children[-1] if item.children else None
        item = last.children[-1] if last and last.kind in ("bullets", "numbers") and last.children else None
    return None


def _indent(lines: RepairedLines, block: Block, owner: Block, found: str, done: str) -> bool:
    shift = " " * (_content_column(lines, owner) - _indent_of(lines, block))
    if not shift:
        return False
    for number in block.lines:
        text = lines.text(number)
        if text.strip():
            lines.change(number, shift + text)
    lines.note(block.first, found, done)
    return True
