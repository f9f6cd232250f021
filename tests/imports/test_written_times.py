"""Moments and rhythms in the words of people."""

from __future__ import annotations

import pytest

from generator.imports.written_times import duration_in, offset_in, recurrence_in

OFFSETS = {
    "T-7d": "T-7d",
    "T - 24 hours: freeze": "T-24h",
    "T−30 min": "T-30min",
    "T-0": "T-0",
    "(T+15min)": "T+15min",
    "D-7": "T-7d",
    "J-1": "T-1d",
    "A week before": "T-1w",
    "24 hours prior to the launch": "T-24h",
    "Two days before go-live": "T-2d",
    "One month before": "T-30d",
    "Eine Woche vorher": "T-1w",
    "3 Tage vor dem Umzug": "T-3d",
    "Uma semana antes": "T-1w",
    "Dos días antes": "T-2d",
    "Une semaine avant": "T-1w",
    "上线前一周": "T-1w",
    "提前3天": "T-3d",
    "リリースの2日前": "T-2d",
    "قبل أسبوع": "",
    "2 часа до": "T-2h",
    "4 hours after": "T+4h",
    "First 24 hours": "T+24h",
    "Nach 24 Stunden": "T+24h",
    "Release 2.0": "",
    "GH-12: Boiler": "",
    "T-shirt": "",
    "Before the launch": "",
    "Boil 3 min": "",
    "T-1.5 hours": "",
}


@pytest.mark.parametrize(("text", "offset"), OFFSETS.items())
def test_moment_before_or_after_the_deployment(text: str, offset: str) -> None:
    """A moment is found in each language, and nothing else is taken for one."""
    assert offset_in(text) == offset


@pytest.mark.parametrize(
    ("text", "every"),
    {
        "Daily backup": "day",
        "Nightly": "day",
        "Täglich": "day",
        "Rotinas diárias": "day",
        "毎日": "day",
        "Weekly": "week",
        "Hebdomadaire": "week",
        "每周": "week",
        "Monatlich": "month",
        "Quarterly": "quarter",
        "Vierteljährlich": "quarter",
        "Trimestral": "quarter",
        "শব্দ দৈনিক": "day",
        "Continuously": "ongoing",
        "Every Monday": "monday",
        "Mondays": "monday",
        "Jeden Freitag": "friday",
        "Todas as segundas-feiras": "monday",
        "cada lunes": "monday",
        "Каждую среду": "wednesday",
        "每周一": "monday",
        "毎週金曜日": "friday",
        "Every Monday and Thursday": "",
        "Freeze on Monday": "",
        "Every 2 weeks": "2 weeks",
        "Every other week": "2 weeks",
        "Every second Monday": "",
        "alle zwei Wochen": "2 weeks",
        "Bi-weekly": "2 weeks",
        "Yearly": "12 months",
        "Halbjährlich": "6 months",
        "Every 30 min": "",
        "Every service": "",
        "Holidays": "",
        "": "",
    }.items(),
)
def test_how_often(text: str, every: str) -> None:
    """The rhythm of recurring work is one of the model's."""
    assert recurrence_in(text) == every


@pytest.mark.parametrize(
    ("text", "length"),
    {
        "< 15 minutes": "15 min",
        "15 min": "15 min",
        "within one hour": "1 h",
        "innerhalb von 2 Stunden": "2 h",
        "خلال 15 دقيقة": "15 min",
        "30分以内": "30 min",
        "2 horas": "2 h",
        "Immediate": "immediately",
        "sofort": "immediately",
        "立即": "immediately",
        "Next business day": "next business day",
        "Page the commander": "",
    }.items(),
)
def test_length_of_time(text: str, length: str) -> None:
    """A time to respond is a length of time of the model."""
    assert duration_in(text) == length
