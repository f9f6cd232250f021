"""Repair lines that nearly are items or boxes: `-[ ]`, `- []`, `- ☐`, `[~]`, bullets without a space, rows without a bar."""

from __future__ import annotations

import re

from generator.imports.blocks import Block, blocks_below
from generator.imports.box_signs import OPEN_SIGNS, TICKED_SIGNS
from generator.imports.repairs import RepairedLines

PREFIX = r"(?P<before>[ \t>]*)"
BULLET = r"(?P<bullet>[-+*]|[0-9]{1,9}[.)])"
TICKED = f"{TICKED_SIGNS}✅"
NAMED = {  # signs as entities of HTML, and as GitHub and chats name them
    **dict.fromkeys(("&#9744;", "&#x2610;", ":white_large_square:", ":white_square_button:", ":black_square_button:"), "☐"),
    **dict.fromkeys(("&#9745;", "&#x2611;", "&#9746;", "&#x2612;", ":ballot_box_with_check:"), "☑"),
}
EASTERN = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"  # people write no space before these
SPACE = r"[ \t\u00a0\u3000]"
MARKS = r"(?P<marks>(?:\*\*|__|~~|_(?=[\[［]))?)"
LABEL = r"(?:\(?(?:[A-Za-z]|\d{1,3}(?:\.\d{1,3})*)[.)]|\d{1,3}(?:\.\d{1,3})+)[ \t]+"  # numbers and letters that Markdown does not read
SIGN = re.compile(
    rf"{PREFIX}(?:{BULLET}[ \t]+)?(?P<marks>(?:\*\*|__)?)(?P<sign>[{OPEN_SIGNS}{TICKED_SIGNS}]|{'|'.join(NAMED)})[\ufe0e\ufe0f]?"
    rf"{SPACE}*(?P<text>\S.*)",
    re.IGNORECASE,
)
STATES = r"~|-|/|>|!|\?|\*|n/a|N/A|na|NA|wip|WIP|✓|✔|✅|☑|_|\.|o|O|Х|х|✗|✘"
STATE = rf"(?P<state>{STATES}|[ \u00a0\u3000]*[xX]?[ \u00a0\u3000]*)"
NEAR = re.compile(
    rf"{PREFIX}{BULLET}(?P<gap>[ \t\u00a0]*){MARKS}\\?(?:\[{STATE}\\?\]|[［【][ \u3000]*(?P<wide>[xX]?)[ \u3000]*[］】])"
    r"(?P<space>[ \t\u00a0]*)(?P<text>(?![(\[:])\S.*)"
)
BARE = re.compile(
    rf"{PREFIX}(?P<label>(?:{LABEL})?){MARKS}(?:[-+*][ \t]+(?=\[))?"
    rf"(?:\\?\[(?P<state>[ xX\u00a0\u3000]?)\\?\](?:{SPACE}+|(?=[{EASTERN}]))|［(?P<wide>[ \u3000xX]?)］{SPACE}*)(?P<text>\S.*)"
)
INPUT = re.compile(
    rf"{PREFIX}(?:{BULLET}[ \t]+)?(?:<label[^>]*>[ \t]*)?<input\b(?P<attributes>[^>]*)>[ \t]*(?P<text>[^\s<].*)", re.IGNORECASE
)
DOUBLE = re.compile(r"([ \t>]*[0-9]{1,9}[.)][ \t]+)[0-9]{1,9}[.)][ \t]+(?=\S)")
TIGHT = re.compile(r"(?P<before>[ \t>]*)(?P<sign>[*+-])(?P<text>[^\W\d_][^*]*|[^\W\d_][^*]*)\Z")
OTHER_BULLET = re.compile(r"(?P<before>[ \t>]*)(?P<sign>[•◦‣▪▸►●○‒–—·])[ \t\u00a0]+(?P<text>\S.*)")
ANY_BOX = re.compile(rf"\[[ xX]\]|[{OPEN_SIGNS}{TICKED}]")
GOOD = re.compile(r"[ \t>]*(?:[-+*]|[0-9]{1,9}[.)])[ \t]+\[[ xX]\][ \t]+\S")
BEGINS_BOX = re.compile(r"[ \t>]*(?:[-+*]|[0-9]{1,9}[.)])[ \t]+\[[ xX]\]")
DEFINITION = re.compile(r"(?P<before>[ \t>]*):[ \t]+(?P<text>\S.*)")
BREAK = re.compile(
    rf"[ \t]*<br[ \t]*/?>[ \t]*(?=(?:[-+*][ \t]+)?(?:\\?\[[ xX]?\\?\]|[{OPEN_SIGNS}{TICKED_SIGNS}]\ufe0f?){SPACE})", re.IGNORECASE
)
UNBREAKABLE_INDENT = re.compile(r"[ \t>]*\u00a0[\u00a0 \t]*(?=(?:[-+*]|[0-9]{1,9}[.)])[\u00a0 \t])")
BAR = re.compile(r"(?<!\\)\|")
TICKS = "xX✓✔✅☑Хх"


