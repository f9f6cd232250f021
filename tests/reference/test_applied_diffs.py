"""Edits that a page shows as a diff."""

from __future__ import annotations

import pytest

from generator.reference.applied_diffs import applied


def test_an_edit_adds_and_removes_at_its_context() -> None:
    assert applied(" b\n-c\n+d\n+e\n", "a\nb\nc\nf\n") == "a\nb\nd\ne\nf\n"


def test_an_edit_may_begin_at_the_first_line() -> None:
    assert applied("-a\n+b\n", "a\nc\n") == "b\nc\n"


@pytest.mark.parametrize(("diff", "count"), [(" x\n+y\n", 0), (" a\n+y\n", 2), (" a\n-b\n", 0), (" ab\n", 0)])
def test_context_must_appear_once_and_as_whole_lines(diff: str, count: int) -> None:
    with pytest.raises(ValueError, match=f"appear {count} times"):
        applied(diff, "a\nabc\na\n")


def test_an_edit_without_context_is_refused() -> None:
    with pytest.raises(ValueError, match="must appear once"):
        applied("+a\n", "b\n")
