"""Quantities and durations as people write them: `under 200 ms`, `at least 99.9%`, `30 min`, `immediately`."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from difflib import get_close_matches
from functools import lru_cache
from typing import Literal, get_args

Relation = Literal["under", "at most", "over", "at least", "exactly"]
Dimension = Literal["time", "ratio", "data", "count", "rate"]

RELATIONS: tuple[Relation, ...] = get_args(Relation)
# The spellings of each relation; `<=` comes before `<`, because the first match counts.
WRITTEN_RELATIONS: dict[str, Relation] = {f"{relation} ": relation for relation in RELATIONS}
WRITTEN_RELATIONS |= {"<=": "at most", "≤": "at most", "<": "under", ">=": "at least", "≥": "at least", ">": "over", "=": "exactly"}

# The seconds and the other spellings of each unit of time. A month has 30 days and a year 365, which is exact enough for comparisons.
TIME = {
    "us": ("0.000001", "µs", "μs", "usec", "microsecond", "microseconds"),
    "ms": ("0.001", "msec", "msecs", "millisecond", "milliseconds"),
    "s": ("1", "sec", "secs", "second", "seconds"),
    "min": ("60", "mins", "minute", "minutes"),
    "h": ("3600", "hr", "hrs", "hour", "hours"),
    "d": ("86400", "day", "days"),
    "w": ("604800", "week", "weeks"),
    "month": ("2592000", "months"),
    "y": ("31536000", "year", "years"),
}
TIME_UNITS = {unit: Decimal(seconds) for unit, (seconds, *_) in TIME.items()}
TIME_WORDS = {spelling: unit for unit, (_, *spellings) in TIME.items() for spelling in spellings}
DATA_UNITS = {"B": Decimal(1)}
for _power, _prefix in enumerate("KMGT", 1):
    DATA_UNITS |= {f"{_prefix}B": Decimal(1000**_power), f"{_prefix}iB": Decimal(1024**_power)}
MAGNITUDES = {"": Decimal(1), "K": Decimal(10**3), "M": Decimal(10**6), "B": Decimal(10**9)}
# Words that look like a thing to count, but are other people's units, each with ours.
OTHER_UNITS = {
    **dict.fromkeys(("millis", "milli", "milisec", "milisecs", "millisec", "millisecs"), "ms"),
    **dict.fromkeys(("ns", "nanosecond", "nanoseconds", "micros", "mcs"), "us"),
    **dict.fromkeys(("pct", "percents", "percentage", "prozent"), "%"),
    "rps": "requests per s",
    "rpm": "requests per min",
    "qps": "queries per s",
    "tps": "transactions per s",
    **{f"{letter}bps".lower(): f"{letter}B per s" for letter in ("", *"KMG")},
    **{f"{letter}bit{end}".lower(): f"{letter}B" for letter in ("", *"KMG") for end in ("", "s")},
    **dict.fromkeys(("byte", "bytes"), "B"),
    **{f"{word}byte{end}": unit for word, unit in (("kilo", "KB"), ("mega", "MB"), ("giga", "GB")) for end in ("", "s")},
}
SAME_WORD = 0.81  # how similar a misspelled unit is to the unit; `tours` is less similar to `hours`
UNITS = (*TIME_UNITS, *TIME_WORDS, *DATA_UNITS)
MAX_DIGITS = 15
LONGEST = 100 * TIME_UNITS["y"]
NUMBER = re.compile(r"(?P<digits>[0-9]+(?:\.[0-9]+)?)(?:(?P<magnitude>[KMB])(?![\w.]))?")
PER = re.compile(r"(?P<noun>.*?)(?:^|\s)per (?P<period>.+)", re.DOTALL)
WORDS_FOR_WHEN = ("immediately", "next sprint", "next release", "next business day", "never")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit.

    `size` is in the base unit of the dimension: seconds, a fraction of 1, bytes, pieces, or one of these per second. `noun` names the
    counted things, such as `users`, also in a rate.
    """

    text: str
    size: Decimal
    dimension: Dimension
    noun: str = ""


@dataclass(frozen=True, slots=True)
class Comparison:
    """A relation to a quantity, as in targets, alerts and triggers. `str` returns the normal form, such as `under 200 ms`."""

    relation: Relation
    quantity: Quantity

    def __str__(self) -> str:
        return f"{self.relation} {self.quantity.text}"

    def is_upper_bound(self) -> bool:
        """Whether the quantity is an upper bound."""
        return self.relation in ("under", "at most")


