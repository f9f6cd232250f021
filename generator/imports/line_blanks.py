"""Room to write and choices within one line: `Actual: ____ bar`, `☐ low ☐ high`, `Yes / No`, `____ (oil / wood)`."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal

from generator.imports.bare_titles import without_marks
from generator.imports.phase_words import plain_words, word_pattern

BlankKind = Literal["text", "number", "date", "time", "choice"]


@dataclass(frozen=True, slots=True)
class FoundBlank:
    """A blank of a line. `chosen` are the choices that are ticked in the source, which is the state of a run."""

    label: str
    kind: BlankKind = "text"
    unit: str = ""
    choices: tuple[str, ...] = ()
    chosen: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LineBlanks:
    """The blanks of a line in order, and the text that is left; the text is empty if the line has only blanks without labels."""

    text: str
    blanks: tuple[FoundBlank, ...] = ()


@dataclass(slots=True)
class _Segment:
    """A part of a line, between bars or dots."""

    left: str
    blanks: list[FoundBlank] = field(default_factory=list)


BOX = re.compile(r"\\?\[([ xX]?)\\?\](?![(\[])|([☐□❏❑◻▢])|([☑☒✔])")
# Underscores with their escapes and stars around them, also in code: ____, \_\_\_, **\*\***\_\_\_**\*\***, `____`; and dots to write on.
STARS = r"(?:(?:\\\*|\*){2,}+(?=[\\_`]))?+"
LINE = rf"`?{STARS}(?:\\?_){{3,}}+(?:(?:\\\*|\*){{4,}})?`?|\.{{6,}}+|…{{3,}}+|(?:\\?_){{2}}(?=\s*[/:.-]\s*(?:\\?_){{2}})"
PIECE = r"(?:\\?_){2,}+"
ROOM = re.compile(rf"[(（]?(?:{LINE})[)）]?(?:\s*[/:.()-]{{0,2}}\s*(?:{LINE}|{PIECE}))*+")
MARK = re.compile(r"[_☐□❏❑◻▢☑☒✔/|／…]|\[[ xX]?\\?\]|\.{6}")  # each blank outside cells has one
SPLIT = re.compile(r"\s*(?<!\\)\|\s*|\s+[·•]\s+|\s*<br\s*/?>\s*|\s*;\s+|\s*·\s*$")
BEFORE_LABEL = re.compile(r"^.*(?:[,，、]\s+|[.!?。]\s+|\s[–—-]\s|\s{2,}|[)）]\s*(?=[^\s:：]+\s*[:：]))", re.DOTALL)
UNIT = re.compile(
    r"^\s*(/\s*\d+|%|°\s?[CF]|[^\s:：|,;，；()（）\[\]_☐□/.*]{1,16}(?:/[a-zA-Z]{1,6})?)(?=\s*(?:$|[,;，；.。)）(（*]|\s[–—-]\s))"
)
CHOICES = re.compile(r"^\s*[(（\[]\s*([^()（）\[\]/|]{1,40}(?:\s*[/|／]\s*[^()（）\[\]/|／]{1,40})+)\s*[)）\]]")
PATTERN = re.compile(r"^(?:[dmyhsjaDMYHSJAtT]{1,4}|\d{1,4})$")
MONEY = re.compile(r"[$€£¥]\s*$")
COLON = re.compile(r"\s*[:：]\s*(?:\*\*|__|\*|_)?\s*$")
MOST_LABEL, MOST_CHOICE = 120, 80
PAIRS = (
    "yes/no", "y/n", "ja/nein", "j/n", "oui/non", "o/n", "sí/no", "si/no", "sim/não", "s/n", "ja/nee", "да/нет", "так/ні", "是/否",
    "有/无", "はい/いいえ", "예/아니오", "نعم/لا", "হ্যাঁ/না", "हाँ/नहीं", "pass/fail", "ok/nok", "ok/not ok", "go/no-go",
    "true/false", "done/open",
)  # fmt: skip
BETWEEN = r"\s*[/|／]\s*"
PAIR = re.compile(
    r"(?:(?<=[:：?？])\s*(?:\*\*)?\s*|^\s*(?:\*\*)?|[(（\[]\s*)((?:"
    + "|".join(re.escape(pair).replace("/", BETWEEN).replace(r"\-", "[- ]") for pair in PAIRS)
    + rf")(?:{BETWEEN}n/?a)?)\s*[)）\]]?\s*[.?]?\s*(?:\*\*)?$",
    re.IGNORECASE,
)
EMPHASIS = re.compile(r"(?<![\w\\])___(?=[^\W_])([^_\n]+)(?<=[^\s\\])___(?!\w)")
OF_DATES = word_pattern(
    (
        "date",
        "day",
        "datum",
        "tag",
        "fecha",
        "data",
        "dia",
        "día",
        "jour",
        "дата",
        "日期",
        "日付",
        "날짜",
        "تاريخ",
        "তারিখ",
        "दिनांक",
        "תאריך",
    )
)
OF_TIMES = word_pattern(
    ("time", "hour", "uhrzeit", "zeit", "hora", "heure", "ora", "время", "时间", "時刻", "時間", "시간", "وقت", "সময়", "समय", "שעה")
)
OF_NUMBERS = word_pattern(
    ("actual", "measured", "number-of", "count", "total", "score", "amount", "quantity", "percentage", "value", "anzahl", "wert", "istwert",
     "menge", "gesamt", "valor", "cantidad", "quantidade", "nombre-de", "valeur", "количество", "значение", "数量", "実測値", "实际值")
)  # fmt: skip
ENDS_IN_DATE = re.compile(r"(?:^|\s)(?:on|am|em|le|el|il)$")
ENDS_IN_NAME = re.compile(r"(?<!\w)(?:zone|by|name|names|signature|unterschrift|assinatura|firma|von|por|par|da)$")


def line_blanks(text: str, *, label: str = "", cell: bool = False) -> LineBlanks:
    """Return the blanks of one line of Markdown, and the text without them.

    Args:
        text: The line without its bullet and its own box.
        label: The label of a blank without words, such as the head of its column.
        cell: Whether the text is a cell of a table, in which `Litres added:` is room to write.
    """
    if not cell and MARK.search(text) is None:
        return LineBlanks(text)
    segments = [_segment(part, label, cell=cell) for part in _parts(EMPHASIS.sub(r"**\1**", text))]
    blanks = tuple(blank for segment in segments for blank in segment.blanks)
    if not blanks:
        return LineBlanks(text)
    left = " | ".join(segment.left for segment in segments if segment.left)
    return LineBlanks(_balanced(left) or ("" if cell else ", ".join(blank.label for blank in blanks)), blanks)


def _parts(text: str) -> list[str]:
    """Return the parts of a line between bars and dots, as far as each has blanks or follows one that has."""
    parts = [part for part in SPLIT.split(text) if part.strip()]
    return parts if len(parts) > 1 and (ROOM.search(text) or BOX.search(text) or text.rstrip().endswith((":", "："))) else [text]


def _segment(part: str, label: str, *, cell: bool) -> _Segment:
    segment = _Segment(part.strip())
    boxes = [*BOX.finditer(part)]
    if len(boxes) > 1 and (choice := _boxed_choice(part, boxes, label)):
        return choice
    match = PAIR.search(part)
    if match and (label or part[: match.start()].strip()):
        choices = tuple(word.strip() for word in re.split(r"\s*[/|／]\s*(?![aA]\b)", match[1]))
        left, words, _ = _head(part[: match.start()])
        return _Segment(left, [FoundBlank(words or label, "choice", choices=choices)])
    if ROOM.search(part):
        return _rooms(part, label)
    if cell and (match := COLON.search(part)):
        words = _label(part)
        return _Segment("", [FoundBlank(words, _kind(words))]) if words else segment
    return segment


def _boxed_choice(part: str, boxes: list[re.Match[str]], label: str) -> _Segment | None:
    """Return the choice of a part such as `Risk: ☐ low ☐ high`, or `low ☐ high ☐`; None if its boxes have no words."""
    first, after = part[: boxes[0].start()], not part[boxes[-1].end() :].strip(" *_.")
    if after:  # the box is behind the words of each choice
        first = "".join(first.rpartition(":")[:2])
        ends = [box.start() for box in boxes]
        starts = [len(first), *(box.end() for box in boxes[:-1])]
    else:
        starts, ends = [box.end() for box in boxes], [*(box.start() for box in boxes[1:]), len(part)]
    words = [_choice_words(part[start:end]) for start, end in zip(starts, ends, strict=True)]
    if not all(words) or len(set(words)) < len(words) or any(len(word) > MOST_CHOICE for word in words):
        return None
    chosen = tuple(word for word, box in zip(words, boxes, strict=True) if box[3] or (box[1] or "").strip())
    left, head, _ = _head(first)
    return _Segment(left, [FoundBlank(head or label, "choice", choices=tuple(words), chosen=chosen)])


def _choice_words(text: str) -> str:
    return without_marks(text.replace("**", "")).strip(" /|,;·／、，").strip()


def _rooms(part: str, label: str) -> _Segment:
    """Return the blanks of a part with room to write, and the part with what is not their label."""
    blanks: list[FoundBlank] = []
    left: list[str] = []
    rest = part
    while match := ROOM.search(rest):
        before, rest = rest[: match.start()], rest[match.end() :]
        kind, unit, choices, used = _behind(rest)
        rest = rest[used:]
        if money := MONEY.search(before):
            before, unit = before[: money.start()], unit or money[0].strip()
        kept, words, has_colon = _head(before)
        sentence = "" if has_colon else _label(" ".join((*left, kept)))
        words = sentence or words
        kind = kind or _shape(match[0]) or ("number" if unit else _kind(words))
        blanks.append(FoundBlank(words[:MOST_LABEL] or label, kind, unit, choices))
        left.append(kept if has_colon or not kept else f"{kept} … {unit}".rstrip())
    left.append(rest.lstrip(" ,，、;.。"))
    text = " ".join(one.strip() for one in left if one.strip(" *_.,;"))
    return _Segment(re.sub(r"\s+([,.;:)])", r"\1", text), blanks)


def _behind(rest: str) -> tuple[BlankKind | None, str, tuple[str, ...], int]:
    """Return what stands for a blank behind it: its kind, its unit, its choices, and how many characters say so."""
    if match := CHOICES.match(rest):
        choices = tuple(without_marks(one).strip() for one in re.split(r"[/|／]", match[1]))
        if all(PATTERN.match(one) for one in choices):
            return "date", "", (), match.end()
        return "choice", "", choices, match.end()
    if match := re.match(r"\s*[(（](?:hh:mm|HH:MM|ss?:mm|[yY]{4}-[mM]{2}-[dD]{2}|[dDtTjJ]{2}\.[mM]{2}\.[yYjJaA]{4})[)）]", rest):
        return ("time" if match[0].count(":") else "date"), "", (), match.end()
    match = UNIT.match(rest)
    if match and not ROOM.match(rest.lstrip()):
        return None, re.sub(r"\s+", "", match[1]), (), match.end()
    return None, "", (), 0


def _shape(room: str) -> BlankKind | None:
    """Return the kind that the form of a blank shows: `__/__/____` is a date, `__:__` a time."""
    marks = re.sub(r"[^/:.-]", "", room.replace("...", ""))
    return "date" if marks in ("//", "--", "..") else "time" if marks == ":" else None


def _kind(label: str) -> BlankKind:
    """Return the kind of value that a label asks for."""
    plain = plain_words(label)
    if ENDS_IN_NAME.search(plain):
        return "text"
    if OF_DATES.search(plain) or ENDS_IN_DATE.search(plain):
        return "date"
    if OF_TIMES.search(plain):
        return "time"
    return "number" if OF_NUMBERS.search(plain) else "text"


def _head(before: str) -> tuple[str, str, bool]:
    """Return what the words before a blank leave for the text, its label, and whether a colon shows where the label is."""
    if COLON.search(before) is None:
        return before.strip(), _label(before), False
    kept = BEFORE_LABEL.match(before)
    return (kept[0].rstrip(" ,，、–—-") if kept else ""), _label(before[kept.end() :] if kept else before), True


def _label(words: str) -> str:
    """Return words as a label: without marks, and without a colon at the end."""
    return without_marks(words.replace("**", "").replace("__", "")).strip().rstrip(":： ").lstrip(".,;|·-–— ").strip()


def _balanced(text: str) -> str:
    """Return a text without its strong marks if one of a pair is missing."""
    text = text.strip()
    return text if text.count("**") % 2 == 0 else text.replace("**", "").strip()
