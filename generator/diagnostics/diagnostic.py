"""A problem in the input: its place, message, related places, and the fix."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from heapq import nlargest
from itertools import islice
from typing import Protocol

from generator.diagnostics.code_form import ProblemSeverity
from generator.diagnostics.codes import READER_CODES, WRITTEN_CODES


@dataclass(frozen=True, slots=True)
class Span:
    """A place in a file: line and column from 1, width in characters, and the text of the line unless it is too long."""

    file: str
    line: int
    column: int
    width: int = 1
    text: str = ""

    @property
    def key(self) -> tuple[str, int, int]:
        return (self.file, self.line, self.column)


class Located(Protocol):
    """Anything written in a file, such as a node of the YAML tree."""

    @property
    def span(self) -> Span: ...


@dataclass(frozen=True, slots=True)
class RelatedPlace:
    """A related place, such as the entry that is overridden."""

    label: str
    span: Span


@dataclass(frozen=True, slots=True)
class DrillPromise:
    """How long an exercise of a procedure is valid, such as `90 days`, and the addresses by which past runs may name the procedure."""

    every: str
    addresses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One problem.

    Attributes:
        code: the key in the table of codes, which is also the section of the reference.
        address: the address in the merged result that is affected.
        variants: the variants that are affected.
        since: the first day on which the problem applies; None if it has no first day.
        until: the last day on which the problem applies; None if it has no last day.
        waived: the place of the waiver that covers the problem, if there is one.
        explains: the addresses at which the problem hides something, such as `contacts.dba`, `*.dba` for the same id in any collection,
            `layers.base`, or `EVERYTHING`.
        lacks: the address at which nothing was found. If another problem explains this, reports leave the problem out.
        drill: the promise that past runs are compared with, which decides whether the problem applies; None for all other problems.
    """

    code: str
    message: str
    span: Span
    help: str = ""
    address: str = ""
    variants: tuple[str, ...] = ()
    notes: tuple[RelatedPlace, ...] = ()
    severity: ProblemSeverity = "error"
    since: date | None = None
    waived: Span | None = None
    explains: tuple[str, ...] = ()
    lacks: str = ""
    until: date | None = None
    drill: DrillPromise | None = None

    @property
    def is_dated(self) -> bool:
        """Whether the problem applies only on some days."""
        return self.since is not None or self.until is not None

    @property
    def key(self) -> tuple[object, ...]:
        """Problems of different variants with the same key are one problem."""
        waived = None if self.waived is None else self.waived.key
        return (*self.span.key, self.code, self.message, self.address, waived)


@dataclass(frozen=True, slots=True)
class Fix:
    """Replaces the characters of `span` by `text`. `safe` is true if nothing else can have been meant."""

    span: Span
    text: str
    safe: bool

    @property
    def place(self) -> tuple[str, int, int, int]:
        """The file, line, column and width."""
        return (*self.span.key, self.span.width)


EVERYTHING = "*"
MOST_COMPARED = 50
MOST_LISTED = 20


class TooMany(Exception):
    """A check has found more problems than a person can read at once."""


