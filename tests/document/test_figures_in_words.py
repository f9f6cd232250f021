"""Quantities, moments, dates and periods as text."""

from __future__ import annotations

from datetime import date
from typing import get_args

import pytest

from generator.document.figures_in_words import (
    compared,
    day_in_words,
    in_words,
    period_in_words,
    script_words,
    span_in_words,
    time_in_parts,
)
from generator.model.clock import parse_moment
from generator.model.moments import parse_month, parse_week
from generator.model.quantities import Relation, parse_comparison
from generator.text.catalogue import catalogue, words_among

WORDS = catalogue("page")
FROM_THE_RIGHT = words_among("ar")


@pytest.mark.parametrize("relation", get_args(Relation))
def test_a_comparison_is_shown_as_written(relation: str) -> None:
    assert compared(WORDS, parse_comparison(f"{relation} 200 ms")) == f"{relation} 200 ms"


def test_no_comparison_gives_an_empty_text() -> None:
    assert compared(WORDS, None) == ""


def test_a_figure_in_right_to_left_text_is_isolated() -> None:
    assert compared(FROM_THE_RIGHT, parse_comparison("over 5%")) == "\u2066over \u20685%\u2069\u2069"


def test_days_in_words() -> None:
    assert day_in_words(WORDS, date(2026, 12, 1)) == "Tue 2026-12-01"


def test_periods_in_words() -> None:
    assert period_in_words(WORDS, parse_week("2026-W53")) == "Week 2026-W53, Mon 2026-12-28 to Sun 2027-01-03"
    assert period_in_words(WORDS, parse_month("2028-02")) == "Month 2028-02, Tue 2028-02-01 to Tue 2028-02-29"


def test_a_day_or_zone_of_both_start_and_end_appears_once() -> None:
    start = parse_moment("2026-12-01T22:00 Asia/Dhaka")
    assert in_words(WORDS, start) == "Tue 2026-12-01 22:00 UTC+06:00 (Asia/Dhaka)"
    assert span_in_words(WORDS, start, start.replace(hour=23)) == "Tue 2026-12-01 22:00 to 23:00 UTC+06:00 (Asia/Dhaka)"
    assert span_in_words(WORDS, start, start.replace(day=2)) == "Tue 2026-12-01 22:00 to Wed 2026-12-02 22:00 UTC+06:00 (Asia/Dhaka)"
    summer, winter = parse_moment("2026-10-24T22:00 Europe/Berlin"), parse_moment("2026-10-25T22:00 Europe/Berlin")
    assert span_in_words(WORDS, summer, winter) == ("Sat 2026-10-24 22:00 UTC+02:00 to Sun 2026-10-25 22:00 UTC+01:00 (Europe/Berlin)")


def test_a_time_in_right_to_left_text_is_isolated() -> None:
    text = in_words(FROM_THE_RIGHT, parse_moment("2026-12-01T22:00 Asia/Dhaka"))
    assert text.startswith("\u2066") and text.endswith("22:00 UTC+06:00 (Asia/Dhaka)\u2069")


def test_scripts_get_forms_without_isolating_characters() -> None:
    words = script_words(WORDS)
    assert words == script_words(FROM_THE_RIGHT)
    assert (words["weekdays"][0], words["day"], words["span"], words["until"]) == (
        "Mon",
        "{weekday} {day}",
        "{start} to {end}",
        "to {time}",
    )
    assert set(words["problems"]) == {"form", "calendar", "year", "zone", "skipped", "twice", "offset"}


@pytest.mark.parametrize(
    ("start", "end", "parts"),
    [
        ("2026-12-01T22:00 Europe/Berlin", None, ("22:00", "", "Tue 2026-12-01")),
        ("2026-12-01T22:00 Europe/Berlin", "2026-12-01T22:30 Europe/Berlin", ("22:00", "to 22:30", "Tue 2026-12-01")),
        ("2026-12-01T22:00 Europe/Berlin", "2026-12-02T01:00 Europe/Berlin", ("22:00", "", "Tue 2026-12-01 to Wed 2026-12-02 01:00")),
        ("2026-10-24T22:00 Europe/Berlin", None, ("22:00", "", "Sat 2026-10-24 UTC+02:00")),
        (
            "2026-10-25T01:00 Europe/Berlin",
            "2026-10-25T04:00 Europe/Berlin",
            ("01:00", "to 04:00 UTC+01:00", "Sun 2026-10-25 UTC+02:00"),
        ),
    ],
)
def test_the_hour_of_a_list_has_an_offset_only_where_that_changes(start: str, end: str | None, parts: tuple[str, str, str]) -> None:
    """T-0 is at UTC+01:00, and the head of the sheet says so."""
    t0 = parse_moment("2026-12-01T22:00 Europe/Berlin")
    assert time_in_parts(WORDS, t0, parse_moment(start), parse_moment(end) if end else None) == parts
