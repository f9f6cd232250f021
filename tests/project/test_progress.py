"""The status line."""

from __future__ import annotations

import io
import time

import pytest

from generator.project.progress import Progress

LONG = 3600.0


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_the_line_appears_after_a_second_and_changes_at_most_ten_times_a_second(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [100.0]
    monkeypatch.setattr("time.monotonic", lambda: now[0])
    stream = Terminal()
    with Progress(stream, patience=LONG) as progress:
        progress.say("early")
        assert stream.getvalue() == ""
        now[0] += LONG
        progress.say("12 of 90 pages")
        progress.say("13 of 90 pages")
        assert stream.getvalue() == "\r12 of 90 pages"
        now[0] += 0.2
        progress.say("done")
        assert stream.getvalue() == "\r12 of 90 pages\rdone          "
        assert progress.seconds == pytest.approx(LONG + 0.2)
    assert stream.getvalue().endswith("\r    \r")


def test_a_single_long_step_is_shown_after_a_second() -> None:
    stream = Terminal()
    with Progress(stream, patience=0.05) as progress:
        progress.say("reading 9,000 files")
        end = time.monotonic() + 10
        while not stream.getvalue() and time.monotonic() < end:
            time.sleep(0.01)
    assert stream.getvalue() == "\rreading 9,000 files\r" + " " * 19 + "\r"


def test_nothing_is_shown_after_stop() -> None:
    stream = Terminal()
    progress = Progress(stream, patience=0.0)
    progress.stop()
    progress.say("late")
    assert "late" not in stream.getvalue()


def test_nothing_is_shown_without_a_terminal() -> None:
    stream = io.StringIO()
    with Progress(stream, patience=0.0) as progress:
        progress.say("words")
    assert stream.getvalue() == ""
