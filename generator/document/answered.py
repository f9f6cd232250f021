"""What a run says about a line of a sheet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

AnswerKind = Literal["done", "na", "failed", "changed", "differs", "new", "noted", "gone"]
SETTLED: tuple[AnswerKind, ...] = ("done", "na")


@dataclass(frozen=True, slots=True)
class Answered:
    """The answer of a run on a line, as `text` with the time and the name. A line that is `settled` needs no box.

    `kind` is `done` or `na` for a settled line, and `gone` for a line that the runbook no longer has. Of an open line, it says why it is
    open: it failed, its text has changed since, people answered it differently, or it is new; `noted` is an open line with a note alone.
    """

    kind: AnswerKind
    text: str

    @property
    def settled(self) -> bool:
        """Return whether nothing is left to do."""
        return self.kind in SETTLED or self.kind == "gone"
