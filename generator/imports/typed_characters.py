"""Writes odd characters as they were meant: curly quotes and long dashes in code, and what a wrong encoding broke anywhere."""

from __future__ import annotations

import re
from collections.abc import Collection

from generator.imports.draft import DraftText, DraftValue
from generator.model.scalar_kinds import COMMAND, LINE, Kind
from generator.text.foreign_markup import BROKEN
from generator.text.odd_characters import as_typed, misleading_in_command
from generator.text.placeholders import CODE_SPAN
from generator.text.shells import SHELLS

FENCED = re.compile(r"^( *)(`{3,}|~{3,})([\w-]*)[^\n]*\n.*?(?:^ *\2|\Z)", re.MULTILINE | re.DOTALL)
MOST_ROUNDS = 3  # a quote that is typed may uncover others
LOST = "\ufffd"


def as_meant(text: str, kind: Kind) -> tuple[str, dict[str, str]]:
    """Return a text in which code has the characters of a keyboard, and what each odd character became."""
    if text.isascii():
        return text, {}
    done: dict[str, str] = {}

    def written(match: re.Match[str]) -> str:
        done[match[0]] = unbroken(match[0])
        return done[match[0]]

    def typed(code: str) -> str:
        for _ in range(MOST_ROUNDS):
            for one in misleading_in_command(code):
                done[one] = as_typed(one)
                code = code.replace(one, done[one])
        return code

    text = BROKEN.sub(written, text)
    if kind is COMMAND:
        text = typed(text)
    elif kind is not LINE and ("`" in text or "~~~" in text):
        pieces, at = [], 0
        for fence in FENCED.finditer(text):
            pieces.append(CODE_SPAN.sub(lambda match: typed(match[0]), text[at : fence.start()]))
            pieces.append(typed(fence[0]) if fence[3] in SHELLS else fence[0])
            at = fence.end()
        text = "".join((*pieces, CODE_SPAN.sub(lambda match: typed(match[0]), text[at:])))
    return text, done


def typed_below(value: DraftValue, addresses: Collection[str], place: str = "") -> DraftValue:
    """Return a draft in which the texts at some addresses, and below them, have the characters of a keyboard.

    This is for code that only a check recognizes, such as a span of code within odd markup.
    """
    if isinstance(value, dict):
        return {key: typed_below(one, addresses, f"{place}.{key}" if place else key) for key, one in value.items()}
    if isinstance(value, DraftText) and any(place == one or place.startswith(f"{one}.") for one in addresses):
        return DraftText("\n".join(map(_typed_line, value.text.split("\n"))), value.lines)
    return value


def _typed_line(line: str) -> str:
    for one in {*misleading_in_command(line), *(one for word in line.split("`") for one in misleading_in_command(word))}:
        line = line.replace(one, as_typed(one))
    return line


def unbroken(characters: str) -> str:
    """Return the character that a wrong encoding broke; a question mark if it is lost."""
    if LOST in characters:
        return "?"
    for encoding in ("cp1252", "latin-1"):
        try:
            found = characters.encode(encoding).decode("utf-8")
        except UnicodeError:
            continue
        if not BROKEN.search(found):
            return found
    return "?"


def without_breaks(text: str) -> str:
    """Return a text in which nothing is broken by a wrong encoding."""
    return text if text.isascii() else BROKEN.sub(lambda match: unbroken(match[0]), text)
