"""The value that a writer probably means by an invalid one: the same quantity, date, moment or address in the form of its kind."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from difflib import get_close_matches

from generator.diagnostics.diagnostic import nearest
from generator.model import scalar_kinds as kinds
from generator.model.field_facts import COLLECTIONS, HOLDERS, PLACE, FieldSpec
from generator.model.left_out import instead_of_several
from generator.model.moments import RECURRENCES, WEEKDAYS
from generator.model.quantities import TIME_UNITS, TIME_WORDS, meant_unit
from generator.model.scalar_kinds import MAX_ID
from generator.model.synonyms import value_for
from generator.model.unknown_field import did_you_mean, help_with_characters, with_article
from generator.text.latin_letters import to_latin
from generator.text.odd_characters import as_typed, is_hidden, odd_character

SAME_SIDE = 0.8  # `frist`, but not the id `first-aid`
LONGEST = 200  # nobody means a longer value
# Other words for each relation. Longer phrases come before the words that they begin with.
RELATION_WORDS = {
    "at most": "no more than|not more than|less than or equal to|up to|maximum|max\\.?|at maximum|<=|≤|=<",
    "at least": "no less than|not less than|more than or equal to|greater than or equal to|minimum|min\\.?|at minimum|>=|≥|=>",
    "under": "less than|lower than|smaller than|fewer than|below|within|faster than|<",
    "over": "more than|greater than|higher than|larger than|above|exceeds|exceeding|slower than|beyond|>",
    "exactly": "equal to|equals|equal|precisely|is|==|=",
}
PERIODS = {
    "daily": "1 d", "weekly": "7 d", "biweekly": "14 d", "fortnightly": "14 d", "monthly": "30 d", "quarterly": "90 d", "quarter": "90 d",
    "half-yearly": "180 d", "biannually": "180 d", "yearly": "365 d", "annually": "365 d", "annual": "365 d",
    "hourly": "1 h", "hour": "1 h", "half-hourly": "30 min", "day": "1 d", "week": "7 d", "month": "30 d", "year": "365 d",
    "half an hour": "30 min", "half hour": "30 min", "an hour": "1 h", "one hour": "1 h", "a day": "1 d", "one day": "1 d", "a week": "7 d",
    "one week": "7 d", "a month": "30 d", "a year": "365 d", "a minute": "1 min", "asap": "immediately", "now": "immediately",
    "instant": "immediately", "instantly": "immediately", "at once": "immediately",
}  # fmt: skip
# What nobody can count by one number and one unit, and words for it.
FEW = {
    **dict.fromkeys(("biweekly", "bi weekly", "fortnightly", "fortnight", "twice monthly", "semi monthly"), "2 weeks"),
    **dict.fromkeys(("bimonthly", "bi monthly"), "2 months"),
    **dict.fromkeys(("half yearly", "half a year", "half year", "semi annually", "semiannually", "biannually", "twice a year"), "6 months"),
    **dict.fromkeys(("weekday", "weekdays", "working day", "workday", "business day", "mon fri", "monday to friday"), "day"),
    **dict.fromkeys(("yearly", "annually", "annual", "year"), "12 months"),
}
DUE = "Weekly work is due on Mondays, monthly work on the first of a month, and one list has one rhythm."
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
LANGUAGES = {
    "english": "en", "bengali": "bn", "bangla": "bn", "german": "de", "deutsch": "de", "french": "fr", "spanish": "es", "portuguese": "pt",
    "italian": "it", "dutch": "nl", "polish": "pl", "russian": "ru", "hindi": "hi", "urdu": "ur", "arabic": "ar", "chinese": "zh",
    "japanese": "ja", "korean": "ko", "turkish": "tr", "indonesian": "id", "swedish": "sv", "czech": "cs", "ukrainian": "uk",
}  # fmt: skip
UNIT_LETTERS = {"m": "min", "M": "min", "hr": "h", "H": "h", "D": "d", "S": "s", "W": "w"}


def help_with_value(spec: FieldSpec, text: str, beside: Mapping[str, str] = {}) -> str:
    """Return help with a value that its kind refuses: what is probably meant, or else what the field is for.

    `beside` are the other values of the entry. A figure without a relation probably has that of the figures beside it.
    """
    kind = spec.kind
    if "{{" in text and kind not in kinds.PARAMETER_KINDS:
        return "parameters are filled in only in texts, commands and web addresses: write the value itself"
    is_prose = kind in kinds.WORD_KINDS
    hidden = next((one for one in text if is_hidden(one)), "")
    if odd := hidden or ("" if is_prose else odd_character(text)):
        typed = as_typed(text).strip("\"' ")
        return help_with_characters(odd, typed, is_valid=not is_prose and len(typed) <= MAX_ID and kind.valid(typed) is not None)
    purpose = f"`{spec.key}`: {spec.description}" if spec.description else f"it is {kind.form}"
    if kind.choices:
        return did_you_mean(meant_value(spec, text)) or nearest(text, kind.choices) or purpose
    several = re.split(r"\s*(?:[,;&+/]|\band\b|\bor\b)\s*", text.strip())
    if spec.reference and (instead := instead_of_several(spec, several)):
        return instead
    meant = meant_value(spec, text)
    if kind is kinds.ID_KIND and spec.reference in COLLECTIONS and " " in text:
        holds = f"write the key of {with_article(HOLDERS[spec.reference])} in `{spec.reference}`, not its title or name"
        return f"{did_you_mean(meant)} {holds[:1].upper()}{holds[1:]}" if meant else holds
    if kind is kinds.COMPARISON and meant and re.match("[0-9]", text.strip()):
        known = _relations(spec.key, beside)
        either = [one for relation in known if (one := meant_value(spec, f"{relation} {text}"))]
        return f"did you mean {' or '.join(f'`{one}`' for one in either)}?" if either else did_you_mean(meant)
    if kind is kinds.RECURRENCE:
        return f"{did_you_mean(meant) or purpose} {DUE}"
    return did_you_mean(meant) or purpose


def meant_value(spec: FieldSpec, text: str) -> str:
    """Return the valid value that is probably meant by an invalid one; empty if nobody can tell."""
    kind, text = spec.kind, text.strip()
    if len(text) > LONGEST:
        return ""
    if kind.choices or kind is kinds.BOOLEAN:
        return value_for(spec.key, text, kind.choices or ("true", "false"))
    candidates = MEANT.get(kind.name)
    return next((one for one in candidates(text) if kind.valid(one) is not None), "") if candidates else ""


def to_id(text: str) -> str:
    """Return the id that a text was probably meant to be: `tech-lead` for `Tech Lead`. Empty if no character can be in an id."""
    return "-".join(re.findall(r"[a-z0-9]+", as_typed(to_latin(text))))[:MAX_ID].strip("-")


def _ids(text: str) -> Iterator[str]:
    if match := re.fullmatch(r"(?:.*[/\\])?([\w-]+)(?:\.ya?ml|/)?", text):
        yield to_id(match[1])
    if re.search(r"[,;&+]| and | or ", text):
        yield to_id(re.split(r"[,;&+]| and | or ", text)[0])
    yield to_id(text)


def _relations(key: str, beside: Mapping[str, str]) -> tuple[str, ...]:
    """Return the relations that a figure without one may have: a target is met on one side, its levels are on the other side.

    For a target without levels, the unit tells more.
    """
    for other in ("alert", "warn", "target"):
        figure = kinds.COMPARISON.valid(beside.get(other, "")) if other != key else None
        if figure is not None and figure.relation != "exactly":
            if (other == "target") == (key == "target"):
                return (figure.relation,)
            return (("at least" if key == "target" else "over") if figure.is_upper_bound() else "under",)
    return () if key == "target" else ("over", "under")


def _comparisons(text: str) -> Iterator[str]:
    text = _plain_number(text)
    for relation, words in RELATION_WORDS.items():
        if match := re.match(rf"(?:is |be |it is )?(?:{words}|{relation})(?![a-z]) *(?:than )?(.+)", text, re.IGNORECASE):
            yield f"{relation} {match[1]}"
            yield f"{relation} {_with_units(match[1])}"
    if match := re.fullmatch(r"(.+?) *(?:or less|max|maximum|at most|or below)", text):
        yield f"at most {match[1]}"
    if match := re.fullmatch(r"(.+?) *(?:or more|min|minimum|at least|or above|\+)", text):
        yield f"at least {match[1]}"
    shorter = re.sub(r" *\(.*\)$|(?<=%) .*", "", text)
    yield from _comparisons(shorter) if shorter != text else ()
    if re.match("[0-9]", text):
        yield f"{'at least' if '%' in text else 'under'} {text}"
    yield _with_units(text)


def _plain_number(text: str) -> str:
    """Return a text with a point instead of a decimal comma, and without commas between thousands."""
    text = re.sub(r"(?<=[0-9])[,' ](?=[0-9]{3}(?![0-9]))", "", text)
    return re.sub(r"(?<=[0-9]),(?=[0-9])", ".", text)


def _with_units(text: str) -> str:
    """Return a text with a space between each number and its unit, and with the units that are read."""
    return re.sub(r"(?<=[0-9]) *([A-Za-z]+)\b", lambda match: f" {_unit(match[1])}", text)


def _unit(word: str) -> str:
    known = {one.casefold(): one for one in (*TIME_UNITS, *TIME_WORDS)}
    return UNIT_LETTERS.get(word) or known.get(word.casefold()) or meant_unit(word) or word


def _durations(text: str) -> Iterator[str]:
    words = " ".join(text.lower().split()).rstrip(".")
    words = re.sub(r"^(?:every|each|about|around|approx\.?|ca\.?|circa|~|≈|-|\+|<|<=|max\.?|up to|within|in) *", "", words)
    yield PERIODS.get(words, "")
    words = _plain_number(words)
    yield words
    yield _with_units(words)
    if match := re.fullmatch(r"[0-9.]+ *(?:-|to|or|\.\.) *([0-9.]+ *[a-z]+)", words):
        yield _with_units(match[1])
    if match := re.fullmatch(r"([0-9]{1,2}):([0-9]{2})(?::00)?", words):
        yield _minutes(int(match[1]) * 60 + int(match[2]))
    if match := re.fullmatch(r"p?t?(?:([0-9]+) *h[a-z]*)?(?:,? *(?:and)? *([0-9]+) *m[a-z]*)?", words):
        yield _minutes(int(match[1] or 0) * 60 + int(match[2] or 0))
    if match := re.fullmatch(r"p([0-9]+)([dwmy])", words):
        yield f"{match[1]} {'month' if match[2] == 'm' else match[2]}"
    yield words if not words.isdecimal() else f"{words} min"


def _minutes(minutes: int) -> str:
    return f"{minutes} min" if minutes % 60 or not minutes else f"{minutes // 60} h"


def _recurrences(text: str) -> Iterator[str]:
    """Yield how often `biweekly`, `every other day`, `Mondays` or `1st of the month` is."""
    words = " ".join(text.lower().replace("-", " ").replace(",", " ").split()).rstrip(".")
    words = re.sub(r"^(?:(?:every|each|on|per|once|a|an|in|the) )+", "", words)
    yield value_for("every", words, RECURRENCES)
    yield FEW.get(words, "")
    words = re.sub(r"^(?:other|second|2nd|alternate|two) ", "2 ", words)
    words = re.sub(r"^(?:third|3rd|three) ", "3 ", words)
    words = re.sub(r"^(?:fourth|4th|four) ", "4 ", words)
    if match := re.match(r"([0-9]+) ?([a-z]+)", words):
        number, unit = (
            int(match[1]),
            {"d": "day", "w": "week", "m": "month", "mo": "month", "y": "year"}.get(match[2], match[2].removesuffix("s")),
        )
        yield {"quarter": f"{3 * number} months", "year": f"{12 * number} months"}.get(unit, f"{number} {unit}s")
    yield "month" if re.search(r"\bmonth", words) else ""
    yield next((day for day in WEEKDAYS if re.match(rf"{day[:3]}(?:[a-z]{{0,2}}|{day[3:]}s?)\b", words)), "")


def _offsets(text: str) -> Iterator[str]:
    words = "".join(text.lower().split())
    before = re.fullmatch(r"([0-9.]+[a-z]+)(before|after|prior)(?:t-?0|deploy\w*|go-?live|start)?", words)
    if before:
        words = f"t{'+' if before[2] == 'after' else '-'}{before[1]}"
    words = re.sub(r"^(?:t(?:-?0)?|d|h)?([-+])", r"t\1", words)
    yield "T-0" if words in ("t", "t0", "t+0", "t-0h", "t-0min", "0", "now", "start", "go-live", "h-0", "d-0", "d-day") else ""
    match = re.fullmatch(r"t([-+])([0-9]+)(?::([0-9]{2}))?(?:h([0-9]+)(?:m|min)?)?([a-z]*)", words)
    if match is None:
        return
    sign, number, minutes, unit = match[1], int(match[2]), match[3] or match[4], match[5]
    if minutes:
        yield f"T{sign}{number * 60 + int(minutes)}min"
    unit = _unit(unit) if unit else "d" if text.lower().startswith("d") else "min"
    yield f"T{sign}{number}{TIME_WORDS.get(unit, unit)}"
    if unit in ("month", "months"):
        yield f"T{sign}{number * 30}d"


def _dates(text: str) -> Iterator[str]:
    def day(year: str, month: str, date: str) -> str:
        return f"{year}-{int(month):02}-{int(date):02}"

    for form in (r"([0-9]{4})[-/. ]([0-9]{1,2})[-/. ]([0-9]{1,2})(?![0-9])", r"([0-9]{4})([0-9]{2})([0-9]{2})(?![0-9])"):
        if match := re.match(form, text):
            yield day(*match.groups())
    if match := re.fullmatch(r"([0-9]{1,2})([-/. ]+)([0-9]{1,2})[-/. ]+([0-9]{4})", text):
        first, second = (match[1], match[3]) if "/" in match[2] else (match[3], match[1])
        yield day(match[4], first, second)
        yield day(match[4], second, first)
    words = re.findall(r"[a-z]+|[0-9]+", text.lower())
    month = next((MONTHS.index(word[:3]) + 1 for word in words if word[:3] in MONTHS), 0)
    year = next((word for word in words if len(word) == 4 and word.isdecimal()), "")
    date = next((word for word in words if len(word) <= 2 and word.isdecimal()), "")
    if month and year and date:
        yield day(year, str(month), date)


def _percentiles(text: str) -> Iterator[str]:
    if match := re.fullmatch(r"0?[.,]([0-9]{2})([0-9]*)", text):
        yield f"{int(match[1])}{f'.{match[2]}' if match[2] else ''}"
    yield from re.findall(r"[0-9]+(?:\.[0-9]+)?", text.replace(",", "."))[:1]


def _urls(text: str) -> Iterator[str]:
    if match := re.search(r"https?://[^\s<>()\[\]\"'|]+", text):
        yield match[0]
    if match := re.fullmatch(r"(https?):?/{0,3}([\w.-]+\.\w{2,}\S*)", text, re.IGNORECASE):
        yield f"{match[1].lower()}://{match[2]}"
    if re.fullmatch(r"[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}(?:[:/]\S*)?", text):
        yield f"https://{text}"


def _emails(text: str) -> Iterator[str]:
    text = re.sub(r" *[(\[]?\bat\b[)\]]? *| *[(\[]at[)\]] *", "@", text) if "@" not in text else text
    yield from re.findall(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.sub(r" *[(\[]dot[)\]] *", ".", text))[:1]


def _phones(text: str) -> Iterator[str]:
    yield from re.findall(r"\+?[0-9(][0-9 ()./-]{4,}[0-9]", text)[:1]


def _places(text: str) -> Iterator[str]:
    words = " ".join(text.lower().replace(":", " ").split())
    yield {"top": "first", "start": "first", "begin": "first", "0": "first", "bottom": "last", "end": "last", "-1": "last"}.get(words, "")
    yield from get_close_matches(words, ("first", "last"), 1, SAME_SIDE)
    side, _, id = words.rpartition(" ")
    id = ".".join(map(to_id, id.split(".")))
    sides = {"below": "after", "under": "after", "behind": "after", "following": "after", "above": "before", "over": "before"}
    yield f"{sides.get(side, side or 'after')} {id}" if not id.isdecimal() else ""


def _languages(text: str) -> Iterator[str]:
    yield LANGUAGES.get(text.lower(), "")
    yield text.replace("_", "-").partition(".")[0]
    yield text.lower()


def _addresses(text: str) -> Iterator[str]:
    parts = [to_id(part) for part in re.split(r"[./>:]+", text) if part.strip()]
    yield ".".join(parts) if len(parts) > 1 and " " not in text.strip() else ""


def _syntaxes(text: str) -> Iterator[str]:
    """Yield the short form of a language: `json` for `JSON`, `.json` and `application/json`."""
    yield text.lower().rpartition("/")[2].lstrip(".").replace(" ", "-")


# Candidates for the meant value, by the name of the kind. The first valid one counts.
def _ways(text: str) -> Iterator[str]:
    """Yield an address. A short form such as `roll-back/restore` does not say where its first id is."""
    return (one for one in _addresses(text) if one.partition(".")[0] in COLLECTIONS)


def _held(text: str) -> Iterator[str]:
    """Yield the list that `cut-over`, `checklist.cut-over`, or an item of the list means."""
    yield from _addresses(text)
    if match := re.fullmatch(rf"(?:checklists?\.)?(?=[a-z])({kinds.ID.pattern})(?:(?:\.items\.|/).*)?", text):
        yield f"checklists.{match[1]}"


MEANT: dict[str, Callable[[str], Iterator[str]]] = {
    kinds.ID_KIND.name: _ids,
    kinds.COMPARISON.name: _comparisons,
    kinds.DURATION.name: _durations,
    kinds.SPAN.name: _durations,
    kinds.OFFSET.name: _offsets,
    kinds.RECURRENCE.name: _recurrences,
    kinds.DATE.name: _dates,
    kinds.PERCENTILE.name: _percentiles,
    kinds.URL.name: _urls,
    kinds.EMAIL.name: _emails,
    kinds.PHONE.name: _phones,
    PLACE.name: _places,
    kinds.LANGUAGE.name: _languages,
    kinds.ADDRESS.name: _addresses,
    kinds.SYNTAX.name: _syntaxes,
    kinds.WAY.name: _ways,
    kinds.HELD.name: _held,
}