def repair_boxes(lines: RepairedLines, tree: Block) -> bool:
    """Rewrite the lines of texts and tables that nearly are what they should be. Returns whether anything has changed."""
    changed = False
    swallowed: list[int] = []
    for block in blocks_below(tree):
        if block.kind == "paragraph":
            repaired = [number for number in block.lines if number in lines.index and _repair_line(lines, number)]
            changed |= bool(repaired)
            swallowed += [] if repaired else _swallowed_boxes(lines, block)
        elif block.kind == "table" and "swallowed-line" not in lines.off:
            rest = next((row.line for row in block.rows[1:] if not BAR.search(lines.text(row.line))), None)
            if rest is not None:
                swallowed.append(rest)
                lines.note(rest, "read as a row; there is no blank line before it", "a text below the table")
        elif (
            block.kind == "html"
            and "near-box" not in lines.off
            and not re.match(r"\s*<(?:!--|pre|script|style)", block.text, re.IGNORECASE)
        ):
            inside = [number for number in block.lines if GOOD.match(lines.text(number))]
            if inside:
                swallowed.append(inside[0])
                for number in block.lines:
                    if BEGINS_BOX.match(lines.text(number)):
                        lines.note(number, "a box right below HTML; there is no blank line before the list", "a box")
    if swallowed:
        lines.insert_blank(swallowed)
    return changed or bool(swallowed)


def _swallowed_boxes(lines: RepairedLines, paragraph: Block) -> list[int]:
    """Return the first of the boxes that a paragraph has swallowed, because they do not begin with 1 or are too far to the right.

    Boxes that are too far to the right are moved to where the paragraph begins.
    """
    inside = [number for number in paragraph.lines[1:] if number in lines.index and GOOD.match(lines.text(number))]
    if not inside or "near-box" in lines.off:
        return []
    for number in inside:
        lines.note(number, "a box right below a text; there is no blank line before the list", "a box")
    first = inside[0]
    surplus = _indent(lines.text(first)) - _indent(lines.text(paragraph.first))
    if surplus > 3:
        for number in paragraph.lines:
            if number >= first and number in lines.index:
                text = lines.text(number).expandtabs(4)
                lines.change(number, text[min(surplus, _indent(text)) :])
    return [first]


def _indent(text: str) -> int:
    return len(text.expandtabs(4)) - len(text.expandtabs(4).lstrip(" "))


def _repair_line(lines: RepairedLines, number: int) -> bool:
    text = lines.text(number)
    if "near-box" not in lines.off and _divide_at_breaks(lines, number, text):
        return True
    repaired = text
    if UNBREAKABLE_INDENT.match(text):
        repaired = UNBREAKABLE_INDENT.sub(lambda match: match[0].replace("\u00a0", " "), text, count=1)
        lines.note(number, "an item indented by unbreakable spaces", "spaces")
    if "double-number" not in lines.off and (match := DOUBLE.match(repaired)):
        repaired = match[1] + repaired[match.end() :]
        lines.note(number, f"two numbers before one text: `{text[: match.end()].strip()}`", "one item")
    if "near-box" not in lines.off:
        repaired = _with_box(lines, number, repaired)
    if "tight-bullet" not in lines.off and repaired == text:
        repaired = _with_bullet(lines, number, text)
    if repaired == text:
        return False
    lines.change(number, repaired)
    return True


