"""Signals that end a run. A signal raises an exception, so that unfinished work is removed, but never within a step that must be whole."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic
from types import FrameType

ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
# A shell reports a program that a signal ended by this number and the number of the signal.
OF_SIGNAL = 128
# Seconds after the first signal in which others belong to the same end: terminals, `make` and `timeout` send several.
ONE_END = 3.0
SOON = 0.01


class Ended(KeyboardInterrupt):
    """A signal asked this program to end."""

    def __init__(self, number: int) -> None:
        self.number = number
        super().__init__(signal.strsignal(number))

    @property
    def code(self) -> int:
        return OF_SIGNAL + self.number


class _Receiver:
    """Receives the signals of one run.

    The first signal raises Ended, at once or at the end of a whole step. Signals soon after it are ignored, so that cleaning up is not
    interrupted. A later one means that the program hangs, and ends it at once.
    """

    def __init__(self) -> None:
        self.steps = 0
        self.waiting = 0
        self.first = 0.0

    def receive(self, number: int, _frame: FrameType | None) -> None:
        now = monotonic()
        if not self.first:
            self.first = now
            if not self.steps:
                raise Ended(number)
            self.waiting = number
        elif now - self.first > ONE_END and not self.steps:
            signal.signal(number, signal.SIG_DFL)
            os.kill(os.getpid(), number)

    def finish_step(self) -> None:
        self.steps -= 1
        if self.waiting and not self.steps:
            number, self.waiting = self.waiting, 0
            raise Ended(number)

    def receive_again(self, lost: sys.UnraisableHookArgs) -> None:
        """Send the signal once more, if Python had to drop its exception: it came while an object was being deleted."""
        if isinstance(lost.exc_value, Ended):
            self.first = 0.0
            threading.Timer(SOON, os.kill, (os.getpid(), lost.exc_value.number)).start()
        else:
            sys.__unraisablehook__(lost)


_receiver = _Receiver()


@contextmanager
def ending_by_signals() -> Iterator[None]:
    """Raise Ended in a `with` block when the program is to end. Signals that are ignored, as `nohup` lets them be, stay ignored."""
    if threading.current_thread() is not threading.main_thread():
        yield  # Python delivers signals only to the main thread
        return
    _receiver.__init__()  # type: ignore[misc]
    before = {number: signal.getsignal(number) for number in ENDING}
    hook = sys.unraisablehook
    sys.unraisablehook = _receiver.receive_again
    try:
        for number, handler in before.items():
            if handler is not signal.SIG_IGN:
                signal.signal(number, _receiver.receive)
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        sys.unraisablehook = hook


@contextmanager
def whole_step() -> Iterator[None]:
    """Do all of a short `with` block, even if a signal comes; Ended is raised after it. Only for the main thread."""
    _receiver.steps += 1
    try:
        yield
    finally:
        _receiver.finish_step()
