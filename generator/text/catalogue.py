"""The interface's own words, in one catalogue for each language: a translation is one file beside the English one.

The one module that knows Babel, whose tables of the Unicode CLDR say how languages count and in which direction they are written.
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
# The forms that words take with a number, as the CLDR names them; no language has all of them, and every one has the last.
CATEGORIES = ("zero", "one", "two", "few", "many", "other")
OTHER = CATEGORIES[-1]
# Rules of plurals tell numbers apart by their last two digits, so that this many say all.
NUMBERS = 200
# Unicode's isolates: what is between one of these and the end runs by itself, from the left, from the right or as its first letter does.
ISOLATES = {"ltr": "\u2066", "rtl": "\u2067"}
FIRST_STRONG, END = "\u2068", "\u2069"
ISOLATED = dict.fromkeys(map(ord, (*ISOLATES.values(), FIRST_STRONG, END)))

Words = Mapping[str, "str | Mapping[str, str]"]


class OurWords(str):
    """A text that is all of ours, from a catalogue; what is put together from it and others is none any more."""

    __slots__ = ()


class Catalogue:
    """The words of one part of the interface in one language. What a translation leaves out is said in English.

    With `isolating` they stand among texts that are written in the other direction: then the characters of Unicode that keep a run of
    text apart enclose them, and each value that is put into them.
    """

    def __init__(self, language: str, words: Words, *, isolating: bool = False) -> None:
        self.language = language
        self.words = words
        self.isolating = isolating

    def __call__(self, key: str, **values: object) -> OurWords:
        """The words of a key, with values in the place of `{names}`."""
        words = self.words[key]
        assert isinstance(words, str), f"{key} depends on a number"
        return self.put(words, values)

    def count(self, key: str, n: int, **values: object) -> OurWords:
        """The words of a key for a number of things."""
        return self.put(self.form(key, n), {"n": n, **values})

    def form(self, key: str, n: int) -> str:
        """The form of a key that goes with a number, before its values are put in."""
        return self._form(key, category(self.language, n))

    def ordinal(self, number: float) -> OurWords:
        """A number as a place in an order: `95.0` is `95th`, `99.9` is `99.9th`, `1` is `1st`."""
        shown = f"{number:.12g}"
        return OurWords(self._form("ordinal", _locale(self.language).ordinal_form(float(shown))).format(n=shown))

    def put(self, form: str, values: Mapping[str, object]) -> OurWords:
        """A form with its values, kept apart from what it stands among."""
        if not self.isolating:
            return OurWords(form.format(**values) if values else form)
        texts = {name: value if isinstance(value, str) else str(value) for name, value in values.items()}
        # Added and not formatted, so that a value that is markup stays markup.
        return self.apart(form.format(**{name: FIRST_STRONG + text + END for name, text in texts.items()}))

    def apart(self, words: str) -> OurWords:
        """Words of this language, kept apart from what they stand among."""
        return OurWords(f"{ISOLATES[direction(self.language)]}{words}{END}" if self.isolating and words else words)

    def figure(self, text: str) -> str:
        """A figure, a number to call or an address, which is written from the left wherever it stands."""
        return f"{ISOLATES['ltr']}{text}{END}" if self.isolating and text else text

    def _form(self, key: str, wanted: str) -> str:
        forms = self.words[key]
        assert not isinstance(forms, str), f"{key} does not depend on a number"
        return forms.get(wanted) or forms[OTHER]


@lru_cache
def catalogue(part: str, language: str = ENGLISH) -> Catalogue:
    """The words of a part, such as `page`, for a language given as a BCP 47 tag: its own, else its main language's, else English.

    The language of the catalogue is that of the words, whatever was asked for.
    """
    own = next((tag for tag in (language, language.partition("-")[0]) if _file(tag)), ENGLISH)
    return Catalogue(own, {**_file(ENGLISH)[part], **_file(own).get(part, {})})


def is_foreign(language: str, words: str) -> bool:
    """Whether texts in a language need to say so among words in another: those of a region and of its language are one."""
    return language.partition("-")[0] != words.partition("-")[0] or direction(language) != direction(words)


@lru_cache
def words_among(language: str) -> Catalogue:
    """The words of pages and sheets whose texts are in a language, kept apart from them where those run the other way."""
    found = catalogue("page", language)
    return Catalogue(found.language, found.words, isolating=direction(found.language) != direction(language))


def without_isolates(text: str) -> str:
    """A text without the characters that keep runs of it apart, which nobody types who searches for it."""
    return text.translate(ISOLATED)


@lru_cache(maxsize=4096)
def category(language: str, n: int) -> str:
    """The form that words take with a number in a language."""
    return str(_locale(language).plural_form(n))


def plural_table(language: str) -> str:
    """Which of `CATEGORIES` each number takes, as a row of digits, for readers that do not know the rules of languages."""
    return "".join(str(CATEGORIES.index(category(language, n))) for n in range(NUMBERS))


@lru_cache
def direction(language: str) -> str:
    """The way a page runs whose language this is, a BCP 47 tag: `ltr` or `rtl`. A script in the tag, as in `az-Arab`, decides."""
    return str(_locale(language).text_direction)


@lru_cache
def _locale(language: str) -> Locale:
    """What the CLDR knows of a language: of its tag, else of its main language; English for one that it does not know."""
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
