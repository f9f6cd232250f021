"""Relations and quantities in texts of many languages: `>1.2 bar`, `höchstens 200 ms`, `menos de 2 horas`, `p95 < 200ms`."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from itertools import groupby

from generator.imports.phase_words import JOINED_UP, plain_words
from generator.imports.written_times import UNITS
from generator.model.field_facts import HOLDERS
from generator.model.meant_values import help_with_value
from generator.model.quantities import Relation, parse_comparison

TARGET = HOLDERS["slos"].fields["target"]
RELATIONS: dict[Relation, str] = {
    "at most": "at most|no more than|not more than|up to|maximum(?: of)?|max\\.?|<=|≤|=<|höchstens|maximal|bis zu"
    "|nicht mehr als|no máximo|até|não mais de"
    "|no mas de|como maximo|hasta|au plus|au maximum|maximum de|jusqu'a|al massimo|fino a|hoogstens|не более|не больше"
    "|максимум|不超过|不能超过|不得超过|不应超过|不可超过|不要超过|最多|不大于|不高于|最大|최대"
    "|لا يتجاوز|لا تتجاوز|لا تزيد عن|لا يزيد عن|بحد اقصى|على الاكثر|সর্বোচ্চ|अधिकतम",
    "at least": "at least|no less than|not less than|minimum(?: of)?|min\\.?|>=|≥|=>|mindestens|wenigstens"
    "|nicht weniger als|pelo menos|no minimo|ao menos"
    "|al menos|como minimo|por lo menos|au moins|au minimum|almeno|minstens|не менее|не меньше|минимум|至少|不少于|不低于"
    "|不小于|最低|최소|على الاقل|لا يقل عن"
    "|অন্তত|কমপক্ষে|कम से कम",
    "under": "under|below|less than|lower than|fewer than|smaller than|within|in under|<|unter|weniger als|kleiner als"
    "|geringer als|menos de|menor que|menor de"
    "|abaixo de|inferior a|por debajo de|moins de|inferieur a|en dessous de|sous|meno di|sotto|minder dan|onder|менее"
    "|меньше|ниже|до|小于|低于|少于|اقل من|دون"
    "|এর কম",
    "over": "over|above|more than|greater than|higher than|larger than|exceeds|exceeding|>|uber|ueber|mehr als|groesser als"
    "|hoeher als|mais de|maior que|acima de"
    "|superior a|mas de|mayor que|mayor de|por encima de|plus de|superieur a|au-dessus de|piu di|sopra|meer dan|boven|более"
    "|больше|свыше|выше|大于|高于|超过|多于"
    "|اكثر من|اكبر من|এর বেশি",
}
BEHIND: dict[Relation, str] = {
    "at most": "以下|以内|を超えない|이하|이내|or less|or fewer|max\\.?",
    "at least": "以上|이상|or more|\\+",
    "under": "未満|미만|内",
    "over": "超過|초과",
}
SECONDS = {
    "ms": "ms|msec|milliseconds?|millisekunden?|milissegundos?|milisegundos?|millisecondes?|毫秒|ミリ秒",
    "s": "s|secs?|seconds?|sekunden?|segundos?|secondes?|secondi|seconden|секунд[аы]?|秒|초|ثانية|ثوان|সেকেন্ড|सेकंड",
}
NUMBER = r"[$€£]?\s?(?P<number>\d[\d.,]*(?:[ '’]\d{3})*)"
UNIT = r"(?:\s*(?P<unit>%|°\s?[cf]\b|(?:[a-z]+)(?:/[a-z]+| per [a-z]+)?|[^\W\da-z_]+))?"
AFTER = r"(?![\w.,]*\d)"


def _either(words: str) -> str:
    """Return an expression for words as `plain_words` leaves them; those of scripts without spaces may follow other letters."""
    return "|".join(f"{before}(?:{'|'.join(forms)})" for before, forms in groupby(plain_words(words).split("|"), _before))


def _before(word: str) -> str:
    """Return what must be in front of a word."""
    after_number = r"(?<!\d\s)" if word.startswith("m") else ""  # `30 min 5 s` has no minimum
    return "" if JOINED_UP.search(word) else rf"(?<![\w<>=]){after_number}"


FORMS = [
    *((relation, re.compile(rf"(?:{_either(words)})\s*{NUMBER}{UNIT}{AFTER}")) for relation, words in RELATIONS.items()),
    *((relation, re.compile(rf"(?<![\w<>=-]){NUMBER}{UNIT}\s*(?:{plain_words(words)})(?![a-z])")) for relation, words in BEHIND.items()),
]
PERCENTILE = re.compile(r"\bp\s?(\d{2}(?:\.\d{1,2})?)\b|\b(\d{2}(?:\.\d{1,2})?)(?:th)?[ -]?(?:percentile|perzentil|percentil|百分位)")
SMALL_WORDS = frozenset(
    (
        "and",
        "or",
        "of",
        "in",
        "on",
        "at",
        "for",
        "with",
        "is",
        "per",
        "when",
        "if",
        "to",
        "und",
        "oder",
        "von",
        "e",
        "ou",
        "y",
        "o",
        "et",
        "de",
    )
)
FIGURE = re.compile(r"\d")
WORD_BEHIND = re.compile(r"\s*([^\s,;.)(*`]+)")
COMMA_LANGUAGES = frozenset(("de", "fr", "es", "pt", "it", "nl", "pl", "sv", "tr", "id", "ru", "uk", "el"))


@dataclass(frozen=True, slots=True)
class FoundFigure:
    """A relation and a quantity as the model reads them, and where they are in the text from `plain_words`.

    `error` says why the model does not take them; `comparison` is then as written.
    """

    comparison: str
    start: int
    error: str = ""
    percentile: str = ""


def figure_in(text: str, language: str = "en", *, whole: bool = False) -> FoundFigure | None:
    """Return the first relation and quantity of a text; None if it has none.

    `whole`: the text is a cell for a target, so a figure without a relation is reported too. `language` says what a point in a number is.
    """
    if not any(map(str.isdigit, text)):
        return None
    plain = _plain(text)
    percentile = percentile_in(plain)
    found = [(match.start(), relation, match) for relation, form in FORMS if (match := form.search(plain))]
    for start, relation, match in sorted(found, key=lambda one: (one[0], -len(one[2][0]))):
        if whole and _is_more(plain, match):
            break
        written = f"{relation} {_number(match['number'], language, match['unit'])}"
        with_unit = f"{written} {_unit(_as_written(text, match['number'], match['unit']))}" if match["unit"] else written
        for candidate in (with_unit, *((written,) if match["unit"] in SMALL_WORDS else ())):
            try:
                return FoundFigure(str(parse_comparison(candidate)), start, percentile=percentile)
            except ValueError as error:
                last = FoundFigure(match[0].strip(), start, str(error), percentile)
        return last
    if not whole or not FIGURE.search(plain):
        return None
    try:
        return FoundFigure(str(parse_comparison(text)), 0, percentile=percentile)
    except ValueError as error:
        return FoundFigure(text.strip(), 0, f"{error}; {help_with_value(TARGET, text)}", percentile)


def percentile_in(text: str) -> str:
    """Return the percentile that a text names, such as `95` for p95; empty if it names none."""
    match = PERCENTILE.search(plain_words(text))
    return (match[1] or match[2]) if match else ""


def _is_more(plain: str, match: re.Match[str]) -> bool:
    """Whether a cell says more than one relation and quantity, such as `> 5 and < 9`, so that nobody knows which is the target."""
    rest = plain[: match.start()] + plain[match.end() :]
    return FIGURE.search(PERCENTILE.sub("", re.sub(r"\([^()]*\)", "", rest))) is not None


def _plain(text: str) -> str:
    digits = "".join(str(unicodedata.digit(one)) if one.isdigit() and unicodedata.digit(one, -1) >= 0 else one for one in text)
    return plain_words(digits.replace("&lt;", "<").replace("&gt;", ">").replace("＜", "<").replace("＞", ">"))


def _as_written(text: str, number: str, unit: str) -> str:
    """Return a unit with its accents and capital letters, if it is a word of the text behind its number."""
    written = number.strip()
    at = text.find(written)
    while at >= 0:
        if match := WORD_BEHIND.match(text, at + len(written)):
            return match[1] if plain_words(match[1]) == unit else unit
        at = text.find(written, at + 1)
    return unit


def _number(text: str, language: str, unit: str | None) -> str:
    """Return a number with a point, and without separators of thousands: `1,5` is 1.5, `10,000` is ten thousand.

    `10.000` is ten thousand in languages with a decimal comma, except for shares, which are small.
    """
    text = re.sub(r"[ '’]", "", text.strip(".,"))
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", text):
        return text.replace(",", "")
    is_thousands = language[:2] in COMMA_LANGUAGES and unit != "%" and not text.startswith("0")
    if re.fullmatch(r"\d{1,3}(?:\.\d{3}){2,}(?:,\d+)?", text) or (is_thousands and re.fullmatch(r"\d{1,3}\.\d{3}", text)):
        return text.replace(".", "").replace(",", ".")
    return text.replace(",", ".")


def _unit(text: str) -> str:
    """Return a unit as the model writes it: `h` for `Stunden`, `°C` for `° c`."""
    plain = plain_words(text)
    head, slash, per = text.partition("/")
    if slash:
        return f"{_unit(head)} per {_unit(per)}"
    for unit, words in (*SECONDS.items(), *UNITS.items()):
        if re.fullmatch(words, plain):
            return {"d": "days", "w": "weeks", "month": "months"}.get(unit, unit)
    if text.startswith("°"):
        return f"°{text[-1].upper()}"
    return {
        "gb": "GB",
        "mb": "MB",
        "kb": "KB",
        "tb": "TB",
        "gib": "GiB",
        "mib": "MiB",
        "prozent": "%",
        "percent": "%",
        "por cento": "%",
    }.get(text, text)
