"""What past runs say about a line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from generator.model.past_runs import AnswerState

LineState = AnswerState | Literal["seen", "signed"]


@dataclass(frozen=True, slots=True)
class PastEntry:
    """What one run says about a line: the day, the name and the place of the run, the last answer, and what people wrote.

    A trigger was `seen` and an approval `signed` where another line was done. `failed` says that it failed, also if somebody got over it
    and answered it again. `way` is the chosen way of a decision, in words.
    """

    day: str
    run: str
    target: str
    drill: bool
    state: LineState
    failed: bool
    by: str
    texts: tuple[str, ...]
    way: str = ""


@dataclass(frozen=True, slots=True)
class LineHistory:
    """The newest entries of a line, the newest first, and in how many runs it has an answer."""

    entries: tuple[PastEntry, ...]
    count: int

    @property
    def failure(self) -> PastEntry | None:
        """Return the last entry if the line failed then."""
        return self.entries[0] if self.entries[0].failed else None
