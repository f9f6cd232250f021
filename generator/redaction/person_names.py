"""The names of people: the people that one text names, and patterns that find each name in its usual forms."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple
from unicodedata import normalize

from generator.text.phrase_matching import folded

# Scripts whose sentences have no spaces, or whose endings join a name: Thai to Burmese, Khmer, Korean, Japanese, Chinese.
UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u3040-\u30fa\u30fc-\u30ff\u3400-\u9fff\uac00-\ud7af\U00020000-\U0003ffff"
WORD = re.compile(rf"[^\W_{UNSPACED}]+")
IN_UNSPACED = re.compile(f"[{UNSPACED}]{{2,}}")
BEFORE, AFTER = rf"(?<![^\W{UNSPACED}])", rf"(?![^\W{UNSPACED}])"
# The next character of a folded text may be a part of the last one: an accent of Japanese, the last letter of a Korean syllable.
WHOLE = "(?![\u3099\u309a\u11a8-\u11ff])"
# What may be between the characters of such a name.
BLANKS = re.compile(r"[\s\u30fb]+")
# The separators between the words of a name, as in ada.lovelace; and those inside a word, which may be left out.
JOINT = r"[\s._+'`\u02bc\u2018\u2019\u2010\u2011-]+"
INNER = re.compile(r"['`\u02bc\u2018\u2019\u2010\u2011-]+")
MAYBE_JOINT = rf"(?:{JOINT})?"
# Between a last name and a first name: Lovelace, Ada; also in the cells of a table: "Lovelace";"Ada".
COMMA = r"""(?:,\s*|["']?[,;|]["']?)"""
# A letter after such a word is a part of a text, not an initial: Plan B. Will it run?
COUNTED = (
    "plan",
    "step",
    "phase",
    "option",
    "part",
    "appendix",
    "annex",
    "section",
    "page",
    "zone",
    "room",
    "site",
    "team",
    "group",
    "tier",
)
NOT_COUNTED = "".join(rf"(?<!\b{word}\s)" for word in COUNTED)
OTHER_SIGN = re.compile(r"[^\w\s.'\u2019,-]")
# What comes before a name without separators, if it is somebody's name in a chat.
HANDLE = r"(?:(?<=[@~])|(?<=\bskype:)|(?<=\b[tm]\.me/))"
# Between the names of several people; a remark about a person; what is before and after a name; words that no name has.
BETWEEN_PEOPLE = re.compile(r"\s*[/;&|\u2022\u3001\uff0c]\s*|\s[-+\u2013\u2014]\s|\s(?:and|or|und|oder|et|ou)\s", re.IGNORECASE)
REMARK = re.compile(r"""\([^()]*\)|\uff08[^\uff08\uff09]*\uff09|\[[^\[\]]*\]|\s["\u201c][^"\u201d]*["\u201d]""")
TITLES = frozenset(("dr", "prof", "professor", "mr", "mrs", "ms", "miss", "mx", "sir", "herr", "frau", "ing", "dipl"))
ENDINGS = frozenset(("phd", "md", "msc", "bsc", "mba", "jr", "sr", "ii", "iii"))
NOT_IN_NAMES = frozenset(("of", "for", "the", "on", "at", "in"))
# How German and the Scandinavian languages write a letter without its accent.
SPELLED_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "Å": "Aa", "Ø": "Oe"})
ACCENT_AS_E = re.compile("(?<=[aou])e")


class NameForm(NamedTuple):
    """A pattern of a name in folded texts. Each match has one of the `keys`.

    The words of a `capital` form may be ordinary words, so it counts only where they have capitals: Will Mark, not `will mark`.
    """

    pattern: str
    keys: tuple[str, ...]
    capital: bool = False


def names_in(text: str) -> tuple[str, ...]:
    """Return the full names in the name of a contact. A single word is a name only if it is all of the text."""
    bare = " ".join(REMARK.sub(" ", text).split())
    parts = [part for one in BETWEEN_PEOPLE.split(bare) for each in _by_script(one) for part in _readings(each)]
    full = [part for part in parts if IN_UNSPACED.search(part) or (len(_words(part)) > 1 and not NOT_IN_NAMES & {*_words(part)})]
    return tuple(dict.fromkeys(full)) or ((bare or text,) if text else ())


