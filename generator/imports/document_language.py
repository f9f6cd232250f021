"""The language of a document: what it says about itself, else what its letters and its small words show."""

from __future__ import annotations

import re
from collections import Counter
from itertools import islice

from generator.imports.language_words import STOP_WORDS
from generator.imports.script_letters import script_of
from generator.imports.written_times import CLOCK_IN_TEXT
from generator.model.field_facts import VARIANT_HEAD
from generator.model.meant_values import meant_value
from generator.model.scalar_kinds import LANGUAGE
from generator.text.latin_letters import to_latin

# The language of a script. Where several languages share it, letters that only one of them has decide.
OF_SCRIPT = {
    "BENGALI": "bn", "ARABIC": "ar", "CYRILLIC": "ru", "GREEK": "el", "HEBREW": "he", "DEVANAGARI": "hi", "THAI": "th", "HANGUL": "ko",
    "HIRAGANA": "ja", "KATAKANA": "ja", "CJK": "zh", "TAMIL": "ta", "TELUGU": "te", "GUJARATI": "gu", "GURMUKHI": "pa", "KANNADA": "kn",
    "MALAYALAM": "ml", "SINHALA": "si", "GEORGIAN": "ka", "ARMENIAN": "hy", "ETHIOPIC": "am", "MYANMAR": "my", "KHMER": "km", "LAO": "lo",
}  # fmt: skip
LETTERS_OF = {"ru": {"uk": "іїєґ", "sr": "ђћ", "bg": ""}, "ar": {"ur": "ٹڈڑںے", "fa": "پچژگ"}, "hi": {"mr": "ळ"}, "bn": {"as": "ৰৱ"}}
CODE = re.compile(r"^\s*(```|~~~).*?^\s*\1|`[^`\n]*`|<[^<>\n]*>|\]\([^()\n]*\)|https?://\S+", re.MULTILINE | re.DOTALL)
WORD = re.compile(r"[^\W\d_]+")
MOST = 20_000  # letters and words that are counted; more do not change the answer
# Commands and names are in Latin letters in each language, so a third of the letters is enough.
ENOUGH = 1 / 3
OF_A_HAN_WORD = 3  # one Han character says as much as three Latin letters
FEWEST_WORDS = 3


def document_language(text: str, stated: str = "") -> str:
    """Return the tag of the language of a Markdown text, such as `bn`; empty if nobody can tell.

    `stated` is what the document says, such as `pt_BR` in its front matter; it wins if it is a language.
    """
    tag = stated.strip().replace("_", "-")
    if LANGUAGE.valid(tag) is not None or (tag := meant_value(VARIANT_HEAD.fields["language"], stated)):
        return tag
    return _by_script(bare := CODE.sub(" ", text)) or _by_words(CLOCK_IN_TEXT.sub(" ", bare))


def _by_script(text: str) -> str:
    letters = Counter(islice((one for one in text if one.isalpha()), MOST))
    weights: Counter[str] = Counter()
    for one, count in letters.items():
        script = script_of(one)
        weights[script] += count * (OF_A_HAN_WORD if script in ("CJK", "HIRAGANA", "KATAKANA", "HANGUL") else 1)
    weights["HIRAGANA"] += weights.pop("KATAKANA", 0)
    if weights["HIRAGANA"] * 20 > weights["CJK"]:  # Chinese quotes a Japanese word at most
        weights["HIRAGANA"] += weights.pop("CJK", 0)
    script, weight = max(weights.items(), key=lambda one: one[1] if one[0] in OF_SCRIPT else 0)
    if script not in OF_SCRIPT or not weight or weight < sum(weights.values()) * ENOUGH:
        return ""
    language = OF_SCRIPT[script]
    own = {other: sum(letters[one] for one in marks) for other, marks in LETTERS_OF.get(language, {}).items()}
    return next((other for other, count in own.items() if count * 100 > weight), language)


def _by_words(text: str) -> str:
    words = Counter(to_latin(match[0]) for match in islice(WORD.finditer(text), MOST))
    scores = {language: sum(words[word] for word in small) for language, small in STOP_WORDS.items() if language not in OF_SCRIPT.values()}
    first, second, *_ = sorted(scores, key=lambda one: -scores[one])
    return first if scores[first] >= FEWEST_WORDS and scores[first] > scores[second] else ""
