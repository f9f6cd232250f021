"""Plain text in lines of a certain width, for mail and terminals: how wide a text is, where its lines break, and tables."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

# Within a text: a space at which no line breaks, a column of a line to write on, and the beginning of a line without indent.
# No author can type them.
GLUE, ROOM, FLUSH = "\0", "\1", "\2"
SHOWN = {ord(GLUE): " ", ord(ROOM): "_"}
# A line to write on becomes shorter to fit beside its label, but not shorter than this.
SHORTEST = 12
APART = 2
CUT = "..."
# The widest column of a table has several lines rather than fewer columns than this.
NARROWEST = 28
ROOMS = re.compile(f"{ROOM}+")
WHITE_SPACE = re.compile(r"[^\S\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}]+")
NO_COLUMN = ("Mn", "Me", "Cf")
# Wide characters that do not begin a line, and those that do not end one.
CLOSING, OPENING = "、。，．！？：；）］｝」』】〉》〕・ー…々", "（［｛「『【〈《〔"


def columns_of(text: str) -> int:
    """Return the columns of a text in a font with fixed width: two for wide characters, none for marks on other characters."""
    if text.isascii():
        return len(text)
    return sum(map(_columns, text))


def _columns(character: str) -> int:
    if unicodedata.category(character) in NO_COLUMN:
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def on_one_line(text: str) -> str:
    """Return a text with single spaces between its words, and with its unbreakable spaces."""
    return WHITE_SPACE.sub(" ", text).strip(" ")


def shortened(text: str, width: int) -> str:
    """Return a text whose lines to write on are shorter, if it then fits in `width` columns."""
    over = columns_of(text) - width
    rooms = [len(room) for room in ROOMS.findall(text)]
    longest = range(max(rooms, default=0), SHORTEST - 1, -1) if over > 0 else range(0)
    most = next((one for one in longest if sum(max(room - one, 0) for room in rooms) >= over), None)
    return text if most is None else re.sub(f"{ROOM}{{{most + 1},}}", ROOM * most, text)


def wrapped(text: str, width: int, lead: str = "", hang: int = 0) -> list[str]:
    """Return a text in lines of at most `width` columns, broken between words. A word that no line holds is alone in a longer line.

    The first line begins with `lead`, the others with `hang` spaces.
    """
    found = []
    for paragraph in text.split("\n"):
        line, used, empty = lead, columns_of(lead), True
        for word, joined in _words(paragraph, width - hang):
            left = width - used - (0 if empty or joined else 1)
            shown = word[: max(left, SHORTEST)] if set(word) == {ROOM} else word
            columns = columns_of(shown)
            if columns > left and not empty:
                found.append(line)
                line, used, empty = " " * hang, hang, True
                shown = word[: width - hang] if set(word) == {ROOM} else word
                columns = columns_of(shown)
            gap = "" if empty or joined else " "
            line, used, empty = line + gap + shown, used + len(gap) + columns, False
        found.append(line)
        lead = " " * hang
    return [line.translate(SHOWN).rstrip() for line in found]


def kept_lines(line: str, width: int, hang: int) -> list[str]:
    """Return a line with all its spaces. If it is too long, it breaks between words, and what goes on begins with `hang` spaces."""
    found = [""]
    for word in re.findall(r" *[^ ]+", line) if columns_of(line) > width else [line]:
        for piece in [word] if columns_of(word) <= width else _pieces(word):
            if columns_of(found[-1] + piece) > width and found[-1].strip():
                found.append(" " * hang + piece.lstrip())
            else:
                found[-1] += piece
    return [line.rstrip() for line in found]


def _words(text: str, longest: int) -> Iterator[tuple[str, bool]]:
    """Yield the words of a text, each with whether it follows the one before without a space: lines may break between wide characters."""
    for word in WHITE_SPACE.split(text):
        for part in [word] if columns_of(word) <= longest else word.split(GLUE):
            if part.isascii():
                yield from [(part, False)] if part else []
            else:
                yield from ((piece, at > 0) for at, piece in enumerate(_pieces(part)))


def _pieces(word: str) -> list[str]:
    """Return the pieces of a word: a wide character is a piece, together with the punctuation beside it."""
    found: list[str] = []
    for character in word:
        wide = unicodedata.east_asian_width(character) in "WF"
        before = found[-1][-1] if found else ""
        after_wide = bool(before) and unicodedata.east_asian_width(before) in "WF"
        if found and (character in CLOSING or before in OPENING or not _columns(character) or not (wide or after_wide)):
            found[-1] += character
        else:
            found.append(character)
    return found


def cut_off(text: str, width: int) -> str:
    """Return a text in one line of at most `width` columns; three dots are in place of its end."""
    text = text.translate(SHOWN)
    if columns_of(text) <= width:
        return text
    while columns_of(text) > width - len(CUT):
        text = text[:-1]
    return text.rstrip() + CUT


def table_lines(heads: Sequence[str], rows: Sequence[Sequence[str]], width: int) -> list[str]:
    """Return a table of aligned columns, of which the widest may have several lines; one block for each row if this is too wide."""
    texts = [heads, *rows]
    widths = [max(map(columns_of, column)) for column in zip(*texts, strict=True)]
    wide = widths.index(max(widths))
    room = min(widths[wide], width - sum(widths) + widths[wide] - APART * (len(widths) - 1))
    cells = [wrapped(row[wide], max(room, 1)) for row in texts]
    others = [cell for row in texts for cell in (*row[:wide], *row[wide + 1 :])]
    fits = all(columns_of(line) <= room for cell in cells for line in cell) and not any("\n" in cell for cell in others)
    if fits and room >= min(widths[wide], NARROWEST):
        widths[wide] = room
        made = [
            [_aligned([*row[:wide], cell[0], *row[wide + 1 :]], widths), *_below(cell[1:], widths, wide)]
            for row, cell in zip(texts, cells, strict=True)
        ]
        rule = _aligned(["-" * one for one in widths], widths)
        return [line for lines in ([*made[0], rule] if any(heads) else [], *made[1:]) for line in lines]
    found = []
    for row in rows:
        said = (f"{head}: {cell}" if head else cell for head, cell in zip(heads, row, strict=True) if cell)
        found += ["", *(line for one in said for line in wrapped(one, width, hang=APART))]
    return found[1:]


def _below(lines: Sequence[str], widths: Sequence[int], column: int) -> Iterator[str]:
    """Yield what goes on in a column of a table."""
    return (" " * (sum(widths[:column]) + APART * column) + line for line in lines)


def _aligned(cells: Sequence[str], widths: Sequence[int]) -> str:
    padded = (cell + " " * (columns - columns_of(cell)) for cell, columns in zip(cells, widths, strict=True))
    return (" " * APART).join(padded).translate(SHOWN).rstrip()