def _divide_at_breaks(lines: RepairedLines, number: int, text: str) -> bool:
    """Give each box after a `<br>` a line of its own: beside the first box of the line, or below its text. Returns whether there is one."""
    first, *more = BREAK.split(text)
    if not more:
        return False
    indent = re.match(r"[ \t>]*", first)
    item = re.match(rf"[ \t>]*{BULLET}[ \t]+", first)
    first = _with_box(lines, number, first)
    before = indent[0] if indent else ""
    if item and not GOOD.match(first):
        before += " " * (item.end() - len(before))
    lines.divide(number, [first, *(_with_box(lines, number, before + part) for part in more)])
    lines.note(number, f"{len(more)} boxes behind `<br>`" if len(more) > 1 else "a box behind `<br>`", "a line for each box")
    return True


def _with_box(lines: RepairedLines, number: int, text: str) -> str:
    if GOOD.match(text):
        return text
    if match := DEFINITION.match(text):
        inner = _with_box(lines, number, match["before"] + match["text"])
        if GOOD.match(inner):
            lines.note(number, "a box in a definition", "a box")
        return inner if GOOD.match(inner) else text
    if match := INPUT.match(text):
        if "checkbox" not in match["attributes"].lower():
            return text
        box = "[x]" if re.search(r"\bchecked\b", match["attributes"], re.IGNORECASE) else "[ ]"
        lines.note(number, "a box in HTML", "a box")
        return f"{match['before']}{match['bullet'] or '-'} {box} {match['text']}"
    if match := NEAR.match(text):
        state = match["state"] if match["wide"] is None else match["wide"]
        state = (state or "").strip(" \u00a0\u3000")
        if state in ("x", "X") and not match["space"]:
            return text  # `[x]` before a word may be anything
        if not match["gap"] and match["bullet"][-1] in ".)" and not state and not match["space"]:
            return text
        box = "[x]" if state and state in TICKS else "[ ]"
        if state and state not in TICKS:
            lines.states[number] = state
        if not state and not match["space"] and match["gap"] and match["state"] == "":
            return text  # `[]word` is a part of code or of an address
        lines.note(number, f"nearly a box: `{text[: match.start('text')].strip()}`", "a box")
        gap = match["gap"].replace("\u00a0", " ") or " "
        return f"{match['before']}{match['bullet']}{gap}{box} {match['marks']}{match['text']}"
    if (match := SIGN.match(text)) and not ANY_BOX.search(match["text"]):
        box = "[x]" if NAMED.get(match["sign"].lower(), match["sign"]) in TICKED else "[ ]"
        lines.note(number, f"a box as a sign: `{match['sign']}`", "a box")
        return f"{match['before']}{match['bullet'] or '-'} {box} {match['marks']}{match['text']}"
    if (match := BARE.match(text)) and not ANY_BOX.search(match["text"]):
        lines.note(number, "a box without a bullet", "a box")
        return (
            f"{match['before']}- [{(match['state'] or match['wide'] or '').strip() or ' '}] {match['label']}{match['marks']}{match['text']}"
        )
    return text


def _with_bullet(lines: RepairedLines, number: int, text: str) -> str:
    if match := OTHER_BULLET.match(text):
        if match["sign"] in "‒–—·" and not _beside(lines, number, rf"[ \t>]*[{match['sign']}][ \t\u00a0]"):
            return text
        lines.note(number, f"a bullet as a sign: `{match['sign']}`", "a bullet")
        return f"{match['before']}- {match['text']}"
    if (match := TIGHT.match(text)) and _beside(lines, number, rf"{re.escape(match['before'])}[{re.escape(match['sign'])}][ \t]"):
        lines.note(number, f"a bullet without a space: `{text.strip()[:20]}`", "a bullet")
        return f"{match['before']}{match['sign']} {match['text']}"
    return text


def _beside(lines: RepairedLines, number: int, form: str) -> bool:
    """Whether the line above or below has a form."""
    at = lines.index[number]
    return any(re.match(form, lines.texts[beside]) for beside in (at - 1, at + 1) if 0 <= beside < len(lines.texts))
