"""Quantities, comparisons and durations."""

from __future__ import annotations

import contextlib
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.quantities import (
    DATA_UNITS,
    MAX_DIGITS,
    RELATIONS,
    TIME_UNITS,
    comparable,
    is_stricter,
    parse_comparison,
    parse_duration,
    parse_quantity,
    parse_span,
)

QUANTITIES = [
    ("200 ms", "200 ms", "0.2", "time", ""),
    ("200ms", "200 ms", "0.2", "time", ""),
    ("2 sec", "2 s", "2", "time", ""),
    ("400 msec", "400 ms", "0.4", "time", ""),
    ("400 µs", "400 us", "0.0004", "time", ""),
    ("400 μs", "400 us", "0.0004", "time", ""),
    ("26 hrs", "26 h", "93600", "time", ""),
    ("30 secs", "30 s", "30", "time", ""),
    ("5 minutes", "5 min", "300", "time", ""),
    ("5 min", "5 min", "300", "time", ""),
    ("24h", "24 h", "86400", "time", ""),
    ("1d", "1 day", "86400", "time", ""),
    ("90d", "90 days", "7776000", "time", ""),
    ("1 week", "1 week", "604800", "time", ""),
    ("2 w", "2 weeks", "1209600", "time", ""),
    ("1 month", "1 month", "2592000", "time", ""),
    ("1.5 h", "1.5 h", "5400", "time", ""),
    ("99.9%", "99.9%", "0.999", "ratio", ""),
    ("0.1 %", "0.1%", "0.001", "ratio", ""),
    ("5 percent", "5%", "0.05", "ratio", ""),
    ("70", "70", "70", "count", ""),
    ("10K users", "10K users", "10000", "count", "users"),
    ("10M requests/day", "10M requests per day", "115.74074074074074074074074", "rate", "requests"),
    ("5 per day", "5 per day", "0.00005787037037037037037037037037", "rate", ""),
    ("5/day", "5 per day", "0.00005787037037037037037037037037", "rate", ""),
    ("5 tours", "5 tours", "5", "count", "tours"),
    ("3 layers", "3 layers", "3", "count", "layers"),
    ("2 monitors", "2 monitors", "2", "count", "monitors"),
    ("5 helper users", "5 helper users", "5", "count", "helper users"),
    ("3 paper jams per h", "3 paper jams per h", "0.0008333333333333333333333333333", "rate", "paper jams"),
    ("100 MB/s", "100 MB per s", "100000000", "rate", "B"),
    ("500 B", "500 B", "500", "data", ""),
    ("2B users", "2B users", "2000000000", "count", "users"),
    ("1 GiB", "1 GiB", "1073741824", "data", ""),
    ("5 জন ব্যবহারকারী", "5 জন ব্যবহারকারী", "5", "count", "জন ব্যবহারকারী"),
    ("007 s", "7 s", "7", "time", ""),
    ("8 °C", "8 °C", "8", "count", "°C"),
    ("  10   open  bugs ", "10 open bugs", "10", "count", "open bugs"),
]


@pytest.mark.parametrize(("text", "shown", "size", "dimension", "noun"), QUANTITIES)
def test_quantities_have_a_normal_form_and_a_size(text: str, shown: str, size: str, dimension: str, noun: str) -> None:
    quantity = parse_quantity(text)
    assert (quantity.text, quantity.dimension, quantity.noun) == (shown, dimension, noun)
    assert abs(quantity.size - Decimal(size)) < Decimal("1e-20")


NO_QUANTITIES = [
    ("", "expected a number"),
    ("fast", "expected a number"),
    ("-5 ms", "expected a number"),
    (".5 s", "expected a number"),
    ("৫ s", "expected a number"),
    ("1,000 users", "without commas"),
    ("1.2.3", "not a unit"),
    ("1e5", "not a unit"),
    ("10users", "a space and a noun"),
    ("5 m", "min, month or MB"),
    ("5 Min", "did you mean min"),
    ("200 MS", "did you mean ms"),
    ("10 mb", "did you mean MB"),
    ("10K ms", "in full"),
    ("5 x", "not a unit"),
    ("400 millis", "did you mean ms"),
    ("400 ns", "did you mean us"),
    ("30 minuts", "did you mean minutes"),
    ("30 secounds", "did you mean seconds"),
    ("500 rps", "did you mean requests per s"),
    ("10 Mbps", "did you mean MB per s"),
    ("10 kilobytes", "did you mean KB"),
    ("5 pct", "did you mean %"),
    ("500B", "500 B"),
    ("5% of requests", "not a unit"),
    ("5 requests per user", "not a unit of time"),
    ("5 <b>", "not a unit"),
    ("1" * (MAX_DIGITS + 1), "at most"),
    ("0." + "1" * (MAX_DIGITS + 1), "at most"),
    ("1" * 100_000, "at most"),
]


@pytest.mark.parametrize(("text", "sentence"), NO_QUANTITIES)
def test_an_invalid_quantity_is_refused_with_a_message(text: str, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence) as error:
        parse_quantity(text)
    assert len(str(error.value)) < 200


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("under 200 ms", "under 200 ms"),
        ("< 200 ms", "under 200 ms"),
        ("<=48h", "at most 48 h"),
        ("≤ 48 h", "at most 48 h"),
        (">= 70", "at least 70"),
        ("≥70", "at least 70"),
        ("> 5%", "over 5%"),
        ("= 3 replicas", "exactly 3 replicas"),
        ("at  least   99.9%", "at least 99.9%"),
    ],
)
def test_comparisons_have_one_normal_form(text: str, shown: str) -> None:
    assert str(parse_comparison(text)) == shown


