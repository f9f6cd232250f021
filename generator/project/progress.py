"""What is going on, on one line of a terminal, for work that takes longer than a second."""

from __future__ import annotations

import sys
import threading
import time
from types import TracebackType
from typing import Self, TextIO

PATIENCE = 1.0
PAUSE = 0.1


class Progress:
    """A status line on stderr; silent where stderr is no terminal, and until a second has passed. Also a `with` block that stops it."""

    def __init__(self, stream: TextIO | None = None, patience: float = PATIENCE) -> None:
        self.stream = sys.stderr if stream is None else stream
        self.started = time.monotonic()
        self.patience = patience
        self._words = ""
        self._shown = 0.0
        self._line = ""
        self._lock = threading.Lock()
        # A single long step says nothing while it lasts, so a clock of its own shows the line when the second is over.
        self._timer = threading.Timer(patience, self._show) if self.stream.isatty() else None
        if self._timer is not None:
            self._timer.daemon = True
            self._timer.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.stop()

    @property
    def seconds(self) -> float:
        return time.monotonic() - self.started

    def say(self, words: str) -> None:
        """Replace the line; at most ten times a second."""
        self._words = words
        if self._timer is not None and self.seconds >= self.patience and time.monotonic() - self._shown >= PAUSE:
            self._show()

    def clear(self) -> None:
        """Take the line away, before anything else is printed."""
        with self._lock:
            if self._line:
                self.stream.write("\r" + " " * len(self._line) + "\r")
                self.stream.flush()
                self._line = ""

    def stop(self) -> None:
        """Take the line away for good."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        self.clear()

    def _show(self) -> None:
        with self._lock:
            if self._timer is not None and self._words:
                self._shown = time.monotonic()
                self.stream.write("\r" + self._words.ljust(len(self._line)))
                self.stream.flush()
                self._line = self._words
