"""What is going on, on one line of a terminal, for work that takes longer than a second."""

from __future__ import annotations

import sys
import time
from typing import TextIO

PATIENCE = 1.0
PAUSE = 0.1


class Progress:
    """A status line on stderr; silent where stderr is no terminal, and until a second has passed."""

    def __init__(self, stream: TextIO | None = None) -> None:
        self.stream = sys.stderr if stream is None else stream
        self.started = time.monotonic()
        self._shown = 0.0
        self._line = ""

    @property
    def seconds(self) -> float:
        return time.monotonic() - self.started

    def say(self, words: str) -> None:
        """Replace the line; at most ten times a second."""
        now = time.monotonic()
        if now - self.started >= PATIENCE and now - self._shown >= PAUSE and self.stream.isatty():
            self._shown = now
            self._write(words)

    def clear(self) -> None:
        """Take the line away, before anything else is printed and at the end."""
        if self._line:
            self._write("")

    def _write(self, words: str) -> None:
        self.stream.write("\r" + words.ljust(len(self._line)) + ("" if words else "\r"))
        self.stream.flush()
        self._line = words
