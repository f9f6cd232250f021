"""Stamping a review."""

from __future__ import annotations

from datetime import date

import pytest

from generator.edits.stamp_review import review
from generator.source.load import load
from generator.source.read import read
from generator.source.splices import CannotEdit, spliced_bytes

PATH = "data/variants/shop/variant.yaml"
DAY = date(2026, 11, 20)


def stamped(text: str) -> str:
    data = text.encode()
    (layer,) = load([read(PATH, data)]).layers.values()
    return spliced_bytes(data, review(layer, DAY).get(PATH, ())).decode()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("variant:\n  title: Shop\n  reviewed: 2025-01-01  # by all\n", "variant:\n  title: Shop\n  reviewed: 2026-11-20  # by all\n"),
        ("variant:\n  title: Shop\n  reviewed:\n", "variant:\n  title: Shop\n  reviewed: 2026-11-20\n"),
        (
            "variant:\n  title: Shop\n  extends: [base]\n  review-every: 90d\n",
            "variant:\n  title: Shop\n  extends: [base]\n  reviewed: 2026-11-20\n  review-every: 90d\n",
        ),
        ("variant: {title: Shop, review-every: 90d}\n", "variant: {title: Shop, reviewed: 2026-11-20, review-every: 90d}\n"),
        ("variant:\n  title: Shop\n  reviewed: '2026-11-20'\n", "variant:\n  title: Shop\n  reviewed: '2026-11-20'\n"),
    ],
)
def test_the_day_is_stamped_and_all_else_stays(text: str, expected: str) -> None:
    assert stamped(text) == expected
    assert stamped(expected) == expected


@pytest.mark.parametrize("text", ["contacts: {}\n", "variant:\n  reviewed: [2026-11-01]\n", 'variant:\n  reviewed: "2026-1\\u0031-01"\n'])
def test_what_cannot_be_stamped_is_left_alone(text: str) -> None:
    with pytest.raises(CannotEdit):
        stamped(text)
