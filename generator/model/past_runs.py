"""Past runs of a system: what later readers need to know of a record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, tzinfo
from typing import Literal

MINUTE = 60  # seconds
AT_ONCE = 60  # seconds within which nobody does two lines: they were ticked afterwards

AnswerState = Literal["open", "done", "failed", "na", "changed", "differs", "mixed"]


@dataclass(frozen=True, slots=True)
class RunTotals:
    """How many lines were done, failed, not applicable or open, also those whose text had changed or whose answers differed."""

    done: int = 0
    failed: int = 0
    na: int = 0
    open: int = 0

    @classmethod
    def of(cls, states: Iterable[AnswerState]) -> RunTotals:
        """Return how many lines are in which state. Whatever needs an answer is open."""
        return cls(**Counter[str](state if state in ("done", "failed", "na") else "open" for state in states))

    @property
    def all(self) -> int:
        return self.done + self.failed + self.na + self.open

    def as_data(self) -> dict[str, int]:
        """Return the totals as files have them."""
        return {name: getattr(self, name) for name in ("all", "done", "failed", "na", "open")}


@dataclass(frozen=True, slots=True)
class PastAnswer:
    """The last answer on a line: when, who, the reason or what failed, the note, and the id of the chosen way.

    `role` is the id of the contact who does the line.
    """

    state: AnswerState
    at: datetime
    by: str = ""
    text: str = ""
    note: str = ""
    way: str = ""
    role: str = ""


@dataclass(frozen=True, slots=True)
class PastList:
    """A checklist or procedure in a run.

    `at` and `lasts` are its plan in the release of the run, as in the data; `planned` is the moment when it should have begun, if T-0 was
    known. `began` and `ended` are the moments of its first and its last answer; both are None if nobody answered a line. It is `complete`
    if every line has an answer, except those that a chosen way may have left out. `lines` are the states of its lines by address.
    """

    address: str
    phase: str
    title: str
    at: str = ""
    lasts: str = ""
    planned: datetime | None = None
    began: datetime | None = None
    ended: datetime | None = None
    complete: bool = False
    totals: RunTotals = RunTotals()
    lines: Mapping[str, AnswerState] = field(default_factory=dict)

    @property
    def minutes(self) -> int | None:
        """The minutes from its first to its last answer; None without an answer."""
        return None if self.began is None or self.ended is None else minutes_between(self.began, self.ended)

    @property
    def late(self) -> int | None:
        """How many minutes after its planned moment it began, as clocks show them, negative if before; None if that is not known."""
        return None if self.planned is None or self.began is None else _on_clocks(self.began) - _on_clocks(self.planned)

    @property
    def at_once(self) -> bool:
        """Whether all its answers are of one moment, so that they say nothing about its length."""
        return self.began is not None and self.ended is not None and (self.ended - self.began).total_seconds() <= AT_ONCE


@dataclass(frozen=True, slots=True)
class PastRun:
    """A run, as its last record has it. Moments are in UTC, except T-0, which is in its own zone.

    `record` is the name of the file without its ending, `digest` its SHA-256. `answers` are by address in the release of the run, `texts`
    and `prints` the texts and fingerprints of its lines. `failures` are the answers that a line failed, also those that later ones
    replaced: people tick a line once they got over it. `people` are the names by the id of a role; the empty id has those who did lines
    without a role. `findings` are the kinds of what did not fit. A run that was `typed` from a sheet may have the times of the typing.
    """

    id: str
    record: str
    digest: str
    began: datetime
    ended: datetime
    name: str = ""
    release: str = ""
    commit: str = ""
    drill: bool = False
    typed: bool = False
    finished: bool = True
    t0: datetime | None = None
    lead: str = ""
    hold_minutes: int = 0
    totals: RunTotals = RunTotals()
    lists: tuple[PastList, ...] = ()
    answers: Mapping[str, PastAnswer] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)
    prints: Mapping[str, str] = field(default_factory=dict)
    failures: Mapping[str, tuple[PastAnswer, ...]] = field(default_factory=dict)
    numbers: Mapping[str, str] = field(default_factory=dict)
    people: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    findings: tuple[str, ...] = ()

    @property
    def minutes(self) -> int:
        """The minutes from its begin to its end."""
        return minutes_between(self.began, self.ended)

    @property
    def zone(self) -> tzinfo:
        """The time zone of T-0; UTC without a T-0."""
        return (self.t0.tzinfo if self.t0 else None) or UTC

    def day_of(self, moment: datetime) -> date:
        """Return the day of a moment for those who deployed."""
        return moment.astimezone(self.zone).date()

    def length_of(self, one: PastList) -> int | None:
        """Return how many minutes a list took that was done; None if the run does not say so.

        It does not if it was on hold or typed from a sheet, whose moments may be those of the typing, or if the list was ticked at once.
        """
        return None if self.hold_minutes or self.typed or not one.complete or one.at_once else one.minutes


def minutes_between(first: datetime, last: datetime) -> int:
    """Return the whole minutes between two moments as clocks show them, as pages count them: from 22:00:50 to 22:01:10 is one."""
    return max(0, _on_clocks(last) - _on_clocks(first))


def _on_clocks(moment: datetime) -> int:
    return int(moment.timestamp() // MINUTE)
