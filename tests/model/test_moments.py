"""Offsets on the deploy clock, and dates."""

from __future__ import annotations

from datetime import date, timedelta
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.moments import CADENCES, FURTHEST, SECONDS, Cadence, parse_date, parse_offset


@pytest.mark.parametrize(
    ("text", "shown", "seconds", "by_date"),
    [
        ("T-0", "T-0", 0, False),
        ("T+0", "T-0", 0, False),
        ("T-00", "T-0", 0, False),
        ("T-2h", "T-2h", -7200, False),
        ("T+15min", "T+15min", 900, False),
        ("T-7d", "T-7d", -604800, True),
        ("T+1w", "T+1w", 604800, True),
        (" T-02h ", "T-2h", -7200, False),
        ("T-24h", "T-24h", -86400, False),
        ("T-1d", "T-1d", -86400, True),
    ],
)
def test_valid_offsets(text: str, shown: str, seconds: int, by_date: bool) -> None:
    offset = parse_offset(text)
    assert (str(offset), offset.seconds, offset.by_date) == (shown, seconds, by_date)
    assert offset.delta == timedelta(seconds=seconds)


def test_an_amount_is_the_number_and_the_unit_as_written() -> None:
    assert [parse_offset(text).amount for text in ("T-0", "T-02h", "T+15min", "T+1w")] == [(0, ""), (2, "h"), (15, "min"), (1, "w")]


@pytest.mark.parametrize(
    "text", ["", "T", "T-", "T-2", "T-0h", "T 2h", "T-15m", "t-2h", "2h", "T-2.5h", "T−2h", "T-৫h", "T-2h T-3h", "T-9999999h"]
)
def test_an_invalid_offset_is_refused_with_a_message(text: str) -> None:
    with pytest.raises(ValueError, match="expected a moment on the deploy clock"):
        parse_offset(text)


@pytest.mark.parametrize("text", ["T-999999d", "T+3651d", "T-600w"])
def test_an_offset_is_less_than_ten_years(text: str) -> None:
    with pytest.raises(ValueError, match="more than ten years"):
        parse_offset(text)


offsets = st.builds(
    lambda sign, number, unit: f"T{sign}{number}{unit}", st.sampled_from("+-"), st.integers(1, 3650), st.sampled_from(["min", "h", "d"])
) | st.sampled_from(["T-0", "T+0"])


@given(offsets)
def test_the_normal_form_is_read_back_unchanged(text: str) -> None:
    once = parse_offset(text)
    assert parse_offset(once.text) == once
    assert abs(once.seconds) <= FURTHEST


@given(offsets, offsets)
def test_offsets_sort_by_time(one: str, other: str) -> None:
    first, second = sorted([parse_offset(one), parse_offset(other)])
    assert first.seconds <= second.seconds


def test_dates_and_invalid_dates() -> None:
    assert parse_date("2026-11-01") == date(2026, 11, 1)
    for text in ("", "2026-1-1", "01.11.2026", "20261101", "2026-11-01T00:00", "২০২৬-১১-০১"):
        with pytest.raises(ValueError, match="expected a date"):
            parse_date(text)
    for text in ("2026-02-30", "0000-01-01", "2026-13-01"):
        with pytest.raises(ValueError, match="not a date in the calendar"):
            parse_date(text)


def test_every_cadence_has_words() -> None:
    assert get_args(Cadence) == CADENCES
    assert set(SECONDS) == {"min", "h", "d", "w"}
