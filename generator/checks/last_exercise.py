"""Find when a procedure was last exercised, in a drill or in a real run."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from generator.model.past_runs import PastList, PastRun


@dataclass(frozen=True, slots=True)
class Exercise:
    """A run that did all steps of a procedure, and the procedure in this run."""

    run: PastRun
    procedure: PastList

    @property
    def moment(self) -> datetime:
        """When it ended."""
        return self.procedure.ended or self.run.ended

    @property
    def day(self) -> date:
        """The day when it ended."""
        return self.run.day_of(self.moment)


def last_exercise(runs: Iterable[PastRun], addresses: Iterable[str]) -> Exercise | None:
    """Return the last exercise of the procedure with some present and earlier addresses; None if no run has done all its steps."""
    known = frozenset(addresses)
    found = (Exercise(run, one) for run in runs for one in run.lists if one.complete and one.address in known)
    return max(found, key=lambda one: one.moment, default=None)
