"""Count the work that is done, for benchmarks and reports. No result depends on these counts."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from time import perf_counter
from typing import Literal, get_args

# In the order of a build. A page is written as Markdown, and the site builder renders the Markdown to HTML.
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
    """The amount of each kind of work, and the seconds that the work took."""

    amounts: dict[Work, int] = field(default_factory=lambda: dict.fromkeys(WORK, 0))
    seconds: dict[Work, float] = field(default_factory=lambda: dict.fromkeys(WORK, 0.0))


_counts: ContextVar[WorkCounts | None] = ContextVar("work_counts", default=None)


@contextmanager
def counting_work() -> Iterator[WorkCounts]:
    """Count the work that this thread does in a `with` block."""
    counts = WorkCounts()
    token = _counts.set(counts)
    try:
        yield counts
    finally:
        _counts.reset(token)


def count_work(kind: Work, amount: int, seconds: float) -> None:
    """Add finished work, if this thread counts work."""
    counts = _counts.get()
    if counts is not None:
        counts.amounts[kind] += amount
        counts.seconds[kind] += seconds


@contextmanager
def work(kind: Work, amount: int = 1) -> Iterator[None]:
    """Count a `with` block, or each call of a decorated function, as work, even if it fails."""
    started = perf_counter()
    try:
        yield
    finally:
        count_work(kind, amount, perf_counter() - started)