@dataclass(frozen=True, slots=True)
class Duration:
    """A length of time. `seconds` is None for a text that no clock can count, such as `next sprint`."""

    text: str
    seconds: Decimal | None

    def __str__(self) -> str:
        return self.text


@lru_cache(maxsize=4096)
def parse_quantity(text: str) -> Quantity:
    """Read `200 ms`, `99.9%`, `10K users`, `5 per day`, `70`.

    Raises:
        ValueError: The text is not a quantity; the message is for the writer.
    """
    words = " ".join(text.split())
    match = NUMBER.match(words)
    if match is None:
        raise ValueError(f"expected a number with its unit, such as `200 ms` or `99.9%`, and found `{words[:40]}`")
    if any(len(part) > MAX_DIGITS for part in match["digits"].split(".")):
        raise ValueError(f"a number has at most {MAX_DIGITS} digits on each side of its point")
    after = words[match.end() :]
    if re.match(r",[0-9]", after):
        raise ValueError(f"write the number without commas, such as `10000` or `10K`; found `{words[:40]}`")
    number, magnitude = Decimal(match["digits"]), match["magnitude"] or ""
    shown = format(number, "f") + magnitude
    unit = after.strip().replace("/", " per ", 1).strip()
    period = ""
    if rate := PER.fullmatch(" ".join(unit.split())):
        unit, period = rate["noun"].strip(), rate["period"]
    elif magnitude == "B" and not unit:
        raise ValueError(f"`{shown}` could be bytes or billions; write `{number} B` for bytes, or add what is counted")
    quantity = _measured(shown, number, magnitude, unit, joined=bool(after) and not after.startswith((" ", "/")))
    return _each(quantity, period) if period else quantity


@lru_cache(maxsize=4096)
def parse_comparison(text: str) -> Comparison:
    """Read `under 200 ms`, `at least 99.9%`, `"< 200 ms"`.

    Raises:
        ValueError: The relation or the quantity is missing; the message is for the writer.
    """
    words = " ".join(text.split())
    for written, relation in WRITTEN_RELATIONS.items():
        if words.startswith(written):
            return Comparison(relation, parse_quantity(words[len(written) :]))
    raise ValueError(f"expected one of {', '.join(RELATIONS)}, then a number with its unit, and found `{words[:40]}`")


def parse_duration(text: str) -> Duration:
    """Read `30 min`, `24 h`, `90d`, `immediately`, `next sprint`.

    Raises:
        ValueError: The text is not a length of time; the message is for the writer.
    """
    words = " ".join(text.split())
    if words in WORDS_FOR_WHEN:
        return Duration(words, Decimal(0) if words == "immediately" else None)
    try:
        quantity = parse_quantity(words)
    except ValueError:
        quantity = None
    if quantity is None or quantity.dimension != "time":
        raise ValueError(f"expected a length of time, such as `30 min`, `24 h` or `{WORDS_FOR_WHEN[0]}`, and found `{words[:40]}`")
    if quantity.size > LONGEST:
        raise ValueError(f"`{quantity.text}` is more than a hundred years")
    return Duration(quantity.text, quantity.size)


def parse_span(text: str) -> Duration:
    """Read a length of time that a clock can count: `15 min`, `30 days`.

    Raises:
        ValueError: The text is not such a length of time; the message is for the writer.
    """
    try:
        span = parse_duration(text)
    except ValueError:
        span = Duration("", None)
    if not span.seconds:
        raise ValueError(f"expected a length of time, such as `15 min` or `30 days`, and found `{' '.join(text.split())[:40]}`")
    return span


def comparable(one: Comparison, other: Comparison) -> bool:
    """Whether two comparisons have the same dimension and count the same things. A number without a noun may count anything."""
    mine, its = one.quantity, other.quantity
    return mine.dimension == its.dimension and (_singular(mine.noun) == _singular(its.noun) or not (mine.noun and its.noun))


def is_stricter(alert: Comparison, target: Comparison) -> bool:
    """Whether an alert fires at a value that still meets its target. The two must be `comparable`.

    An alert gives the bad values (`over 500 ms`), a target the good values (`under 200 ms`).
    """
    (alert_floor, alert_ceiling), (floor, ceiling) = _bounds(alert), _bounds(target)
    return max(alert_floor, floor) <= min(alert_ceiling, ceiling)


