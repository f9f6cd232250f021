"""Take HTML comments that hold boxes as parts of the document, on request; what is in front of their boxes becomes a condition."""

from __future__ import annotations

import re

from generator.imports.blocks import Block, blocks_below
from generator.imports.draft import Draft, DraftText, DraftValue
from generator.imports.line_account import LineAccount
from generator.imports.repair_boxes import BEGINS_BOX
from generator.imports.repairs import RepairedLines


def open_comments(lines: RepairedLines, tree: Block) -> dict[int, tuple[str, int]]:
    """Take the marks of comments with boxes away. Return the condition of each line with a box, and the line of the condition.

    The condition is what the first line of the comment says, such as `only if the last step failed` or `Do we deploy?`.
    """
    conditions: dict[int, tuple[str, int]] = {}
    for block in blocks_below(tree):
        texts = [lines.text(number) for number in block.lines] if block.kind == "html" else []
        if not texts or not texts[0].lstrip().startswith("<!--") or not texts[-1].rstrip().endswith("-->"):
            continue
        boxes = [number for number, text in zip(block.lines, texts, strict=True) if BEGINS_BOX.match(text)]
        if not boxes or boxes[0] == block.first:
            continue
        first = texts[0].replace("<!--", "", 1).strip()
        condition = re.sub(r"^(?:only )?(?:if|when)\s+", "", first, flags=re.IGNORECASE).rstrip(" :")
        for number, text in zip(block.lines, texts, strict=True):
            lines.change(number, "" if number == block.first else text.replace("-->", "") if number == block.last else text)
        lines.note(block.first, "a comment with boxes", "a part of the document")
        lines.opened += [number for number in (block.first, block.last) if not lines.text(number).strip()]
        if condition:
            conditions |= dict.fromkeys(boxes, (condition, block.first))
    return conditions


def add_conditions(draft: Draft, conditions: dict[int, tuple[str, int]], account: LineAccount) -> None:
    """Give the items that come from lines with a condition that condition."""
    for key in ("checklists", "procedures"):
        _add(draft.get(key, {}), key, conditions, account)


def _add(value: DraftValue, address: str, conditions: dict[int, tuple[str, int]], account: LineAccount) -> None:
    if not isinstance(value, dict):
        return
    text = value.get("text")
    found = conditions.get(text.lines[0]) if isinstance(text, DraftText) and text.lines else None
    if found:
        condition, line = found
        value["if"] = DraftText(condition, (line,))
        account.place((line,), "entry", address, "if")
    for key, inner in list(value.items()):
        _add(inner, f"{address}.{key}", conditions, account)
