"""Estimate the room that text takes in a drawing without a browser: a little more than in any common sans serif font."""

from __future__ import annotations

import unicodedata
from bisect import bisect
from collections.abc import Iterator
from functools import lru_cache
from itertools import accumulate

# Widths as parts of the type size, a little above those of the widest font that the theme names, in bold. Other characters have the
# width of their category or script.
LATIN = {
    **dict.fromkeys("ijlI|'.,:;!", 0.36),
    **dict.fromkeys('frt()[]{}/\\"`° ', 0.47),
    **dict.fromkeys("-", 0.42),
    **dict.fromkeys("mwMW%@—", 1.08),
    **dict.fromkeys("csvxyzkJ", 0.62),
}
MARKS = {"Mn": 0.0, "Me": 0.0, "Cf": 0.0, "Mc": 0.45}
CATEGORIES = {"Nd": 0.7, "Lu": 0.82, "So": 1.5}
SCRIPTS = {"LATIN": 0.69, "GREEK": 0.69, "CYRILLIC": 0.74, "ARABIC": 0.62, "BENGALI": 0.76, "DEVANAGARI": 0.76}
OTHER_LETTER, OTHER, WIDE = 0.8, 0.9, 1.1
BREAKS_AFTER = "-/.,:_"
JOINS_THE_NEXT = "\u200d\u2060\u09cd\u094d"  # joiners, and the virama, which joins two letters into one


@lru_cache(maxsize=65536)
def width(text: str, size: float) -> float:
    """Return the width of a line of text at a type size, in the unit of that size."""
    return sum(map(_advance, text)) * size


def wrapped(text: str, room: float, size: float) -> tuple[str, ...]:
    """Break a text into lines that fit into a room: at spaces, else after a hyphen, slash or dot, else between any letters."""
    lines: list[str] = []
    line = ""
    for word in text.split():
        longer = f"{line} {word}" if line else word
        if width(longer, size) <= room:
            line = longer
            continue
        lines += [line] if line else []
        *full, line = _pieces(word, room, size)
        lines += full
    return (*lines, line) if line else tuple(lines)


def _pieces(word: str, room: float, size: float) -> Iterator[str]:
    """Break a word into pieces that fit into a room. A piece has at least one letter, with all its marks."""
    rest = _letters(word)
    while rest:
        count = max(1, bisect(list(accumulate(width(letter, size) for letter in rest)), room))
        if count < len(rest):
            count = next((at for at in range(count, count // 2, -1) if rest[at - 1][-1] in BREAKS_AFTER), count)
        yield "".join(rest[:count])
        rest = rest[count:]


def _letters(word: str) -> list[str]:
    """Return the letters of a word as a reader sees them: each letter with its marks, and joined letters as one."""
    found: list[str] = []
    for character in word:
        if found and (unicodedata.category(character)[0] == "M" or character in JOINS_THE_NEXT or found[-1][-1] in JOINS_THE_NEXT):
            found[-1] += character
        else:
            found.append(character)
    return found


@lru_cache(maxsize=4096)
def _advance(character: str) -> float:
    category = unicodedata.category(character)
    if (known := LATIN.get(character, MARKS.get(category))) is not None:
        return known
    if unicodedata.east_asian_width(character) in "WF":
        return CATEGORIES["So"] if category == "So" else WIDE
    if category[0] == "L" and category != "Lu":
        return SCRIPTS.get(unicodedata.name(character, "").partition(" ")[0], OTHER_LETTER)
    return CATEGORIES.get(category, OTHER)
