"""A suggestion: a change of one field of a runbook, with the past runs that speak for it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sized
from dataclasses import dataclass
from textwrap import shorten
from typing import Literal

from generator.checks.secrets import masked_line
from generator.diagnostics.diagnostic import some_of
from generator.document.fingerprints import fingerprints
from generator.model.addresses import earlier_addresses
from generator.model.entities import Entity
from generator.model.past_runs import PastRun
from generator.model.scalar_kinds import INVISIBLE
from generator.model.variant import Variant, entities

# What was true ten deployments ago says little about the next one, and three runs are the fewest of which more than half are not one.
LATEST = 10
ENOUGH = 3
MOST_DATES = 5
# Characters of markup and parameters, as what looks like them and means nothing.
HARMLESS = str.maketrans("`<>[]{}", "'()()()")

Field = Literal["lasts", "at", "optional", "caution"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """What one run says: a figure or an answer, and whether it speaks for the change."""

    run: PastRun
    figure: str
    speaks: bool


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A new value of a field of the entry at an address. `old` is empty if the field has none.

    `remarks` are what to think of first. The evidence is that of all runs that count, the oldest first.
    """

    field: Field
    address: str
    old: str
    new: str
    reason: str
    evidence: tuple[Evidence, ...]
    remarks: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        return f"{self.field}:{self.address}"


class RunHistory:
    """The past runs of a variant, the oldest first, with the addresses that the entries of today had in them."""

    def __init__(self, variant: Variant) -> None:
        self.runbook = variant.runbook
        self.runs = variant.runs
        self.entities: Mapping[str, Entity] = dict(entities(variant.runbook))
        self._prints = fingerprints(variant.runbook)

    def places(self, address: str) -> tuple[str, ...]:
        """Return the address of an entry, and its former ones, which no other entry can have."""
        return address, *earlier_addresses(address, lambda one: self.entities[one].aliases)

    def of_line(self, address: str) -> Iterator[tuple[PastRun, str]]:
        """Yield the runs in which somebody answered a line, with its address there, if the line has not changed since."""
        places = self.places(address)
        for run in self.runs:
            place = next((one for one in places if one in run.answers or one in run.failures), None)
            if place is not None and run.prints.get(place, self._prints[address]) == self._prints[address]:
                yield run, place


def day_of_run(run: PastRun) -> str:
    """Return the day when a run began, as pages show it."""
    return run.day_of(run.began).isoformat()


def days(runs: Iterable[PastRun]) -> str:
    """Return the days of runs in words, with the drills marked."""
    return some_of((f"{day_of_run(run)}{' drill' if run.drill else ''}" for run in runs), MOST_DATES)


def share(some: Sized, latest: Sized) -> str:
    """Return in how many of the latest runs something happened, in words."""
    count = f"{len(some)} of" if len(some) < len(latest) else "each of"
    return f"In {count} the last {len(latest)} runs"


def words(text: str, most: int) -> str:
    """Return what somebody typed as plain words on one line, of at most so many characters: without markup, parameters and secrets."""
    line = " ".join(masked_line(line) for line in text.splitlines())
    plain = re.sub(r"\*{2,}", "*", INVISIBLE.sub(" ", line).translate(HARMLESS))
    return shorten(plain, most, placeholder=" ...") if " " in plain.strip()[:most] else " ".join(plain.split())[:most]
