"""The texts of the interface, with one catalogue file per language.

This is the only module that imports Babel. Babel takes the plural rules and text directions of languages from the Unicode CLDR.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from babel import Locale

STRINGS = Path(__file__).parents[1] / "strings"
ENGLISH = "en"
# The plural forms of the CLDR. Every language has the last form, no language has all forms.
CATEGORIES = ("zero", "one", "two", "few", "many", "other")
OTHER = CATEGORIES[-1]
# Plural rules depend on the last two digits, so this many numbers show every case.
NUMBERS = 200
# Isolates of Unicode: the text between one of these and END has its own direction: left to right, right to left, or as its first letter.
ISOLATES = {"ltr": "\u2066", "rtl": "\u2067"}
FIRST_STRONG, END = "\u2068", "\u2069"
ISOLATED = dict.fromkeys(map(ord, (*ISOLATES.values(), FIRST_STRONG, END)))

Texts = Mapping[str, "str | Mapping[str, str]"]


class CatalogueText(str):
    """A text that comes from a catalogue alone. A catalogue text that is joined with another text becomes a plain string."""

    __slots__ = ()


class Catalogue:
    """The texts of one part of the interface in one language. Texts without a translation are in English.

    With `isolating`, the texts appear among texts of the other direction: isolates enclose each text, and each value in it.
    """

    def __init__(self, language: str, texts: Texts, *, isolating: bool = False) -> None:
        self.language = language
        self.words = texts
        self.isolating = isolating

    def __call__(self, key: str, **values: object) -> CatalogueText:
        """Return the text of a key, with values for its `{names}`."""
        text = self.words[key]
        assert isinstance(text, str), f"{key} depends on a number"
        return self.put(text, values)

    def count(self, key: str, n: int, **values: object) -> CatalogueText:
        """Return the text of a key for a number of things, with values for its `{names}`."""
        return self.put(self.form(key, n), {"n": n, **values})

    def form(self, key: str, n: int) -> str:
        """Return the plural form of a key for a number, with its `{names}`."""
        return self._form(key, category(self.language, n))

    def ordinal(self, number: float) -> CatalogueText:
        """Return an ordinal number: `95.0` gives `95th`, `99.9` gives `99.9th`, `1` gives `1st`."""
        shown = f"{number:.12g}"
        return CatalogueText(self._form("ordinal", _locale(self.language).ordinal_form(float(shown))).format(n=shown))

    def put(self, form: str, values: Mapping[str, object]) -> CatalogueText:
        """Return a text with values for its `{names}`, isolated from the text around it."""
        if not self.isolating:
            return CatalogueText(form.format(**values) if values else form)
        # The isolates are added by `+`, not by formatting, so that a value that is markup stays markup.
        values = {name: FIRST_STRONG + (value if isinstance(value, str) else str(value)) + END for name, value in values.items()}
        return self.isolated(form.format(**values))

    def isolated(self, text: str) -> CatalogueText:
        """Return a text of this language, isolated from the text around it."""
        return CatalogueText(f"{ISOLATES[direction(self.language)]}{text}{END}" if self.isolating and text else text)

    def figure(self, text: str) -> str:
        """Return a figure, phone number or address, marked to be shown from left to right."""
        return f"{ISOLATES['ltr']}{text}{END}" if self.isolating and text else text

    def _form(self, key: str, wanted: str) -> str:
        forms = self.words[key]
        assert not isinstance(forms, str), f"{key} does not depend on a number"
        return forms.get(wanted) or forms[OTHER]


@lru_cache
def catalogue(part: str, language: str = ENGLISH) -> Catalogue:
    """Return the texts of a part, such as `page`, for a BCP 47 tag: in that language, else in its main language, else in English.

    The language of the catalogue is the one that was found.
    """
    own = next((tag for tag in (language, language.partition("-")[0]) if _file(tag)), ENGLISH)
    return Catalogue(own, {**_file(ENGLISH)[part], **_file(own).get(part, {})})


def is_foreign(language: str, other: str) -> bool:
    """Whether texts in one language need a language mark among texts in another. Texts of two regions of one language need no mark."""
    return language.partition("-")[0] != other.partition("-")[0] or direction(language) != direction(other)


@lru_cache
def words_among(language: str) -> Catalogue:
    """Return the texts for pages and sheets with data in a language, isolated where the directions differ."""
    found = catalogue("page", language)
    return Catalogue(found.language, found.words, isolating=direction(found.language) != direction(language))


def without_isolates(text: str) -> str:
    """Return a text without isolates, for search: nobody types isolates."""
    return text.translate(ISOLATED)


@lru_cache(maxsize=4096)
def category(language: str, n: int) -> str:
    """Return the plural form for a number in a language."""
    return str(_locale(language).plural_form(n))


def plural_table(language: str) -> str:
    """Return the index in `CATEGORIES` for each number, as a row of digits. Scripts read the row, because they have no plural rules."""
    return "".join(str(CATEGORIES.index(category(language, n))) for n in range(NUMBERS))


@lru_cache
def direction(language: str) -> str:
    """Return the direction, `ltr` or `rtl`, of a language given as a BCP 47 tag. A script in the tag, as in `az-Arab`, decides."""
    return str(_locale(language).text_direction)


@lru_cache
def _locale(language: str) -> Locale:
    """Return the CLDR data of a BCP 47 tag, else of its main language, else of English."""
    from babel import Locale, UnknownLocaleError

    for tag in (language, language.partition("-")[0]):
        try:
            return Locale.parse(tag, sep="-")
        except (UnknownLocaleError, ValueError):
            continue
    return Locale(ENGLISH)


@lru_cache
def _file(language: str) -> dict[str, Any]:
    path = STRINGS / f"{language}.json"
    if not path.is_file():
        return {}
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found