def name_forms(name: str) -> Iterator[NameForm]:
    """Yield the patterns of one full name."""
    written = normalize("NFC", name)
    if OTHER_SIGN.search(written) and (words := WORD.findall(folded(written))):  # as typed: Bob / Cy
        yield NameForm(BEFORE + r"\s+".join(map(re.escape, folded(written).split())) + AFTER, (max(words, key=len),))
    spellings = [folded(written), folded(written.translate(SPELLED_OUT))]
    if len(_words(name)) > 1:
        spellings.append(ACCENT_AS_E.sub("", spellings[0]))
    for spelling in dict.fromkeys(spellings):
        if IN_UNSPACED.search(spelling):
            characters = BLANKS.sub("", spelling)
            yield NameForm(r"[\s\u30fb]*".join(map(re.escape, characters)) + WHOLE, (characters,))
        else:
            yield from _forms(_words(spelling))


def has_capitals(name: str) -> bool:
    """Return whether the first and last words of a name, as written, begin with capitals, or have none in their script."""
    words = WORD.findall(name)
    return not (words[0][0].islower() or words[-1][0].islower())


def _by_script(part: str) -> tuple[str, ...]:
    """Return the parts of a text that write one name in two scripts: Ann Lee 李安."""
    rest = IN_UNSPACED.sub(" ", part)
    return (rest, " ".join(IN_UNSPACED.findall(part))) if rest != part and WORD.search(rest) else (part,)


def _readings(part: str) -> Iterator[str]:
    """Yield a text without commas; or what it may mean with commas: Lee, Ann; Ann Lee, Bob Ray; Ann Lee, PhD."""
    first, *others = (one.strip() for one in part.split(","))
    yield first
    yield from others
    if len(others) == 1 and {*_words(others[0])}.isdisjoint(ENDINGS):
        yield f"{others[0]} {first}"


def _words(name: str) -> list[str]:
    """Return the folded words of a name. What a hyphen or apostrophe joins is one word."""
    return [bare for word in re.split(r"[\s._+]+", folded(name)) if (bare := word.strip("'`\u2018\u2019-"))]


def _forms(words: list[str]) -> Iterator[NameForm]:
    """Yield the forms of a name of words: Ann B. Lee; Lee, Ann; A. Lee; Lee Ann; @annlee."""
    titles: list[str] = []
    while len(words) > 2 and words[0] in TITLES:
        titles.append(words.pop(0))
    while len(words) > 2 and words[-1].rstrip(",") in ENDINGS:
        words.pop()
    words = [word for word in words if WORD.search(word)]  # without dashes alone
    if not words:
        return
    patterns = [MAYBE_JOINT.join(map(re.escape, filter(None, INNER.split(word)))) for word in words]
    keys = tuple({max(WORD.findall(words[-1]), key=len), INNER.sub("", words[-1])})
    title = "".join(rf"(?:{one}[\s.]+)?" for one in titles)
    if len(words) == 1:
        yield NameForm(BEFORE + patterns[0] + AFTER, keys)
        return
    first, *middle, last = patterns
    initial = rf"(?:{JOINT}[^\W\d_](?=\.))?"
    given = first + "".join(f"(?:{JOINT}{one})?" if len(word) == 1 else JOINT + one for one, word in zip(middle, words[1:-1], strict=True))
    listed = "|".join(rf"{JOINT.join(patterns[at:])}{COMMA}{JOINT.join(patterns[:at])}" for at in range(1, len(words)))
    yield NameForm(rf"{BEFORE}{title}(?:{given}{initial}{JOINT}{last}|{listed}){AFTER}", keys)
    yield NameForm(HANDLE + "".join(patterns) + AFTER, ("".join(INNER.sub("", word) for word in words),))
    starts = [re.escape(word[0]) for word in words]
    short = rf"(?:{first}|{NOT_COUNTED}{starts[0]}(?=\.)(?:[.\s-]+[^\W\d_](?=\.))*)"
    others = "".join(f"(?:{JOINT}(?:{one}|{start}))?" for one, start in zip(middle, starts[1:-1], strict=True))
    turned = "|".join(rf"{JOINT.join(patterns[at:])}\s+{JOINT.join(patterns[:at])}" for at in range(1, len(words)))
    yield NameForm(rf"{BEFORE}(?:{short}{others}{initial}{JOINT}{last}|{turned}|{last},?\s*{short}{others}){AFTER}", keys, capital=True)
