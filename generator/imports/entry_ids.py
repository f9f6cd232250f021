"""Ids of imported entries, made from their titles: short, readable, different among siblings, and the same for the same document."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable
from functools import cache, lru_cache

from generator.imports.bare_titles import anchor_of, bare_title
from generator.imports.language_words import small_words
from generator.imports.script_letters import spelled_out
from generator.model.field_facts import HOLDERS
from generator.model.meant_values import to_id
from generator.model.scalar_kinds import ENDS, MAX_ID
from generator.model.site_names import why_not_a_system
from generator.text.latin_letters import to_latin

MOST_WORDS, MOST_CHARACTERS = 4, 32
LONGEST_WORD = MAX_ID - 8  # a number or a noun may follow
WORD = re.compile(r"[a-z0-9]+")
LONG = re.compile(rf"\w{{{MOST_CHARACTERS + 1},}}")  # a name in camel case, or a digest
CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
BRACKETS = re.compile(r"\([^()]*\)|（[^（）]*）|\[[^\[\]]*\]")
APOSTROPHE = re.compile(r"(?<=[a-z])['’](?:s\b|(?=t\b))")
# Where the siblings are paragraphs or sections, a number before a title is never a quantity.
LINES = ("items", "steps", "choices", "facts")


def free_entry_id(id: str, taken: Container[str]) -> str:
    """Return an id that is not taken: the given one, else with a number."""
    number, free = 2, id
    while free in taken:
        free, number = f"{id[: MAX_ID - 4].rstrip('-')}-{number}", number + 1
    return free


class SiblingIds:
    """Gives the entries of one parent their ids, in the order of the document.

    Args:
        collection: The key that holds the entries, such as `items`, `checklists` or `blanks`; `variant` for systems. The names of its
            fields and the ids that it refuses are never given.
        language: The tag of the document's language, whose small words are left out.
        taken: Ids that are in use already.
    """

    def __init__(self, collection: str, language: str = "en", taken: Iterable[str] = ()) -> None:
        self.collection = collection
        self.language = language
        self.noun, self.refused = _noun_and_refused(collection)
        self.taken = set(taken)
        self._count = 0
        self._others: dict[str, set[str]] = {}  # all words of the siblings that wanted an id
        self._last: dict[str, int] = {}  # the last number given behind an id

    def give(self, title: str, *, anchor: str = "") -> str:
        """Return the id of the next entry; an anchor, given here or in the title, comes before the words of the title."""
        self._count += 1
        heading = self.collection not in LINES
        wanted = to_id(anchor or anchor_of(title))
        words: tuple[str, ...] = ()
        every: tuple[str, ...] = ()
        if not wanted:
            words, every = title_words(title, self.language, heading=heading)
            wanted = _joined(words) or f"{self.noun}-{self._count}"
        if self.is_refused(wanted):
            wanted = f"{wanted}-{self.noun}"
        chosen = wanted
        if chosen in self.taken:
            others = self._others.get(wanted, set()) | {*wanted.split("-")}
            apart = (_joined(words, last=word) for word in every if words and word not in others)
            chosen = next((id for id in apart if id not in self.taken and not self.is_refused(id)), "") or self._numbered(wanted)
        self._others.setdefault(wanted, set()).update(every)
        self.taken.add(chosen)
        return chosen

    def is_refused(self, id: str) -> bool:
        """Whether no entry of this collection can have an id."""
        return id in self.refused or (self.collection == "variant" and bool(why_not_a_system(id)))

    def _numbered(self, id: str) -> str:
        """Return an id with the next number that is free."""
        number = self._last.get(id, 1) + 1
        while f"{id}-{number}" in self.taken:
            number += 1
        self._last[id] = number
        return f"{id}-{number}"


@cache
def _noun_and_refused(collection: str) -> tuple[str, frozenset[str]]:
    """Return the noun for an entry of a collection, and the ids that no entry of it can have."""
    record = HOLDERS.get(collection)
    refused = (*record.keys, *record.model.refused) if record else ()
    return to_id(record.noun if record else collection.removesuffix("s")), frozenset((*refused, *ENDS))


def variant_id(title: str, language: str) -> str:
    """Return the id of a document's variant; empty if its title has no words that an id can have."""
    return SiblingIds("variant", language).give(title) if anchor_of(title) or title_words(title, language, heading=True)[0] else ""


@lru_cache(maxsize=4096)
def title_words(title: str, language: str, *, heading: bool) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the words of a title for its id, and all words that can tell it apart from another title, small words last."""
    bare = LONG.sub(lambda name: CAMEL.sub(" ", name[0]), bare_title(title, heading=heading))
    small = small_words(language)
    every: list[str] = []
    chosen: tuple[str, ...] = ()
    outside = BRACKETS.sub(" ", bare)
    for text in dict.fromkeys((to_latin(outside), spelled_out(outside), to_latin(bare), spelled_out(bare))):
        plain = APOSTROPHE.sub("", text)
        found = tuple([word[:LONGEST_WORD] for word in WORD.findall(plain)])
        found = tuple(word for word in found if len(word) <= MOST_CHARACTERS or word.isalpha()) or found
        joined = (
            {match[0] for match in WORD.finditer(plain) if "-" in plain[max(match.start() - 1, 0) : match.end() + 1]}
            if "-" in plain
            else ()
        )
        large = tuple(word for word in found if word not in small or word in joined) or found
        if not chosen and sum(map(str.isalpha, "".join(large))) > 1:
            chosen = large
        every += large if large != found else found
        every += () if large == found else [word for word in found if word in small and word not in joined]
    return chosen, tuple(dict.fromkeys(every))


def _joined(words: tuple[str, ...], *, last: str = "") -> str:
    """Return an id of the first words that fit; `last` is then its last word."""
    most, room = (MOST_WORDS - 1, MOST_CHARACTERS - len(last) - 1) if last else (MOST_WORDS, MOST_CHARACTERS)
    id = ""
    for word in words[:most]:
        longer = f"{id}-{word}" if id else word
        if len(longer) > room and id:
            break
        id = longer
    return f"{id}-{last}" if last else id
