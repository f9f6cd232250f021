"""Repair the marks of lists that other scripts have: `・`, `１．`, `1、`, `（1）`, `①`, `১।` become bullets and numbers of Markdown."""

from __future__ import annotations

import re
import unicodedata

from generator.imports.blocks import Block, blocks_below
from generator.imports.box_signs import OPEN_SIGNS, TICKED_SIGNS
from generator.imports.repairs import RepairedLines

DIGITS = "0-9０-９٠-٩۰-۹০-৯०-९"
MARK = re.compile(
    rf"(?P<before>[ \t\u3000>]*)(?:(?P<bullet>[・･－＊＋–—])|[（(](?P<inside>[{DIGITS}]{{1,3}})[)）]"
    rf"|(?P<number>[{DIGITS}]{{1,3}})(?P<end>[.．、。।)）])|(?P<circled>[①-⑳]))(?P<gap>[ \t\u3000]*)(?P<text>\S.*)"
)
BOX = re.compile(rf"\\?\[[ xX\u3000]?\\?\]|［[ \u3000xX]*］|【[ \u3000]+】|[{OPEN_SIGNS}{TICKED_SIGNS}]")
OTHER_BOX = re.compile(r"(?P<before>[ \t\u3000>]*)(?P<box>【[ \u3000]+】|■)[ \t\u3000]*(?P<text>\S.*)")
OPEN = re.compile(r"[ \t\u3000>]*[□☐]")
BLACK_BRACKETS = re.compile(r"【[ \u3000]+】[ \u3000]*")
WIDE_ROOM = re.compile("＿{2,}")
INDENT = "   "  # of an ideographic space: enough for a list in a list, and too few for code
NEAR = 3  # so many lines may be between two numbers


def repair_marks(lines: RepairedLines, tree: Block) -> bool:
    """Rewrite the marks of lists, and wide underscores, in texts and tables. Returns whether anything has changed."""
    changed = False
    starts: list[int] = []  # lists in the middle of a paragraph
    for block in blocks_below(tree):
        if block.kind in ("paragraph", "table", "heading"):
            for number in block.lines:
                if number in lines.index and "＿＿" in lines.text(number):
                    lines.change(number, WIDE_ROOM.sub(lambda match: "__" * len(match[0]), lines.text(number)))
                    changed = True
        if block.kind == "paragraph" and "other-mark" not in lines.off:
            marks = {number: match for number in block.lines if number in lines.index and (match := _mark(lines.text(number)))}
            boxes = [number for number in block.lines if number in lines.index and _rewrite_box(lines, number)]
            chosen = {number: mark for number, mark in marks.items() if _is_mark(number, marks)}
            for number, mark in chosen.items():
                _rewrite(lines, number, mark)
            changed |= bool(chosen or boxes)
            # A list that does not begin with 1 does not end a paragraph.
            starts += (
                number for number, mark in chosen.items() if not mark["bullet"] and number - 1 not in chosen and number > block.first
            )
    if starts:
        lines.insert_blank(starts)
    return changed


def _rewrite_box(lines: RepairedLines, number: int) -> bool:
    """Rewrite `【 】` at the start of a line, and `■` beside an open box as a ticked one. Returns whether it did."""
    match = OTHER_BOX.match(lines.text(number))
    if match is None:
        return False
    beside = (lines.text(at) for at in (number - 1, number + 1) if at in lines.index)
    if match["box"] == "■" and not any(map(OPEN.match, beside)):
        return False
    lines.change(number, f"{match['before'].replace(chr(0x3000), INDENT)}- [{'x' if match['box'] == '■' else ' '}] {match['text']}")
    lines.note(number, f"nearly a box: `{match['box']}`", "a box")
    return True


def _mark(text: str) -> re.Match[str] | None:
    match = MARK.match(text)
    if match is None:
        return None
    is_markdown = match["number"] and match["number"].isascii() and match["end"] in ".)"
    if is_markdown and (match["gap"] or not BOX.match(match["text"])):
        return None  # a number of Markdown, or 1.5 and 2)x
    return match


def _is_mark(number: int, marks: dict[int, re.Match[str]]) -> bool:
    """Whether a line begins with a mark: a box follows, or another line goes on from it."""
    mark = marks[number]
    if BOX.match(mark["text"]):
        return True
    if mark["text"][:1].isdigit():
        return False
    if not mark["bullet"]:
        return any(
            _value(other) - _value(mark) == (1 if at > number else -1)
            for at, other in marks.items()
            if at != number and not other["bullet"] and abs(at - number) <= NEAR
        )
    if mark["bullet"] in "–—" or (mark["bullet"] in "－＊＋" and not mark["gap"]):
        return False
    return "\u3000" in mark["before"] or any(marks[at]["bullet"] == mark["bullet"] for at in (number - 1, number + 1) if at in marks)


def _value(mark: re.Match[str]) -> int:
    digits = mark["inside"] or mark["number"]
    return int("".join(str(unicodedata.digit(one)) for one in digits)) if digits else int(unicodedata.numeric(mark["circled"]))


def _rewrite(lines: RepairedLines, number: int, mark: re.Match[str]) -> None:
    written = "-" if mark["bullet"] else f"{_value(mark)}."
    text = BLACK_BRACKETS.sub("[ ] ", mark["text"], count=1) if mark["text"].startswith("【") else mark["text"]
    lines.change(number, f"{mark['before'].replace(chr(0x3000), INDENT)}{written} {text}")
    sign = mark[0][len(mark["before"]) : mark.start("gap")]
    lines.note(number, f"a mark of another script: `{sign}`", "a bullet" if mark["bullet"] else "a number")
