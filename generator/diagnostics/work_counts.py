"""How much work of each kind is done, for whoever asks: counted where it is done, and no result depends on it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from time import perf_counter
from typing import Literal, get_args

# In the order in which a build does them. A page is written as Markdown, and rendered to HTML by the site builder.
Work = Literal[
    "files parsed",
    "variants merged",
    "variants checked",
    "variants linted",
    "documents composed",
    "sheets written",
    "sheets typeset",
    "pages written",
    "pages rendered",
    "bytes hashed",
]
WORK: tuple[Work, ...] = get_args(Work)


@dataclass(frozen=True, slots=True)
class WorkCounts:
    """The amount of each kind of work, and the seconds that it took."""

    amounts: dict[Work, int] = field(default_factory=lambda: dict.fromkeys(WORK, 0))
    seconds: dict[Work, float] = field(default_factory=lambda: dict.fromkeys(WORK, 0.0))


_asked: ContextVar[WorkCounts | None] = ContextVar("work_counts", default=None)


@contextmanager
def counting_work() -> Iterator[WorkCounts]:
    """Count the work that this thread does in a `with` block."""
    counts = WorkCounts()
    token = _asked.set(counts)
    try:
        yield counts
    finally:
        _asked.reset(token)


def count_work(kind: Work, amount: int, seconds: float) -> None:
    """Add work that was done to what is counted, if anybody counts."""
    counts = _asked.get()
    if counts is not None:
        counts.amounts[kind] += amount
        counts.seconds[kind] += seconds


@contextmanager
def work(kind: Work, amount: int = 1) -> Iterator[None]:
    """Count a `with` block as work; above a function, each call of it."""
    started = perf_counter()
    try:
        yield
    finally:
        count_work(kind, amount, perf_counter() - started)
