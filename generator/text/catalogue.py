"""The interface's own words, in one catalogue for each language: a translation is one file beside the English one."""

from __future__ import annotations

import gettext
import json
from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

STRINGS = Path(__file__).parents[1] / "strings"
ENGLISH = "en"
# Scripts of the world that are written from the right: the languages that use them, by their first tag.
FROM_THE_RIGHT = frozenset(["ar", "arc", "ckb", "dv", "fa", "he", "khw", "ks", "ps", "sd", "ur", "yi"])
# Formulas of plurals tell numbers apart by their last two digits, so that this many say all.
NUMBERS = 200

Part = dict[str, str | list[str]]


class Catalogue:
    """The words of one part of the interface in one language. What a translation leaves out is said in English."""

    def __init__(self, language: str, words: Mapping[str, str | list[str]], plural: Callable[[int], int]) -> None:
        self.language = language
        self.words = words
        self.plural = plural

    def __call__(self, key: str, **values: object) -> str:
        """The words of a key, with values in the place of `{names}`."""
        words = self.words[key]
        assert isinstance(words, str), f"{key} depends on a number"
        return words.format(**values) if values else words

    def count(self, key: str, n: int, **values: object) -> str:
        """The words of a key for a number of things."""
        return self.form(key, n).format(n=n, **values)

    def form(self, key: str, n: int) -> str:
        """The form of a key that goes with a number, before its values are put in."""
        forms = self.words[key]
        assert isinstance(forms, list), f"{key} does not depend on a number"
        return forms[min(self.plural(n), len(forms) - 1)]


@lru_cache
def catalogue(part: str, language: str = ENGLISH) -> Catalogue:
    """The words of a part, such as `page`, for a language given as a BCP 47 tag: its own, else its main language's, else English."""
    own = _file(language) or _file(language.partition("-")[0])
    english = _file(ENGLISH)
    words: Part = {**english[part], **own.get(part, {})}
    return Catalogue(language, words, gettext.c2py((own or english)["plural"]))


def plural_table(plural: Callable[[int], int]) -> str:
    """Which form each number takes, as a row of digits, for readers that cannot work out a formula."""
    return "".join(str(plural(n)) for n in range(NUMBERS))


def direction(language: str) -> str:
    """The way a page runs whose language this is: `ltr` or `rtl`. A script in the tag, as in `az-Arab`, decides.

    Where nobody has translated the interface its words are English, and the page runs with them; texts of data find their own way.
    """
    if not (_file(language) or _file(language.partition("-")[0])):
        return "ltr"
    main, *more = language.split("-")
    written = next((tag.lower() for tag in more if len(tag) == 4 and tag.isalpha()), "")
    if written:
        return "rtl" if written in ("adlm", "arab", "hebr", "nkoo", "rohg", "syrc", "thaa") else "ltr"
    return "rtl" if main.lower() in FROM_THE_RIGHT else "ltr"


@lru_cache
def _file(language: str) -> dict[str, Any]:
    path = STRINGS / f"{language}.json"
    if not path.is_file():
        return {}
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found
