"""Dates and lengths of time as documents write them, in many languages."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict

from generator.imports.phase_words import plain_words
from generator.imports.written_times import EACH, NUMBER, NUMBERS, UNIT, UNITS, recurrence_in
from generator.model.meant_values import PERIODS
from generator.model.scalar_kinds import DATE, DURATION

MONTHS = (
    "january januar januari janvier enero janeiro gennaio января январь يناير জানুয়ারি জানুয়ারী जनवरी",
    "february februar februari février febrero fevereiro febbraio февраля февраль فبراير ফেব্রুয়ারি ফেব্রুয়ারী फरवरी",
    "march märz maerz maart mars marzo março марта март مارس মার্চ मार्च",
    "april avril abril aprile апреля апрель أبريل إبريل এপ্রিল अप्रैल",
    "may mai mei mayo maio maggio maj мая май مايو মে मई",
    "june juni juin junio junho giugno июня июнь يونيو জুন जून",
    "july juli juillet julio julho luglio июля июль يوليو জুলাই जुलाई",
    "august augustus augusti août agosto августа август أغسطس আগস্ট अगस्त",
    "september septembre septiembre setembro settembre сентября сентябрь سبتمبر সেপ্টেম্বর सितंबर",
    "october oktober octobre octubre outubro ottobre октября октябрь أكتوبر অক্টোবর अक्टूबर",
    "november novembre noviembre novembro ноября ноябрь نوفمبر নভেম্বর नवंबर",
    "december dezember décembre diciembre dezembro dicembre декабря декабрь ديسمبر ডিসেম্বর दिसंबर",
)
SHORTEST = 3  # letters of a month that is cut short
YEAR_FIRST = re.compile(r"(\d{4})\s*[-/.年년]\s*(\d{1,2})\s*[-/.月월]\s*(\d{1,2})\s*[日일.]?")
YEAR_LAST = re.compile(r"(\d{1,2})([-/.])\s*(\d{1,2})\2\s*(\d{4})")
WITH_NAME = re.compile(
    r"(?P<day>\d{1,2})(?:st|nd|rd|th|er|º|\.)?\s+(?:de\s+|of\s+)?(?P<name>[^\W\d]\S*?)\.?,?\s+(?:de\s+|del\s+)?(?P<year>\d{4})(?:\s*г\.?)?"
    r"|(?P<name2>[^\W\d]\S*?)\.?\s+(?P<day2>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<year2>\d{4})"
)
DAYS = {"day": 1, "week": 7, "month": 30, "quarter": 90, "6 months": 180, "12 months": 365}
SPAN = re.compile(rf"(?:{EACH})?\s*{NUMBER}?\s*{UNIT}(?:毎|に1回|一次)?")
FEWEST_SECONDS = 3600 * 12  # nobody reviews a document more often

_starts: defaultdict[str, set[int]] = defaultdict(set)
for _number, _names in enumerate(MONTHS, 1):
    for _name in map(plain_words, _names.split()):
        for _end in range(min(SHORTEST, len(_name)), len(_name) + 1):
            _starts[_name[:_end]].add(_number)
MONTH_NUMBERS = {start: min(numbers) for start, numbers in _starts.items() if len(numbers) == 1}


def date_in(text: str) -> str:
    """Return the date that a text is, as `2026-03-04`; empty if it is something else, or may be another date as well.

    `03/04/2026` is the third of April for some readers and the fourth of March for others, so nobody can tell.
    """
    plain = "".join(str(unicodedata.digit(one)) if one.isdigit() and unicodedata.digit(one, -1) >= 0 else one for one in plain_words(text))
    plain = plain.strip(" .,;")
    if match := YEAR_FIRST.fullmatch(plain):
        return _iso(match[1], match[2], match[3])
    if match := YEAR_LAST.fullmatch(plain):
        first, second = int(match[1]), int(match[3])
        if match[2] == "." or first > 12 or first == second:
            return _iso(match[4], second, first)
        return _iso(match[4], first, second) if second > 12 else ""
    if match := WITH_NAME.fullmatch(plain):
        day, name, year = (match[key] or match[f"{key}2"] for key in ("day", "name", "year"))
        month = MONTH_NUMBERS.get(name)
        return _iso(year, month, day) if month else ""
    return ""


def period_in(text: str) -> str:
    """Return the length of time that a text such as `quarterly` or `alle 6 Monate` is, as `90 days`; empty if it is something else."""
    plain = plain_words(text).strip(" .,;")
    if not plain or len(plain.split()) > 4:
        return ""
    every = recurrence_in(plain)
    if every in DAYS and (len(plain.split()) <= 2 or "months" in every):
        return _days(DAYS[every])
    if match := SPAN.fullmatch(plain):
        unit = next(short for short, words in UNITS.items() if re.fullmatch(words, match["unit"]))
        number = match["number"] or "1"
        count = int(number) if number.isdecimal() else NUMBERS[number]
        return _days(count * {"month": 30, "w": 7, "d": 1}.get(unit, 0))
    found = DURATION.valid(PERIODS.get(plain, plain))
    return found.text if found is not None and found.seconds and found.seconds >= FEWEST_SECONDS else ""


def _days(count: int) -> str:
    return f"{count} day{'s' if count > 1 else ''}" if count else ""


def _iso(year: str | int, month: str | int, day: str | int) -> str:
    text = f"{int(year):04}-{int(month):02}-{int(day):02}"
    return text if DATE.valid(text) is not None else ""