class Findings:
    """Collects the problems that a check finds, up to a limit: more would hide the first problems and take minutes to collect.

    Args:
        of: the checked thing in words, such as ``variant `shop` ``.
        variants: the variants that each problem affects.
        most: the limit.
    """

    def __init__(self, of: str, variants: tuple[str, ...] = (), most: int = 200) -> None:
        self.of = of
        self.variants = variants
        self.most = most
        self.problems: list[Diagnostic] = []

    def report(
        self,
        code: str,
        place: Located,
        message: str,
        address: str,
        *notes: RelatedPlace,
        help: str = "",
        since: date | None = None,
        lacks: str = "",
        until: date | None = None,
        drill: DrillPromise | None = None,
    ) -> None:
        """Add a problem with the severity of its code. Without `help`, the help is the fix of the code."""
        known = WRITTEN_CODES.get(code)
        help = help or (known.fix[:1].lower() + known.fix[1:].rstrip(".") if known else "")
        severity = known.severity if known else "error"
        place_of = (place.span, help, address, self.variants, notes, severity, since)
        self.add(Diagnostic(code, message, *place_of, lacks=lacks, until=until, drill=drill))

    def add(self, problem: Diagnostic) -> None:
        """Add a problem. The first problem over the limit becomes a note that the rest was not checked.

        Raises:
            TooMany: the limit is exceeded.
        """
        self.problems.append(problem)
        if len(self.problems) > self.most:
            message = f"{self.of} has more than {self.most} problems, so the rest was not checked"
            help = "correct the first problems: many others may follow from them"
            self.problems[-1] = replace(problem, code="too-many-problems", message=message, help=help)
            raise TooMany


def in_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return all problems by place. A problem of several variants appears once and names them all.

    If a line could not be read as its writer meant it, the other problems of the line are left out, because they follow from this.
    """
    found = tuple(diagnostics)
    unread = {(problem.span.file, problem.span.line) for problem in found if problem.code in READER_CODES}
    same: dict[tuple[object, ...], list[Diagnostic]] = {}
    for problem in found:
        if problem.code in READER_CODES or (problem.span.file, problem.span.line) not in unread:
            same.setdefault(problem.key, []).append(problem)
    return tuple(sorted(map(_joined, same.values()), key=lambda problem: (*problem.span.key, problem.code, problem.address)))


def _joined(same: list[Diagnostic]) -> Diagnostic:
    """Join equal problems into one that names all their variants. This takes one step, because a thousand variants may share a layer."""
    first = same[0]
    return first if len(same) == 1 else replace(first, variants=tuple(sorted({name for one in same for name in one.variants})))


def has_errors(diagnostics: Iterable[Diagnostic]) -> bool:
    """Whether any problem is an error. Waived problems must be filtered out before."""
    return any(problem.severity == "error" for problem in diagnostics)


def nearest(word: str, known: Iterable[str], cutoff: float = 0.6) -> str:
    """Return ``did you mean `X`?`` for the known word most like `word`, else an empty text. Only the first 2,000 known words count.

    `cutoff` is how similar a word must be: 1 for the same word.
    """
    word = word[:80]
    candidates = list(islice(known, 2000))
    if len(candidates) > MOST_COMPARED:
        backwards = word[::-1]
        candidates = nlargest(MOST_COMPARED, candidates, lambda other: _common_start(word, other) + _common_start(backwards, other[::-1]))
    found = difflib.get_close_matches(word, candidates, n=1, cutoff=cutoff)
    return f"did you mean `{found[0]}`?" if found else ""


def _common_start(one: str, other: str) -> int:
    for at, (a, b) in enumerate(zip(one, other, strict=False)):
        if a != b:
            return at
    return min(len(one), len(other))


def some_of(names: Iterable[str], most: int = 12) -> str:
    """Return the first names of a list, and how many more there are: `a, b and 3 more`; `none` for an empty list."""
    listed = list(names)
    shown = ", ".join(listed[:most])
    return (f"{shown} and {len(listed) - most} more" if len(listed) > most else shown) or "none"


def unknown(noun: str, name: str, known: Iterable[str]) -> str:
    """Return sentences about a name that does not exist: the most similar name, and the names to choose from."""
    names = list(known)
    listed = some_of(names, MOST_LISTED)
    return sentences(f"no {noun} `{name}`", nearest(name, names), f"{noun}s are {listed}" if names else f"there is no {noun} yet")


def sentences(first: str, *more: str) -> str:
    """Join short remarks into sentences. Empty remarks are left out."""
    remarks = [first, *(remark[:1].upper() + remark[1:] for remark in more if remark)]
    return " ".join(remark if remark.endswith(("?", ".")) else f"{remark}." for remark in remarks)