def comes_first(warning: Comparison, alert: Comparison) -> bool:
    """Whether a warning is raised at every value that raises an alert, and at others too. The two must be `comparable`."""
    (floor, ceiling), (alert_floor, alert_ceiling) = _bounds(warning), _bounds(alert)
    return floor <= alert_floor and alert_ceiling <= ceiling and (floor, ceiling) != (alert_floor, alert_ceiling)


def _bounds(comparison: Comparison) -> tuple[tuple[Decimal, int], tuple[Decimal, int]]:
    """The lower and the upper bound of the values that meet a comparison.

    The number beside a bound is 0 if the bound itself meets the comparison; else 1 for the lower bound and -1 for the upper bound.
    """
    size, relation = comparison.quantity.size, comparison.relation
    floor = {"over": (size, 1), "at least": (size, 0), "exactly": (size, 0)}.get(relation, (Decimal("-Infinity"), 0))
    ceiling = {"under": (size, -1), "at most": (size, 0), "exactly": (size, 0)}.get(relation, (Decimal("Infinity"), 0))
    return floor, ceiling


def _measured(shown: str, number: Decimal, magnitude: str, unit: str, *, joined: bool) -> Quantity:
    """The quantity of a number and its unit, or of a number and the noun that it counts.

    `shown` is the number as text. `joined` is true if no space separates number and unit. Raises ValueError for an unknown unit.
    """
    size = number * MAGNITUDES[magnitude]
    if not unit:
        return Quantity(shown, size, "count")
    time = TIME_WORDS.get(unit, unit)
    if magnitude and (time in TIME_UNITS or unit in DATA_UNITS):
        raise ValueError(f"write the number before `{unit}` in full, without `{magnitude}`")
    if unit in ("%", "percent") and not magnitude:
        return Quantity(f"{shown}%", number / 100, "ratio")
    if time in TIME_UNITS:
        return Quantity(f"{shown} {_plural(time, number)}", number * TIME_UNITS[time], "time")
    if unit in DATA_UNITS:
        return Quantity(f"{shown} {unit}", number * DATA_UNITS[unit], "data")
    if meant := meant_unit(unit):
        raise ValueError(f"`{unit}` is not a unit; did you mean {meant}?")
    if joined or not _is_noun(unit):
        raise ValueError(f"`{unit[:40]}` is not a unit; write one such as ms, s, min, h, d, %, MB, or a space and a noun")
    return Quantity(f"{shown} {unit}", size, "count", unit)


def meant_unit(unit: str) -> str:
    """The unit that another spelling means; empty for a thing that is counted."""
    name = unit.casefold()
    same = next((known for known in UNITS if known.casefold() == name), "min, month or MB" if name == "m" else OTHER_UNITS.get(name, ""))
    if same or len(name) < 5:  # short words are too similar to each other
        return same
    found = get_close_matches(name, (word for word in TIME_WORDS if len(word) > 4), n=1, cutoff=SAME_WORD)
    return found[0] if found else ""


def _each(quantity: Quantity, period: str) -> Quantity:
    """The rate of a quantity per period. The units of data, shares and times become nouns. Raises ValueError for an unknown period."""
    unit = TIME_WORDS.get(period, period)
    if unit not in TIME_UNITS:
        raise ValueError(f"`{period[:40]}` after `per` is not a unit of time; write s, min, h, day, week or month")
    noun = {"ratio": "%", "data": "B", "time": "s"}.get(quantity.dimension, quantity.noun)
    return Quantity(f"{quantity.text} per {period}", quantity.size / TIME_UNITS[unit], "rate", noun)


def _is_noun(unit: str) -> bool:
    """Whether a text is one or more words: letters of any script with their marks, digits, spaces, hyphens and apostrophes; or `°C`."""
    unit = unit.replace("°", "degree", 1) if unit.startswith("°") else unit
    allowed = (one.isalnum() or one in " -_'" or unicodedata.category(one)[0] == "M" for one in unit)
    return len(unit) > 1 and unit[0].isalpha() and all(allowed)


def _singular(noun: str) -> str:
    return noun.casefold().removesuffix("s")


def _plural(unit: str, number: Decimal) -> str:
    word = {"d": "day", "w": "week", "y": "year", "month": "month"}.get(unit)
    if word is None:
        return unit
    return word if number == 1 else f"{word}s"
