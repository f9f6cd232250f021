"""Dates and lengths of time in the words of many languages."""

from __future__ import annotations

import pytest

from generator.imports.written_dates import date_in, period_in

SAME_DAY = (
    "2026-03-04|2026/3/4|2026.03.04|2026年3月4日|2026년 3월 4일|4 March 2026|March 4, 2026|Mar 4th, 2026|4. März 2026|4 de março de 2026"
    "|4 de marzo de 2026|4 mars 2026|4 marzo 2026|4 maart 2026|4 марта 2026 г.|٤ مارس ٢٠٢٦|৪ মার্চ ২০২৬|04.03.2026"
)


@pytest.mark.parametrize("text", SAME_DAY.split("|"))
def test_date_in_any_form(text: str) -> None:
    """A day has one meaning, whoever writes it."""
    assert date_in(text) == "2026-03-04"


@pytest.mark.parametrize(
    ("text", "date"),
    {
        "25/03/2025": "2025-03-25",
        "03-25-2025": "2025-03-25",
        "05/05/2025": "2025-05-05",
        "03/04/2025": "",
        "2026-13-04": "",
        "31 June 2026": "",
        "March 2026": "",
        "4 Ma 2026": "",
        "2026-03-04 by Noor": "",
        "soon": "",
    }.items(),
)
def test_only_what_is_surely_one_date(text: str, date: str) -> None:
    """What may be two dates, no date, or more than a date, is none."""
    assert date_in(text) == date


@pytest.mark.parametrize(
    ("text", "period"),
    {
        "Quarterly": "90 days",
        "vierteljährlich": "90 days",
        "Trimestral": "90 days",
        "每季度": "90 days",
        "monthly": "30 days",
        "毎月": "30 days",
        "daily": "1 day",
        "every 6 months": "180 days",
        "alle 6 Monate": "180 days",
        "a cada 6 meses": "180 days",
        "每6个月": "180 days",
        "every two weeks": "14 days",
        "semestral": "180 days",
        "jährlich": "365 days",
        "90 d": "90 days",
        "5": "",
        "asap": "",
        "10 min": "",
        "every sprint": "",
        "monthly by the board": "",
    }.items(),
)
def test_length_of_time(text: str, period: str) -> None:
    """A rhythm is a length of time of the model, as long as a review can be away."""
    assert period_in(text) == period
