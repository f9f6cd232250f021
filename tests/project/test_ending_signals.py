"""Signals that end a run."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator

import pytest

from generator.project import ending_signals
from generator.project.ending_signals import ENDING, Ended, ending_by_signals, whole_step


def send(number: int) -> None:
    os.kill(os.getpid(), number)


@pytest.fixture
def _running() -> Iterator[None]:
    with ending_by_signals():
        yield


@pytest.mark.usefixtures("_running")
@pytest.mark.parametrize("number", ENDING)
def test_each_signal_raises_once_with_the_code_that_shells_report(number: int) -> None:
    """Others that belong to the same end do not interrupt the cleaning up."""
    with pytest.raises(Ended) as ended:
        send(number)
    assert ended.value.code == 128 + number
    for another in ENDING:
        send(another)


@pytest.mark.usefixtures("_running")
def test_a_signal_waits_for_the_end_of_a_whole_step() -> None:
    """Also of one within another."""
    done = []
    with pytest.raises(Ended) as ended, whole_step():
        with whole_step():
            send(signal.SIGTERM)
            done.append(1)
        done.append(2)
    assert (done, ended.value.number) == ([1, 2], signal.SIGTERM)


@pytest.mark.usefixtures("_running")
def test_a_signal_that_comes_while_an_object_is_deleted_is_not_lost(capsys: pytest.CaptureFixture[str]) -> None:
    """Python drops exceptions of `__del__` and prints them; the signal is sent again."""

    class Deleted:
        def __del__(self) -> None:
            send(signal.SIGHUP)
            len(())

    with pytest.raises(Ended):
        delete(Deleted())
    assert capsys.readouterr().err == ""


def delete(thing: object) -> None:
    del thing
    threading.Event().wait(10)


def test_handlers_are_as_before_after_a_run(monkeypatch: pytest.MonkeyPatch) -> None:
    """A signal that is ignored, as by `nohup`, stays ignored during the run."""
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        with ending_by_signals():
            send(signal.SIGHUP)
        assert signal.getsignal(signal.SIGHUP) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGHUP, before)


def test_a_program_that_hangs_is_ended_by_a_later_signal(monkeypatch: pytest.MonkeyPatch) -> None:
    """The first exception may have been swallowed by a plugin."""
    sent: list[int] = []
    clock = iter((1.0, 2.0, 10.0))
    monkeypatch.setattr(ending_signals, "monotonic", lambda: next(clock))
    with ending_by_signals():
        with pytest.raises(Ended):
            send(signal.SIGTERM)
        send(signal.SIGTERM)
        monkeypatch.setattr("os.kill", lambda _, number: sent.append(number))
        signal.raise_signal(signal.SIGTERM)
        assert (sent, signal.getsignal(signal.SIGTERM)) == ([signal.SIGTERM], signal.SIG_DFL)


def test_outside_the_main_thread_a_run_leaves_signals_alone() -> None:
    """Python would refuse to set a handler there."""
    before = [signal.getsignal(number) for number in ENDING]
    found: list[object] = []

    def run() -> None:
        with ending_by_signals():
            found.extend(signal.getsignal(number) for number in ENDING)

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    assert found == before
