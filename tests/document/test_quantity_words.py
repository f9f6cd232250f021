"""Quantities in words."""

from __future__ import annotations

from typing import get_args

import pytest

from generator.document.quantity_words import compared
from generator.model.quantities import Relation, parse_comparison
from generator.text.catalogue import catalogue, words_among


@pytest.mark.parametrize("relation", get_args(Relation))
def test_a_comparison_is_said_as_it_is_written(relation: str) -> None:
    assert compared(catalogue("page"), parse_comparison(f"{relation} 200 ms")) == f"{relation} 200 ms"


def test_nothing_is_said_of_none() -> None:
    assert compared(catalogue("page"), None) == ""


def test_a_figure_among_texts_from_the_right_is_one_run() -> None:
    assert compared(words_among("ar"), parse_comparison("over 5%")) == "\u2066over \u20685%\u2069\u2069"
