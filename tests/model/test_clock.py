"""Moments on the deploy clock in a time zone."""

from __future__ import annotations

import zoneinfo
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.document.figures_in_words import in_words, span_in_words
from generator.model.clock import Clock, parse_moment, zone, zone_names
from generator.model.moments import parse_offset
from generator.model.quantities import parse_duration
from generator.text.catalogue import catalogue
from tests.clock_cases import cases_of

ENGLISH_WORDS = catalogue("page")
# The reason that the message gives for each problem.
SENTENCES = {
    "form": "expected a date, a time and a zone, and found",
    "calendar": "is not a date and time in the calendar",
    "year": "expected a year from 1970 to 2199",
    "no zone": "has no time zone",
    "zone": "there is no time zone",
    "skipped": r"the clocks of \S+ skip `.*`, because they are set forward",
    "twice": r"the clocks of \S+ show `.*` twice; write",
    "offset": r"in \S+, `.*` is at UTC.*, not UTC.*; write",
}


@pytest.mark.parametrize("row", cases_of("python", "t0"), ids=str)
def test_a_moment_needs_a_zone_and_errors_explain_why(row: dict[str, Any]) -> None:
    if "words" in row:
        assert in_words(ENGLISH_WORDS, parse_moment(row["text"])) == row["words"]
        return
    with pytest.raises(ValueError, match=SENTENCES[row["problem"]]) as refusal:
        parse_moment(row["text"])
    if "instead" in row:
        assert str(refusal.value).endswith(" or ".join(f"`{text}`" for text in row["instead"]))
        for text in row["instead"]:
            parse_moment(text)


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("Asia/Dacca2", "did you mean `Asia/Dacca`"),
        ("Dhaka", "did you mean `Asia/Dhaka`"),
        ("BST", "`BST`; an abbreviation does not do, because places far apart share it; zones are"),
        ("europe/berlin", "did you mean `Europe/Berlin`"),
        ("Mars/Olympus", "no time zone `Mars/Olympus`; zones are `UTC` and places .* in Africa, America, .* Indian and Pacific"),
    ],
)
def test_an_unknown_zone_is_refused_with_a_suggestion(name: str, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        zone(name)


@pytest.mark.parametrize("row", cases_of("python", "offsets"), ids=str)
def test_hours_are_elapsed_and_days_keep_the_wall_clock(row: dict[str, Any]) -> None:
    assert in_words(ENGLISH_WORDS, Clock(parse_moment(row["t0"])).at(parse_offset(row["at"]))) == row["words"]


@pytest.mark.parametrize("text", cases_of("python", "not-offsets"))
def test_an_invalid_offset_has_no_moment(text: str) -> None:
    with pytest.raises(ValueError, match=r"expected a moment on the deploy clock|more than ten years"):
        parse_offset(text)


@pytest.mark.parametrize("row", cases_of("python", "lengths"), ids=str)
def test_an_end_is_counted_in_its_unit_and_a_duration_in_words_has_no_end(row: dict[str, Any]) -> None:
    lasts = parse_duration(row["lasts"])
    assert str(lasts) == row["lasts"], "scripts read the normal form"
    clock = Clock(parse_moment(row["from"]))
    end = clock.end(clock.t0, lasts)
    assert (in_words(ENGLISH_WORDS, clock.t0) if end is None else span_in_words(ENGLISH_WORDS, clock.t0, end)) == row["words"]


def test_the_furthest_offset_and_the_longest_duration_fit_the_calendar() -> None:
    clock = Clock(parse_moment("2199-12-31T23:59 Pacific/Kiritimati"))
    start = clock.at(parse_offset("T+3650d"))
    assert clock.end(start, parse_duration("100 years")) is not None
    assert Clock(parse_moment("1970-01-01T00:00 Pacific/Pago_Pago")).at(parse_offset("T-3650d")).year == 1960


def test_zones_come_from_the_package() -> None:
    assert zone("Asia/Dhaka").key == "Asia/Dhaka"
    assert {"UTC", "Europe/Berlin"} <= zone_names()
    assert zone_names() <= zoneinfo.available_timezones()


moments = st.builds(
    lambda local, name: local.replace(tzinfo=zone(name)),
    st.integers(0, 20_000_000).map(lambda minutes: datetime.fromisoformat("2000-01-01") + timedelta(minutes=minutes)),
    st.sampled_from(["Asia/Dhaka", "Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "Africa/Casablanca"]),
).map(lambda moment: moment.astimezone(UTC).astimezone(moment.tzinfo))


@given(moments, st.integers(-5000, 5000))
def test_hours_are_exact(t0: datetime, hours: int) -> None:
    offset = parse_offset(f"T{hours:+d}h" if hours else "T-0")
    assert Clock(t0).at(offset).astimezone(UTC) - t0.astimezone(UTC) == timedelta(hours=hours)


@given(moments, st.integers(1, 800), st.sampled_from("+-"))
def test_days_keep_the_hour_unless_the_clocks_skip_it(t0: datetime, days: int, sign: str) -> None:
    there = Clock(t0).at(parse_offset(f"T{sign}{days}d"))
    wished = t0.replace(tzinfo=None, fold=0) + timedelta(days=days if sign == "+" else -days)
    late = there.replace(tzinfo=None, fold=0) - wished
    assert timedelta(0) <= late <= timedelta(hours=1)
    assert there.astimezone(UTC).astimezone(there.tzinfo) == there


@given(moments)
def test_the_text_of_a_moment_is_read_back_unchanged(t0: datetime) -> None:
    assert isinstance(t0.tzinfo, zoneinfo.ZoneInfo)
    assert parse_moment(f"{t0.isoformat(timespec='minutes')}[{t0.tzinfo.key}]") == t0
