"""Quantities as text."""

from __future__ import annotations

from typing import get_args

import pytest

from generator.document.quantity_words import compared
from generator.model.quantities import Relation, parse_comparison
from generator.text.catalogue import catalogue, words_among


@pytest.mark.parametrize("relation", get_args(Relation))
def test_a_comparison_is_shown_as_written(relation: str) -> None:
    assert compared(catalogue("page"), parse_comparison(f"{relation} 200 ms")) == f"{relation} 200 ms"


def test_no_comparison_gives_an_empty_text() -> None:
    assert compared(catalogue("page"), None) == ""


def test_a_figure_in_right_to_left_text_is_isolated() -> None:
    assert compared(words_among("ar"), parse_comparison("over 5%")) == "\u2066over \u20685%\u2069\u2069"
