"""Folds texts for comparison: without case, accents and invisible characters."""

from __future__ import annotations

import re
from itertools import accumulate, pairwise
from unicodedata import decimal, normalize

# Accents of European scripts, and invisible characters that break or join words.
UNREAD = re.compile("[\u0300-\u036f\u00ad\u200b-\u200d\u2060\ufeff]")
OTHER_DIGIT = re.compile(r"[^\D0-9]")


def folded(text: str) -> str:
    """The text in lower case, without accents, with the digits of all scripts as 0 to 9."""
    if text.isascii():
        return text.lower()
    return OTHER_DIGIT.sub(lambda digit: str(decimal(digit[0])), UNREAD.sub("", normalize("NFKD", text)).casefold())


class Folded:
    """A folded text that can convert its indexes to indexes of the written text."""

    def __init__(self, written: str) -> None:
        parts = [folded(character) for character in written]
        self.text = "".join(parts)
        ends = accumulate((len(part) for part in parts), initial=0)
        self._places = [at for at, (start, end) in enumerate(pairwise(ends)) for _ in range(end - start)]
        self._places.append(len(written))

    def place(self, at: int) -> int:
        """The index in the written text of an index in the folded text."""
        return self._places[at]
