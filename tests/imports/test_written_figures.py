"""Relations and quantities in the words of many languages."""

from __future__ import annotations

import pytest

from generator.imports.written_figures import figure_in, percentile_in
from generator.model.scalar_kinds import COMPARISON

FIGURES = {
    "Pressure: **>1.2 bar** (Target)": "over 1.2 bar",
    "> 8°C": "over 8 °C",
    "p95 < 200ms": "under 200 ms",
    "< 6 hours": "under 6 h",
    "≥ 99,9 %": "at least 99.9%",
    "at least 99.95%": "at least 99.95%",
    "API answers in under 200 ms": "under 200 ms",
    "Less than 5% of requests": "under 5%",
    "< 50 requests/s": "under 50 requests per s",
    "up to 3 Nodes": "at most 3 Nodes",
    "over 10,000 users": "over 10000 users",
    "höchstens 200 ms": "at most 200 ms",
    "unter 3 Sekunden": "under 3 s",
    "mehr als 10.000 Nutzer": "over 10000 Nutzer",
    "mindestens 99,9 %": "at least 99.9%",
    "menos de 2 horas": "under 2 h",
    "mais de 10.000 usuários": "over 10000 usuários",
    "pelo menos 3 réplicas": "at least 3 réplicas",
    "como máximo 15 minutos": "at most 15 min",
    "moins de 5 minutes": "under 5 min",
    "不超过 5 分钟": "at most 5 min",
    "内容不能超过150个字符": "at most 150 个字符",
    "CPU 使用率低于 80%": "under 80%",
    "200毫秒以内": "at most 200 ms",
    "5秒以下": "at most 5 s",
    "اقل من ٥ دقائق": "under 5 min",
    "не более 5 минут": "at most 5 min",
    "Idle &lt; 5 s": "under 5 s",
}
LANGUAGES = {"Nutzer": "de", "usuários": "pt"}


@pytest.mark.parametrize(("text", "comparison"), FIGURES.items())
def test_figure_as_the_model_writes_it(text: str, comparison: str) -> None:
    """A relation and a quantity are found in each language, and the model reads what is found."""
    language = next((language for word, language in LANGUAGES.items() if word in text), "en")
    found = figure_in(text, language)
    assert found is not None and (found.comparison, found.error) == (comparison, "")
    assert COMPARISON.valid(found.comparison) is not None


@pytest.mark.parametrize("text", ["0 broken panes", "Version 2.3", "3 people", "", "older than the house", "see <b>", "30 min 5 s"])
def test_figures_without_a_relation_are_not_targets(text: str) -> None:
    """A number that nothing is compared with is not a target."""
    assert figure_in(text) is None


@pytest.mark.parametrize(
    ("text", "sentence"),
    {
        "45-55%": "expected one of under",
        "4.5/5": "expected one of under",
        "0 (no data loss)": "expected one of under",
        "2 hours": "did you mean `under 2 hours`?",
        "99.9%": "did you mean `at least 99.9%`?",
        "> 5 and < 9": "is not a unit",
        "< 900 rpm": "did you mean requests per min?",
    }.items(),
)
def test_what_the_model_cannot_compare_is_explained(text: str, sentence: str) -> None:
    """A cell for a target that is none says why, in the words of a wrong value."""
    found = figure_in(text, whole=True)
    assert found is not None and found.comparison == text and sentence in found.error


def test_percentiles() -> None:
    """A percentile is one of the forms that people use."""
    assert [percentile_in(one) for one in ("p95 of", "P99.9", "95th percentile", "99. Perzentil", "p2p", "95%")] == [
        "95",
        "99.9",
        "95",
        "",
        "",
        "",
    ]
    found = figure_in("< 200 ms (p95)")
    assert found is not None and found.percentile == "95"
