"""Counting work in the current thread, also if the work fails."""

from __future__ import annotations

import pytest

from generator.diagnostics.work_counts import WORK, count_work, counting_work, work


@work("files parsed")
def parse(text: str) -> int:
    return int(text)


def test_each_call_is_counted_also_one_that_fails() -> None:
    with counting_work() as done:
        assert parse("1") == 1
        with pytest.raises(ValueError, match="x"):
            parse("x")
        with work("bytes hashed", 40), work("bytes hashed", 2):
            pass
        count_work("pages rendered", 7, 0.5)
    assert {kind: amount for kind, amount in done.amounts.items() if amount} == {"files parsed": 2, "bytes hashed": 42, "pages rendered": 7}
    assert done.seconds["pages rendered"] == 0.5
    assert done.seconds["files parsed"] > 0


def test_what_nobody_asks_for_is_not_counted() -> None:
    with counting_work() as done:
        pass
    parse("1")
    assert set(done.amounts.values()) == {0}
    assert tuple(done.amounts) == WORK


def test_who_asks_within_another_count_has_it_alone() -> None:
    with counting_work() as outer:
        parse("1")
        with counting_work() as inner:
            parse("2")
        parse("3")
    assert (outer.amounts["files parsed"], inner.amounts["files parsed"]) == (2, 1)
