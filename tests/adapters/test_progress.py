"""The status line."""

from __future__ import annotations

import io

import pytest

from generator.adapters.progress import Progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    now = [100.0]
    monkeypatch.setattr("time.monotonic", lambda: now[0])
    return now


def test_silent_until_a_second_has_passed_and_then_ten_times_a_second_at_most(clock: list[float]) -> None:
    stream = Terminal()
    progress = Progress(stream)
    clock[0] += 0.9
    progress.say("early")
    assert stream.getvalue() == ""
    clock[0] += 0.2
    progress.say("12 of 90 pages")
    progress.say("13 of 90 pages")
    assert stream.getvalue() == "\r12 of 90 pages"
    progress.clear()
    progress.clear()
    assert stream.getvalue() == "\r12 of 90 pages\r" + " " * 14 + "\r"
    assert progress.seconds == pytest.approx(1.1)


def test_silent_where_there_is_no_terminal(clock: list[float]) -> None:
    stream = io.StringIO()
    progress = Progress(stream)
    clock[0] += 5
    progress.say("words")
    progress.clear()
    assert stream.getvalue() == ""
