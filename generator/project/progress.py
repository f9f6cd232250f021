"""A status line in the terminal for work that takes longer than a second."""

from __future__ import annotations

import sys
import threading
import time
from typing import Self, TextIO

PATIENCE = 1.0
PAUSE = 0.1


class Progress:
    """A status line on stderr. It appears after one second, and only in a terminal. The end of a `with` block removes the line."""

    def __init__(self, stream: TextIO | None = None, patience: float = PATIENCE) -> None:
        self.stream = sys.stderr if stream is None else stream
        self.started = time.monotonic()
        self.patience = patience
        self._text = ""
        self._shown = 0.0
        self._line = ""
        self._lock = threading.Lock()
        # During a single long step nothing updates the line, so a timer shows it after the first second.
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
        """Set the text of the line. The terminal shows a new text at most ten times a second."""
        self._text = text
        if self.seconds >= self.patience and time.monotonic() - self._shown >= PAUSE:
            self._show()

    def clear(self) -> None:
        """Remove the line before other output."""
        with self._lock:
            if self._line:
                self.stream.write("\r" + " " * len(self._line) + "\r")
                self.stream.flush()
                self._line = ""

    def stop(self) -> None:
        """Remove the line for good."""
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