@pytest.mark.parametrize("text", ["", "99.9%", "below 5", "under", "under fast", "Under 5", "at most", "== 5", "=> 5"])
def test_an_invalid_comparison_is_refused_with_a_message(text: str) -> None:
    with pytest.raises(ValueError, match=r"expected|not a unit"):
        parse_comparison(text)


@pytest.mark.parametrize(
    ("text", "shown", "seconds"),
    [
        ("30 min", "30 min", 1800),
        ("24h", "24 h", 86400),
        ("1 week", "1 week", 604800),
        ("immediately", "immediately", 0),
        ("next sprint", "next sprint", None),
        ("next  sprint", "next sprint", None),
        ("0 s", "0 s", 0),
    ],
)
def test_valid_durations(text: str, shown: str, seconds: int | None) -> None:
    duration = parse_duration(text)
    assert (str(duration), duration.seconds) == (shown, seconds)


@pytest.mark.parametrize("text", ["", "30", "5%", "soon", "5 m", "10 users", "101 years", "999999999999999 y"])
def test_an_invalid_duration_is_refused_with_a_message(text: str) -> None:
    with pytest.raises(ValueError, match=r"expected a length of time|hundred years"):
        parse_duration(text)


@pytest.mark.parametrize("text", ["immediately", "next sprint", "never", "0 min", "soon", "30", "5 per day"])
def test_a_span_is_a_length_of_time_that_a_clock_can_count(text: str) -> None:
    assert str(parse_span("30 min")) == "30 min"
    with pytest.raises(ValueError, match="expected a length of time, such as `15 min`"):
        parse_span(text)


@pytest.mark.parametrize(
    "text", ["under 2 h", "at most 15 min", "≤ 4 hours", "at least 99.95%", "under 5 per day", "< 1% per month", "exactly 0"]
)
def test_a_target_takes_what_real_documents_say(text: str) -> None:
    assert parse_comparison(text).quantity.text


STRICTER = [
    ("over 500 ms", "under 200 ms", False),
    ("over 200 ms", "under 200 ms", False),
    ("over 200 ms", "at most 200 ms", False),
    ("at least 200 ms", "under 200 ms", False),
    ("at least 200 ms", "at most 200 ms", True),
    ("over 150 ms", "under 200 ms", True),
    ("over 1 s", "under 200 ms", False),
    ("under 500 ms", "under 200 ms", True),
    ("under 99.5%", "at least 99.9%", False),
    ("under 99.9%", "at least 99.9%", False),
    ("at most 99.9%", "at least 99.9%", True),
    ("under 99.95%", "at least 99.9%", True),
    ("over 99.95%", "at least 99.9%", True),
    ("under 3 replicas", "exactly 3 replicas", False),
    ("over 2 replicas", "exactly 3 replicas", True),
    ("exactly 0 replicas", "exactly 3 replicas", False),
    ("exactly 5", "under 10", True),
]


@pytest.mark.parametrize(("alert", "target", "expected"), STRICTER)
def test_an_alert_stricter_than_its_target_is_found(alert: str, target: str, expected: bool) -> None:
    assert is_stricter(parse_comparison(alert), parse_comparison(target)) is expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("under 2 s", "over 500 ms", True),
        ("under 1%", "over 5%", True),
        ("under 1 error", "over 5 errors", True),
        ("under 5 errors", "over 10", True),
        ("under 5 per day", "over 1 per h", True),
        ("under 100 MB/s", "over 1 GB/s", True),
        ("under 2 s", "over 5%", False),
        ("under 5 errors", "over 5 users", False),
        ("under 5", "over 5 per day", False),
        ("under 5 MB", "over 5", False),
    ],
)
def test_quantities_of_one_dimension_are_comparable(one: str, other: str, expected: bool) -> None:
    assert comparable(parse_comparison(one), parse_comparison(other)) is expected
    assert comparable(parse_comparison(other), parse_comparison(one)) is expected


numbers = st.decimals(min_value=0, max_value=10**9, places=3, allow_nan=False, allow_infinity=False).map(lambda number: format(number, "f"))
units = st.sampled_from(["", "%", " users", " per day", " bugs/week", "K users", "M", *(f" {unit}" for unit in (*TIME_UNITS, *DATA_UNITS))])


@given(st.sampled_from(RELATIONS), numbers, units)
def test_the_normal_form_is_read_back_unchanged(relation: str, number: str, unit: str) -> None:
    once = parse_comparison(f"{relation} {number}{unit}")
    assert parse_comparison(str(once)) == once


@given(st.text(max_size=40))
def test_any_text_is_read_or_refused(text: str) -> None:
    for parse in (parse_quantity, parse_comparison, parse_duration):
        with contextlib.suppress(ValueError):
            assert str(parse(text))


@given(st.sampled_from(RELATIONS), numbers, st.sampled_from(RELATIONS), numbers)
def test_the_overlap_is_independent_of_the_order(relation: str, number: str, other_relation: str, other_number: str) -> None:
    one, other = parse_comparison(f"{relation} {number} s"), parse_comparison(f"{other_relation} {other_number} s")
    assert is_stricter(one, other) is is_stricter(other, one)
