"""A status line in the terminal for work that takes longer than a second."""

from __future__ import annotations

import sys
import threading
import time
from typing import Self, TextIO

PATIENCE = 1.0
PAUSE = 0.1


class Progress:
    """A status line on stderr, shown from the first second on, if stderr is a terminal. A `with` block stops it at its end."""

    def __init__(self, stream: TextIO | None = None, patience: float = PATIENCE) -> None:
        self.stream = sys.stderr if stream is None else stream
        self.started = time.monotonic()
        self.patience = patience
        self._text = ""
        self._shown = 0.0
        self._line = ""
        self._lock = threading.Lock()
        # A single long step does not update the line, so a timer shows it after the first second.
        self._timer = threading.Timer(patience, self._show) if self.stream.isatty() else None
        if self._timer is not None:
            self._timer.daemon = True
            self._timer.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.stop()

    @property
    def seconds(self) -> float:
        return time.monotonic() - self.started

    def say(self, text: str) -> None:
        """Replace the line, at most ten times a second."""
        self._text = text
        if self.seconds >= self.patience and time.monotonic() - self._shown >= PAUSE:
            self._show()

    def clear(self) -> None:
        """Remove the line, before other output."""
        with self._lock:
            if self._line:
                self.stream.write("\r" + " " * len(self._line) + "\r")
                self.stream.flush()
                self._line = ""

    def stop(self) -> None:
        """Remove the line and show it no more."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        self.clear()

    def _show(self) -> None:
        with self._lock:
            if self._timer is not None and self._text:
                self._shown = time.monotonic()
                self.stream.write("\r" + self._text.ljust(len(self._line)))
                self.stream.flush()
                self._line = self._text
