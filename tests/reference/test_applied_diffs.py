"""Edits shown as a diff."""

from __future__ import annotations

import pytest

from generator.reference.applied_diffs import applied


def test_an_edit_adds_and_removes_at_its_context() -> None:
    assert applied(" b\n-c\n+d\n+e\n", "a\nb\nc\nf\n") == "a\nb\nd\ne\nf\n"


def test_the_first_line_may_be_meant() -> None:
    assert applied("-a\n+b\n", "a\nc\n") == "b\nc\n"


@pytest.mark.parametrize(("diff", "count"), [(" x\n+y\n", 0), (" a\n+y\n", 2), (" a\n-b\n", 0), (" ab\n", 0)])
def test_context_must_stand_there_once_and_in_whole_lines(diff: str, count: int) -> None:
    with pytest.raises(ValueError, match=f"stand {count} times"):
        applied(diff, "a\nabc\na\n")


def test_an_edit_without_context_belongs_nowhere() -> None:
    with pytest.raises(ValueError, match="must stand there once"):
        applied("+a\n", "b\n")
