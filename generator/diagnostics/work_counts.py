"""Counts of the work that is done, for whoever asks. No result depends on them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import wraps
from time import perf_counter
from typing import Literal, ParamSpec, TypeVar, get_args

# In the order of a build. A page is written as Markdown, and the site builder renders it to HTML.
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
P = ParamSpec("P")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class WorkCounts:
    """The amount of each kind of work, and the seconds that it took."""

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


class work:  # noqa: N801 - a decorator and a context manager
    """Count a `with` block as work, or each call of a decorated function. A call costs nothing more while nobody counts."""

    def __init__(self, kind: Work, amount: int = 1) -> None:
        self.kind = kind
        self.amount = amount

    def __enter__(self) -> None:
        self.started = perf_counter()

    def __exit__(self, *_: object) -> None:
        count_work(self.kind, self.amount, perf_counter() - self.started)

    def __call__(self, function: Callable[P, R]) -> Callable[P, R]:
        @wraps(function)
        def counted(*args: P.args, **kwargs: P.kwargs) -> R:
            if _counts.get() is None:
                return function(*args, **kwargs)
            with work(self.kind, self.amount):
                return function(*args, **kwargs)

        return counted
