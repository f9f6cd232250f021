"""Characters that look like another one of the keyboard: long dashes, curly quotes, odd spaces, letters of other scripts.

Word processors, chats and wikis replace what people type, and people copy the result into commands, ids and addresses.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

SPACES = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
DASHES = "\u2010\u2011\u2012\u2013\u2212\u2043\ufe63\uff0d"
LONG_DASHES = "\u2014\u2015\u2e3a"
QUOTES = "\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb\uff02"
APOSTROPHES = "\u2018\u2019\u201a\u201b\u2032\u00b4\u02bc\uff07"
INVISIBLE = "\u00ad\u034f\u180e\u200b\u200c\u200d\u200e\u200f\u2060\u2061\u2062\u2063\u2064\ufeff"
# Cyrillic and Greek letters, in the order of the Latin letters that they look like.
CYRILLIC = "АВСЕНІЈКМОРЅТХУаԁсеһіјӏорԛѕѵԝхуү", "ABCEHIJKMOPSTXYadcehijlopqsvwxyy"
GREEK = "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧαγικνορυ", "ABEZHIKMNOPTYXayikvopu"

# What each character looks like; an empty text for a character that nobody sees.
LOOKS_LIKE: dict[str, str] = {
    **dict.fromkeys(SPACES, " "),
    **dict.fromkeys(DASHES, "-"),
    **dict.fromkeys(LONG_DASHES, "--"),
    **dict.fromkeys(QUOTES, '"'),
    **dict.fromkeys(APOSTROPHES, "'"),
    **dict.fromkeys(INVISIBLE, ""),
    **{chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)},  # the wide forms of all ASCII characters
    **dict(zip(*CYRILLIC, strict=True)),
    **dict(zip(*GREEK, strict=True)),
    "…": "...",
    "∶": ":",
    "、": ",",
    "。": ".",
    "∕": "/",
    "⁄": "/",
    "×": "x",
}
TABLE = str.maketrans(LOOKS_LIKE)
JOINERS = "\u200c\u200d"
WORD = re.compile(r"\w+|[^\w\s]")
MULTIPLIED = re.compile(r"(?<![0-9A-Za-z])×|×(?![0-9A-Za-z])")  # in a formula; in 2×4, an x was meant
# Wide signs, quotes and dashes beside letters of eastern texts are meant.
EAST = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
EASTERN = re.compile(rf"\S*[{EAST}]\S*")
EASTERN_QUOTES = re.compile(rf"(?<=[{EAST}、。，：；（）！？])(?:“[^“”\n]*”|‘[^‘’\n]*’)")
EASTERN_SIGNS = re.compile(rf"[\uff01-\uff5e、。]|(?<=[{EAST}])[—…]+|——")
QUOTED = re.compile(r"""'[^']*'|"(?:\\.|[^"\\])*"|(?:^|(?<=\s))\#[^\n]*""")


@lru_cache(maxsize=65536)
def as_typed(text: str) -> str:
    """Return a text as a keyboard types it: without look-alikes, invisible characters, and accents."""
    if text.isascii():
        return text
    bare = unicodedata.normalize("NFD", text.translate(TABLE))
    return "".join(one for one in bare if unicodedata.category(one) != "Mn")


def odd_character(text: str) -> str:
    """Return the first character that is invisible or looks like a character of the keyboard; empty if there is none."""
    return "" if text.isascii() and text.isprintable() else next((one for one in text if one in LOOKS_LIKE or is_hidden(one)), "")


@lru_cache(maxsize=4096)
def misleading_character(text: str) -> str:
    """Return the first odd character that misleads in an address; empty if there is none."""
    return next(_misleading(text), "")


def misleading_in_command(command: str) -> tuple[str, ...]:
    """Return the odd characters of a shell command, each once. Quoted texts, comments and the text after `<<` may contain any character."""
    if command.isascii():
        return ()
    return tuple(dict.fromkeys(one for word in _bare(command).split() for one in _misleading(word) if not is_hidden(one)))


def typed_command(command: str) -> str:
    """Return a command whose misleading characters are those of the keyboard; quoted texts and signs of eastern texts stay."""
    odd = misleading_in_command(command)
    if not odd:
        return command
    return "".join(as_typed(one) if one in odd and one == bare else one for one, bare in zip(command, _bare(command), strict=True))


def _bare(command: str) -> str:
    """Return a command with spaces for what may contain any character."""
    code, rest = command.partition("<<")[0], command.partition("<<")[1:]
    for pattern in (QUOTED, EASTERN_QUOTES, MULTIPLIED):
        code = pattern.sub(_blank, code)
    return EASTERN.sub(lambda match: EASTERN_SIGNS.sub(_blank, match[0]), code) + " " * len("".join(rest))


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _misleading(text: str) -> Iterator[str]:
    """Yield odd characters. Words in Cyrillic or Greek letters alone are what they look like, and joiners belong to some scripts."""
    if text.isascii():
        return
    for word in WORD.findall(text):
        is_mixed = any(one.isascii() and one.isalpha() for one in word)
        yield from (one for one in word if one in LOOKS_LIKE and (is_mixed or not one.isalpha()) and one not in JOINERS)
    joins = not as_typed(text).isascii()
    yield from (one for one in text if is_hidden(one) and not (joins and one in JOINERS))


def name_of(character: str) -> str:
    """Return a character by its kind and its code point, as people can find it: ``the en dash `–`, U+2013``."""
    code = f"U+{ord(character):04X}"
    if is_hidden(character):
        return f"the character {code}, which is invisible or looks like a space"
    kind = unicodedata.name(character, "character").lower()
    for start, better in (("cyrillic", "Cyrillic letter"), ("greek", "Greek letter"), ("fullwidth", "wide character")):
        kind = better if kind.startswith(start) else kind
    return f"the {kind} `{character}`, {code}"


def is_hidden(character: str) -> bool:
    """Whether a character is invisible, or is a space that is not the one of the keyboard."""
    return character in SPACES or character in INVISIBLE or not (character.isprintable() or character in "\n\t")
