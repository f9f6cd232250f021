"""Decide whether a text gives a reason. Forms that ask for a reason often get `true`, `x`, `n/a` or `because`."""

from __future__ import annotations

import re

WORDS = """
true false yes no on off ok okay x xx xxx y n na n/a none null nil nothing wip tmp temp temporary test testing
foo bar asdf because reason why reasons see-above above ditto same same-as-above various misc other unknown whatever needed required
necessary change changed changes update updated fix fixed override overridden removed remove deleted different
"""
NO_REASON = frozenset(WORDS.split())
SHORTEST = 4


def gives_reason(text: str) -> bool:
    """Return whether a text may be a reason: it has words, and is not only a word that says nothing."""
    words = re.findall(r"[\w/-]*\w", text.casefold())
    said = "".join(one for one in text if one.isalpha())
    if "-".join(words) in NO_REASON or not said:
        return False
    return not said.isascii() or len(said) >= SHORTEST
