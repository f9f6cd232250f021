"""Writes accented and other Latin letters with the letters a to z, as ids and file names need them."""

from __future__ import annotations

import unicodedata

# German and Nordic letters, and letters that Unicode does not divide into a letter and an accent.
SPELLINGS = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "å": "aa", "æ": "ae", "ø": "oe", "œ": "oe", "þ": "th", "ŋ": "ng"}
    | {"đ": "d", "ð": "d", "ħ": "h", "ı": "i", "ł": "l", "ŧ": "t", "ĸ": "k", "ſ": "s"}
)


def to_latin(text: str) -> str:
    """Return a text in lower case: letters lose their accents, and German and Nordic letters become two. Other scripts stay."""
    if text.isascii():
        return text.lower()
    composed = unicodedata.normalize("NFC", text).lower()
    parts = unicodedata.normalize("NFKD", composed.translate(SPELLINGS))
    return "".join(one for one in parts if not unicodedata.combining(one))
