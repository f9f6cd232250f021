"""Writes odd characters as they were meant: curly quotes and long dashes in code, and what a wrong encoding broke anywhere."""

from __future__ import annotations

import re

from generator.model.scalar_kinds import COMMAND, PROSE, TEXT, Kind
from generator.text.foreign_markup import BROKEN
from generator.text.odd_characters import as_typed, is_hidden, misleading_in_command, typed_command
from generator.text.placeholders import CODE_SPAN
from generator.text.prose_markup import parse_prose
from generator.text.shells import SHELLS

LOST = "\ufffd"
BULLETS = ("-", "+", "*", "#", ">", "=", "~", "|", ":")  # a line that begins with a typed one would be more than a line


def as_meant(text: str, kind: Kind) -> tuple[str, dict[str, str]]:
    """Return a text in which code has the characters of a keyboard, and what each odd character became."""
    if text.isascii():
        return text, {}
    given, done = text, dict[str, str]()

    def written(match: re.Match[str]) -> str:
        done[match[0]] = unbroken(match[0])
        return done[match[0]]

    while BROKEN.search(text):
        text = BROKEN.sub(written, text)
    if kind is COMMAND:
        text = _typed(text, done)
    elif kind is TEXT and "`" in text:
        text = CODE_SPAN.sub(lambda match: _typed_within(match[0], match[0].strip("`"), done), text)
    elif kind is PROSE and ("`" in text or "~~~" in text):
        while (typed := _typed_prose(text, done)) != text:  # a quote that is typed may uncover others
            text = typed
    return text, done if text != given else {}


def _typed_prose(text: str, done: dict[str, str]) -> str:
    """Return prose with its code typed, in the pieces in which a check reads it."""
    for piece in reversed(parse_prose(text).pieces):
        within = text[piece.start : piece.end]
        if piece.language is None:
            for span in CODE_SPAN.finditer(piece.text):
                within = _typed_within(within, span[0].strip("`"), done)
        elif piece.language in SHELLS:
            within = _typed_within(within, piece.text, done, in_fence=True)
        text = f"{text[: piece.start]}{within}{text[piece.end :]}"
    return text


def _typed(code: str, done: dict[str, str]) -> str:
    while odd := misleading_in_command(code):
        done |= {one: as_typed(one) for one in odd}
        code = typed_command(code)
    return code


def _typed_within(text: str, code: str, done: dict[str, str], *, in_fence: bool = False) -> str:
    """Return a text with the code in it typed, word by word: in the text, its lines may begin with marks of quotes and lists."""
    typed = _typed(code, done)
    if typed == code:
        return text
    bullets = "".join(one for one, new in done.items() if new[:1] in BULLETS)
    if bullets and not in_fence:
        text = re.sub(rf"(?<!\])\n[ >]*(?=[{re.escape(bullets)}])", " ", text)
    for word, new in zip(code.split(), typed.split(), strict=True):
        # A word may have marks of the text in it, such as a backslash before a bar.
        text = text.replace(word, new) if word in text else "".join(done.get(one, one) for one in text)
    return text


def unbroken(characters: str) -> str:
    """Return the character that a wrong encoding broke; a question mark if it is lost, and a space or nothing if nobody sees it."""
    if LOST in characters:
        return "?"
    for encoding in ("cp1252", "latin-1"):
        try:
            found = characters.encode(encoding).decode("utf-8")
        except UnicodeError:
            continue
        if not BROKEN.search(found):
            seen = as_typed(found) if is_hidden(found) else found
            return seen if seen.isprintable() else " "
    return "?"


def without_breaks(text: str) -> str:
    """Return a text in which nothing is broken by a wrong encoding."""
    return text if text.isascii() else BROKEN.sub(lambda match: unbroken(match[0]), text)
