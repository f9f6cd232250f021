"""Positions in files."""

from __future__ import annotations

from generator.text.span import Span


def test_the_key_of_a_place_does_not_contain_its_line() -> None:
    assert Span("a.yaml", 2, 3, 4, "a: b").key == Span("a.yaml", 2, 3).key
    assert Span("a.yaml", 2, 3).key < Span("a.yaml", 2, 10).key < Span("a.yaml", 10, 1).key < Span("b.yaml", 1, 1).key
