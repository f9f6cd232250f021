"""Quantities and durations as people write them: `under 200 ms`, `at least 99.9%`, `30 min`, `immediately`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

Relation = Literal["under", "at most", "over", "at least", "exactly"]
Dimension = Literal["time", "ratio", "data", "count", "rate"]

SYMBOLS: dict[str, Relation] = {
    "<=": "at most",
    "≤": "at most",
    "<": "under",
    ">=": "at least",
    "≥": "at least",
    ">": "over",
    "=": "exactly",
}
RELATIONS: tuple[Relation, ...] = ("under", "at most", "over", "at least", "exactly")

# Factors to the unit that stands for its dimension: seconds, a fraction of 1, bytes, pieces, pieces per second.
# A month is 30 days and a year 365: durations are compared, never added to a date, with these.
TIME_UNITS = {
    "us": Decimal("0.000001"),
    "ms": Decimal("0.001"),
    "s": Decimal(1),
    "min": Decimal(60),
    "h": Decimal(3600),
    "d": Decimal(86400),
    "w": Decimal(604800),
    "month": Decimal(2592000),
    "y": Decimal(31536000),
}
TIME_WORDS = {
    "sec": "s",
    "second": "s",
    "seconds": "s",
    "mins": "min",
    "minute": "min",
    "minutes": "min",
    "hour": "h",
    "hours": "h",
    "day": "d",
    "days": "d",
    "week": "w",
    "weeks": "w",
    "months": "month",
    "year": "y",
    "years": "y",
}
DATA_UNITS = {
    "B": Decimal(1),
    "KB": Decimal(10**3),
    "MB": Decimal(10**6),
    "GB": Decimal(10**9),
    "TB": Decimal(10**12),
    "KiB": Decimal(2**10),
    "MiB": Decimal(2**20),
    "GiB": Decimal(2**30),
    "TiB": Decimal(2**40),
}
MAGNITUDES = {"": Decimal(1), "K": Decimal(10**3), "M": Decimal(10**6), "B": Decimal(10**9)}
MAX_DIGITS = 15
NUMBER = re.compile(r"(?P<number>\d{1,15}(?:\.\d{1,15})?)(?P<magnitude>[KMB]?)(?![\w.])|(?P<joined>\d{1,15}(?:\.\d{1,15})?)")
WORDS_FOR_WHEN = ("immediately", "next sprint", "next release", "next business day", "never")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit. `size` is in the unit of its dimension: seconds, a fraction of 1, bytes, pieces, pieces a second."""

    text: str
    size: Decimal
    dimension: Dimension
    noun: str = ""

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Comparison:
    """A relation to a quantity, as targets, alerts and triggers state it; `text` is its normal form in words."""

    relation: Relation
    quantity: Quantity

    @property
    def text(self) -> str:
        return f"{self.relation} {self.quantity.text}"

    def __str__(self) -> str:
        return self.text

    def upper(self) -> bool:
        """Whether the relation bounds the quantity from above."""
        return self.relation in ("under", "at most")


@dataclass(frozen=True, slots=True)
class Duration:
    """A length of time, or a word for one. `seconds` is None for words that a clock cannot count, such as `next sprint`."""

    text: str
    seconds: Decimal | None

    def __str__(self) -> str:
        return self.text


def parse_quantity(text: str) -> Quantity:
    """Read `200 ms`, `99.9%`, `10K users`, `5 per day`, `70`.

    Raises ValueError with a sentence for the writer when the text is not a quantity.
    """
    words = text.strip()
    if len(re.sub(r"\D", "", words)) > 2 * MAX_DIGITS:
        raise ValueError(f"a number has at most {MAX_DIGITS} digits on each side of its point")
    match = NUMBER.match(words)
    if match is None:
        raise ValueError(f"expected a number with its unit, such as `200 ms` or `99.9%`, and found `{words[:40]}`")
    if match["joined"] is not None:
        number, magnitude = Decimal(match["joined"]), ""
    else:
        number, magnitude = Decimal(match["number"]), match["magnitude"]
    rest = words[match.end() :].strip()
    shown = _digits(number) + magnitude
    if rest == "%" and not magnitude:
        return Quantity(f"{shown}%", number / 100, "ratio")
    unit = TIME_WORDS.get(rest, rest)
    if unit in TIME_UNITS and not magnitude:
        return Quantity(f"{shown} {_plural(unit, number)}", number * TIME_UNITS[unit], "time")
    if rest in DATA_UNITS and not magnitude:
        return Quantity(f"{shown} {rest}", number * DATA_UNITS[rest], "data")
    size = number * MAGNITUDES[magnitude]
    if not rest:
        return Quantity(shown, size, "count")
    if not re.fullmatch(r"[^\W\d_][\w -]*(?:/[\w ]+)?|/[\w ]+", rest):
        raise ValueError(f"`{rest[:40]}` is no unit; write one such as ms, s, min, h, d, %, MB, or a plain noun")
    noun, _, period = (
        rest.replace("/", " per ", 1).strip().rpartition("per ") if "per " in f"{rest.replace('/', ' per ', 1)} " else (rest, "", "")
    )
    noun = noun.strip()
    if period:
        unit = TIME_WORDS.get(period.strip(), period.strip())
        if unit not in TIME_UNITS:
            raise ValueError(f"`per {period.strip()}` names no unit of time; write s, min, h, day, week or month")
        spelled = " ".join(part for part in (shown, noun, f"per {period.strip()}") if part)
        return Quantity(spelled, size / TIME_UNITS[unit], "rate", noun)
    return Quantity(f"{shown} {noun}", size, "count", noun)


def parse_comparison(text: str) -> Comparison:
    """Read `under 200 ms`, `at least 99.9%`, `"< 200 ms"`.

    Raises ValueError with a sentence for the writer when the relation or the quantity is missing.
    """
    words = " ".join(text.split())
    for symbol, relation in SYMBOLS.items():
        if words.startswith(symbol):
            return Comparison(relation, parse_quantity(words[len(symbol) :]))
    for relation in RELATIONS:
        if words.startswith(relation + " "):
            return Comparison(relation, parse_quantity(words[len(relation) + 1 :]))
    raise ValueError(f"expected one of {', '.join(RELATIONS)}, then a number with its unit, and found `{words[:40]}`")


def parse_duration(text: str) -> Duration:
    """Read `30 min`, `24 h`, `90d`, `immediately`, `next sprint`.

    Raises ValueError with a sentence for the writer when the text is no length of time.
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
    return Duration(quantity.text, quantity.size)


def comparable(one: Comparison, other: Comparison) -> bool:
    """Whether two comparisons speak of the same dimension and noun."""
    return one.quantity.dimension == other.quantity.dimension and one.quantity.noun == other.quantity.noun


def is_stricter(alert: Comparison, target: Comparison) -> bool:
    """Whether an alert fires while its target is still met.

    An alert names the bad side (`over 500 ms`), a target the good one (`under 200 ms`).
    """
    if target.upper():
        return not alert.upper() and alert.quantity.size < target.quantity.size
    return alert.upper() and alert.quantity.size > target.quantity.size


def _digits(number: Decimal) -> str:
    return format(number, "f")


def _plural(unit: str, number: Decimal) -> str:
    spelled = {"d": "day", "w": "week", "y": "year", "month": "month"}.get(unit)
    if spelled is None:
        return unit
    return spelled if number == 1 else spelled + "s"
