"""Letters as they are compared: one form for however they are coded, accented, or cut by signs that nobody sees."""

from __future__ import annotations

import re
from itertools import accumulate, pairwise
from unicodedata import decimal, normalize

# Accents of European scripts, and what is there to break or join words and is not seen.
UNREAD = re.compile("[\u0300-\u036f\u00ad\u200b-\u200d\u2060\ufeff]")
OTHER_DIGIT = re.compile(r"[^\D0-9]")


def folded(text: str) -> str:
    """The text in lower case, without accents, with the digits 0 to 9 whatever script they were written in."""
    if text.isascii():
        return text.lower()
    return OTHER_DIGIT.sub(_ascii_digit, UNREAD.sub("", normalize("NFKD", text)).casefold())


class Folded:
    """A text as it is compared, in which places can be told in the text as it was written."""

    def __init__(self, written: str) -> None:
        parts = [folded(sign) for sign in written]
        self.text = "".join(parts)
        ends = accumulate((len(part) for part in parts), initial=0)
        self._places = [at for at, (start, end) in enumerate(pairwise(ends)) for _ in range(end - start)]
        self._places.append(len(written))

    def place(self, at: int) -> int:
        """Where in the written text a place of the compared one is."""
        return self._places[at]


def _ascii_digit(match: re.Match[str]) -> str:
    return str(decimal(match[0]))
