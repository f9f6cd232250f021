"""Find lists with boxes in fences, also those drawn as trees, and open such a fence on request: its lines become lines of the document."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.imports.blocks import Block, blocks_below
from generator.imports.box_signs import OPEN_SIGNS, TICKED_SIGNS
from generator.imports.repairs import RepairedLines

PLAIN = ("", "md", "markdown", "text", "txt", "plain", "plaintext", "checklist", "todo")
ALMOST_PLAIN = ("yaml", "yml")  # people write lists with boxes below keys
BOX_LINE = re.compile(r"[ \t]*(?:[-+*]|[0-9]{1,9}[.)])[ \t]+\[[ xX]\][ \t]+\S")
BRANCH = r"(?P<before>(?:[\s│┃├└╰┣┗┠┝─━]|[|`+\\]-{1,3}|\|(?=[ \t]+[|`+\\]-))*)"
BULLET = r"(?:(?:[-+*•]|[0-9]{1,9}[.)])[ \t]+)?"
DRAWN = re.compile(rf"{BRANCH}{BULLET}(?P<box>\[[ xX]\](?=[ \t])|[{OPEN_SIGNS}{TICKED_SIGNS}]\ufe0f?)[ \t\u00a0]*(?P<text>\S.*)")
LEAF = re.compile(rf"{BRANCH}(?P<text>\S.*)")
DRAWING = re.compile(r"[│┃├└╰┣┗┠┝]|[|`+\\]--")


def open_fences(lines: RepairedLines, tree: Block, *, wanted: bool) -> bool:
    """Note fences that hold lists with boxes, and if that is `wanted`, take the fences away. Returns whether anything has changed."""
    changed = False
    blanks: list[int] = []
    for block in blocks_below(tree):
        if block.kind != "fence":
            continue
        language = block.info.partition(" ")[0].lower()
        written = [text for text in block.text.split("\n") if text.strip()]
        boxes = sum(1 for text in written if DRAWN.match(text))
        if not boxes:
            continue
        what = f"a list with {'1 box' if boxes == 1 else f'{boxes} boxes'} in a fence"
        is_list = language in PLAIN or boxes * 2 > len(written)  # lists are in fences for a shell too
        can_open = is_list or language in ALMOST_PLAIN
        if not (wanted and can_open) or "inner-list" in lines.off:
            lines.fenced += boxes
            lines.note(block.first, what, f"kept as code{'; `--open-fences` imports it' if can_open else ''}")
            continue
        _dedent(lines, block)
        inside = _without_marks(lines, block)
        if is_list and any(DRAWN.match(text) and not BOX_LINE.match(text) for text in block.text.split("\n")):
            blanks += _redraw(lines, inside)
        lines.note(block.first, what, "read as a part of the document")
        changed = True
    lines.insert_blank(blanks)
    return changed


def outdent_lists(lines: RepairedLines, tree: Block) -> bool:
    """Make lists of code of only items with boxes, indented by four columns. Returns whether there is any."""
    lists = (
        [block for block in blocks_below(tree) if block.kind == "code" and _are_boxes(block.text)] if "inner-list" not in lines.off else []
    )
    for block in lists:
        _outdent(lines, block)
        lines.note(block.first, "a list with boxes that is indented as code is", "a list")
    return bool(lists)


def _are_boxes(code: str) -> bool:
    return all(BOX_LINE.match(text) for text in code.split("\n") if text.strip())


def _outdent(lines: RepairedLines, block: Block) -> None:
    """Write a list that is indented as code is where its parent begins."""
    width = 4 + len(block.text) - len(block.text.lstrip(" "))
    for number in block.lines:
        text = lines.text(number).expandtabs(4)
        start = len(text) - len(text.lstrip(" >"))
        room = len(text[:start]) - len(text[:start].rstrip(" "))
        lines.change(number, text[: start - min(width, room)] + text[start:])


def _dedent(lines: RepairedLines, block: Block) -> None:
    indent = re.match(r"[ \t]*", lines.text(block.first))
    width = len(indent[0]) if indent else 0
    for number in block.lines:
        text = lines.text(number)
        lines.change(number, text[:width].lstrip() + text[width:])


def _without_marks(lines: RepairedLines, block: Block) -> list[int]:
    """Take the marks of a fence away. Returns the numbers of the lines in it."""
    closes = re.fullmatch(r"[ \t>]*(`{3,}|~{3,})[ \t]*", lines.text(block.last)) is not None and block.last > block.first
    marks = (block.first, *([block.last] if closes else []))
    for number in marks:
        lines.change(number, "")
        lines.opened.append(number)
    return [number for number in block.lines if number not in marks]


def _redraw(lines: RepairedLines, inside: list[int]) -> Iterator[int]:
    """Write a drawn list as a list in Markdown. Yields the numbers of the lines that need a blank line before them: other texts."""
    columns: list[int] = []  # those of the items above, from the outermost
    for number in inside:
        text = lines.text(number)
        box = DRAWN.match(text)
        leaf = box or LEAF.match(text)
        if leaf is None:
            if not text.strip() or DRAWING.search(text):
                lines.change(number, "")
            continue
        column = leaf.end("before")
        if not (box or DRAWING.search(leaf["before"])):
            if columns and column > columns[-1]:
                lines.change(number, "  " * len(columns) + leaf["text"])
            else:
                columns.clear()
                yield number
            continue
        while columns and columns[-1] >= column:
            columns.pop()
        indent = "  " * len(columns)
        columns.append(column)
        sign = f"[{'x' if box['box'][0] in TICKED_SIGNS or 'x' in box['box'].lower() else ' '}] " if box else ""
        lines.change(number, f"{indent}- {sign}{re.sub(r'^[-•*] ', '', leaf['text'])}")
