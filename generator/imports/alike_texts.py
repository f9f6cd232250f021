"""How much texts have in common: the same words, the same words with other figures, or nearly the same words.

Two lists of any length are compared without comparing each text with each other.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Literal

from generator.imports.bare_titles import EMPHASIS, ESCAPE
from generator.imports.phase_words import JOINED_UP

How = Literal["equal", "near"]
SIMILAR = 0.9
STOPS = " .。।॥!?？！:：;；,，、"
# What often differs between texts that say the same of two systems: figures, code in quotes, addresses.
DIFFERING = re.compile(
    r"\]\([^()\s]*\)|\[|`[^`\n]*`|\"[^\"\n]*\"|“[^”\n]*”|«[^»\n]*»|https?://\S+|\S+@\S+\.\S+|(?<!\w)[\w-]+(?:\.[\w-]+)+(?:/\S*)?|\d[\d.,:]*|[/\\]\S+"
)
WORD = re.compile(r"\w+")
MOST_SHARING = 64  # a word of more texts than this says nothing about which of them is meant
CANDIDATES = 8  # texts that share the most words are compared letter by letter


@dataclass(frozen=True, slots=True)
class AlikeTexts:
    """Two texts, by their places in two lists, and how alike they are."""

    left: int
    right: int
    how: How


@lru_cache(maxsize=65536)
def same_words(text: str) -> str:
    """Return what equal texts have in common: the words without marks, case and a stop at the end."""
    bare = ESCAPE.sub(r"\1", EMPHASIS.sub("", text)).replace("`", "")
    return " ".join(bare.casefold().split()).strip(STOPS)


@lru_cache(maxsize=65536)
def same_but_figures(text: str) -> str:
    """Return what nearly equal texts have in common: the words without figures, quoted code and addresses; empty if none are left."""
    kept = same_words(DIFFERING.sub(_left_out, text))
    return kept if any(one.isalpha() for one in kept) else ""


def _left_out(match: re.Match[str]) -> str:
    """Return what takes the place of a part that often differs; a link leaves only its words."""
    return "" if match[0][0] in "[]" else " \u2042 "


def similarity(one: str, other: str, least: float = 0.0) -> float:
    """Return which part of two texts is the same, from 0 to 1; 0 if it is surely less than `least`."""
    matcher = SequenceMatcher(None, same_words(one), same_words(other), autojunk=False)
    if matcher.real_quick_ratio() < least or matcher.quick_ratio() < least:
        return 0.0
    return matcher.ratio()


def alike_texts(left: Sequence[str], right: Sequence[str], least: float = SIMILAR) -> tuple[AlikeTexts, ...]:
    """Pair the texts of two lists: equal ones first, then those that differ in figures, then the most similar ones.

    Each text is in one pair at most; of several equal texts, the first goes with the first. `least` is the similarity that a pair needs.
    """
    pairs: list[AlikeTexts] = []
    free_left, free_right = dict.fromkeys(range(len(left))), dict.fromkeys(range(len(right)))

    def take(one: int, other: int, how: How) -> None:
        pairs.append(AlikeTexts(one, other, how))
        del free_left[one], free_right[other]

    keys: tuple[tuple[Callable[[str], str], How], ...] = ((same_words, "equal"), (same_but_figures, "near"))
    for key, how in keys:
        places: defaultdict[str, list[int]] = defaultdict(list)
        for place in reversed(free_right):
            places[key(right[place])].append(place)
        for place in list(free_left):
            name = key(left[place])
            if name and places.get(name):
                take(place, places[name].pop(), how)
    found = _similar(left, right, free_left, free_right, least)
    for _, one, other in sorted(found, key=lambda pair: (-pair[0], pair[1], pair[2])):
        if one in free_left and other in free_right:
            take(one, other, "near")
    return tuple(sorted(pairs, key=lambda pair: pair.left))


def _similar(
    left: Sequence[str], right: Sequence[str], some: Iterable[int], others: Iterable[int], least: float
) -> list[tuple[float, int, int]]:
    """Return the pairs that are similar enough, with their similarity. Only texts that share rare words are compared."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    for place in others:
        for piece in _pieces(right[place]):
            places[piece].append(place)
    found = []
    for place in some:
        shared: Counter[int] = Counter()
        for piece in sorted(_pieces(left[place]), key=lambda piece: (len(places.get(piece, ())), piece)):
            sharing = places.get(piece, ())
            if len(sharing) > MOST_SHARING and shared:
                break
            shared.update(sharing[:MOST_SHARING])
        for other, _ in shared.most_common(CANDIDATES):
            ratio = similarity(left[place], right[other], least)
            if ratio >= least:
                found.append((ratio, place, other))
    return found


@lru_cache(maxsize=65536)
def _pieces(text: str) -> frozenset[str]:
    """Return the words of a text, and the pairs of characters of words in scripts without spaces."""
    words = WORD.findall(same_words(text))
    return frozenset(
        piece
        for word in words
        for piece in ((word[at : at + 2] for at in range(max(len(word) - 1, 1))) if JOINED_UP.search(word) else (word,))
    )
