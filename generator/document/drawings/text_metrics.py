"""How much room words take in a drawing, where no browser can be asked: a little more than any common sans serif needs."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

# Widths as parts of the type size, a little above those of the widest font that the theme names, in bold; signs that are not listed
# go by their kind or script.
LATIN = {
    **dict.fromkeys("ijlI|'.,:;!", 0.36),
    **dict.fromkeys('frt()[]{}/\\"`° ', 0.47),
    **dict.fromkeys("-", 0.42),
    **dict.fromkeys("mwMW%@—", 1.08),
    **dict.fromkeys("csvxyzkJ", 0.62),
}
CAPITAL, SMALL, DIGIT, SIGN = 0.82, 0.69, 0.7, 0.9
OTHER_LETTER, WIDE, SPACING_MARK, PICTURE = 0.8, 1.1, 0.45, 1.5
SCRIPTS = {"LATIN": SMALL, "GREEK": SMALL, "CYRILLIC": 0.74, "ARABIC": 0.62, "BENGALI": 0.76, "DEVANAGARI": 0.76}
BREAKS_AFTER = "-/.,:_"
JOINS_THE_NEXT = "\u200d\u2060\u09cd\u094d"  # joiners, and the virama that makes one sign of two letters


@lru_cache(maxsize=65536)
def width(text: str, size: float) -> float:
    """The room that a line of text takes at a type size, in the unit of that size."""
    return sum(map(_advance, text)) * size


def wrapped(text: str, room: float, size: float) -> tuple[str, ...]:
    """A text in lines that fit into a room: parted at spaces, else behind a hyphen, a stroke or a dot, else anywhere between letters."""
    lines: list[str] = []
    line = ""
    for word in text.split():
        longer = f"{line} {word}" if line else word
        if width(longer, size) <= room:
            line = longer
            continue
        if line:
            lines.append(line)
        *full, line = _parted(word, room, size)
        lines.extend(full)
    return (*lines, line) if line else tuple(lines)


def _parted(word: str, room: float, size: float) -> list[str]:
    """A word in pieces that fit into a room; a piece holds one letter at least, with all marks on it."""
    pieces: list[str] = []
    rest = _letters(word)
    while rest:
        count = _fitting(rest, room, size)
        if count < len(rest):
            breaks = (at for at in range(count, count // 2, -1) if rest[at - 1][-1] in BREAKS_AFTER)
            count = next(breaks, count)
        pieces.append("".join(rest[:count]))
        rest = rest[count:]
    return pieces


def _fitting(letters: list[str], room: float, size: float) -> int:
    used = 0.0
    for count, letter in enumerate(letters):
        used += width(letter, size)
        if used > room:
            return max(count, 1)
    return len(letters)


def _letters(word: str) -> list[str]:
    """A word as what a reader takes for its letters: each with its marks, and letters that melt into one."""
    found: list[str] = []
    for sign in word:
        if found and (unicodedata.category(sign)[0] == "M" or sign in JOINS_THE_NEXT or found[-1][-1] in JOINS_THE_NEXT):
            found[-1] += sign
        else:
            found.append(sign)
    return found


@lru_cache(maxsize=4096)
def _advance(sign: str) -> float:
    known = LATIN.get(sign)
    if known is not None:
        return known
    kind = unicodedata.category(sign)
    if kind in ("Mn", "Me", "Cf"):
        return 0.0
    if kind == "Mc":
        return SPACING_MARK
    if unicodedata.east_asian_width(sign) in "WF":
        return PICTURE if kind == "So" else WIDE
    if kind == "Nd":
        return DIGIT
    if kind == "Lu":
        return CAPITAL
    if kind[0] == "L":
        return SCRIPTS.get(unicodedata.name(sign, "").partition(" ")[0], OTHER_LETTER)
    return PICTURE if kind == "So" else SIGN
