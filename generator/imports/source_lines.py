"""Read the bytes of a document: its text, its lines, and its front matter."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

LINE_END = re.compile(r"\r\n?|\n")  # as CommonMark divides lines
KEY = re.compile(r"([\w.-]+)[ \t]*[:=][ \t]*(.*)")
FENCES = {"---": ("---", "..."), "+++": ("+++",)}
TEXT_MARKS = (">", "|", ">-", "|-", ">+", "|+")
EASTERN = re.compile("[\u3000-\u30ff\u3400-\u9fff\uff01-\uff60]")
MOST_BYTES = 32 * 1024 * 1024
BINARY = "\x00"


@dataclass(frozen=True, slots=True)
class FrontMatterField:
    """A key of the front matter, as written, with its value on one line and its source lines."""

    key: str
    value: str
    lines: tuple[int, ...]


def decoded(data: bytes) -> str:
    """Return the text of a document, without a byte order mark.

    Raises ValueError, with a message for the writer, if the bytes are not text in UTF-8.
    """
    if len(data) > MOST_BYTES:
        raise ValueError(f"the document has {len(data)} bytes; at most {MOST_BYTES} are allowed: divide it")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise ValueError("the document is encoded in UTF-16; save it as UTF-8")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = len(LINE_END.findall(data[: error.start].decode("utf-8", "replace"))) + 1
        raise ValueError(f"line {line} is not UTF-8 (byte 0x{data[error.start]:02x}); save the document as UTF-8") from None
    if BINARY in text:
        line = len(LINE_END.findall(text[: text.index(BINARY)])) + 1
        raise ValueError(f"line {line} contains the byte 0x00; a document contains only text")
    return text


def lines_of(text: str) -> tuple[str, ...]:
    """Return the lines of a text, without their ends."""
    return tuple(LINE_END.split(text))


def front_matter(lines: Sequence[str]) -> tuple[tuple[FrontMatterField, ...], int]:
    """Return the fields of the front matter, and how many lines it has; 0 if the document has none.

    Front matter begins in the first line with `---` or `+++`, and has only keys with their values.
    """
    ends = FENCES.get(lines[0].rstrip()) if lines else None
    if ends is None:
        return (), 0
    fields: list[FrontMatterField] = []
    for number, line in enumerate(lines[1:], start=2):
        text = line.strip()
        if line.rstrip() in ends:
            return tuple(fields), number if fields else 0
        key = KEY.fullmatch(line.rstrip()) if line[:1].strip() else None
        if key:
            fields.append(FrontMatterField(key[1], _unquoted(key[2]), (number,)))
        elif text and not text.startswith("#"):
            if not fields or not (line[0].isspace() or text.startswith("-")):
                return (), 0
            last = fields.pop()
            value = _continued(last.value, text, is_text=lines[last.lines[0] - 1].rstrip().endswith(TEXT_MARKS))
            fields.append(FrontMatterField(last.key, value, (*last.lines, number)))
    return (), 0


def _continued(value: str, text: str, *, is_text: bool) -> str:
    """Return a value with a further line: of a text, which in eastern scripts has no space between its lines, or of a list."""
    is_entry = not is_text and (text.startswith("- ") or KEY.fullmatch(text) is not None)
    more = _unquoted(text.removeprefix("- ")) if is_entry else text
    between = ", " if is_entry else "" if EASTERN.match(value[-1:]) and EASTERN.match(more) else " "
    return f"{value}{between}{more}" if value else more


def _unquoted(value: str) -> str:
    value = value.strip()
    if value in (*TEXT_MARKS, "[]", "~", "null"):
        return ""
    return value[1:-1] if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'" else value
